"""The coder: one parse and one pass of the encoder, then exact knowledge on what they point at.

The steps are separate and pass records: windows (`windows`), proposals of acts and fillers of
their roles (`decode`), acts with parties, times, places and voices (`acts`). What is furniture is
told from the story by the reading room, and an act proposed in it is dropped with that reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from standoff.coding.acts import ReportFacts, build_act
from standoff.coding.decode import Judged, Proposal, proposals
from standoff.coding.encoder import Encoder, Reading
from standoff.coding.settings import CoderSettings
from standoff.coding.windows import windows
from standoff.language.parse import Parse, parse_all
from standoff.reading.furniture import dateline_day, mark_parts
from standoff.records import Act, CodedReport, Dropped, Part, Report

#: Parts of a report in which nothing is an act. A caption is told by the outlet, so it is story.
NO_ACTS = frozenset({"dateline", "byline", "credit", "boilerplate", "correction", "kill"})
#: How many reports are read by the encoder together.
CHUNK = 16


class Coder:
    """Codes reports. Make one and keep it: it holds the loaded network.

    >>> from datetime import date
    >>> coder = load_coder()
    >>> [a.type for a in coder.code(Report("Russia shelled Kharkiv.", date(2022, 3, 1))).acts]
    ['ASSAULT']
    """

    def __init__(
        self, encoder: Encoder | None = None, settings: CoderSettings | None = None
    ) -> None:
        self.encoder = encoder or Encoder()
        self.settings = settings or CoderSettings()

    @property
    def name(self) -> str:
        """Which rules and weights these are, as runs and the ledger know them."""
        from standoff import __version__

        return f"standoff {__version__}, weights {self.encoder.name}"

    def code(self, report: Report) -> CodedReport:
        """Code one report."""
        return next(self.code_all([report]))

    def code_all(self, reports: Iterable[Report]) -> Iterator[CodedReport]:
        """Code reports in order, a few at a time, so that the encoder reads them together."""
        stream = iter(reports)
        while chunk := list(islice(stream, CHUNK)):
            cut = [list(windows(r.text, self.encoder.tokenizer)) for r in chunk]
            read = iter(self.encoder.read([w for ws in cut for w in ws]))
            parses = parse_all(r.text for r in chunk)
            for report, ws, parse in zip(chunk, cut, parses, strict=True):
                yield self._assemble(report, [next(read) for _ in ws], parse)

    def _assemble(self, report: Report, readings: list[Reading], parse: Parse) -> CodedReport:
        parts = mark_parts(report.text)
        day = dateline_day(report.text, report.published)
        silent = tuple(p.span for p in parts if p.kind in NO_ACTS and p.kind != "dateline")
        facts = ReportFacts.of(report, parse, day, self.encoder.calibration, silent)
        acts: list[Act] = []
        dropped: list[Dropped] = []
        for reading in readings:
            kept = []
            for p in proposals(reading, self.settings.show_floor):
                reason = self._refuse(p, parts)
                if reason:
                    dropped.append(Dropped(p.span, "act", reason, p.score))
                else:
                    kept.append(p)
            if kept:
                acts += self._judge(facts, reading, kept, parse)
        sure = [a for a in acts if a.confidence >= self.settings.min_confidence]
        dropped += [
            Dropped(a.trigger, a.type, "below the confidence asked for", a.confidence)
            for a in acts
            if a.confidence < self.settings.min_confidence
        ]
        return CodedReport(report, tuple(sure), parts, tuple(sorted(dropped, key=lambda d: d.span)))

    def _judge(
        self, facts: ReportFacts, reading: Reading, kept: list[Proposal], parse: Parse
    ) -> list[Act]:
        scores = self.encoder.judge(reading, [p.first for p in kept], parse)
        return [
            build_act(facts, Judged(p, reading, scores, n), self.settings)
            for n, p in enumerate(kept)
        ]

    def _refuse(self, proposal: Proposal, parts: tuple[Part, ...]) -> str | None:
        for part in parts:
            if part.kind in NO_ACTS and part.span.overlaps(proposal.span):
                return f"stands in the report's {part.kind}, which tells no act"
        if proposal.score < self.settings.act_floor:
            return f"scored {proposal.score:.2f} as an act; {self.settings.act_floor:.2f} is needed"
        return None


@cache
def load_coder() -> Coder:
    """The process-wide coder with the shipped network and default settings."""
    return Coder()
