"""Tell a frame in a scene: the text, and the record with exact spans."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from frames import Frame
from parties import Party
from scenes import Scene, Time
from wording import expand

PIECE = re.compile(r"\{([^{}]+)\}|<(\d):([^<>]+)>|([^{}<>]+)")
FUTURE = {"CONSULT": "AGREE", "AID": "AGREE", "COOPERATE": "AGREE", "RETREAT": "CONCEDE"}
WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
QUALIFIED = ("happened", "ongoing", "second-hand", "accused", "direction")
STANCES = {"+": "asserts", "-": "denies", "?": "doubts"}


@dataclass
class Teller:
    """Writes the text piece by piece and remembers what stands where."""

    scene: Scene
    rng: random.Random
    qualify: bool
    text: str = ""
    spans: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    triggers: dict[str, tuple[int, int]] = field(default_factory=dict)
    whens: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    numbers: list[dict[str, Any]] = field(default_factory=list)

    def put(self, words: str) -> int:
        """Add words, with a capital at the start of a sentence; where they begin."""
        if re.search(r"(^|[.?!]\"? |[.?!:,] \"|^\"| - )$", self.text):
            words = words[:1].upper() + words[1:]
        start = len(self.text)
        self.text += words
        return start

    def party(self, key: str, party: Party, possessive: bool = False) -> None:
        """Add a party; the first mention is kept."""
        start = self.put(party.lead + party.text)
        head = start + len(party.lead)
        span = (head, head + len(party.article), len(self.text))
        self.spans.setdefault(key, span)
        if possessive:
            self.text += "'" if self.text.endswith("s") else "'s"

    def time(self, key: str, bare: bool) -> None:
        """Add a date."""
        time = self.scene.times[key]
        lead = "" if bare else time.lead
        if bare and time.lead.endswith("the "):
            lead = "the "
        if lead == "" and time.lead == "" and time.text[0].isupper() and self._opens():
            lead = "on "
        start = self.put(lead + time.text) + len(lead)
        self.whens.setdefault(key, self.text[start:])

    def _opens(self) -> bool:
        return re.search(r"(^|[.?!] )$", self.text) is not None

    def number(self, spec: str) -> None:
        """Add a counted noun: "2-14:killed:R" or "500-900:troops:troops"."""
        size, unit, noun = spec.split(":")
        low, high = (int(n) for n in size.split("-"))
        value = self.rng.randint(low, high)
        step = 100 if value >= 1000 else 10 if value >= 100 else 1
        value -= value % step
        written = WORDS[value - 2] if value <= 12 else f"{value:,}"
        top: int | None = value
        if self.qualify and value > 12 and self.rng.random() < 0.3:
            value -= value % 10
            words = self.rng.choice(("at least", "more than", "about", "some"))
            written = f"{words} {value:,}"
            top = None if words in ("at least", "more than") else value
        start = self.put(written + " ")
        if noun == "R":
            head = len(self.text)
            self.text += self.scene.parties["R"].text
            self.spans.setdefault("R", (start, head, len(self.text)))
        else:
            self.text += noun
        self.numbers.append({"text": self.text[start:], "low": value, "high": top, "unit": unit})

    def money(self, spec: str) -> None:
        """Add a sum of money in million dollars."""
        low, high = (int(n) for n in spec.split("-"))
        value = self.rng.randint(low // 10, high // 10) * 10
        start = self.put(f"{value} million dollars")
        total = value * 1_000_000
        self.numbers.append(
            {"text": self.text[start:], "low": total, "high": total, "unit": "money"}
        )

    def slot(self, spec: str) -> None:
        """Add whatever stands between braces."""
        scene = self.scene
        if spec[0] == "#":
            self.number(spec[1:])
        elif spec[0] == "$":
            self.money(spec[1:])
        elif spec in scene.parties:
            self.party(spec, scene.parties[spec])
        elif spec.endswith("'s"):
            self.party(spec[:-2], scene.parties[spec[:-2]], possessive=True)
        elif ":" in spec:
            key, forms = spec.split(":")
            self.put(forms.split("|")[scene.parties[key].plural])
        elif spec.rstrip("!") in scene.places:
            key = spec.rstrip("!")
            if key == "Rcoast":
                self.text += scene.article
            start = self.put(scene.places[key][0])
            self.where.setdefault(key, self.text[start:])
            if spec.endswith("!"):
                self.told.append(key)
        else:
            bare = spec.endswith("n") and spec[:-1] in scene.times
            self.time(spec[:-1] if bare else spec, bare)

    def write(self, template: str) -> None:
        """Write the whole frame."""
        for spec, event, trigger, plain in PIECE.findall(template):
            if spec:
                self.slot(spec)
            elif event:
                start = self.put(trigger)
                self.triggers.setdefault(event, (start, len(self.text)))
            elif plain:
                self.put(plain)


def record_party(teller: Teller, key: str) -> dict[str, Any] | None:
    """A party as the record has it, or None when the text does not name it."""
    if key not in teller.spans:
        return None
    _, head, end = teller.spans[key]
    party = teller.scene.parties[key]
    return {
        "text": teller.text[head:end],
        "name": party.name,
        "country": party.country,
        "sector": party.sector,
    }


def record_source(teller: Teller, key: str) -> str:
    """A source as written at its first mention."""
    if key not in teller.spans:
        return key.replace("_", " ")
    start, _, end = teller.spans[key]
    return teller.text[start:end]


def record_time(time: Time, text: str) -> dict[str, Any]:
    """A date as the record has it."""
    return {
        "text": text,
        "start": time.start and time.start.isoformat(),
        "end": time.end and time.end.isoformat(),
    }


def default_roles(scene: Scene) -> tuple[list[str], list[str]]:
    """Who did it to whom, for the act of the scene."""
    assert scene.act is not None
    if "recip" in scene.act[1].split():
        return ["A", "R"], []
    return ["A"], [] if scene.act[4] == "none" else ["R"]


def place(teller: Teller, key: str) -> dict[str, Any]:
    """A place as the record has it."""
    name, country = teller.scene.places[key]
    return {"text": teller.where[key], "name": name, "country": country}


def event(teller: Teller, words: list[str]) -> dict[str, Any]:
    """One event of a frame's record."""
    scene, number = teller.scene, words.pop(0)
    label = words.pop(0) if words[0][:2].isupper() else (scene.act or [""])[0]
    kind, _, mode = label.partition("/")
    status = words.pop(0)
    roles = default_roles(scene) if scene.act and number == "1" else ([], [])
    if status == "planned" and kind in FUTURE:
        kind, mode = FUTURE[kind], ""
    made: dict[str, Any] = {
        "trigger": list(teller.triggers[number]),
        "type": kind,
        "mode": mode or None,
        "actors": [],
        "recipients": [],
        "status": status,
        "background": "bg" in words,
        "assertions": [],
        "when": None,
        "where": [],
        "from": [],
        "numbers": teller.numbers if number == "1" else [],
    }
    for word in words:
        if ">" in word:
            actors, recipients = word.split(">")
            roles = actors.split(","), recipients.split(",")
        elif word[0] == "@":
            made["when"] = record_time(scene.times[word[1:]], teller.whens[word[1:]])
        elif word[-1] in STANCES:
            chain = [record_source(teller, k) for k in word[:-1].split("/") if k]
            made["assertions"].append({"source": chain, "stance": STANCES[word[-1]]})
    for role, keys in zip(("actors", "recipients"), roles, strict=True):
        made[role] = [p for p in (record_party(teller, k) for k in keys) if p]
    told = teller.told if number == "1" else ["W"] if "W" in words else []
    made["where"] = [place(teller, k) for k in told if k != "F"]
    made["from"] = [place(teller, k) for k in told if k == "F"]
    return made


