"""What do the managers of the front door see, and is today as usual? Which indicators stands in a file of data."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from indicators import gate, words
from indicators.catalogue import CODE
from indicators.figures import Series
from indicators.models import IndicatorTerms
from indicators.reading import Movement, ReadPoint
from notices.notice_syntax import Value, compose, decode, read_bytes

FILE = Path(__file__).parent / "data" / "front-door.yaml"
TEN = Decimal(10)
MORE, LESS, AS_USUAL = "More than usual", "Less than usual", "As usual"


@dataclass(frozen=True)
class FrontDoor:
    """Codes of indicators, each list in the order of the page."""

    waiting: tuple[str, ...]
    usual: str
    shown: tuple[str, ...]
    by_team: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.waiting, self.usual, *self.shown)))


@cache
def front_door(path: Path = FILE) -> FrontDoor:
    """Raises NoticeFileError where the file is malformed."""
    fields = compose(decode(read_bytes(path), path.name)).fields(("waiting", "usual", "shown", "by_team"))
    return FrontDoor(
        waiting=_codes(fields["waiting"]),
        usual=fields["usual"].shaped(CODE, "FD-05"),
        shown=_codes(fields["shown"]),
        by_team=fields["by_team"].shaped(CODE, "FD-05"),
    )


def _codes(value: Value) -> tuple[str, ...]:
    return tuple(code.shaped(CODE, "FD-05") for code in value.items("code", least=1))


def of(found: Sequence[Series]) -> dict[str, Series]:
    """By code, in the order of the page, those of the series that belong to it and are in use."""
    by_code = {series.code: series for series in found if series.in_use}
    return {code: by_code[code] for code in front_door().codes if code in by_code}


@dataclass(frozen=True)
class Usual:
    """Whether the newest value is as usual. `word` is empty where there are too few figures to say, and `words` say why."""

    word: str
    words: str


def usual(series: Series) -> Usual:
    """Usual is what lies within the limits of the reading, the mean in the middle of it; where they mix two levels, the new one."""
    reading = series.reading
    last = reading.points[-1] if reading.points else None
    if last is None or last.mean is None or last.lower is None or last.upper is None:
        return Usual("", reading.gate_words or "no figures yet")
    low, mean, high = (_said(value, series) for value in (last.lower, last.mean, last.upper))
    trial = ", from few figures" if reading.gate_words else ""
    if reading.levels and reading.change is Movement.NONE:
        now = words.with_unit(_said(gate.exact(reading.levels.mean), series), series.unit)
        since = words.period(reading.levels.since, series.every)
        mixed = f"limits of {low:,f} to {high:,f} mix that with the level before"
        return Usual(AS_USUAL, f"about {now} is usual since {since}; the {mixed}")
    return Usual(_word(last), f"usual is {low:,f} to {words.with_unit(high, series.unit)}, on average {mean:,f}{trial}")


def _said(value: Decimal, series: Series) -> Decimal:
    """As other figures of the series; a count from ten on as a whole number."""
    whole = series.unit == IndicatorTerms.Unit.COUNT and value >= TEN
    return words.plain(value.quantize(Decimal(1))) if whole else words.rounded(value)


def _word(last: ReadPoint) -> str:
    if last.upper is not None and last.value > last.upper:
        return MORE
    return LESS if last.lower is not None and last.value < last.lower else AS_USUAL
