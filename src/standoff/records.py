"""What passes between rooms: frozen, slotted, typed records whose ids are hashes of their content.

Three levels are kept apart. A `Report` is one version of one published text. An `Act` is what the
coder found in one report: something a political actor did, does, plans, or is said to have done,
with a `Voice` for everyone on whose word it stands. Spread out, one row a voice, acts become
`Assertion` records, which are never edited. An `Event` gathers the assertions, of all reports, that
speak of one act. Offsets are Unicode code points into `Report.text`, start included, end not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Status = Literal["happened", "ongoing", "planned", "possible", "negated"]
Stance = Literal["asserts", "denies", "doubts"]
Standing = Literal["reported", "claimed", "contested", "denied", "corroborated", "retracted"]

STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "possible", "negated")
STANCES: tuple[Stance, ...] = ("asserts", "denies", "doubts")
STANDINGS: tuple[Standing, ...] = (
    "reported", "claimed", "contested", "denied", "corroborated", "retracted",
)  # fmt: skip


def content_id(prefix: str, *parts: object) -> str:
    """Name a content by its hash: the same parts give the same id on every machine.

    >>> content_id("r", "2022-02-04", "Russia massed troops.")
    'r-c23bd73db6a3d286'
    """
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return f"{prefix}-{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text, `text[start:end]`, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must run forward from 0: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the characters the span points at."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a report that is not plain story: dateline, caption, credit, correction …"""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one published text.

    `published` is the calendar day at the place of publication. `name` is the input's own id where
    it had one. `extra` keeps the input's other fields. `id` is the hash of what was published.
    """

    text: str
    published: date
    name: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    origin: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Content hash of day, outlet, address, own name and text."""
        return content_id("r", self.published, self.outlet, self.url, self.name, self.text)

    @property
    def label(self) -> str:
        """The id a person knows it by: the input's own, else the content hash."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Party:
    """Who: the words, whom they name as of the report's date, country and PLOVER sector.

    `country` is ISO 3166 alpha-3, or IGO, NGO, MNC; `id` names the party across reports.
    """

    text: str
    name: str
    country: str | None
    sector: str
    span: Span
    id: str
    office: str | None = None
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the words, the place's name, its country (ISO alpha-3), and how precise it is."""

    text: str
    name: str
    country: str | None
    span: Span
    id: str
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "unknown"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Number:
    """How many, in the words of the text; `low` or `high` is None where the words leave it open."""

    text: str
    low: float | None
    high: float | None
    unit: str
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class When:
    """The days an act is dated to, both ends included, resolved against the report's day."""

    text: str
    start: date | None
    end: date | None
    span: Span
    precision: str = "day"
    anchor: str = "report"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a source chain."""

    text: str
    span: Span
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word: the chain from the outermost speaker to the innermost; empty is the report."""

    source: tuple[Speaker, ...]
    stance: Stance
    confidence: float = 1.0
    reason: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The chain as its words."""
        return tuple(s.text for s in self.source)


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody did, does, plans, or is said to have done, as one report tells it."""

    trigger: Span
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    background: bool
    voices: tuple[Voice, ...]
    when: When | None = None
    where: tuple[Place, ...] = ()
    origins: tuple[Place, ...] = ()
    numbers: tuple[Number, ...] = ()
    confidence: float = 1.0
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was looked at and not coded, and why."""

    span: Span
    what: str
    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report with the acts found in it, its marked parts, and what was dropped."""

    report: Report
    acts: tuple[Act, ...]
    parts: tuple[Part, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that did not become a report: where it was, why, and what to do."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """One source's word, in one report, about one act. Never edited.

    `report` is the report's content hash, `label` the id a person knows the report by.
    """

    report: str
    act: Act
    voice: Voice
    label: str | None = None

    @property
    def id(self) -> str:
        """Hash of the report, the act's words and core slots, and the voice."""
        a = self.act
        return content_id(
            "a", self.report, a.trigger.start, a.trigger.end, a.type, a.status, a.background,
            [p.id for p in a.actors], [p.id for p in a.recipients],
            self.voice.texts, self.voice.stance,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """Why an assertion was judged to speak of an event."""

    assertion: str
    event: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """Assertions judged to speak of one act. Counted for everything but coverage."""

    id: str
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    standing: Standing
    origins: int
    background: bool
    when: When | None
    where: tuple[Place, ...]
    starts: tuple[Place, ...]
    numbers: tuple[Number, ...]
    assertions: tuple[Assertion, ...]
    first_published: date | None = None
    last_published: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement on the ledger, by a person or the machine; undoing one is another decision."""

    id: str
    kind: str
    target: str
    payload: Mapping[str, Any]
    author: str
    reason: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """Which coder, models and settings made what; what was read, refused and dropped, and when."""

    id: str
    coder: str
    settings: Mapping[str, Any]
    started: datetime
    finished: datetime | None
    reports: int
    refused: int
    assertions: int
