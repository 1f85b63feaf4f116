"""Which rows does the grid of a period have, and what stands in them already?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from indicators import groups, words
from indicators.figures import Figure, Series
from indicators.periods import figure_for, is_used_for, of_rhythm
from records import wording

SHOW = {"all": "All", "missing": "Not in yet", "mine": "Mine"}


@dataclass(frozen=True)
class Row:
    """One indicator before whoever enters its figure for one period. `standing` is what is in already."""

    series: Series
    period_on: date
    standing: Figure | None
    owner: User | None
    unapproved: bool

    @property
    def code(self) -> str:
        return self.series.code

    @property
    def is_share(self) -> bool:
        return self.series.unit == words.PERCENT

    @property
    def unit(self) -> str:
        return words.unit_words(self.series.unit)

    @property
    def standing_words(self) -> str:
        if self.standing is None:
            return ""
        counted = words.counted(self.standing)
        return f"{self.series.said(self.standing)}{f' ({counted})' if counted else ''}"

    @property
    def came(self) -> str:
        return wording.day(self.standing.reported_on) if self.standing else ""

    @property
    def last(self) -> str:
        """85 % (85 of 100), January 2013: the newest figure before the period."""
        before = next((point for point in reversed(self.series.points) if point.period_on < self.period_on), None)
        if before is None:
            return "no figure before this"
        counted = words.counted(before)
        return f"{self.series.said(before)}{f' ({counted})' if counted else ''}, {self.series.period(before)}"


def rows_of(
    series: Iterable[Series],
    every: str,
    period_on: date,
    *,
    owners: Mapping[str, User],
    unapproved: Collection[tuple[str, date]],
) -> list[Row]:
    """The indicators of that rhythm that are used for the period, in the order of the list."""
    used = [row for row in of_rhythm(series, every) if is_used_for(row, period_on)]
    return [
        Row(
            series=row,
            period_on=period_on,
            standing=figure_for(row, period_on),
            owner=owners.get(row.code),
            unapproved=(row.code, period_on) in unapproved,
        )
        for row in sorted(used, key=lambda row: (groups.place(row.code), row.code))
    ]


def shown(rows: Sequence[Row], show: str, person: User, typed: Collection[str]) -> list[Row]:
    """Those of a choice; a row in which something was typed is always shown, so that nothing is lost from sight."""
    keeps = {
        "all": lambda row: True,
        "missing": lambda row: row.standing is None,
        "mine": lambda row: row.owner == person,
    }[show]
    return [row for row in rows if keeps(row) or row.code in typed]
