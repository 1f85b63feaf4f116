"""How are a day, an instant, a figure and a status written, on the page and in the PDF?

One vocabulary: a word that is not in STATUSES stops the page, so a new state cannot appear without a look.
The shapes and colours only repeat what the word says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import format_html

from records import wording
from records.clock import LONDON
from records.forms import DayWidget

register = template.Library()
NOTHING = "–"


@dataclass(frozen=True)
class Shape:
    """A sign beside a word: drawn on the page (a path in a box of 16 by 16), set as a character in the PDF."""

    sign: str
    path: str


SHAPES = {
    "ring": Shape("○", "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 2.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6z"),
    "dot": Shape("●", "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z"),
    "square": Shape("■", "M2.5 2.5h11v11h-11z"),
    "tick": Shape("✓", "M1 8.7 2.9 6.8 6 9.9 13.1 2.8 15 4.7 6 13.7z"),
    "ticks": Shape(
        "✓✓",
        "M0 8.6 1.5 7.1 3.7 9.3 8.6 3.2 10.2 4.5 3.9 12.4zM7 10.4 8.3 8.8 9.4 9.7 14.4 3.2 16 4.5 9.6 12.4z",
    ),
    "dash": Shape("–", "M2.5 7h11v2.2h-11z"),
    "up": Shape("▲", "M8 2l6.5 11.5h-13z"),
    "down": Shape("▼", "M8 14 1.5 2.5h13z"),
    "query": Shape(
        "?",
        "M4.3 5.6C4.4 3.3 6 2 8.1 2c2.2 0 3.8 1.3 3.8 3.3 0 1.5-.8 2.4-1.9 3.1-.8.5-1 .8-1 1.5v.4H6.9v-.6"
        "c0-1.3.6-2 1.7-2.8.8-.5 1.1-.9 1.1-1.5 0-.8-.6-1.4-1.6-1.4S6.5 4.6 6.4 5.6zM6.7 11.5h2.5V14H6.7z",
    ),
    "rising": Shape("↗", "M5 2.5h8.5V11h-2.2V6.25l-7.2 7.2-1.55-1.55 7.2-7.2H5z"),
    "falling": Shape("↘", "M11.3 5h2.2v8.5H5v-2.2h4.75l-7.2-7.2L4.1 2.55l7.2 7.2z"),
    "level": Shape("→", "M9 3l5.5 5L9 13V9.1H1.5V6.9H9z"),
    "both": Shape("↕", "M8 1l4 4.5H9.1v5H12L8 15l-4-4.5h2.9v-5H4z"),
    "flag": Shape("⚑", "M3 1.5h2V3h8.5l-2 3.25 2 3.25H5v5H3z"),
}

GOOD, WATCH, BAD, STILL, QUIET = "good", "watch", "bad", "still", "quiet"

# word: (shape, tone). A word used of two things looks the same for both.
STATUSES = {
    # an action or a milestone, now
    "Not started": ("ring", STILL),
    "Under way": ("dot", STILL),
    "Overdue": ("square", BAD),
    "Done": ("tick", GOOD),
    "Done and evidenced": ("ticks", GOOD),
    "Withdrawn": ("dash", QUIET),
    "Not reached": ("ring", STILL),
    "Met": ("tick", GOOD),
    "Met and evidenced": ("ticks", GOOD),
    "New date proposed": ("level", WATCH),
    # what was said of it in a round
    "Updated": ("tick", GOOD),
    "No change confirmed": ("dot", STILL),
    "Not updated": ("ring", WATCH),
    # the owner's forecast for its date
    "Will meet": ("dot", GOOD),
    "May miss": ("up", WATCH),
    "Will miss": ("down", BAD),
    "Cannot tell yet": ("query", STILL),
    # an objective
    "Achieved": ("tick", GOOD),
    "On plan": ("dot", GOOD),
    "Not as planned": ("square", BAD),
    "No evidence agreed": ("query", QUIET),
    # an indicator against target
    "Meets": ("dot", GOOD),
    "Near": ("up", WATCH),
    "Misses": ("square", BAD),
    "No data": ("query", QUIET),
    "No target yet": ("ring", QUIET),
    "Too small to show": ("dash", QUIET),
    "Context only": ("dash", QUIET),
    # evidence
    "Waiting for review": ("ring", WATCH),
    "Accepted": ("tick", GOOD),
    "Returned": ("down", BAD),
    "Out of date": ("query", WATCH),
    # its change
    "Getting better": ("rising", GOOD),
    "Getting worse": ("falling", BAD),
    "No clear change": ("level", STILL),
    "Changed, neither good nor bad": ("both", STILL),
    "Too few figures": ("query", QUIET),
    # its outlook
    "Expected to meet": ("dot", GOOD),
    "May or may not meet": ("up", WATCH),
    "Not expected to meet": ("down", BAD),
    # what was told of it
    "No longer meets": ("down", BAD),
    # a requirement
    "Not yet due": ("ring", STILL),
    "No evidence yet": ("square", BAD),
    "Claimed, not evidenced": ("up", WATCH),
    "Partly evidenced": ("up", WATCH),
    "Evidenced": ("tick", GOOD),
    "Evidence out of date": ("down", BAD),
    "No way to prove it yet": ("flag", WATCH),
    # a measure: the Board's word
    "On course": ("dot", GOOD),
    "At risk": ("up", WATCH),
    "Off course": ("square", BAD),
    "Not yet judged": ("ring", QUIET),
}
# Words that carry a day or a count of their own.
OPEN_STATUSES = (
    (re.compile(r"Not updated since .+"), ("query", WATCH)),
    (re.compile(r"Kept \d+ of \d+"), ("dot", STILL)),
)


class UnknownStatus(Exception):
    """A word outside the vocabulary: a fault in the program, never in what somebody typed."""


def looks_like(word: str) -> tuple[str, str]:
    """The shape and tone of a status word."""
    if word in STATUSES:
        return STATUSES[word]
    for pattern, look in OPEN_STATUSES:
        if pattern.fullmatch(word):
            return look
    raise UnknownStatus(f"{word!r} is not in the vocabulary of records/templatetags/look.py")


@register.simple_tag
def status(word: str) -> str:
    return _drawn(str(word))


@lru_cache(maxsize=500)  # a list draws the same few words two hundred times
def _drawn(word: str) -> str:
    shape, tone = looks_like(word)
    return render_to_string("components/_status.html", {"word": word, "tone": tone, "path": SHAPES[shape].path})


@register.filter
def shape(word: str) -> str:
    """The name of the status word's shape, for the classes of static/report.css."""
    return looks_like(str(word))[0]


