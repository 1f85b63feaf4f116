"""How are the figures of an indicator set out under its chart? From the plain data of a photograph."""

from datetime import date

from indicators.words import MONTH, QUARTER, is_month_end

ON_A_LINE = 12
MONTH_NAMES = {month: f"{date(2000, month, 1):%b}" for month in range(1, 13)}
COLUMNS = {
    MONTH: MONTH_NAMES,
    QUARTER: {month: f"{MONTH_NAMES[month - 2]}–{MONTH_NAMES[month]}" for month in (3, 6, 9, 12)},
}


def tables_of(row: dict) -> list[dict]:
    """The figures of a series as tables of up to twelve columns: months and quarters of the calendar with a row a year,
    anything else twelve to a line. Each has its corner, columns, rows (label, figures) and how many columns it lacks."""
    points, unit = row["points"], row["unit_words"]
    days = [date.fromisoformat(point["on"]) for point in points]
    columns = COLUMNS.get(row["every"], {})
    if points and all(day.month in columns and is_month_end(day) for day in days):
        figures = {(day.year, day.month): point["figure"] for day, point in zip(days, points, strict=True)}
        years = range(days[0].year, days[-1].year + 1)
        rows = [(str(year), [figures.get((year, month), "") for month in columns]) for year in years]
        return [_table(f"Year, {unit or 'number'}", list(columns.values()), rows)]
    lines = [points[start : start + ON_A_LINE] for start in range(0, len(points), ON_A_LINE)]
    label = (unit or "number").capitalize()
    return [
        _table("Period", [point["label"] for point in line], [(label, [point["figure"] for point in line])])
        for line in lines
    ]


def _table(corner: str, columns: list[str], rows: list[tuple[str, list[str]]]) -> dict:
    return {"corner": corner, "columns": columns, "rows": rows, "lacks": ON_A_LINE - len(columns)}
