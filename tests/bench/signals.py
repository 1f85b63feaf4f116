"""How long do the statistics take? 1,000 series of 36 months through the engine, and a notice's series as pages read them."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace

from indicators import spc
from tests.bench.timing import line, shortest
from tests.indicators.series_made import ends_of, series

SERIES, MONTHS, MOST_SECONDS = 1_000, 36, 0.5
ON_A_PAGE, LONG, MOST_ON_A_PAGE = 45, 60, 0.1


def measure() -> Iterator[str]:
    draw = random.Random(36)
    ends = ends_of(MONTHS)
    drawn = [[round(draw.gauss(80, 4), 1) for _ in ends] for _ in range(SERIES)]

    def engine() -> None:
        for values in drawn:
            spc.analyse(ends, values, improvement_direction="increase", target=85)

    took = shortest(engine, clock=time.process_time)
    yield line(f"{SERIES:,} series of {MONTHS} months in {took:.2f} s", took, MOST_SECONDS)
    rows = [
        series([round(draw.gauss(70, 4) + number % 3 * 0.1 * month, 1) for month in range(LONG)])
        for number in range(ON_A_PAGE)
    ]

    def readings() -> None:
        for row in rows:
            _ = replace(row).reading  # a series keeps its reading: a copy has none yet

    took = shortest(readings, clock=time.process_time)
    yield line(f"{ON_A_PAGE} series of {LONG} months read in {1000 * took:.0f} ms", took, MOST_ON_A_PAGE)
