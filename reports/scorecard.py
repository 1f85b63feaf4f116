"""What does the scorecard say of each indicator? One row for each, from the plain data of a position and nothing else, so
that the page, its spreadsheets and the report say the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from indicators import groups, words
from indicators.return_rules import Rules, days_late
from indicators.standing import Against, Aim, Change, Polarity, change, shortfall
from records import wording
from records.spreadsheets import Value

FEW = 3  # periods, in the report and where nobody asks for more
WAYS = {
    Polarity.HIGHER: "Higher is better",
    Polarity.LOWER: "Lower is better",
    Polarity.BAND: "Good between two ends",
    Polarity.CONTEXT: "Neither way is good",
}
MOVED = {Change.BETTER: "Better", Change.SAME: "The same", Change.WORSE: "Worse"}
CAUTION = (
    "No figure here says by itself whether practice is good or bad: each is a reason to ask what lies behind it, for "
    "children and for those who work with them (after the Munro review of child protection, 2011)."
)


@dataclass(frozen=True)
class Cell:
    """The figure of one period, without its unit. `changed`: it was revised since the last meeting."""

    period: str
    label: str
    words: str
    value: Decimal | None
    changed: bool


@dataclass(frozen=True)
class Move:
    """Whether the newest figure is better than an earlier one, and which; `word` is empty where it cannot be said."""

    word: str
    than: str

    def __str__(self) -> str:
        return f"{self.word} {'as' if self.word == MOVED[Change.SAME] else 'than'} {self.than}" if self.word else ""


@dataclass(frozen=True)
class Row:
    """One indicator. `cells` are as many as the periods asked for, the newest first, since it must be seen
    where there is room for one; None where there is none."""

    code: str
    name: str
    group: str
    headline: int | None
    way: str
    unit: str
    cells: tuple[Cell | None, ...]
    target: str
    target_source: str
    against: str
    distance: str
    since_before: Move
    since_first: Move
    movement: str
    movement_why: str
    outlook: str
    outlook_why: str
    beside: tuple[str, ...]
    figures_to: str
    behind: str
    unagreed: str = ""
    commentary: str = ""

    @property
    def read_as(self) -> str:
        """Lower is better; in working days"""
        unit = f"; {'' if self.unit.startswith('per ') else 'in '}{self.unit}" if self.unit else ""
        return f"{self.way}{unit}"

    @property
    def changed(self) -> bool:
        return any(cell and cell.changed for cell in self.cells)


def rows_of(
    found: Iterable[Mapping[str, Any]],
    *,
    on: str,
    met_on: str,
    periods: int = FEW,
    rules: Rules | None = None,
    unagreed: Mapping[str, Sequence[str]] | None = None,
    commentary: Mapping[str, str] | None = None,
) -> list[Row]:
    """The indicators in use on a day, of the rows of a position (`indicators`), in their order. `met_on` is the day of the
    meeting before, "" for none.

    With the `rules` of returns, what is not in yet says how late it is; with `unagreed`, what of each indicator, by its
    code, is used without the Board's agreement; with `commentary` what was written of its newest period.
    """
    return [
        replace(
            _row(data, date.fromisoformat(on), met_on, periods, rules),
            unagreed=wording.listed(list((unagreed or {}).get(data["code"], ()))),
            commentary=(commentary or {}).get(data["code"], ""),
        )
        for data in found
        if data["in_use"]
    ]


def photographed(position: Mapping[str, Any]) -> list[Row]:
    """The rows of a position that was photographed, and of nothing else."""
    on = position["head"]["on"]
    held = [row["on"] for row in position["calendar"]["meetings"] if row["state"] == "held" and row["on"] < on]
    return rows_of(
        position["indicators"]["rows"], on=on, met_on=max(held, default=""), commentary=position["commentary"]
    )


def sections(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """The Board's headline indicators in its order, then group by group, as in the list of indicators."""
    rows = list(rows)
    first = sorted((row for row in rows if row.headline), key=lambda row: row.headline or 0)
    found = [("Headline indicators, chosen by the Board", first)] if first else []
    rest = sorted((row for row in rows if not row.headline), key=lambda row: (groups.place(row.code), row.code))
    return found + [
        (heading, [row for row in rest if row.group == heading]) for heading in dict.fromkeys(row.group for row in rest)
    ]


