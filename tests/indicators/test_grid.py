"""Does the grid of a period record what is filled in, together or not at all, and lose nothing that was typed?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Observation
from indicators.owners import name_owner
from indicators.returns import close_period, set_return_rules
from records.models import Draft
from tests.pages import address_of, queries, text_of

JANUARY, FEBRUARY = date(2013, 1, 31), date(2013, 2, 28)
MARCH = date(2013, 3, 5)


@pytest.fixture
def address(world):
    return address_of(world.notice, "indicators:enter")


@pytest.fixture
def analyst(world, client_of):
    return client_of(world.analyst)


@pytest.fixture
def three(world, clock):
    """FD-04 a share, FD-02 a count, FD-06 in working days, all monthly with a figure for January; FD-05 weekly."""
    share = world.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    count = world.define_indicator("FD-02", every="month")
    days = world.define_indicator("FD-06", unit="working_days", every="month")
    weekly = world.define_indicator("FD-05")
    clock.move_to(date(2013, 2, 5))
    world.report(share, JANUARY, numerator=Decimal(85), denominator=Decimal(100))
    world.report(count, JANUARY, 40)
    world.report(days, JANUARY, 6)
    clock.move_to(MARCH)
    return share, count, days, weekly


def send(client, address, typed, token=None):
    token = token or client.get(address).context["form"]["token"].value()
    return client.post(address, {"token": token, **typed})


ALL = {"numerator_FD-04": "88", "denominator_FD-04": "100", "value_FD-02": "41", "no_data_because_FD-06": "Lost."}


def kept():
    rows = Observation.objects.filter(period_on=FEBRUARY).order_by("indicator__code")
    return [(row.indicator.code, row.state, row.value, row.note) for row in rows]


def test_what_is_filled_in_is_recorded_together(world, three, analyst, address):
    answer = send(analyst, address, ALL | {"note_FD-02": "Two teams."})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert kept() == [
        ("FD-02", "value", 41, "Two teams."),
        ("FD-04", "value", 88, ""),
        ("FD-06", "no_data", None, "Lost."),
    ]
    said = text_of(analyst.get(address))
    assert "2 figures for February 2013 and 1 indicator without data are recorded." in said
    assert "3 of 3 in; due on 14 March 2013 (10 working days after the month ended, our default)." in said


def test_no_data_is_not_called_a_figure(world, three, analyst, address):
    send(analyst, address, {"no_data_because_FD-06": "Lost.", "no_data_because_FD-02": "Lost."})
    assert "2 indicators without data for February 2013 are recorded." in text_of(analyst.get(address))
    send(analyst, address, {"numerator_FD-04": "88", "denominator_FD-04": "100"})
    assert "1 figure for February 2013 is recorded." in text_of(analyst.get(address))


def test_rows_left_empty_say_nothing(world, three, analyst, address):
    assert send(analyst, address, {"value_FD-02": "41", "note_FD-04": " "}).status_code == 302
    assert [code for code, *_ in kept()] == ["FD-02"]
    said = text_of(analyst.get(address))
    assert "1 of 3 in" in said
    assert f'{address_of(world.notice, "indicators:report_figure", "FD-02")}?period=2013-02-28">Revise' in said


def test_nothing_filled_in_is_said(world, three, analyst, address):
    answer = send(analyst, address, {})
    assert answer.status_code == 422
    assert "Nothing is filled in." in text_of(answer)


def test_faults_are_said_by_row_and_nothing_typed_is_lost(world, three, analyst, address):
    typed = ALL | {"numerator_FD-04": "101", "value_FD-02": "forty", "note_FD-06": "Look again."}
    answer = send(analyst, address, typed)
    assert answer.status_code == 422
    assert kept() == []
    said = text_of(answer)
    assert "FD-04: The first number is part of the second and cannot be larger." in said
    assert "FD-02: This is not a number. Write it in figures, like 12 or 12.5" in said
    assert 'href="#id_numerator_FD-04"' in said
    for text in ("101", "forty", "Lost.", "Look again."):
        assert f'value="{text}"' in said
    assert send(analyst, address, ALL).status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"note_FD-02": "Later."}, "FD-02: Give the figure, or say why there is none."),
        ({"numerator_FD-04": "3"}, "FD-04: Give both numbers: how many, and out of how many."),
        (
            {"value_FD-02": "4", "no_data_because_FD-02": "Lost."},
            "FD-02: Give a figure, or say why there is none, not both.",
        ),
        ({"value_FD-02": "4.5"}, "FD-02: A count is a whole number."),
        ({"value_FD-06": "-1"}, "FD-06: A figure cannot be below 0."),
    ],
)
def test_a_row_that_cannot_be_is_refused_in_words(world, three, analyst, address, typed, sentence):
    answer = send(analyst, address, typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert kept() == []


def test_an_unusual_figure_is_asked_about_once_in_its_row(world, three, analyst, address):
    typed = ALL | {"value_FD-02": "400"}
    asked = send(analyst, address, typed)
    assert asked.status_code == 422
    assert kept() == []
    said = text_of(asked)
    assert "FD-02: February 2013: 400 after 40 in January 2013. That is 10 times the last one: is that right?" in said
    assert 'name="yes_FD-02"' in said
    assert 'name="yes_FD-04"' not in said
    assert send(analyst, address, typed | {"yes_FD-02": "on"}).status_code == 302
    assert [value for _, _, value, _ in kept()] == [400, 88, None]


def test_five_identical_posts_make_one_set_of_rows(world, three, analyst, address):
    token = analyst.get(address).context["form"]["token"].value()
    assert {send(analyst, address, ALL, token).status_code for _ in range(5)} == {302}
    assert Observation.objects.filter(period_on=FEBRUARY).count() == 3


def test_two_who_meet_see_both_figures_and_the_rest_is_kept(world, three, analyst, address):
    token = analyst.get(address).context["form"]["token"].value()
    world.report(three[1], FEBRUARY, 43, by=world.officer)
    met = send(analyst, address, ALL, token)
    assert met.status_code == 409
    said = text_of(met)
    assert "Reported meanwhile by A Council officer" in said
    assert "Yours, not saved: 41." in said
    assert 'name="value_FD-02"' not in said
    assert 'value="Lost."' in said
    assert [code for code, *_ in kept()] == ["FD-02"]
    rest = {name: text for name, text in ALL.items() if not name.endswith("FD-02")}
    assert send(analyst, address, rest, token).status_code == 302
    assert [(code, value) for code, _, value, _ in kept()] == [("FD-02", 43), ("FD-04", 88), ("FD-06", None)]


def test_a_closed_period_takes_nothing_and_says_why(world, three, analyst, address):
    with world.writing() as at:
        rules = {"due_days": 10, "weekly_due_days": 3, "approved": False, "closed": True, "reason": "So agreed."}
        set_return_rules(notice=world.notice, by=world.secretary, at=at, **rules)
    token = analyst.get(address).context["form"]["token"].value()
    with world.writing() as at:
        close_period(
            notice=world.notice,
            every="month",
            period_on=FEBRUARY,
            reason="The pack is drawn up.",
            by=world.secretary,
            at=at,
        )
    said = text_of(analyst.get(address))
    assert "Entry for February 2013 has been closed since 5 March 2013, by A Board secretary" in said
    assert "Save these figures" not in said
    refused = send(analyst, address, ALL, token)
    assert refused.status_code == 422
    assert kept() == []
    assert "What you had typed for it and is not saved: 88 of 100" in text_of(refused)


# What is shown


def test_the_grid_shows_the_last_figure_and_what_may_be_chosen(world, three, analyst, address):
    said = text_of(analyst.get(address))
    assert "Figures for February 2013" in said
    assert "0 of 3 in; due on 14 March 2013" in said
    assert "Last: 85 % (85 of 100), January 2013" in said
    weekly = text_of(analyst.get(f"{address}?every=week"))
    assert "Figures for the week to 1 March 2013" in weekly
    assert 'name="value_FD-05"' in weekly
    assert 'name="value_FD-02"' not in weekly
    before = text_of(analyst.get(f"{address}?every=month&period=2013-01-31"))
    assert "3 of 3 in" in before
    for query in ("every=day", "every=year", "period=2013-02-27", "show=best", "period=2013-03-31"):
        assert analyst.get(f"{address}?{query}").status_code == 404


def test_mine_and_not_in_yet_narrow_the_rows_and_lose_nothing(world, three, analyst, address):
    with world.writing() as at:
        name_owner(indicator=three[0], person=world.analyst, by=world.secretary, at=at)
    world.report(three[1], FEBRUARY, 43, by=world.officer)

    def codes(show):
        sections = analyst.get(f"{address}?show={show}").context["sections"]
        return [cells["row"].code for _, rows in sections for cells in rows]

    assert (codes("all"), codes("missing"), codes("mine")) == (
        ["FD-02", "FD-04", "FD-06"],
        ["FD-04", "FD-06"],
        ["FD-04"],
    )
    faulty = send(analyst, f"{address}?show=mine", {"value_FD-06": "many"})
    assert 'value="many"' in text_of(faulty)


def test_the_draft_is_kept_as_typed_until_it_is_sent(world, three, analyst, address):
    keep = address_of(world.notice, "indicators:keep_figures", every="month", period="2013-02-28")
    token = analyst.get(address).context["form"]["token"].value()
    answer = analyst.post(keep, {"token": token, "value_FD-02": "forty", "nonsense": "x"})
    assert "Draft kept at" in text_of(answer)
    analyst.post(keep, {"token": token, "value_FD-06": "7"})
    assert Draft.objects.get().text == {"value_FD-02": "forty", "value_FD-06": "7"}
    said = text_of(analyst.get(address))
    assert 'value="forty"' in said
    assert "It is not saved yet." in said
    assert send(analyst, address, ALL, token).status_code == 302
    assert not Draft.objects.exists()
    analyst.post(keep, {"token": token, "value_FD-02": "late beacon"})
    assert not Draft.objects.exists()


def test_what_is_sent_signed_out_stands_in_the_grid_again(world, three, client_of, address):
    client = client_of(world.analyst)
    token = client.get(address).context["form"]["token"].value()
    client.logout()
    assert send(client, address, ALL, token).status_code == 302
    client.force_login(world.analyst)
    said = text_of(client.get(address))
    assert "You were signed out before this was saved." in said
    assert 'value="Lost."' in said
    assert kept() == []


def test_the_grid_without_an_indicator_says_what_will_stand_there(world, analyst, address):
    assert "The indicators used for this period will stand here" in text_of(analyst.get(address))


def test_the_grid_takes_as_many_queries_for_many_indicators_as_for_few(world, three, analyst, address):
    few = queries(analyst, address)
    for number in range(10):
        indicator = world.define_indicator(f"CP-{number:02}", every="month")
        world.report(indicator, JANUARY, 4)
    assert queries(analyst, address) == few
    assert few <= 16
