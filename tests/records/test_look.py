"""Are days, figures and statuses written as agreed, and does an unknown word stop the page?"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import get_template

from records.templatetags import look

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def drawn(source: str, **context) -> str:
    return Template("{% load look %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize("word", [*look.STATUSES, "Not updated since 15 January", "Kept 3 of 5"])
def test_each_status_shows_its_word_and_a_shape(word):
    markup = drawn("{% status word %}", word=word)
    assert f">{word}</span>" in markup
    assert re.search(r'<path fill="currentColor" d="M[^"]+"/>', markup)
    assert look.sign(word)


@pytest.mark.parametrize("word", ["", "done", "Doing well", "Kept", "Not updated since ", "Done ", None])
def test_a_word_outside_the_vocabulary_stops_the_page(word):
    with pytest.raises(look.UnknownStatus):
        drawn("{% status word %}", word=word)


def test_every_shape_is_used_and_every_tone_has_a_rule():
    styles = (TEMPLATES.parent / "static" / "app.css").read_text(encoding="utf-8")
    looks = [*look.STATUSES.values(), *(found for _, found in look.OPEN_STATUSES)]
    assert {shape for shape, _ in looks} == set(look.SHAPES)
    assert [tone for _, tone in looks if f".status--{tone} " not in styles] == []


def test_days_and_instants_are_london_s():
    summer_night = datetime(2013, 6, 30, 23, 30, tzinfo=UTC)
    assert look.day(summer_night) == "1 July 2013"
    assert look.instant(summer_night) == "1 July 2013, 00:30"
    assert look.machine_day(summer_night) == "2013-07-01"
    assert look.month(summer_night) == "July 2013"
    assert look.day(date(2013, 3, 5)) == "5 March 2013"


def test_known_at_a_midnight_is_the_end_of_the_day_before():
    end = datetime(2013, 6, 30, 23, 0, tzinfo=UTC)
    assert look.known_by(end) == "the end of 30 June 2013"
    assert look.machine_day(end) == "2013-06-30"
    assert look.known_by(datetime(2013, 3, 5, 14, 5, tzinfo=UTC)) == "5 March 2013, 14:05"


def test_a_deadline_is_as_precise_as_it_was_set():
    assert look.due(SimpleNamespace(on=date(2013, 3, 31), precision="day")) == "31 March 2013"
    assert look.due(SimpleNamespace(on=date(2013, 3, 31), precision="month")) == "March 2013"
    assert look.due(SimpleNamespace(on=None, precision="day")) == "–"


@pytest.mark.parametrize("write", [look.day, look.month, look.due, look.instant, look.figure])
def test_nothing_is_a_dash(write):
    assert write(None) == "–"
    assert write("") == "–"


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0, "", "0"),
        (1234, "", "1,234"),
        (Decimal("92.50"), "%", "92.50\u00a0%"),
        (Decimal("1E+3"), "", "1,000"),
        (-3, "", "−3"),
    ],
)
def test_a_figure_is_written_as_precisely_as_it_was_given(value, unit, written):
    assert look.figure(value, unit) == written


def test_two_texts_stand_side_by_side_by_label():
    rows = look.beside([("What was done", "nine"), ("Next", "March")], [("What was done", "ten"), ("Forecast", "x")])
    assert [(row["label"], row["yours"], row["theirs"], row["same"]) for row in rows] == [
        ("What was done", "nine", "ten", False),
        ("Next", "March", "", False),
        ("Forecast", "", "x", False),
    ]


def test_no_template_holds_script_style_or_unescaped_text():
    forbidden = re.compile(
        r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b|hx-on|autoescape off"
    )
    found = {
        str(path.relative_to(TEMPLATES)): forbidden.findall(path.read_text(encoding="utf-8"))
        for path in sorted(TEMPLATES.rglob("*.html"))
    }
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_of_last_resort_are_drawn_without_a_request(name):
    assert "<h1" in get_template(name).render()
