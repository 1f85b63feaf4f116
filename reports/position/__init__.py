"""What is the position of a notice? One answer for every page and report: of (notice, asof), each section built on first use.

Sections are plain data (text, numbers, lists, days as YYYY-MM-DD beside their words), so that a photograph of them is
canonical JSON and every drawing, live or photographed, reads the same.
"""

from datetime import date
from functools import cached_property
from typing import Any

from assurance.coverage import Coverage
from boards.models import Meeting
from boards.rounds import forecasts_hold_from, rounds_of
from indicators.series import series_of
from notices.models import Notice
from plans.models import DateRuling
from plans.querysets import rulings_in_force
from records import wording
from records.clock import AsOf
from records.models import DemonstrationClock
from reports.position import (
    calendar,
    commentary,
    concerns,
    coverage,
    decisions,
    earlier,
    early_warning,
    evidence,
    exceptions,
    indicators,
    items,
    judgements,
    measures,
    objectives,
    plan_on_a_page,
    reviews,
    sentences,
)
from reports.position.structure import Structure

Data = dict[str, Any]


class Position:
    """The position of `notice` as of two times. Sections are read lazily; `as_data()` reads them all.

    `sample` says whether its figures are invented, for a caller that knows already. `hide_small` is for a photograph that
    is read outside the Board: numbers that could point to a person never enter it. `with_benchmarks` adds what indicators
    are set beside.
    """

    def __init__(
        self,
        notice: Notice,
        asof: AsOf,
        *,
        sample: bool | None = None,
        hide_small: bool = False,
        with_benchmarks: bool = False,
    ) -> None:
        self.notice = notice
        self.asof = asof
        self.hide_small = hide_small
        self.with_benchmarks = with_benchmarks
        self.sample = DemonstrationClock.objects.exists() if sample is None else sample

    def then(self, asof: AsOf) -> "Position":
        """The position as of other times; what of the notice stands still is not read again."""
        other = Position(self.notice, asof, sample=self.sample, hide_small=self.hide_small)
        other.structure = self.structure
        return other

    @cached_property
    def structure(self) -> Structure:
        return Structure.read(self.notice)

    @cached_property
    def rulings(self) -> list[DateRuling]:
        """The Board's answers in force to dates asked for, the earliest first."""
        found = rulings_in_force(DateRuling, self.asof).filter(item__notice=self.notice)
        return list(found.select_related("decision", "change", "item").order_by("counts_on", "recorded_at", "number"))

    @cached_property
    def head(self) -> Data:
        notice = self.notice
        return {
            "slug": notice.slug,
            "council": notice.council,
            "title": notice.title,
            "issuer": notice.issuer,
            "issued_on": notice.issued_on.isoformat(),
            "issued": wording.day(notice.issued_on),
            "issued_on_assumed": notice.issued_on_assumed,
            "board": notice.board_name,
            "stake": notice.stake,
            "on": self.asof.on.isoformat(),
            "day": wording.day(self.asof.on),
            "known": self.asof.known.isoformat(),
            "known_words": wording.instant(self.asof.known),
            "sample": self.sample,
        }

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The meetings of the Improvement Board with their days and timetables, the earliest first."""
        of_board = Meeting.objects.for_notice(self.notice).filter(board__kind="improvement")
        return list(of_board.in_order(self.asof).with_timetable(self.asof))

    @cached_property
    def holds_from(self) -> date:
        """The first day on which a forecast was made that still counts."""
        return forecasts_hold_from(rounds_of(self.meetings), self.asof.on)

    @cached_property
    def items(self) -> Data:
        return items.section(self.notice, self.asof, self.rulings, holds_from=self.holds_from)

    @cached_property
    def calendar(self) -> Data:
        return calendar.section(self.notice, self.asof, self.structure, self.meetings, self.reviews["rows"])

    @cached_property
    def reviews(self) -> Data:
        return reviews.section(self.notice, self.asof)

    @cached_property
    def decisions(self) -> Data:
        return decisions.section(self.notice, self.asof, self.rulings, concerns.settled(self.concerns["rows"]))

    @cached_property
    def concerns(self) -> Data:
        return concerns.section(self.notice, self.asof)

    @cached_property
    def series(self) -> list:
        return series_of(self.notice, self.asof, with_benchmarks=self.with_benchmarks)

    @cached_property
    def indicators(self) -> Data:
        return indicators.section(self.series, hide_small=self.hide_small)

    @cached_property
    def early_warning(self) -> Data:
        return early_warning.section(self.indicators, self.concerns)

    @cached_property
    def commentary(self) -> dict[str, str]:
        return commentary.section(self.notice, self.asof, self.indicators)

    @cached_property
    def evidence(self) -> Data:
        return evidence.section(self.notice, self.asof)

    @cached_property
    def covered(self) -> list[Coverage]:
        """Every requirement with its state, as rows that know their requirement."""
        return coverage.covered(self)

    @cached_property
    def coverage(self) -> Data:
        return coverage.section(self.covered)

    @cached_property
    def judgements(self) -> Data:
        return judgements.section(self.notice, self.asof, self.structure)

    @cached_property
    def objectives(self) -> Data:
        return objectives.section(self.notice, self.asof, self.indicators, holds_from=self.holds_from)

    @cached_property
    def plan_on_a_page(self) -> Data:
        return plan_on_a_page.section(self.objectives["rows"], self.items["rows"])

    @cached_property
    def exceptions(self) -> Data:
        return exceptions.section(self.items, self.objectives, self.concerns)

    @cached_property
    def measures(self) -> Data:
        return measures.section(
            self.structure,
            items=self.items,
            indicators=self.indicators,
            coverage=self.coverage,
            judgements=self.judgements,
        )

    @cached_property
    def sentences(self) -> Data:
        return sentences.section(self)

    @cached_property
    def proof(self) -> Data:
        return sentences.of_proof(self)

    def as_earlier(self) -> Data:
        """What `changes.between` asks of the earlier of two positions, and no more; what is hidden here is hidden there too."""
        return {
            "head": self.head,
            "items": earlier.items(self.notice, self.asof),
            "indicators": self.indicators if self.hide_small else earlier.indicators(self.series),
            "judgements": self.judgements,
            "evidence": earlier.evidence(self.notice, self.asof),
            "decisions": earlier.decisions(self.notice, self.asof),
        }

    def only(self, *sections: str) -> Data:
        """These sections, by name."""
        return {name: getattr(self, name) for name in sections}

    def as_data(self) -> Data:
        return self.only(*SECTIONS)


SECTIONS = (
    "head",
    "sentences",
    "proof",
    "calendar",
    "items",
    "measures",
    "judgements",
    "coverage",
    "evidence",
    "objectives",
    "exceptions",
    "concerns",
    "decisions",
    "indicators",
    "early_warning",
    "commentary",
    "reviews",
)
