"""Which figures are too small to show, and which others would give them away?

Knows no words: it is told the numbers and answers which of them to hide. Every rule looks only at what is still shown
and at which figures are hidden already, so that hiding twice hides no more than hiding once.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Kind(Enum):
    """What the number of a figure is: a count of cases, a share with its two counts, or neither, such as days."""

    COUNT = "count"
    SHARE = "share"
    OTHER = "other"


@dataclass(frozen=True)
class Limits:
    """Hidden are counts from 1 to `count`, percentages of which one of both sides is such a count, and shares of 1 to
    `denominator`; where `zeros` says so 0 too, and with it 100 %."""

    count: int = 5
    denominator: int = 10
    zeros: bool = False

    def small(self, number: Decimal | None) -> bool:
        return number is not None and (0 < number <= self.count or (self.zeros and number == 0))

    def few(self, number: Decimal | None) -> bool:
        return number is not None and 0 < number <= self.denominator


@dataclass(eq=False)
class Cell:
    """The figure of one period, of a series or of one part of it. `counts` and `of` name what its numbers count."""

    on: str
    kind: Kind
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    people: bool
    percent: bool
    hidden: bool
    part: str = ""
    counts: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()

    @property
    def number(self) -> Decimal | None:
        """The count of it that is compared with others: of a share its numerator."""
        return self.value if self.kind is Kind.COUNT else self.numerator

    @property
    def rest(self) -> Decimal | None:
        """The other side of a percentage: 1 of 215 who has no social worker, where 214 have one."""
        if not self.percent or self.numerator is None or self.denominator is None:
            return None
        return self.denominator - self.numerator

    @property
    def shown(self) -> bool:
        return not self.hidden and self.value is not None


@dataclass(frozen=True)
class Row:
    """The cells of one series in order of time, and those of each of its parts."""

    whole: Sequence[Cell]
    parts: Sequence[Sequence[Cell]] = ()
    cumulative: bool = False

    def cells(self) -> Iterator[Cell]:
        yield from self.whole
        for part in self.parts:
            yield from part


def hide(rows: Sequence[Row], limits: Limits) -> None:
    """Marks the cells to hide: those too small by themselves, then what would give them away, until nothing does."""
    cells = [cell for row in rows for cell in row.cells()]
    for cell in cells:
        cell.hidden = cell.hidden or too_small(cell, limits)
    before = None
    while before != sum(cell.hidden for cell in cells):
        before = sum(cell.hidden for cell in cells)
        _hide_linked(cells, limits)
        for row in rows:
            _hide_parts(row, limits)
            if row.cumulative:
                for series in (row.whole, *row.parts):
                    _hide_small_steps(series, limits)


def too_small(cell: Cell, limits: Limits) -> bool:
    """By itself. A percentage without its two counts may be of anything, and is hidden; days and rates are shown then."""
    if cell.value is None or not cell.people:
        return False
    if cell.kind is Kind.COUNT:
        return limits.small(cell.value)
    if limits.few(cell.denominator):
        return True
    if cell.kind is Kind.OTHER:
        return False
    if cell.numerator is None or cell.denominator is None:
        return cell.percent
    return limits.small(cell.numerator) or limits.small(cell.rest)


def _hide_linked(cells: Sequence[Cell], limits: Limits) -> None:
    """The same count of the same period, where another series shows it: what stands above one fraction line may stand
    below another, or alone."""
    holders: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        for name in cell.counts | cell.of:
            holders[cell.on, cell.part, name].append(cell)
    waiting = [cell for cell in cells if cell.hidden]
    while waiting:
        cell = waiting.pop()
        names = set(cell.counts) if cell.number or limits.small(cell.number) else set()
        if limits.few(cell.denominator):
            names |= cell.of
        for name in names:
            for other in holders[cell.on, cell.part, name]:
                if other.shown:
                    other.hidden = True
                    waiting.append(other)


def _hide_parts(row: Row, limits: Limits) -> None:
    """A part that could be worked out from the whole and the other parts; and a whole that they add up to.

    With one part hidden the next smallest goes too, and all that are as small: then the hidden ones could change places
    and everything shown would be the same. So too where what is left for several can only be shared in one way (each
    of them 1, each of them at the limit). A remainder that no small figure could be says that the parts are not all.
    """
    by_day: dict[str, list[Cell]] = defaultdict(list)
    for part in row.parts:
        for cell in part:
            if cell.kind is not Kind.OTHER and (cell.hidden or cell.shown):
                by_day[cell.on].append(cell)
    for whole in row.whole:
        parts = by_day[whole.on]
        if whole.hidden:
            _hide_summands(parts, limits)
        while whole.shown and _can_be_worked_out(whole, parts, limits):
            shown = [cell for cell in parts if cell.shown]
            least = min((_number(cell) for cell in shown), default=None)
            for cell in [cell for cell in shown if _number(cell) == least] or [whole]:
                cell.hidden = True


def _can_be_worked_out(whole: Cell, parts: Sequence[Cell], limits: Limits) -> bool:
    hidden = sum(cell.hidden for cell in parts)
    if not hidden or whole.number is None:
        return False
    shown = [cell for cell in parts if cell.shown]
    sides = (_number, _of, _rest) if whole.percent else (_number, _of) if whole.kind is Kind.SHARE else (_number,)
    left = [side(whole) - sum(map(side, shown), Decimal(0)) for side in sides]
    most = max(limits.count, limits.denominator)
    if hidden == 1:
        return 0 <= min(left) <= most
    ends = (0, hidden, limits.count * hidden, limits.denominator * hidden)
    return any(number in ends for number in left)


def _hide_summands(parts: Sequence[Cell], limits: Limits) -> None:
    """Where the whole is hidden and no part is, few enough parts are the whole, on either side of it."""
    if any(cell.hidden for cell in parts):
        return
    for side in (_number, _rest):
        if 0 < sum(map(side, parts), Decimal(0)) <= max(limits.count, limits.denominator):
            for cell in parts:
                cell.hidden = cell.hidden or side(cell) > 0


def _number(cell: Cell) -> Decimal:
    return cell.number or Decimal(0)


def _of(cell: Cell) -> Decimal:
    return cell.denominator or Decimal(0)


def _rest(cell: Cell) -> Decimal:
    return cell.rest or Decimal(0)


def _hide_small_steps(cells: Sequence[Cell], limits: Limits) -> None:
    """Of a count that is added up through the year: a figure that is only a few more than the one shown before it, on
    either side. Less than before is a new year, whose first figure stands for itself."""
    last: tuple[Decimal, Decimal] | None = None
    for cell in cells:
        if not cell.shown or cell.number is None or cell.kind is Kind.OTHER:
            continue
        now = (_number(cell), _rest(cell))
        steps = [side - before for side, before in zip(now, last, strict=True)] if last else []
        if cell.people and any(0 < step <= limits.count for step in steps):
            cell.hidden = True
        else:
            last = now
