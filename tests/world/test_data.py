"""The data files of the world room agree with themselves, with each other and with the calendar."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import standoff.world
from standoff.world.gazetteer import FAR_FUTURE, FAR_PAST, fold, parse_day
from standoff.world.places import place

DATA = Path(standoff.world.__file__).parent / "data"


def words(line: str) -> list[str]:
    return line.split()


OFFICES = sorted((DATA / "offices").glob("*.csv"))
NAMED = "name aliases country sector start end source"
OFFICE = "country office title person aliases gender start end source"
COLUMNS = {
    "states.csv": "code name aliases adjectives demonyms capital capital_aliases start end source",
    "entities.csv": "code name aliases adjectives demonyms capital sector start end source",
    "metonyms.csv": "text name country sector start end source",
    "organisations.csv": NAMED,
    "services.csv": NAMED,
    "groups.csv": NAMED,
    "media.csv": NAMED,
    "roles.csv": "word sector",
    "regions.csv": "name aliases country kind lat lon source",
    "bodies.csv": OFFICE + " body",
}
#: Codes beside those of the states: bodies of many states, Kosovo, and states that are no more.
EXTRA = {"IGO", "NGO", "MNC"}
FORMER = {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "VDR", "ANT"}
SECTORS = words(
    "GOV MIL LEG JUD COP SPY REB UAF PTY OPP CVL MED EDU BUS LAB REL REF JRN CRM ELI SOC NGO "
    "IGO UNK"
)
KINDS = words(
    "region sea river lake canal strait border base site camp square crossing village island "
    "continent"
)
LINES = {"continent", "border", "region"}
FILES = [*sorted(DATA.glob("*.csv")), *OFFICES]
DATED = [f for f in FILES if f.name not in ("roles.csv", "regions.csv")]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codes() -> set[str]:
    return {r["code"] for r in read(DATA / "states.csv")}


def ids(path: Path) -> str:
    return path.name


# -- form -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_every_row_has_the_columns_of_its_file(path):
    with path.open(encoding="utf-8", newline="") as lines:
        head, *body = csv.reader(lines)
    assert head == COLUMNS.get(path.name, OFFICE).split()
    assert [n for n, row in enumerate(body, 2) if len(row) != len(head)] == []


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_cells_are_trimmed_and_aliases_are_separated_by_bars_alone(path):
    wrong = []
    for n, row in enumerate(read(path), 2):
        wrong += [(n, k) for k, v in row.items() if v != v.strip()]
        names = row.get("aliases") or ""
        if names and ("||" in names or names[0] == "|" or names[-1] == "|" or ";" in names):
            wrong.append((n, names))
    assert wrong == []


@pytest.mark.parametrize("path", [f for f in FILES if f.name != "roles.csv"], ids=ids)
def test_every_row_is_named_and_says_where_it_can_be_checked(path):
    named = [k for k in ("name", "person", "text") if k in read(path)[0]]
    assert all(row[k] for row in read(path) for k in (*named, "source"))


@pytest.mark.parametrize("path", DATED, ids=ids)
def test_dates_are_dates_and_no_row_ends_before_it_starts(path):
    wrong = []
    for n, row in enumerate(read(path), 2):
        start, end = parse_day(row["start"]), parse_day(row["end"], last=True)
        if start > end or not FAR_PAST <= start <= FAR_FUTURE:
            wrong.append((n, row["start"], row["end"]))
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_codes_are_known(path):
    rows = read(path)
    column = "code" if "code" in rows[0] else "country"
    if column not in rows[0]:
        return
    assert {r[column] for r in rows if r[column]} <= codes() | EXTRA


def test_codes_of_states_are_alpha_3_and_those_of_former_ones_end():
    assert all(len(c) == 3 and c.isalpha() and c.isupper() for c in codes())
    assert codes() >= FORMER | {"XKX", "TWN", "PSE", "ESH"}
    rows = read(DATA / "states.csv")
    ended = {c for c in codes() if all(r["end"] for r in rows if r["code"] == c)}
    assert ended == FORMER


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_sectors_are_those_of_the_codebook(path):
    found = {s for row in read(path) if row.get("sector") for s in row["sector"].split("/")}
    assert found <= set(SECTORS)


def test_gender_of_every_office_holder_is_given():
    assert {r["gender"] for f in OFFICES for r in read(f)} == {"m", "f"}


# -- states ---------------------------------------------------------------------------------------


def test_no_state_has_two_names_at_one_time():
    spans = defaultdict(list)
    for r in read(DATA / "states.csv"):
        spans[r["code"]].append((parse_day(r["start"]), parse_day(r["end"], last=True), r["name"]))
    # A name of old whose row of today has no start is told apart by its own end.
    open_ended = Counter(c for c, rows in spans.items() for s, e, _ in rows if e == FAR_FUTURE)
    assert {c for c, n in open_ended.items() if n > 1} == set()


def test_every_state_that_news_names_has_a_capital_and_an_adjective():
    exempt = {"SGP", "VAT", "HKG", "MAC", "GIB", "ATA", "IOT", "HMD", "BVT", "UMI", "ATF", "PAK"}
    for r in read(DATA / "states.csv"):
        if r["code"] not in exempt:
            assert r["capital"], r["name"]


# -- offices --------------------------------------------------------------------------------------

#: States where two persons led the government at one time.
SHARED_GOVERNMENTS: set[str] = set()
#: The sixty states most reported on, and a few more; each with the office of those who govern.
GOVERNED = words(
    "AFG DZA AGO ARG ARM AUS AZE BGD BLR BIH BRA KHM CAN CHN COL COD CUB EGY ETH FRA GEO DEU "
    "GRC HTI HUN IND IDN IRN IRQ IRL ISR ITA JPN JOR KAZ KEN KWT LBN LBR LBY MLI MEX MAR MMR "
    "NLD NER NGA PRK NOR PAK PER PHL POL ROU RUS RWA SAU SRB SOM ZAF KOR ESP LKA SDN SWE CHE "
    "SYR TWN THA TUN TUR UGA UKR ARE GBR USA VEN VNM YEM ZWE"
)
#: States whose head of state governs, without a prime minister.
PRESIDENTIAL = words("ARG BRA CHE COL IDN LBR MEX NGA PHL USA VEN ZAF")
#: When states that came to be after 1990 began to have a government of their own.
FOUNDED = {
    "ARM": "1991-09-21", "AZE": "1991-10-18", "BIH": "1992-04-06", "BLR": "1991-08-25",
    "GEO": "1991-04-09", "KAZ": "1991-12-16", "RUS": "1991-12-26", "SRB": "2006-06-05",
    "UKR": "1991-08-24",
}  # fmt: skip
#: Times without a head of government, and why.
VACANT = [
    ("AFG", "1992-08-16", "1993-06-16", "Farid dismissed; next the Jalalabad accord"),
    ("AFG", "2001-11-14", "2021-09-06", "no such office under the constitution of 2004"),
    ("AGO", "1990-01-01", "1991-07-18", "no such office"),
    ("AGO", "1999-01-30", "2002-12-05", "office left empty"),
    ("AGO", "2010-02-06", "9000-12-31", "office abolished"),
    ("COD", "1994-01-15", "1994-07-05", "Birindwa dismissed; transition talks"),
    ("COD", "1997-05-17", "2006-12-29", "no such office"),
    ("CUB", "1990-01-01", "2019-12-20", "office held by the head of state"),
    ("HTI", "1990-01-01", "1991-02-12", "no prime minister before Preval"),
    ("HTI", "1997-10-21", "1999-03-25", "Smarth resigned; parliament refused successors"),
    ("IRQ", "2003-04-10", "2004-06-27", "occupation; Coalition Provisional Authority"),
    ("KEN", "1990-01-01", "2008-04-16", "no such office"),
    ("KEN", "2013-04-10", "9000-12-31", "office abolished"),
    ("MLI", "1990-01-01", "1991-04-01", "no such office"),
    ("MMR", "2011-03-31", "2016-04-05", "no such office"),
    ("RWA", "1990-01-01", "1991-10-11", "no such office"),
    ("SOM", "1993-06-01", "2000-10-07", "no government"),
    ("SDN", "1990-01-01", "2017-03-01", "no such office"),
    ("SDN", "2019-04-12", "2019-08-20", "Transitional Military Council"),
    ("SYR", "2025-03-30", "9000-12-31", "office abolished"),
    ("TUR", "2018-07-10", "9000-12-31", "office abolished"),
    ("ZWE", "1990-01-01", "2009-02-10", "no such office"),
    ("ZWE", "2013-09-12", "9000-12-31", "office abolished"),
]
UNTIL = date(2026, 3, 1)


def terms(office: str) -> dict[str, list[tuple[date, date, str, bool]]]:
    """Terms of an office by country: start, end, person, and whether both are days."""
    found = defaultdict(list)
    for path in OFFICES:
        for r in read(path):
            if r["office"] == office:
                exact = all(len(r[k]) in (0, 10) for k in ("start", "end"))
                term = (parse_day(r["start"]), parse_day(r["end"], last=True), r["person"], exact)
                found[r["country"]].append(term)
    return {c: sorted(t) for c, t in found.items()}


def test_no_state_has_two_heads_of_government_but_for_a_handover():
    wrong = []
    for country, held in terms("head_of_government").items():
        if country in SHARED_GOVERNMENTS:
            continue
        for i, (_, end, who, exact) in enumerate(held):
            for start, until, other, precise in held[i + 1 :]:
                both = (min(end, until) - start).days
                if both > 2 and exact and precise and end >= date(1990, 1, 1):
                    wrong.append((country, who, other, both))
    assert wrong == []


def test_terms_known_to_the_month_alone_overlap_by_no_more_than_a_year():
    for country, held in terms("head_of_government").items():
        for (_, end, who, _), (start, _, other, _) in pairwise(held):
            assert (end - start).days < 366, (country, who, other)


def _vacancies(country: str) -> list[tuple[date, date]]:
    return [
        (date.fromisoformat(start), date.fromisoformat(end))
        for c, start, end, _ in VACANT
        if c == country
    ]


@pytest.mark.parametrize("country", GOVERNED)
def test_a_much_reported_state_is_governed_without_a_gap_since_1990(country):
    office = "head_of_state" if country in PRESIDENTIAL else "head_of_government"
    held = [(s, e) for s, e, _, _ in terms(office)[country]]
    reached = date.fromisoformat(FOUNDED.get(country, "1990-01-01"))
    gaps = []
    for start, end in sorted([*held, *_vacancies(country), (UNTIL, UNTIL)]):
        if start - reached > timedelta(days=90):
            gaps.append((reached.isoformat(), start.isoformat()))
        reached = max(reached, end)
    assert gaps == []


def test_known_vacancies_are_vacant():
    held = terms("head_of_government")
    for country, start, end, why in VACANT:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        inside = [who for s, e, who, _ in held.get(country, []) if s < last and e > first]
        assert inside == [], (country, why)


# -- regions --------------------------------------------------------------------------------------


def regions() -> list[dict[str, str]]:
    return read(DATA / "regions.csv")


def test_regions_are_many_and_of_known_kinds():
    rows = regions()
    assert len(rows) >= 2_000
    assert {r["kind"] for r in rows} == set(KINDS)
    assert min(Counter(r["kind"] for r in rows).values()) >= 10


def test_points_of_regions_are_on_the_globe():
    for r in regions():
        if not r["lat"] and not r["lon"]:
            assert r["kind"] in LINES, r["name"]
            continue
        assert -90 <= float(r["lat"]) <= 90, r["name"]
        assert -180 <= float(r["lon"]) <= 180, r["name"]
        assert all(len(r[k].split(".")[1]) == 2 for k in ("lat", "lon")), r["name"]


def test_no_region_is_listed_twice():
    counts = Counter((fold(r["name"]), r["kind"], r["country"]) for r in regions())
    assert [k for k, n in counts.items() if n > 1] == []


def test_a_name_that_two_regions_of_one_country_share_is_no_alias():
    owners = defaultdict(set)
    for r in regions():
        for name in {fold(n) for n in (r["name"], *r["aliases"].split("|")) if n}:
            owners[name, r["country"]].add(r["name"])
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


@pytest.mark.parametrize(
    ("said", "near", "country", "precision"),
    [
        ("the Sahel", {}, None, "region"),
        ("Bab al-Hawa", {"SYR": 1.0}, "SYR", "crossing"),
        ("Zaatari camp", {"JOR": 1.0}, "JOR", "camp"),
        ("Independence Square", {"MLI": 1.0}, "MLI", "square"),
        ("Maidan", {"UKR": 1.0}, "UKR", "square"),
        ("Strait of Hormuz", {"IRN": 1.0}, None, "strait"),
        ("At Tanf", {"SYR": 1.0}, "SYR", "base"),
        ("Scarborough Shoal", {"PHL": 1.0}, None, "island"),
    ],
)
def test_places_beyond_the_lists_of_cities_are_found(said, near, country, precision):
    found = place(said, 0, len(said), near)
    assert (found.country, found.precision) == (country, precision)
