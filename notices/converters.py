"""Which numbers may stand in an address, which months, and which kinds of spreadsheet?

Public numbers as ledgers give them: from 1 on, at most nine digits.
"""

from datetime import date

from django.urls import register_converter


class NumberConverter:
    """Longer numbers, noughts in front and signs fit no row: the address does not exist, and no query sees them."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(NumberConverter, "n")


class SheetConverter:
    """The kinds of file that a table leaves as."""

    regex = "xlsx|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SheetConverter, "sheet")


class MonthConverter:
    """A month, by which a review is named: 2012-12. A day gives that of its month."""

    regex = "[12][0-9]{3}-(0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: date | str) -> str:
        return str(value)[:7]


register_converter(MonthConverter, "month")
