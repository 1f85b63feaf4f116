"""What does a series look like that has just these figures? Made by hand, without a database."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from indicators import words
from indicators.figures import Figure, Series, Step
from indicators.standing import Aim, Polarity
from records.clock import LONDON

END, TODAY = date(2013, 1, 31), date(2013, 3, 5)
AT_LEAST_85 = Aim(value=Decimal(85))


def ends_of(count: int, every: str = "month", last: date = END) -> list[date]:
    found = [last]
    while len(found) < count:
        back = words.months_later(found[-1], -words.MONTHS[every]) if every in words.MONTHS else None
        found.append(back or found[-1] - timedelta(weeks=1))
    return found[::-1][-count:] if count else []


def step(from_on: date, aim: Aim) -> Step:
    at = datetime.combine(from_on, datetime.min.time(), LONDON)
    return Step(
        from_on=from_on, aim=aim, source="default", source_words="", decision=None, counts_on=from_on, recorded_at=at
    )


def series(
    values: Sequence[float | None],
    *,
    every: str = "month",
    unit: str = "percent",
    polarity: Polarity = Polarity.HIGHER,
    aim: Aim | None = AT_LEAST_85,
    last: date = END,
    on: date = TODAY,
    **more: object,
) -> Series:
    """The figures up to the period that ends on `last`, one for each period; None: no data. The target counts from long
    before, unless `targets` are given."""
    points = tuple(
        Figure(
            period_on=end,
            state="no_data" if value is None else "value",
            numerator=None,
            denominator=None,
            value=None if value is None else Decimal(str(value)),
            note="",
            revised=False,
            reason="",
            reported_on=on,
        )
        for end, value in zip(ends_of(len(values), every, last), values, strict=True)
    )
    targets = () if aim is None else (step(date(2000, 1, 1), aim),)
    fields = {"definition": "What is counted.", "numerator": "", "denominator": "", "source": "", "targets": targets}
    fields |= {"code": "X-01", "name": "A figure", "unit": unit, "polarity": polarity, "every": every}
    return Series(**fields | {"points": points, "on": on} | more)


def around(mean: float, count: int) -> list[float]:
    """A stable series: the same small wobble again and again, with no trend and no run."""
    wobble = (0.4, -1.1, 0.9, -0.2, 1.3, -0.8, -0.5, 0.7, -1.2, 1.0, 0.1, -0.6)
    return [round(mean + wobble[place % 12], 1) for place in range(count)]