@register.filter
def sign(word: str) -> str:
    """The status word's shape as a character, for print: {{ word|sign }} {{ word }}."""
    return SHAPES[looks_like(str(word))[0]].sign


@register.filter
def day(value: date | datetime | None) -> str:
    """5 March 2013: of an instant, its day in London."""
    return wording.day(_in_london(value)) if value else NOTHING


@register.filter
def month(value: date | datetime | None) -> str:
    """March 2013."""
    return wording.month(_in_london(value)) if value else NOTHING


@register.filter
def due(deadline: Any) -> str:
    """A deadline (anything with .on and .precision): 31 March 2013, or March 2013 where only the month was set."""
    if not deadline or deadline.on is None:
        return NOTHING
    return wording.due(deadline.on, str(deadline.precision))


@register.filter
def instant(value: datetime | None) -> str:
    """5 March 2013, 14:05, as the clocks in London show it."""
    return wording.instant(value) if value else NOTHING


@register.filter
def hours(said: Any) -> str:
    """10am to midday, County Hall: of anything with .starts, .ends and .place, each as far as it is known."""
    return wording.hours(said)


@register.filter
def known_by(value: datetime) -> str:
    """What `known` means: the end of 5 March 2013 where it is the midnight that ends it, else the instant."""
    last = _last_day_before_midnight(value)
    return f"the end of {wording.day(last)}" if last else wording.instant(value)


@register.filter
def machine_day(value: date | datetime | None) -> str:
    """2013-03-05, for addresses and date controls; of a `known` that ends a day, that day."""
    if not value:
        return ""
    last = _last_day_before_midnight(value) if isinstance(value, datetime) else None
    return f"{last or _in_london(value):%Y-%m-%d}"


def _in_london(value: date | datetime) -> date:
    return value.astimezone(LONDON) if isinstance(value, datetime) else value


def _last_day_before_midnight(value: datetime) -> date | None:
    local = value.astimezone(LONDON)
    return local.date() - timedelta(days=1) if local.time() == time() else None


@register.filter
def figure(value: Decimal | int | None, unit: str = "") -> str:
    """1,234 or 92.5 or 92 %: as precise as it was given. Nothing is a dash, never a nought."""
    if value is None or value == "":
        return NOTHING
    written = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return f"{written.replace('-', '−')}\u00a0{unit}" if unit else written.replace("-", "−")


@register.filter
def beside(yours: list, theirs: list) -> list[dict]:
    """Two lists of (label, text) as rows of one label each, in the order of the first list; what differs is said."""
    first, second = dict(yours), dict(theirs)
    labels = list(first) + [label for label in second if label not in first]
    return [
        {
            "label": label,
            "yours": first.get(label, ""),
            "theirs": second.get(label, ""),
            "same": first.get(label, "") == second.get(label, ""),
        }
        for label in labels
    ]


@register.filter
def numbered(numbers: Iterator[int]) -> str:
    """The next number of a count that goes through a whole document, to begin a paragraph with: {{ paragraphs|numbered }}. It is
    text, so that it is copied with the paragraph, and an address: …#p12."""
    return format_html('<span class="no" id="p{0}">{0}.</span>', next(numbers))


@register.filter
def first_control(field: forms.BoundField) -> str:
    """The id that an error summary's link moves to: the first box of a date, the first of several choices."""
    widget = field.field.widget
    if isinstance(widget, DayWidget):
        shown = widget.get_context(field.html_name, field.value(), {"id": field.auto_id, "aria-invalid": "true"})
        boxes = shown["widget"]["subwidgets"]
        return next((box for box in boxes if "aria-invalid" in box["attrs"]), boxes[0])["attrs"]["id"]
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{field.auto_id}_0"
    return field.auto_id


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """The numbers that a pagination shows, None for a gap: 1 … 4 5 6 … 12."""
    return [
        number if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
