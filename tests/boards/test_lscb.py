"""Is a decision of the LSCB recorded with its source, and apart from those of the Improvement Board?"""

from datetime import date

import pytest

from boards import domain as boards
from boards.models import Board, Decision
from records.refusal import Refused
from tests.pages import address_of, day, drawn, text_of

SOURCE = "Minutes of the LSCB of 5 November 2012, paragraph 14"
TYPED = {"kind": "audits", "words": "16 files a month.", "source": SOURCE} | day("taken_on", date(2012, 11, 5))


@pytest.fixture
def lscb(world):
    with world.writing() as at:
        return boards.make_board(notice=world.notice, kind=Board.Kind.LSCB, name="The LSCB", by=None, at=at)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def address(world):
    return address_of(world.notice, "boards:record_lscb_decision")


def test_decision_of_the_lscb_has_a_source(world, lscb):
    with pytest.raises(Refused, match="Say from where this is known") as met, world.writing() as at:
        boards.record_decision(
            board=lscb, kind="other", words="Noted.", taken_on=world.clock.today, by=world.secretary, at=at
        )
    assert met.value.field == "source"


def test_it_is_recorded_once_and_stands_in_the_register_of_the_lscb(world, lscb, secretary):
    body = drawn(secretary, address(world)) | TYPED
    register = address_of(world.notice, "pages:decisions", board="lscb")
    for _ in range(3):
        assert secretary.post(address(world), body).url == register
    decision = Decision.objects.get(board=lscb)
    assert (decision.number, decision.counts_on, decision.source, decision.meeting) == (
        1, date(2012, 11, 5), SOURCE, None,
    )  # fmt: skip
    said = text_of(secretary.get(register))
    assert "LSCB decision 1, 5 November 2012" in said
    assert f"Known from: {SOURCE}" in said
    assert "16 files a month." not in text_of(secretary.get(address_of(world.notice, "pages:decisions")))


@pytest.mark.parametrize(
    ("left_out", "field", "sentence"),
    [
        ({"source": ""}, "source", "Enter from where this is known"),
        (day("taken_on", date(2013, 1, 1)), "taken_on", "A decision cannot be taken on a day to come."),
        ({"words": ""}, "words", "Enter what the LSCB decided"),
    ],
)
def test_refused_decision_keeps_what_was_typed(world, lscb, secretary, left_out, field, sentence):
    answer = secretary.post(address(world), drawn(secretary, address(world)) | TYPED | left_out)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [sentence]
    kept = answer.context["form"]["source" if field != "source" else "words"].value()
    assert kept in (SOURCE, "16 files a month.")
    assert Decision.objects.filter(board=lscb).count() == 0


def test_notice_without_an_lscb_has_no_such_page_and_no_link_to_it(world, secretary):
    assert secretary.get(address(world)).status_code == 404
    assert "Record a decision of the LSCB" not in text_of(secretary.get(address_of(world.notice, "pages:decisions")))


def test_register_leads_to_the_form(world, lscb, secretary):
    assert address(world) in text_of(secretary.get(address_of(world.notice, "pages:decisions")))
