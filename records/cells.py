"""Which cell is it, and which day does a person mean by its text? Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from records.days import NotADay, read_day

EXCEL_BEGINS = date(1899, 12, 30)
EARLIEST, LATEST = 36_526, 73_050  # 2000 to 2099, as Excel counts days
SERIAL = re.compile(r"\d{5}(\.0+)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]00:00(?::00)?)?")
NUMBERS = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{2}|\d{4})")
WORDS = re.compile(r"(?:[A-Za-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([A-Za-z]{3,9})\.?,?[\s.-]+(\d{2}|\d{4})")
MONTH = re.compile(r"([A-Za-z]{3,9})\.?,?[\s.-]+(\d{4}|\d{2})")
MONTH_NUMBER = re.compile(r"\d{1,2}\s*[/.-]\s*\d{4}")
HOW = "Write it like 5/3/2013 or 5 March 2013"


class NotRead(ValueError):
    """The text of a cell that means nothing here; the message is a sentence."""


@dataclass(frozen=True)
class Day:
    """A day, or the last day of a month that is meant as a whole."""

    on: date
    precision: str = "day"


def to_day(text: str, *, months: bool = False) -> Day:
    """The day that a British reader sees in the text: 5/3/2013 is 5 March. With `months`, “March 2013” is one as well.

    Raises NotRead for what is no day, and for what can be read in two ways.
    """
    said = " ".join(text.split())
    if SERIAL.fullmatch(said) and EARLIEST <= int(said[:5]) <= LATEST:
        return Day(EXCEL_BEGINS + timedelta(days=int(said[:5])))
    if found := ISO.fullmatch(said):
        year, month, day = found.groups()
        return _day(day, month, year) if day else _month(month, year, months=months)
    if found := NUMBERS.fullmatch(said):
        day, sign, month, year = found.groups()
        if sign == "-" and len(year) == 2:
            raise NotRead(f"This can be read in two ways. {HOW}.")
        return _day(day, month, year)
    if found := WORDS.fullmatch(said):
        return _day(*found.groups())
    if found := MONTH.fullmatch(said):
        return _month(*found.groups(), months=months)
    if MONTH_NUMBER.fullmatch(said) and months:
        return _month(*re.split(r"\s*[/.-]\s*", said), months=True)
    raise NotRead(f"This is no day. {HOW}{', or March 2013 for a whole month' if months else ''}.")


def _day(day: str, month: str, year: str) -> Day:
    try:
        on = read_day([day, month, _whole(year)])
    except NotADay as fault:
        raise NotRead(f"The date {fault.sentence}. {HOW}.") from None
    assert on is not None  # all three parts were found
    return Day(on)


def _month(month: str, year: str, *, months: bool) -> Day:
    if not months:
        raise NotRead(f"The day is missing. {HOW}.")
    first = _day("1", month, year).on
    return Day(first.replace(day=calendar.monthrange(first.year, first.month)[1]), "month")


def _whole(year: str) -> str:
    return f"20{year}" if len(year) == 2 else year


def letter(number: int) -> str:
    """The letters of a column by its number from 1: C, AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def plain(head: str) -> str:
    """A head without what spreadsheets and code pages change in it: capitals, quotation marks, double spaces."""
    return "".join(sign for sign in head.casefold() if sign.isascii() and sign.isalnum())
