"""How does position data become charts? From its plain data and nothing else, so that page and PDF draw the same."""

from datetime import date
from decimal import Decimal

from indicators.charts import (
    Mark,
    Part,
    Point,
    TargetStep,
    calendar_strip,
    run_chart,
    small_multiple,
    stacked_bar,
)
from reports.position.words import STANDINGS

BAR_HEIGHT = 16


def run(row: dict, *, key: str = "chart", height: int = 260) -> str:
    """The run chart of one indicator."""
    return run_chart(
        _points(row),
        key=f"{key}-{row['code']}",
        title=_title(row),
        description=row["definition"],
        target=_steps(row),
        unit=row["unit_words"],
        height=height,
    )


def multiple(row: dict, *, key: str = "small") -> str:
    """The same figures small, to stand beside others."""
    return small_multiple(
        _points(row),
        key=f"{key}-{row['code']}",
        title=_title(row),
        description=row["definition"],
        target=_steps(row),
        unit=row["unit_words"],
    )


def strip(calendar: dict, on: str, *, width: int = 1120) -> str:
    """The drawn calendar of the notice, `on` marked as the day of the position."""
    drawn = calendar["strip"]
    return calendar_strip(
        start=date.fromisoformat(drawn["start"]),
        end=date.fromisoformat(drawn["end"]),
        today=date.fromisoformat(on),
        marks=[Mark(date.fromisoformat(mark["on"]), mark["kind"], mark["words"]) for mark in drawn["marks"]],
        key=f"calendar-{width}",
        title="The calendar of the notice",
        description="; ".join(mark["words"] for mark in drawn["marks"]),
        width=width,
    )


def bar(row: dict) -> str:
    """The items that serve one measure, by how they stand."""
    return stacked_bar(
        [Part(f"{row['items'][look]} {words}", row["items"][look], look) for look, words in STANDINGS.items()],
        key=f"items-{row['code']}",
        title=f"Items that serve {row['code']}",
        description=row["items_words"] or "None yet",
        height=BAR_HEIGHT,
    )


def _title(row: dict) -> str:
    return f"{row['code']} {row['name']}: {row['sentence']}"


def _points(row: dict) -> list[Point]:
    return [
        Point(
            date.fromisoformat(point["on"]),
            Decimal(point["value"]) if point["value"] is not None else None,
            point["label"],
            point["words"],
        )
        for point in row["points"]
    ]


def _steps(row: dict) -> list[TargetStep]:
    return [
        TargetStep(
            date.fromisoformat(step["from_on"]),
            *(Decimal(step[name]) if step[name] else None for name in ("value", "low", "high")),
        )
        for step in row["target_steps"]
    ]
