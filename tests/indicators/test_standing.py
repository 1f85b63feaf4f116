"""Does each rule of reading a figure against its target say the right word, at the target itself too?"""

from decimal import Decimal

import pytest

from indicators.standing import Against, Aim, Polarity, against
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