def _row(data: Mapping[str, Any], on: date, met_on: str, periods: int, rules: Rules | None) -> Row:
    points, polarity = data["points"], Polarity(data["polarity"])
    revised = {} if not met_on else data["revisions"]
    shown = [_cell(point, changed=revised.get(point["on"], "") > met_on) for point in reversed(points[-periods:])]
    latest = points[-1] if points else None
    aim = _aim(data, latest["on"]) if latest else None
    value = _decimal(latest["value"]) if latest else None
    before = points[-2] if len(points) > 1 else None
    first = data["first"]
    return Row(
        code=data["code"],
        name=data["name"],
        group=data["group_words"],
        headline=data["headline"],
        way=WAYS[polarity],
        unit=data["unit_words"],
        cells=(*shown, *(None,) * (periods - len(shown))),
        target=data["target"],
        target_source=data["target_source"],
        against=data["against"],
        distance=_distance(value, aim, data["unit"], polarity),
        since_before=_move(before and before["value"], before and before["label"], value, aim, polarity),
        since_first=_move(first and first["number"], first and _start(first), value, aim, polarity),
        movement=data["movement"],
        movement_why=data["movement_why"],
        outlook=data["outlook"],
        outlook_why=data["outlook_why"],
        beside=tuple(_beside(row) for row in data["benchmarks"]),
        figures_to=data["figures_to_words"],
        behind=_behind(data, latest, on, rules),
    )


def _cell(point: Mapping[str, Any], *, changed: bool) -> Cell:
    return Cell(
        period=point["period"],
        label=point["label"],
        words=point["figure"],
        value=_decimal(point["value"]),
        changed=changed,
    )


def _aim(data: Mapping[str, Any], on: str) -> Aim | None:
    """The target that counts for the period that ends on that day."""
    steps = [step for step in data["target_steps"] if step["from_on"] <= on]
    if not steps:
        return None
    value, low, high = (_decimal(steps[-1][name]) for name in ("value", "low", "high"))
    return Aim(value=value, low=low, high=high)


def _distance(value: Decimal | None, aim: Aim | None, unit: str, polarity: Polarity) -> str:
    """How far the newest figure is on the wrong side of its target; nothing where it meets it."""
    if value is None or aim is None or polarity is Polarity.CONTEXT:
        return ""
    short = shortfall(value, aim, polarity)
    return f"{words.distance(short, unit)} from it" if short else ""


def _move(earlier: str | None, label: str | None, value: Decimal | None, aim: Aim | None, polarity: Polarity) -> Move:
    if earlier is None or value is None or label is None:
        return Move("", label or "")
    moved = change(Decimal(earlier), value, aim, polarity)
    return Move(MOVED[moved] if moved else "", label)


def _start(first: Mapping[str, Any]) -> str:
    """the baseline, March 2012; the first figure, Nov 2012. Photographs of before it was named hold no kind."""
    return f"the {first.get('kind', 'start').lower()}, {first['label']}"


def _beside(row: Mapping[str, Any]) -> str:
    """England 636 days, three years to March 2012; with its mark where it is not verified."""
    return f"{row['who']} {row['words']}, {row['period']}{'' if row['verified'] else ' (not verified)'}"


def _behind(data: Mapping[str, Any], latest: Mapping[str, Any] | None, on: date, rules: Rules | None) -> str:
    """The period that is over and has no figure, nor the reason why there is none; and how late it is."""
    if latest is None:
        return "Nothing reported yet"
    following, every = words.next_end(date.fromisoformat(latest["on"]), data["every"]), data["every"]
    if following >= on:
        return ""
    late = days_late(every, following, on, rules) if rules else 0
    said = f"none yet for {words.period(following, every)}"
    return f"{said}, {wording.count(late, 'working day')} late" if late else said


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# As a spreadsheet: exactly what is shown


def heads(periods: int) -> list[str]:
    """Of the columns under which `cells` gives each row."""
    named = [before(place) for place in range(periods)]
    return [
        "Group", "Code", "Indicator", "Which way is good", "Unit",
        *(head for name in named for head in (name, f"{name}: figure")),
        "Changed since the last meeting", "Target", "Who says so", "Against target", "Distance",
        "Since the period before", "Since the start", "Compared with", "Movement", "Why", "Outlook", "Why it is said",
        "Beside it", "Figures to", "Not in yet", "Used without the Board’s agreement", "Commentary",
    ]  # fmt: skip


def widths(periods: int) -> list[int]:
    return [20, 8, 44, 20, 16, *(18, 12) * periods, 16, 16, 20, 18, 22, 16, 16, 18, 18, 40, 20, 40, 40, 18, 26, 24, 60]


def cells(row: Row) -> Sequence[Value]:
    changed = [cell.label for cell in row.cells if cell and cell.changed]
    return [
        row.group, row.code, row.name, row.way, row.unit,
        *(value for cell in row.cells for value in (_in_sheet(cell) if cell else ("", ""))),
        ", ".join(changed), row.target, row.target_source, row.against, row.distance,
        row.since_before.word, row.since_first.word, row.since_first.than if row.since_first.word else "",
        row.movement, row.movement_why, row.outlook, row.outlook_why, "; ".join(row.beside), row.figures_to, row.behind,
        row.unagreed, row.commentary,
    ]  # fmt: skip


def _in_sheet(cell: Cell) -> tuple[Value, Value]:
    return cell.label, cell.words if cell.value is None else cell.value


def before(place: int) -> str:
    """What stands over a column of figures: the newest, or how many periods before it."""
    return {0: "Newest", 1: "1 before"}.get(place, f"{place} before")


def off_target(row: Row) -> bool:
    return row.against in (Against.MISSES, Against.NEAR)
