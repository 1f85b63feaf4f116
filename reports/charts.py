"""How does position data become charts? From its plain data and nothing else, so that page and PDF draw the same."""

from datetime import date
from decimal import Decimal

from indicators.charts import (
    Limits,
    Mark,
    Part,
    Point,
    Projected,
    Redrawn,
    TargetStep,
    calendar_strip,
    control_chart,
    run_chart,
    small_multiple,
    stacked_bar,
)
from indicators.gate import periods_between
from indicators.words import label, next_end
from records.wording import listed
from reports.position.words import STANDINGS

BAR_HEIGHT = 16


def run(row: dict, *, key: str = "chart", height: int = 260) -> str:
    """The chart of one indicator: with mean and limits where its figures are enough, else the run of the figures."""
    drawn = {
        "key": f"{key}-{row['code']}",
        "title": _title(row),
        "description": row["definition"],
        "target": _steps(row),
        "unit": row["unit_words"],
        "height": height,
    }
    limits = _limits(row)
    if not limits:
        return run_chart(_points(row), **drawn)
    line = row["projection"]
    return control_chart(
        _points(row),
        **drawn,
        limits=limits,
        redrawn=_redrawn(row),
        projection=[
            Projected(date.fromisoformat(point["on"]), *(Decimal(point[end]) for end in ("level", "lower", "upper")))
            for point in line
        ],
        until=label(date.fromisoformat(line[-1]["on"]), row["every"]) if line else "",
    )


def multiple(row: dict, *, key: str = "small") -> str:
    """The same figures small, to stand beside others."""
    return small_multiple(
        _points(row),
        key=f"{key}-{row['code']}",
        title=_title(row),
        description=row["definition"],
        target=_steps(row),
        limits=_limits(row),
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
    """Its figures, and for every period that is missing among them a gap: no line is drawn over it."""
    found: list[Point] = []
    for point in row["points"]:
        on = date.fromisoformat(point["on"])
        while found and periods_between(found[-1].on, on, row["every"]) > 1.5:
            missing = next_end(found[-1].on, row["every"])
            found.append(Point(missing, None, label(missing, row["every"])))
        value = Decimal(point["value"]) if point["value"] is not None else None
        found.append(Point(on, value, point["label"], point["words"]))
    return found


def _redrawn(row: dict) -> list[Redrawn]:
    """At the first figure of each stretch that a decision of the Board began."""
    begins = [stretch["from_on"] for stretch in row["limits"][1:]]
    found = []
    for done in row["rebases"]:
        on = next((date.fromisoformat(begin) for begin in begins if begin >= done["from_on"]), None)
        if on:
            words = f"New limits from {label(on, row['every'])}, Board decision {done['decision']}"
            found.append(Redrawn(on, words))
    return found


def _steps(row: dict) -> list[TargetStep]:
    return [
        TargetStep(
            date.fromisoformat(step["from_on"]),
            *(Decimal(step[name]) if step[name] else None for name in ("value", "low", "high")),
        )
        for step in row["target_steps"]
    ]


def has_limits(row: dict) -> bool:
    """Whether any stretch of its figures has; the latest alone may have none yet."""
    return any(stretch["mean"] for stretch in row["limits"])


def _limits(row: dict) -> list[Limits]:
    """What is read of each figure; nothing where no stretch of them has limits."""
    if not has_limits(row):
        return []
    signals = {signal["on"]: signal for signal in row["signals"]}
    found = []
    for part, stretch in enumerate(row["limits"], start=1):
        mean, lower, upper = (Decimal(stretch[end]) if stretch[end] else None for end in ("mean", "lower", "upper"))
        for point in row["points"]:
            if point["value"] is not None and stretch["from_on"] <= point["on"] <= stretch["to_on"]:
                signal = signals.get(point["on"], {"word": "", "rules": []})
                found.append(
                    Limits(
                        date.fromisoformat(point["on"]), mean, lower, upper, part=part, trial=stretch["trial"],
                        signal=signal["word"], why=listed(signal["rules"]),
                    )
                )  # fmt: skip
    return found
