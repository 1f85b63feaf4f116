"""Does a date in three boxes read what people type, say what is wrong in a sentence, and keep what was typed?"""

from contextlib import suppress
from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from records.days import MONTHS, NotADay, read_day
from records.forms import DayField, PlainForm, as_typed
from records.templatetags.look import first_control


class Proposal(PlainForm):
    due_date = DayField(help_text="For example, 27 3 2013")
    met_on = DayField(label="Date met", required=False)
    analysis = forms.CharField(label="Why is it late?")
    officer = forms.CharField(label="DfE officer")
    forecast = forms.ChoiceField(choices=[("", "Choose"), ("miss", "Will miss")])
    reasons = forms.MultipleChoiceField(choices=[("a", "Staff"), ("b", "Data")], widget=forms.CheckboxSelectMultiple)
    sure = forms.BooleanField(label="No child is named")
    paper = forms.FileField()


def proposal(day="", month="", year="", **answers):
    return Proposal({"due_date_day": day, "due_date_month": month, "due_date_year": year, **answers})


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (["5", "3", "2013"], date(2013, 3, 5)),
        (["05", "03", "2013"], date(2013, 3, 5)),
        ([" 5 ", "March", "2013"], date(2013, 3, 5)),
        (["5", "mar", "2013"], date(2013, 3, 5)),
        (["5", "Sept.", "2013"], date(2013, 9, 5)),
        (["29", "2", "2012"], date(2012, 2, 29)),
        (["", "", ""], None),
        ([None, None, None], None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    assert read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (["5", "3", ""], "must include a year", ("year",)),
        (["5", "", ""], "must include a month and year", ("month", "year")),
        (["", "3", "2013"], "must include a day", ("day",)),
        (["5", "3", "13"], "must have a year of 4 figures, like 2013", ("year",)),
        (["30", "2", "2013"], "must be a real date", ("day", "month", "year")),
        (["29", "2", "2013"], "must be a real date", ("day", "month", "year")),
        (["32", "3", "2013"], "must be a real date", ("day",)),
        (["0", "13", "2013"], "must be a real date", ("day", "month")),
        (["5", "Febuary", "2013"], "must be a real date", ("month",)),
        (["5", "ma", "2013"], "must be a real date", ("month",)),
        (["-5", "3", "2013"], "must be a real date", ("day",)),
        (["٥", "3", "2013"], "must be a real date", ("day",)),
        (["5", "3", "0000"], "must be a real date", ("year",)),
        (["9" * 5000, "3", "2013"], "must be a real date", ("day",)),
    ],
)
def test_no_day_is_said_with_the_parts_at_fault(typed, sentence, parts):
    with pytest.raises(NotADay) as fault:
        read_day(typed)
    assert (fault.value.sentence, fault.value.parts) == (sentence, parts)


@given(st.lists(st.text(max_size=12), min_size=3, max_size=3))
def test_whatever_is_typed_is_a_day_nothing_or_a_sentence(typed):
    with suppress(NotADay):
        found = read_day(typed)
        assert found is None or isinstance(found, date)


@given(st.dates())
def test_every_day_survives_being_shown_and_sent_back(day):
    shown = DayField().widget.decompress(day)
    written = [shown[0], MONTHS[day.month - 1], shown[2].zfill(4)]
    assert read_day(written) == day


def test_an_error_begins_with_the_label_and_what_was_typed_stays():
    form = proposal("31", "Febuary", "2013")
    assert form.errors["due_date"] == ["Due date must be a real date"]
    assert 'value="Febuary"' in str(form["due_date"])


def test_only_the_part_at_fault_is_marked_and_the_summary_links_to_it():
    form = proposal("5", "3", "13")
    drawn = str(form["due_date"])
    assert drawn.count("govuk-input--error") == 1
    assert first_control(form["due_date"]) == "id_due_date_2"


def test_a_sound_date_refused_later_is_marked_whole():
    form = proposal("5", "3", "2013")
    form.add_error("due_date", "The date must be after the first date")
    assert str(form["due_date"]).count("govuk-input--error") == 3
    assert first_control(form["due_date"]) == "id_due_date_0"


def test_a_missing_answer_names_its_question():
    form = proposal("  ", "", "")
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "due_date": "Enter the due date",
        "analysis": "Answer the question “Why is it late?”",
        "officer": "Enter DfE officer",
        "forecast": "Select forecast",
        "reasons": "Select reasons",
        "sure": "Tick the box to say: no child is named",
        "paper": "Choose a file: paper",
    }


def test_a_field_points_at_its_hint_and_its_error():
    group = proposal("5", "3", "13")["due_date"].as_field_group()
    assert 'aria-describedby="id_due_date_helptext id_due_date_error"' in group
    assert 'id="id_due_date_helptext"' in group
    assert 'id="id_due_date_error"' in group


def test_answers_are_read_back_in_words():
    form = proposal("5", "March", "13", forecast="miss", reasons=["a", "b"], analysis="Two vacancies")
    assert [as_typed(form[name]) for name in ("due_date", "forecast", "reasons", "analysis", "met_on")] == [
        "5 March 13",
        "Will miss",
        "Staff, Data",
        "Two vacancies",
        "",
    ]


def test_hostile_text_is_escaped_in_every_control():
    hostile = '"><script>alert(1)</script>'
    form = proposal(hostile, hostile, hostile, analysis=hostile, forecast=hostile)
    drawn = form.as_div()
    assert "<script" not in drawn
