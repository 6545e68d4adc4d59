"""Parties of the contrast sets: the sides of a setting in each role, and who speaks for them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

PLURAL_GROUPS = ("Tigers", "Taliban", "Houthis", "Maoists", "Zapatistas", "Forces")
FULL = {
    "GBR": "United Kingdom",
    "COD": "Democratic Republic of the Congo",
    "TTO": "Trinidad and Tobago",
    "BIH": "Bosnia and Herzegovina",
}
OWN_NAMES = {
    "the American foreign ministry": "the State Department",
    "the foreign ministry in Washington": "the State Department",
    "the American defence ministry": "the Pentagon",
    "the defence ministry in Washington": "the Pentagon",
    "American foreign ministry spokesman ": "State Department spokesman ",
    "American defence ministry spokesman ": "Pentagon spokesman ",
    "the British foreign ministry": "the Foreign Office",
    "the foreign ministry in London": "the Foreign Office in London",
    "British foreign ministry spokesman ": "Foreign Office spokesman ",
}
INLAND = (
    "ETH",
    "BOL",
    "PRY",
    "RWA",
    "UGA",
    "BDI",
    "KGZ",
    "TJK",
    "UZB",
    "AFG",
    "NER",
    "TCD",
    "MLI",
    "SSD",
    "ZWE",
    "ZMB",
    "MWI",
    "HUN",
    "SRB",
    "MNG",
    "BLR",
    "ARM",
    "CAF",
    "KAZ",
)
SPELLED_AN = (
    "ELN",
    "NLA",
    "NPA",
    "LRA",
    "MILF",
    "M23",
    "RUF",
    "RSF",
    "FNL",
    "MFDC",
    "MNLA",
    "SPLA",
    "OAS",
    "ULFA",
    "ECOWAS",
    "Uzbek",
)
SPELLED_A = ("URNG", "UTO", "UNITA", "EU", "UN", "FARC", "FACT", "LURD")
LEADERS = {
    "LAB": ("a union leader", "union leader"),
    "EDU": ("a student leader", "student leader"),
    "OPP": ("an opposition leader", "opposition leader"),
    "JRN": ("a press association", "press association"),
    "REL": ("a senior abbot", "senior abbot"),
    "ELI": ("a village elder", "village elder"),
    "CVL": ("a defence lawyer", "defence lawyer"),
}


@dataclass
class Party:
    """A noun phrase: as written after an uncounted lead, who it is, and its number."""

    text: str
    name: str
    country: str | None
    sector: str
    plural: bool = False
    lead: str = ""

    @property
    def article(self) -> str:
        """The article or numeral that the party's text leaves out."""
        found = re.match(r"(the|a|an|two|three) ", self.text)
        return found.group(0) if found else ""


def an(word: str) -> str:
    """The word with its indefinite article; initials go by how they are read out."""
    first = word.split(maxsplit=1)[0]
    if first in SPELLED_AN or first in SPELLED_A:
        return ("an " if first in SPELLED_AN else "a ") + word
    vowel = word[0] in "AEIOUaeiou" and not word.startswith(("Ug", "Uk", "Ur", "Eu", "uni", "one"))
    return ("an " if vowel else "a ") + word


def country_role(
    role: str, iso: str, row: list[str], rolebook: dict[str, Any], rng: random.Random
) -> Party | None:
    """A country in one of its roles."""
    if role not in rolebook or (role in ("boats", "navy") and iso in INLAND):
        return None
    name, adj, capital, _ = row
    words = {
        "name": name,
        "adj": adj,
        "capital": capital,
        "an_adj": an(adj),
        "bare": FULL.get(iso, name.removeprefix("the ")),
    }
    choice = [r for r in rolebook[role] if "{capital}" not in r[0] or capital[:4] != "The "]
    text, full, sector, plural = rng.choice(choice)
    text, full = text.format(**words), full.format(**words)
    return Party(OWN_NAMES.get(text, text), full, iso, sector, plural)


