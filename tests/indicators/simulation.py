"""How often are outlook and change right? Made-up series of a known process are read as the product reads them, and what
was said is held against what the process did next.

Figures have a mean of 100 and a standard deviation of 10, are normal and rounded to one place; "alike" is how strongly a
month resembles the one before (the correlation of neighbours). Distances are in standard deviations, and positive where
the target is harder to meet than the present level. Half of the series are better when higher, half when lower.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from indicators import words
from indicators.figures import Series
from indicators.leaving import left
from indicators.outlook import Expected
from indicators.reading import Movement, Reading
from indicators.standing import Aim, Polarity
from tests.indicators.series_made import END, series, step

MEAN, SPREAD = 100, 10
AHEAD = 12  # months of what came next
DISTANCES = (-4, -3, -2, -1, 0, 1, 2, 3, 4)
SAID = (Expected.MEET, Expected.MAY, Expected.NOT)


def noise(draw: random.Random, count: int, alike: float) -> list[float]:
    """Standard normal figures, neighbours correlated."""
    found = [draw.gauss(0, 1)]
    while len(found) < count:
        found.append(alike * found[-1] + (1 - alike**2) ** 0.5 * draw.gauss(0, 1))
    return found


def read(away: list[float], distance: float, polarity: Polarity, *, months: int | None = None) -> Reading:
    """What the product says of them; see `made`."""
    return made(away, distance, polarity, months=months).reading


def made(away: list[float], distance: float, polarity: Polarity, *, months: int | None = None) -> Series:
    """Figures that lie so far from the mean, in the wanted direction, with a target at a distance; with one that begins only so
    many months ahead, if that is given."""
    sign = 1 if polarity is Polarity.HIGHER else -1
    values = [round(MEAN + sign * SPREAD * far, 1) for far in away]
    aim = Aim(value=Decimal(str(round(MEAN + sign * SPREAD * distance, 1))))
    later = {} if months is None else {"targets": (step(words.months_later(END, months), aim),)}
    return series(values, unit="days", polarity=polarity, aim=aim, on=END + timedelta(days=20), **later)


def polarities() -> Iterator[Polarity]:
    while True:
        yield from (Polarity.HIGHER, Polarity.LOWER)


@dataclass
class Stable:
    """What was said of stable series, by distance of the target, and of which words a later month said otherwise."""

    size: int
    said: dict[int, Counter] = field(default_factory=lambda: {far: Counter() for far in DISTANCES})
    never_but_once: Counter = field(default_factory=Counter)  # not expected, and one of the next twelve months met it
    never_but_often: Counter = field(default_factory=Counter)  # not expected, and half of them or more did
    always_but_once: Counter = field(default_factory=Counter)  # expected, and one of them missed it
    always_but_often: Counter = field(default_factory=Counter)


def stable(draw: random.Random, size: int, *, months: int, alike: float) -> Stable:
    found = Stable(size)
    for _, polarity in zip(range(size), polarities(), strict=False):
        process = noise(draw, months + AHEAD, alike)
        past, future = process[:months], process[months:]
        for far in DISTANCES:
            word = read(past, far, polarity).outlook.word
            found.said[far][word] += 1
            met = sum(later >= far for later in future)
            if word is Expected.NOT:
                found.never_but_once[far] += met > 0
                found.never_but_often[far] += 2 * met >= AHEAD
            if word is Expected.MEET:
                found.always_but_once[far] += met < AHEAD
                found.always_but_often[far] += 2 * met <= AHEAD
    return found


def leaving(draw: random.Random, size: int, *, months: int, alike: float) -> Counter:
    """By distance of the target, of how many stable series the last month begins "No longer meets"."""
    found: Counter = Counter()
    for _, polarity in zip(range(size), polarities(), strict=False):
        process = noise(draw, months, alike)
        for far in DISTANCES:
            now, before = (left(made(away, far, polarity)) for away in (process, process[:-1]))
            found[far] += now is not None and before is None
    return found


def moving(
    draw: random.Random, size: int, *, months: int, alike: float, ahead: int, stops: bool = False
) -> dict[bool, Counter]:
    """What was said of series that move to their target by a twentieth to two fifths of a standard deviation a month, by
    whether their level was there in time; where the movement `stops`, it does so after the last figure."""
    found: dict[bool, Counter] = {True: Counter(), False: Counter()}
    for _, polarity in zip(range(size), polarities(), strict=False):
        rate, distance = draw.uniform(0.05, 0.4), draw.uniform(0.2, 3)
        past = [far + rate * (place - months + 1) for place, far in enumerate(noise(draw, months, alike))]
        there = not stops and rate * ahead >= distance
        found[there][read(past, distance, polarity, months=ahead).outlook.word] += 1
    return found


@dataclass
class Alarms:
    """How often a stable series was said to change: at its last figure, at its last as a concern, anywhere."""

    last: int = 0
    worse: int = 0
    anywhere: int = 0


def alarms(draw: random.Random, size: int, *, months: int, alike: float) -> Alarms:
    found = Alarms()
    for _, polarity in zip(range(size), polarities(), strict=False):
        reading = read(noise(draw, months, alike), 0, polarity)
        found.last += reading.change in (Movement.BETTER, Movement.WORSE)
        found.worse += reading.change is Movement.WORSE
        found.anywhere += any(point.rules for point in reading.points)
    return found
