"""Is one figure of a file of the right form? The same answers as indicators/checks.py gives to a form, from the texts of its
cells. Pure: the child reads it."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from indicators.imports.numbers import NO_ANSWER, counted, to_number
from records.cells import NotRead

COUNT, PERCENT = "count", "percent"
VALUE, NO_CASES, NO_DATA = "value", "no_cases", "no_data"
TEN_THOUSANDTH = Decimal("0.0001")
LONGEST_WORDS = 4_000
NEITHER = "Give the figure, or say why there is none."
BOTH = "Give a figure, or say why there is none, not both."
BOTH_NUMBERS = "Give both numbers: how many, and out of how many."
SHARE_ALONE = (
    "A percentage is worked out here. Give its two numbers, each as a plain number: how many, and out of how many."
)
OUT_OF_NOUGHT = "Out of 0 there can be only 0. Check both numbers."
ABOVE = "The first number is part of the second and cannot be larger."
WHOLE_NUMBER = "A count is a whole number."
NO_SHARE = "This is a percentage, and the indicator is none. Give the figure itself, as a plain number."
A_SHARE_IN_WIDE = "Give both numbers of a percentage, like 85 of 100."
TOO_LONG = f"Use at most {LONGEST_WORDS:,} characters."
SHARE = re.compile(r"(.+?)\s*(?: of |/)\s*(.+)")
NO_DATA_BECAUSE = "No data: "
NEAR_ENOUGH = Decimal("0.51")  # a share that is given beside its two numbers may be rounded to a whole one

# State, numerator, denominator, value and note, as they are kept; "" for nothing.
Said = tuple[str, str, str, str, str]


class Wrong(NotRead):
    """As NotRead, with the column that it is about."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key


def figure(unit: str, numerator: str, denominator: str, value: str, none: str, note: str) -> Said:
    """What the cells of a row say. Raises Wrong."""
    if none.strip():
        if any(text.strip() and text.strip() not in NO_ANSWER for text in (numerator, denominator, value)):
            raise Wrong("none", BOTH)
        return NO_DATA, "", "", "", words("none", none)
    return *_kept(unit, numerator, denominator, value), words("note", note) if note else ""


def words(key: str, text: str) -> str:
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(said) > LONGEST_WORDS:
        raise Wrong(key, TOO_LONG)
    return said


def cell(unit: str, text: str) -> Said:
    """What one cell of a wide form says: a number, two of a share, or why there is none. Raises Wrong."""
    said = text.strip()
    if said.casefold().startswith(NO_DATA_BECAUSE.casefold().strip()):
        return figure(unit, "", "", "", said[len(NO_DATA_BECAUSE) - 1 :] or " ", "")
    if unit == PERCENT:
        share = SHARE.fullmatch(said)
        if not share and said.casefold() not in NO_ANSWER:
            raise Wrong("value", A_SHARE_IN_WIDE)
        many, out_of = (share[1], share[2]) if share else (said, said)
        return figure(unit, many, out_of, "", "", "")
    return figure(unit, "", "", text, "", "")


@lru_cache(maxsize=50_000)
def _kept(unit: str, numerator: str, denominator: str, value: str) -> tuple[str, str, str, str]:
    """State, numerator, denominator and value."""
    many = _number("numerator", numerator, counted)
    out_of = _number("denominator", denominator, counted)
    said, is_share = _number("value", value, to_number)
    numbers = ("" if many is None else f"{many:f}", "" if out_of is None else f"{out_of:f}")
    if unit == PERCENT:
        _check_share(many, out_of, said)
        if not out_of:
            return NO_CASES, *numbers, ""
        return VALUE, *numbers, f"{(100 * many / out_of).quantize(TEN_THOUSANDTH):f}"
    if is_share:
        raise Wrong("value", NO_SHARE)
    if said is None:
        raise Wrong("value", NEITHER)
    if unit == COUNT and said != said.to_integral_value():
        raise Wrong("value", WHOLE_NUMBER)
    return VALUE, *numbers, f"{said:f}"


def _number(key: str, text: str, read: Callable) -> Any:
    try:
        return read(text)
    except NotRead as fault:
        raise Wrong(key, str(fault)) from None


def _check_share(many: Decimal | None, out_of: Decimal | None, said: Decimal | None) -> None:
    if many is None and out_of is None and said is not None:
        raise Wrong("value", SHARE_ALONE)
    if many is None or out_of is None:
        raise Wrong("numerator" if many is None else "denominator", BOTH_NUMBERS)
    if out_of == 0 and many:
        raise Wrong("denominator", OUT_OF_NOUGHT)
    if many > out_of:
        raise Wrong("numerator", ABOVE)
    if said is not None and (not out_of or abs(said - 100 * many / out_of) > NEAR_ENOUGH):
        share = f"{(100 * many / out_of).quantize(Decimal('0.1'))} %" if out_of else "no share"
        raise Wrong(
            "value", f"{many} of {out_of} is {share}, and here stands another figure. Leave it empty or put it right."
        )
