"""Is the chair told what changed since the draft was drawn up: words, which forbid signing, and facts, which do not?"""

from datetime import date, timedelta

import pytest

from records.ledger import append
from reports import changed
from reports.models import Contribution, Edition, Remark, RemarkAnswer
from tests.pages import drawn, queries, text_of
from tests.reports.desk import PASSWORD, with_password

UP_ON = "Since it was drawn up on 5 March 2013, 10:00: "
AGAIN = "Draw the report up again, read it, then sign."


@pytest.fixture
def chair(desk, client_of):
    desk.write()
    desk.draw_up()
    return with_password(desk.world.chair, client_of)


def sign(chair, desk, opened):
    return chair.post(desk.at("draft"), opened | {"read": "on", "password": PASSWORD})


def said(desk, ledger, parent, who, **values):
    with desk.world.writing() as at:
        return append(ledger, parent, by=who, at=at, counts_on=desk.world.clock.today, **values)


def test_nothing_has_changed_of_a_draft_that_was_just_drawn_up(desk, chair):
    picture = desk.report.photographs.get()
    assert changed.of_words(picture) == changed.of_facts(picture, desk.world.asof()) == []
    page = text_of(chair.get(desk.at("draft")))
    assert "Since it was drawn up" not in page
    assert "Your password" in page


def test_facts_are_said_above_the_form_and_do_not_forbid_signing(desk, chair):
    world = desk.world
    world.update(world.item(3), "done")
    world.decide("Teams are made larger.")
    page = text_of(chair.get(desk.at("draft")))
    assert UP_ON + "item 3 is done; decision 2 was recorded. None of this is in it." in page
    assert sign(chair, desk, drawn(chair, desk.at("draft"))).status_code == 302
    assert '"standing":"overdue"' in Edition.objects.get().photograph.body.replace(" ", "")


def test_what_the_days_brought_is_said_too(desk, chair, clock):
    clock.move_to(date(2013, 4, 2))
    page = text_of(chair.get(desk.at("draft")))
    assert UP_ON + "item 2 became overdue. None of this is in it." in page
    clock.move_to(date(2013, 4, 3))
    for number in (3, 2):
        desk.world.update(desk.world.item(number), "done")
    assert UP_ON + "items 2 and 3 are done. " in text_of(chair.get(desk.at("draft")))


def test_what_was_written_meanwhile_is_a_409_that_says_what(desk, chair):
    world, opened = desk.world, drawn(chair, desk.at("draft"))
    world.update(world.item(3), "done")
    desk.write(ask="Something else.", safer="Safer.")
    answer = sign(chair, desk, opened)
    sentence = (
        UP_ON
        + "A Independent chair changed the chair’s text (“Are children safer than when the notice was issued?” and "
        "“What do you ask of Ministers?”); item 3 is done. " + AGAIN
    )
    assert (answer.status_code, sentence in text_of(answer)) == (409, True)
    page = text_of(chair.get(desk.at("draft")))
    assert f"This draft cannot be signed any more. {sentence}" in page
    assert "Your password" not in page
    assert not Edition.objects.exists()


def test_a_text_that_was_saved_again_word_for_word_forbids_nothing(desk, chair):
    opened = drawn(chair, desk.at("draft"))
    desk.write(ask="Something else.")
    desk.write()
    assert sign(chair, desk, opened).status_code == 302


def test_the_councils_part_and_an_open_remark_forbid_it_until_they_are_dealt_with(desk, chair):
    world, opened, picture = desk.world, drawn(chair, desk.at("draft")), desk.report.photographs.get()
    said(desk, Contribution, desk.report, world.cast.lead, better="Visits are in time.")
    remark = said(desk, Remark, desk.report, world.cast.lead, photograph=picture, paragraph=3, words="It was May.")
    answer = text_of(sign(chair, desk, opened))
    assert (
        UP_ON + "A Council lead changed the council’s part; A Council lead made a remark that has no answer." in answer
    )
    said(desk, RemarkAnswer, remark, world.secretary, words="It was.")
    newest = desk.draw_up()
    assert changed.of_words(newest) == []
    assert desk.sign(newest)


def test_a_draft_drawn_up_again_is_compared_with_the_one_that_was_read(desk, chair):
    world, opened = desk.world, drawn(chair, desk.at("draft"))
    world.update(world.item(3), "done")
    desk.write(ask="Something else.")
    desk.draw_up()
    answer = sign(chair, desk, opened)
    assert answer.status_code == 409
    assert (
        "It was drawn up again by A Board secretary on 5 March 2013, 10:00. Since the draft that you read: the chair’s text "
        "was changed (“What do you ask of Ministers?”); item 3 is done. Read it again, then sign." in text_of(answer)
    )


def test_the_days_between_do_not_cost_queries(desk, chair, clock):
    chair.get(desk.at("draft"))  # that its first pages fit is found out once
    before = queries(chair, desk.at("draft"))
    clock.move_to(clock.today + timedelta(days=30))
    for number in (1, 2, 3):
        desk.world.update(desk.world.item(number), forecast="may_miss")
    assert queries(chair, desk.at("draft")) == before
