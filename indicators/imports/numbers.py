"""Which number does a person mean by the text of a cell? Understood where it can be one thing only. Pure: the child reads it."""

import re
from decimal import Decimal
from functools import lru_cache

from records.cells import NotRead

PLAIN = re.compile(r"\+?[0-9]+(\.[0-9]+)?|\.[0-9]+")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
BELOW = re.compile(r"[-−–]\s*[0-9][0-9.,]*\s*%?|\([0-9][0-9.,]*\)")
COMMA = re.compile(r"[0-9]+(,[0-9]+)+")
NO_ANSWER = {"-", "–", "—", "−", "n/a", "na", "..", ":", "#n/a"}  # what tables set where nothing is
LARGEST = Decimal("9999999999")
PLACES = 4  # as the figure is kept

NOT_A_NUMBER = "This is not a number. Write it in figures, like 12 or 12.5."
NO_FIGURE = "This is no figure. Give one, or say why there is none under “No data because”."
BELOW_NOUGHT = "A figure cannot be below 0."
TWO_WAYS = "A comma here can be read in two ways. Write the decimal point as a point, and no comma."
TOO_LARGE = "That figure is too large to be right."
TOO_FINE = f"Give at most {PLACES} decimal places."
TOO_FINE_COUNTED = "Give at most 2 decimal places."
A_SHARE = "This is a percentage, and what is asked for here is a number. Give the number itself."


@lru_cache(maxsize=20_000)
def to_number(text: str) -> tuple[Decimal | None, bool]:
    """The number and whether it stood with a percent sign; None of a cell without anything. Raises NotRead."""
    said = text.strip().replace("\u00a0", " ")
    if not said:
        return None, False
    if said.casefold() in NO_ANSWER:
        raise NotRead(NO_FIGURE)
    bare = said.removesuffix("%").rstrip()
    if THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    if not PLAIN.fullmatch(bare):
        raise NotRead(BELOW_NOUGHT if BELOW.fullmatch(said) else TWO_WAYS if COMMA.fullmatch(bare) else NOT_A_NUMBER)
    number = Decimal(bare)
    if number > LARGEST:
        raise NotRead(TOO_LARGE)
    places = -int(number.normalize().as_tuple().exponent)
    if places > PLACES:
        raise NotRead(TOO_FINE)
    return number, said.endswith("%")


def counted(text: str) -> Decimal | None:
    """A number of cases, or any other that is no share. Raises NotRead."""
    number, share = to_number(text)
    if share:
        raise NotRead(A_SHARE)
    if number is not None and number != number.quantize(Decimal("0.01")):
        raise NotRead(TOO_FINE_COUNTED)
    return number