def agrees(frame: Frame, scene: Scene) -> bool:
    """Whether the scene has what the frame asks: "plR" a plural, "sgN" one, "psN" no outlet."""
    for need in frame.needs:
        party = scene.parties.get(need[2:])
        if need[:2] in ("pl", "sg") and party and party.plural != (need[:2] == "pl"):
            return False
        if need[:2] == "ps" and party and party.sector == "JRN":
            return False
    return True


def is_uncounted(frame: Frame, scene: Scene) -> bool:
    """Whether the victims go without a number: nobody fears the killing of exactly 27 people."""
    unreal = re.search(r"\b1 (possible|negated|planned)", frame.record)
    if not unreal or scene.act is None:
        return False
    violent = scene.act[0].startswith(("ASSAULT", "ACCUSE", "COERCE/arrest", "SANCTION/convict"))
    return violent or unreal.group(1) != "planned"


def tell(frame: Frame, scene: Scene, rng: random.Random) -> dict[str, Any] | None:
    """The report and its record, or None when the scene does not suit the frame."""
    if not agrees(frame, scene):
        return None
    teller = Teller(scene, rng, frame.phenomenon in QUALIFIED)
    body = expand(frame.text, scene, is_uncounted(frame, scene))
    counted = re.search(r"\{#[^}]+:R\}", body)
    if counted and (scene.parties["R"].article or not scene.parties["R"].plural):
        return None
    extra = rng.choice(scene.context)
    turn = rng.random()
    if frame.phenomenon == "non-event":
        pass
    elif scene.capital and turn > 0.9:
        month = scene.day.strftime("%B")
        body = f"{scene.capital.upper()}, {month} {scene.day.day} - {body}"
    elif turn < 0.2:
        body = f"{body} {extra}"
    elif turn < 0.27:
        body = f"{extra} {body}"
    teller.write(body)
    events = [event(teller, part.split()) for part in frame.record.split(";") if part.strip()]
    events.sort(key=lambda e: e["trigger"])
    return {
        "date": scene.day.isoformat(),
        "text": teller.text,
        "events": events,
        "template": frame.name,
        "phenomenon": frame.phenomenon,
    }
