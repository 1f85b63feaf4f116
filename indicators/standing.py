"""How does a figure stand against its target? One rule per polarity; its words are those of the glossary."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Polarity(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    CONTEXT = "context"


ONE_WAY_IS_BAD = (Polarity.HIGHER, Polarity.LOWER)


class Change(StrEnum):
    """How a figure stands to the first one, as a fact about two figures: no trend is read into it."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Against(StrEnum):
    MEETS = "Meets"
    NEAR = "Near"
    MISSES = "Misses"
    NO_DATA = "No data"
    NO_TARGET = "No target yet"
    SUPPRESSED = "Too small to show"  # said by photographs alone: figures that are live are never hidden
    CONTEXT = "Context only"


@dataclass(frozen=True)
class Aim:
    """A target that counts: one value, or for a band its two ends. A miss by no more than `tolerance` is still near."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal = Decimal(0)


def against(value: Decimal | None, aim: Aim | None, polarity: Polarity) -> Against:
    """Meets at the target itself (and inside a band, ends included); near within the tolerance of it; otherwise misses.

    Without a target it is "no target yet", figure or not: "no data" is counted among those that have a target.
    """
    if polarity is Polarity.CONTEXT:
        return Against.CONTEXT
    if aim is None:
        return Against.NO_TARGET
    if value is None:
        return Against.NO_DATA
    short = shortfall(value, aim, polarity)
    if short <= 0:
        return Against.MEETS
    return Against.NEAR if short <= aim.tolerance else Against.MISSES


def shortfall(value: Decimal, aim: Aim, polarity: Polarity) -> Decimal:
    """How far the value is on the wrong side of its target, in its own unit; 0 where it meets it."""
    if polarity is Polarity.BAND and aim.low is not None and aim.high is not None:
        return max(aim.low - value, value - aim.high, Decimal(0))
    if aim.value is None:
        raise ValueError("a target of one value needs that value")
    distance = aim.value - value if polarity is Polarity.HIGHER else value - aim.value
    return max(distance, Decimal(0))


def change(first: Decimal, latest: Decimal, aim: Aim | None, polarity: Polarity) -> Change | None:
    """Whether the latest figure is better than the first; None where no way is good. In a band, what lies further
    outside it is worse; without one it cannot be said."""
    if polarity is Polarity.CONTEXT or (polarity is Polarity.BAND and aim is None):
        return None
    if polarity is Polarity.BAND and aim is not None:
        gain = shortfall(first, aim, polarity) - shortfall(latest, aim, polarity)
    else:
        gain = latest - first if polarity is Polarity.HIGHER else first - latest
    if not gain:
        return Change.SAME
    return Change.BETTER if gain > 0 else Change.WORSE


def rule_words(polarity: Polarity) -> str:
    return {
        Polarity.HIGHER: "Meets at or above the target; near when below it by no more than the tolerance.",
        Polarity.LOWER: "Meets at or below the target; near when above it by no more than the tolerance.",
        Polarity.BAND: "Meets inside the band, its ends included; near when outside it by no more than the tolerance.",
        Polarity.CONTEXT: "Shown for context; more or less of it is neither good nor bad.",
    }[polarity]
