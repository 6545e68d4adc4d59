"""Small hand-coded reports for the tests: a sentence, and the acts in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from standoff.exchange.codebook import from_codebook
from standoff.ledger import EventQuery, Ledger
from standoff.records import CodedReport, Event

CODER = "hand 1"
COUNTRIES = {
    "Russia": "RUS", "Moscow": "RUS", "Vladimir Putin": "RUS", "Sergei Lavrov": "RUS",
    "Russian forces": "RUS", "Ukraine": "UKR", "Kyiv": "UKR", "Volodymyr Zelenskyy": "UKR",
    "France": "FRA", "Emmanuel Macron": "FRA", "China": "CHN", "Xi Jinping": "CHN",
    "Belarus": "BLR", "United States": "USA", "Joe Biden": "USA", "Poland": "POL",
    "Donetsk": "UKR", "Luhansk": "UKR", "Beijing": "CHN",
}  # fmt: skip


def party(words: str) -> dict[str, Any]:
    """`Moscow=Russia` is the word Moscow, which names Russia."""
    text, _, name = words.partition("=")
    name = name or text
    sector = "MIL" if "forces" in name else "GOV"
    return {"text": text, "name": name, "country": COUNTRIES[name], "sector": sector}


def act(
    trigger: str,
    type: str,
    actors: Iterable[str] = (),
    recipients: Iterable[str] = (),
    *,
    status: str = "happened",
    by: Iterable[tuple[list[str], str]] = (([], "asserts"),),
    when: tuple[str, str, str] | None = None,
    where: Iterable[str] = (),
    numbers: Iterable[tuple[str, int | None, int | None, str]] = (),
    mode: str | None = None,
    background: bool = False,
) -> dict[str, Any]:
    """An event in the codebook's format; `when` is words, first day, last day."""
    return {
        "trigger": trigger, "nth": 1, "type": type, "mode": mode,
        "actors": [party(p) for p in actors], "recipients": [party(p) for p in recipients],
        "status": status, "background": background,
        "assertions": [{"source": chain, "stance": stance} for chain, stance in by],
        "when": dict(zip(("text", "start", "end"), when, strict=True)) if when else None,
        "where": [{"text": w, "name": w, "country": COUNTRIES[w]} for w in where], "from": [],
        "numbers": [
            {"text": t, "low": low, "high": high, "unit": unit} for t, low, high, unit in numbers
        ],
    }  # fmt: skip


def told(
    name: str, published: str, text: str, *acts: dict[str, Any], outlet: str | None = None
) -> CodedReport:
    """A coded report; without `outlet` it has one of its own."""
    return from_codebook(
        {
            "id": name, "date": published, "text": text, "events": list(acts),
            "outlet": outlet or f"The {name} Post",
        }
    )  # fmt: skip


def ledger_of(reports: Iterable[CodedReport], location: Any = ":memory:") -> Ledger:
    """A ledger with these reports, in this order."""
    ledger = Ledger.open(location)
    run = ledger.begin_run(CODER, {})
    for report in reports:
        ledger.add(run, report)
    return ledger


def events_of(*reports: CodedReport, query: EventQuery | None = None) -> list[Event]:
    """The events that these reports speak of."""
    with ledger_of(reports) as ledger:
        return list(ledger.events(query))


MEETING = told(
    "M1", "2022-02-04", "Putin met Xi in Beijing on Friday.",
    act("met", "CONSULT", ["Putin=Vladimir Putin", "Xi=Xi Jinping"], where=["Beijing"],
        when=("Friday", "2022-02-04", "2022-02-04")),
)  # fmt: skip
MEETING_AGAIN = told(
    "M2", "2022-02-05", "Xi and Putin held talks in Beijing on 4 February, the Kremlin said.",
    act("talks", "CONSULT", ["Xi=Xi Jinping", "Putin=Vladimir Putin"], where=["Beijing"],
        when=("4 February", "2022-02-04", "2022-02-04"), by=[(["the Kremlin"], "asserts")]),
)  # fmt: skip
MEETING_PLANNED = told(
    "M0", "2022-02-01", "Putin will meet Xi in Beijing on Friday, the Kremlin said.",
    act("meet", "AGREE", ["Putin=Vladimir Putin"], ["Xi=Xi Jinping"], status="planned",
        where=["Beijing"], when=("Friday", "2022-02-04", "2022-02-04"),
        by=[(["the Kremlin"], "asserts")]),
)  # fmt: skip
CALL = told(
    "C1", "2022-02-03", "Macron called Putin on Wednesday.",
    act("called", "CONSULT", ["Macron=Emmanuel Macron", "Putin=Vladimir Putin"], mode="phone",
        when=("Wednesday", "2022-02-02", "2022-02-02")),
)  # fmt: skip
SHELLING_MONDAY = told(
    "S1", "2022-03-01", "Russian forces shelled Ukraine troops at Donetsk on Monday.",
    act("shelled", "ASSAULT", ["Russian forces"], ["Ukraine"], where=["Donetsk"],
        when=("Monday", "2022-02-28", "2022-02-28")),
)  # fmt: skip
SHELLING_TUESDAY = told(
    "S2", "2022-03-02", "Russian forces shelled Ukraine troops at Donetsk on Tuesday.",
    act("shelled", "ASSAULT", ["Russian forces"], ["Ukraine"], where=["Donetsk"],
        when=("Tuesday", "2022-03-01", "2022-03-01")),
)  # fmt: skip
SHELLING_UNDATED = told(
    "S3", "2022-03-02", "Russian forces shelled Ukraine troops at Donetsk.",
    act("shelled", "ASSAULT", ["Russian forces"], ["Ukraine"], where=["Donetsk"]),
)  # fmt: skip
SHELLING_ELSEWHERE = told(
    "S4", "2022-03-01", "Russian forces shelled Ukraine troops at Luhansk on Monday.",
    act("shelled", "ASSAULT", ["Russian forces"], ["Ukraine"], where=["Luhansk"],
        when=("Monday", "2022-02-28", "2022-02-28")),
)  # fmt: skip
INVASION_2014 = told(
    "I1", "2022-02-04", "Russia invaded Ukraine in 2014.",
    act("invaded", "ASSAULT", ["Russia"], ["Ukraine"], background=True,
        when=("2014", "2014-01-01", "2014-12-31")),
)  # fmt: skip
INVASION_FEARED = told(
    "I2", "2022-02-04", "It is feared that Russia might invade Ukraine.",
    act("invade", "ASSAULT", ["Russia"], ["Ukraine"], status="possible"),
)  # fmt: skip
INVASION_DENIED = told(
    "I3", "2022-02-05", "Moscow denied that Russia might invade Ukraine.",
    act("invade", "ASSAULT", ["Russia"], ["Ukraine"], status="possible",
        by=[(["Moscow"], "denies")]),
)  # fmt: skip
INVASION = told(
    "I4", "2022-02-24", "Russia invaded Ukraine on Thursday.",
    act("invaded", "ASSAULT", ["Russia"], ["Ukraine"],
        when=("Thursday", "2022-02-24", "2022-02-24")),
)  # fmt: skip

STORIES = (
    MEETING, MEETING_AGAIN, MEETING_PLANNED, CALL, SHELLING_MONDAY, SHELLING_TUESDAY,
    SHELLING_UNDATED, SHELLING_ELSEWHERE, INVASION_2014, INVASION_FEARED, INVASION_DENIED, INVASION,
)  # fmt: skip
