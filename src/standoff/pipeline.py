"""From inputs to coded reports, and from there into a ledger: the road that every report takes.

`code` needs no ledger; `read` files what it codes. Both take paths, or reports that are there
already, and keep their order. A report whose coding fails is refused with the reason, and the rest
goes on. `read` commits one report at a time and passes over those that the ledger has under the
same coder, so a run that was killed is finished by the next one.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from standoff.errors import ModelError
from standoff.reading import Meter, Options, check_paths, read_reports, total_bytes
from standoff.records import CodedReport, Refusal, Report

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from standoff.ledger import Ledger

Input = str | Path | Report
BATCH = 16
KEPT_REFUSALS = 1000


class Coder(Protocol):
    """What turns a report into acts; `standoff.load_coder()` gives the one of the package."""

    @property
    def name(self) -> str:
        """Name and version of rules and weights; reports are coded once under each name."""

    def code(self, report: Report) -> CodedReport:
        """Code one report."""

    def code_all(self, reports: Iterable[Report]) -> Iterator[CodedReport]:
        """Code reports in order, faster than one by one."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, after each report; bytes are None where they cannot be known."""

    origin: str
    reports: int
    known: int
    refused: int
    assertions: int
    bytes_read: int
    bytes_total: int | None


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a run did.

    `reports` were coded and filed, `known` were in the ledger already, `refused` were neither.
    `reasons` counts the refusals by kind; `refusals` holds the first of them whole. `events` are
    those that the run added to the ledger. `seconds` is wall-clock time.
    """

    run: str
    reports: int
    known: int
    refused: int
    assertions: int
    events: int
    seconds: float
    reasons: Mapping[str, int] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()


def load_default_coder() -> Coder:
    """Load the coder of the package; takes a second or two."""
    from standoff.coding import load_coder

    return load_coder()


def code(
    inputs: Input | Iterable[Input], coder: Coder | None = None, *, options: Options | None = None
) -> Iterator[CodedReport | Refusal]:
    """Code reports without a ledger, in order; what cannot be coded comes as a refusal.

    `inputs` are files, folders, `-` for standard input, or reports.

    >>> for coded in code("reports/"):                                    # doctest: +SKIP
    ...     print(coded)
    """
    listed = _as_list(inputs)
    coder = coder or load_default_coder()
    found = _reports(listed, options or Options(), Meter())
    for batch in _batches(found):
        yield from _code_batch(batch, coder)


def read(
    inputs: Input | Iterable[Input],
    ledger: Ledger | str | Path = "standoff.db",
    *,
    coder: Coder | None = None,
    options: Options | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> ReadSummary:
    """Read inputs into a ledger: code every report that it lacks, and file what was found.

    `on_progress` is called after each report. Safe to kill at any point: run it again and it goes
    on. Raises `InputError` where a path does not exist and `LedgerError` where the ledger fails.

    >>> read("reports/", "crisis.db").reports                             # doctest: +SKIP
    60
    """
    options = options or Options()
    listed = _as_list(inputs)
    coder = coder or load_default_coder()
    with _opened(ledger) as opened:
        filing = _Filing(opened, coder, _meter(listed), on_progress)
        filing.begin(options)
        for batch in _batches(filing.missing(_reports(listed, options, filing.meter))):
            for result in _code_batch(batch, coder):
                filing.take(result)
        return filing.finish()


class _Filing:
    """One run into one ledger, with its counts."""

    def __init__(
        self,
        ledger: Ledger,
        coder: Coder,
        meter: Meter,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.ledger = ledger
        self.coder = coder
        self.meter = meter
        self.tell = on_progress
        self.began = time.monotonic()
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.refusals: list[Refusal] = []
        self.underway: set[str] = set()

    def begin(self, options: Options) -> None:
        self.run = self.ledger.begin_run(self.coder.name, settings_of(options))

    def missing(self, found: Iterable[Report | Refusal]) -> Iterator[Report | Refusal]:
        """Pass on what is to be coded; reports that the ledger has are counted and dropped."""
        for item in found:
            if isinstance(item, Report):
                if item.id in self.underway or self.ledger.has(item.id, self.coder.name):
                    self.counts["known"] += 1
                    self._tell(item.origin or item.label)
                    continue
                self.underway.add(item.id)
            yield item

    def take(self, result: CodedReport | Refusal) -> None:
        """File one result, in a transaction of its own."""
        if isinstance(result, Refusal):
            self.ledger.refuse(self.run, result)
            self.counts["refused"] += 1
            self.reasons[result.reason.partition(":")[0]] += 1
            if len(self.refusals) < KEPT_REFUSALS:
                self.refusals.append(result)
            self._tell(result.origin)
            return
        added = self.ledger.add(self.run, result)
        self.underway.discard(result.report.id)
        self.counts.update(reports=1, assertions=added.assertions, events=added.events_new)
        self._tell(result.report.origin or result.report.label)

    def finish(self) -> ReadSummary:
        self.ledger.finish_run(self.run)
        return ReadSummary(
            run=self.run,
            reports=self.counts["reports"],
            known=self.counts["known"],
            refused=self.counts["refused"],
            assertions=self.counts["assertions"],
            events=self.counts["events"],
            seconds=time.monotonic() - self.began,
            reasons=dict(self.reasons),
            refusals=tuple(self.refusals),
        )

    def _tell(self, origin: str) -> None:
        if self.tell:
            done = {k: self.counts[k] for k in ("reports", "known", "refused", "assertions")}
            self.tell(
                Progress(origin, **done, bytes_read=self.meter.done, bytes_total=self.meter.total)
            )


def _as_list(inputs: Input | Iterable[Input]) -> Iterable[Input]:
    """Make one input a list, and fail at once where a listed path does not exist."""
    listed = [inputs] if isinstance(inputs, str | Path | Report) else inputs
    if isinstance(listed, Sequence):
        check_paths([i for i in listed if not isinstance(i, Report)])
    return listed


def _meter(inputs: Iterable[Input]) -> Meter:
    """A meter that knows the total where all inputs are files and folders."""
    if not isinstance(inputs, Sequence) or any(isinstance(i, Report) for i in inputs):
        return Meter()
    return Meter(total=total_bytes([i for i in inputs if not isinstance(i, Report)]))


def _reports(inputs: Iterable[Input], options: Options, meter: Meter) -> Iterator[Report | Refusal]:
    for item in inputs:
        if isinstance(item, Report):
            yield item
        else:
            yield from read_reports([item], options, meter)


def _batches(found: Iterable[Report | Refusal]) -> Iterator[list[Report | Refusal]]:
    batch: list[Report | Refusal] = []
    for item in found:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _code_batch(batch: Sequence[Report | Refusal], coder: Coder) -> Iterator[CodedReport | Refusal]:
    """Code a batch at one go; where that fails, one by one, so that only the culprit is lost."""
    reports = [item for item in batch if isinstance(item, Report)]
    try:
        coded: Iterator[CodedReport | Refusal] = iter(list(coder.code_all(reports)))
    except ModelError:
        raise
    except Exception:
        coded = (_code_one(report, coder) for report in reports)
    for item in batch:
        yield item if isinstance(item, Refusal) else next(coded)


def _code_one(report: Report, coder: Coder) -> CodedReport | Refusal:
    try:
        return coder.code(report)
    except Exception as error:
        reason = f"not coded: {type(error).__name__}: {error}; please send us this report"
        return Refusal(report.origin or report.label, reason)


def _opened(ledger: Ledger | str | Path) -> AbstractContextManager[Ledger]:
    if not isinstance(ledger, str | Path):
        return nullcontext(ledger)
    from standoff.ledger import Ledger as OpenLedger

    return OpenLedger.open(ledger)


def settings_of(options: Options) -> dict[str, Any]:
    """What of the options is filed with a run, as plain JSON values."""
    plain = asdict(options)
    plain["published"] = options.published.isoformat() if options.published else None
    return plain
