"""What is the position of a notice? One answer for every page and report: of (notice, asof), each section built on first use.

Sections are plain data (text, numbers, lists, days as YYYY-MM-DD beside their words), so that a photograph of them is
canonical JSON and every drawing, live or photographed, reads the same.
"""

from functools import cached_property
from typing import Any

from notices.models import Notice
from records import wording
from records.clock import AsOf
from records.models import DemonstrationClock
from reports.position import calendar, decisions, indicators, items, measures, sentences

Data = dict[str, Any]


class Position:
    """The position of `notice` as of two times. Sections are read lazily; `as_data()` reads them all."""

    def __init__(self, notice: Notice, asof: AsOf) -> None:
        self.notice = notice
        self.asof = asof

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
            "sample": DemonstrationClock.objects.exists(),
        }

    @cached_property
    def items(self) -> Data:
        return items.section(self.notice, self.asof)

    @cached_property
    def calendar(self) -> Data:
        return calendar.section(self.notice, self.asof)

    @cached_property
    def decisions(self) -> Data:
        return decisions.section(self.notice, self.asof)

    @cached_property
    def indicators(self) -> Data:
        return indicators.section(self.notice, self.asof)

    @cached_property
    def measures(self) -> Data:
        return measures.section(self.notice, self.asof, self.indicators)

    @cached_property
    def sentences(self) -> Data:
        return sentences.section(self)

    def as_data(self) -> Data:
        return {
            "head": self.head,
            "sentences": self.sentences,
            "calendar": self.calendar,
            "items": self.items,
            "measures": self.measures,
            "decisions": self.decisions,
            "indicators": self.indicators,
        }