def group_role(role: str, row: list[str], rng: random.Random) -> Party | None:
    """An armed group in one of its roles."""
    text, name, iso, adj, _ = row
    whole = Party(text, name, iso, "REB", text.endswith(PLURAL_GROUPS))
    armed = [Party(f"{adj} {w}", name, iso, "REB", True) for w in ("fighters", "rebels")]
    forms = {
        "gov": [whole],
        "grp": [whole],
        "army": [whole, *armed],
        "soldiers": armed,
        "guns": [Party(f"{adj} {w}", name, iso, "REB", True) for w in ("gunners", "fighters")],
        "del": [Party(f"{adj} negotiators", name, iso, "REB", True)],
        "posit": [Party(f"{adj} {w}", name, iso, "REB", True) for w in ("camps", "positions")],
    }
    if "rebel" in adj:
        forms["soldiers"] = [Party(f"{adj}s", name, iso, "REB", True)]
        forms["army"] = [whole, *forms["soldiers"]]
    return rng.choice(forms[role]) if role in forms else None


def body_role(role: str, row: list[str], rng: random.Random) -> Party | None:
    """An international body in one of its roles."""
    text, name, adj, _ = row
    if role == "gov":
        return Party(text, name, "IGO", "IGO")
    if role == "del":
        return Party(f"{adj} {rng.choice(('envoys', 'mediators'))}", name, "IGO", "IGO", True)
    return None


def side_role(
    side: Any, role: str, home: str, parties: dict[str, Any], rng: random.Random
) -> Party | None:
    """A side of the setting in the role an act asks for."""
    if isinstance(side, list):
        people, sector = side
        if role in ("civ", "pciv") or (role == "plab" and sector in ("LAB", "EDU", "CVL")):
            adj = parties["countries"][home][1]
            return Party(people, f"{adj} {people}", home, sector, True)
        return None
    if side in parties["countries"]:
        row = parties["countries"][side]
        return country_role(role, side, row, parties["roles"], rng)
    if side in parties["groups"]:
        return group_role(role, parties["groups"][side], rng)
    return body_role(role, parties["bodies"][side], rng)


def voice(side: Any, kind: str, home: str, parties: dict[str, Any], rng: random.Random) -> Party:
    """Somebody who speaks for a side."""
    if isinstance(side, list):
        text, name = LEADERS[side[1]]
        return Party(text, f"{parties['countries'][home][1]} {name}", home, side[1])
    if side in parties["bodies"]:
        adj, name = parties["bodies"][side][2], parties["bodies"][side][1]
        choice = [
            Party(an(adj) + " spokeswoman", name, "IGO", "IGO"),
            Party(f"{adj} officials", name, "IGO", "IGO", True),
        ]
        return rng.choice(choice)
    if side in parties["groups"]:
        text, name, iso, adj, person = parties["groups"][side]
        choice = [
            Party(an(adj) + " spokesman", name, iso, "REB"),
            Party(an(adj) + " commander", name, iso, "REB"),
            Party(person, person, iso, "REB", lead=f"{adj} spokesman "),
            Party(text, name, iso, "REB", text.endswith(PLURAL_GROUPS)),
        ]
        return rng.choice(choice)
    made = country_voice(side, kind, parties["countries"][side], rng)
    if made.text.split(" ")[0] in parties["women"]:
        made.lead = made.lead.replace("spokesman", "spokeswoman")
    return made


def country_voice(iso: str, kind: str, row: list[str], rng: random.Random) -> Party:
    """Somebody who speaks for a country."""
    name, adj, capital, person = row
    office = {"war": "defence", "civil": "defence", "dip": "foreign", "home": "interior"}[kind]
    title = {"foreign": "Foreign Affairs", "defence": "Defence", "interior": "Interior"}[office]
    bare = FULL.get(iso, name.removeprefix("the "))
    ministry = f"{adj} Ministry of {title}"
    choice = [
        Party(f"the {adj} {office} ministry", ministry, iso, "GOV"),
        Party(f"the {office} ministry in {capital}", ministry, iso, "GOV"),
        Party(an(adj) + " government spokeswoman", f"{adj} government", iso, "GOV"),
        Party(f"{adj} officials", bare, iso, "GOV", True),
        Party(person, person, iso, "GOV", lead=f"{adj} {office} ministry spokesman "),
        Party(capital, bare, iso, "GOV"),
    ]
    if kind in ("war", "civil"):
        choice.append(Party(an(adj) + " army spokesman", f"{adj} military", iso, "MIL"))
    made = rng.choice(choice)
    made.text = OWN_NAMES.get(made.text, made.text)
    made.lead = OWN_NAMES.get(made.lead, made.lead)
    return made
