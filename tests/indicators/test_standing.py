"""Does each rule of reading a figure against its target say the right word, at the target itself too?"""

from decimal import Decimal

import pytest

from indicators.standing import Against, Aim, Change, Polarity, against, change
from records.templatetags.look import looks_like

AT_90 = Aim(value=Decimal(90), tolerance=Decimal(5))
AT_0 = Aim(value=Decimal(0))
BAND = Aim(low=Decimal(10), high=Decimal(15), tolerance=Decimal(1))


@pytest.mark.parametrize(
    ("value", "aim", "polarity", "word"),
    [
        ("90", AT_90, Polarity.HIGHER, Against.MEETS),
        ("89.99", AT_90, Polarity.HIGHER, Against.NEAR),
        ("85", AT_90, Polarity.HIGHER, Against.NEAR),
        ("84.99", AT_90, Polarity.HIGHER, Against.MISSES),
        ("0", AT_0, Polarity.LOWER, Against.MEETS),
        ("1", AT_0, Polarity.LOWER, Against.MISSES),
        ("95", AT_90, Polarity.LOWER, Against.NEAR),
        ("10", BAND, Polarity.BAND, Against.MEETS),
        ("15", BAND, Polarity.BAND, Against.MEETS),
        ("9", BAND, Polarity.BAND, Against.NEAR),
        ("16", BAND, Polarity.BAND, Against.NEAR),
        ("8", BAND, Polarity.BAND, Against.MISSES),
        ("16.01", BAND, Polarity.BAND, Against.MISSES),
        (None, AT_90, Polarity.HIGHER, Against.NO_DATA),
        ("90", None, Polarity.HIGHER, Against.NO_TARGET),
        (None, None, Polarity.HIGHER, Against.NO_TARGET),
        ("90", None, Polarity.CONTEXT, Against.CONTEXT),
        (None, None, Polarity.CONTEXT, Against.CONTEXT),
    ],
)
def test_word_of_a_figure(value: str | None, aim: Aim | None, polarity: Polarity, word: Against) -> None:
    assert against(None if value is None else Decimal(value), aim, polarity) is word


@pytest.mark.parametrize("word", Against)
def test_every_word_has_a_look(word: Against) -> None:
    assert looks_like(word.value)


def aim(value: str | None = None, low: str | None = None, high: str | None = None, tolerance: str = "0") -> Aim:
    numbers = (None if text is None else Decimal(text) for text in (value, low, high))
    return Aim(*numbers, tolerance=Decimal(tolerance))


@pytest.mark.parametrize(
    ("value", "of", "polarity", "word"),
    [
        ("630", aim("639"), Polarity.LOWER, Against.MEETS),  # AD-01, 9 days inside
        ("122", aim("213"), Polarity.LOWER, Against.MEETS),  # AD-02, 91 inside
        ("8", aim(low="10", high="15"), Polarity.BAND, Against.MISSES),  # CP-04, below its band
        ("96.7", aim("100", tolerance="5"), Polarity.HIGHER, Against.NEAR),  # CP-03
        ("0.5", aim("0"), Polarity.LOWER, Against.MISSES),  # FD-05: any above 0
        ("605000", None, Polarity.CONTEXT, Against.CONTEXT),  # FD-02: a rise is neither good nor bad
    ],
)
def test_worked_examples(value: str, of: Aim | None, polarity: Polarity, word: Against) -> None:
    assert against(Decimal(value), of, polarity) is word


@pytest.mark.parametrize(
    ("first", "latest", "of", "polarity", "word"),
    [
        ("70", "71", None, Polarity.HIGHER, Change.BETTER),
        ("70", "69", AT_90, Polarity.HIGHER, Change.WORSE),
        ("70", "70.00", AT_90, Polarity.HIGHER, Change.SAME),
        ("41", "6", AT_0, Polarity.LOWER, Change.BETTER),
        ("6", "41", None, Polarity.LOWER, Change.WORSE),
        ("8", "10", BAND, Polarity.BAND, Change.BETTER),
        ("15", "16", BAND, Polarity.BAND, Change.WORSE),
        ("8", "17", BAND, Polarity.BAND, Change.SAME),  # two below, two above
        ("10", "15", BAND, Polarity.BAND, Change.SAME),  # both inside
        ("8", "10", None, Polarity.BAND, None),
        ("8", "10", None, Polarity.CONTEXT, None),
    ],
)
def test_change_since_the_first(
    first: str, latest: str, of: Aim | None, polarity: Polarity, word: Change | None
) -> None:
    assert change(Decimal(first), Decimal(latest), of, polarity) is word
