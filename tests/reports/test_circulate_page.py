"""Is a pack circulated by one press and told of once, and does its page say how far the PDF is?"""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Message
from reports import digest
from reports.models import Circulation, Production
from tests.agendas import draw_up
from tests.pages import address_of, drawn, queries, text_of
from tests.papers import circulate, pdf_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda(world):
    return draw_up(world, world.meetings[1])


@pytest.fixture
def observer(world, client_of):
    return client_of(world.cast.observer)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def at(world, name="pack", *args, **query) -> str:
    return address_of(world.notice, f"pages:{name}", 2, *args, **query)


# Circulating


def test_the_page_says_what_would_go_out_and_sends_it(world, agenda, secretary):
    send(world, agenda[1], "Why thresholds slipped")
    said = text_of(secretary.get(at(world, "circulate")))
    assert "Why thresholds slipped" in said
    assert "other people are told by mail, once." in said
    answer = secretary.post(at(world, "circulate"), drawn(secretary, at(world, "circulate")))
    assert (answer.status_code, answer["Location"]) == (302, at(world))
    assert Circulation.objects.get().number == 1
    assert "Nothing has come since the pack was circulated" in text_of(secretary.get(at(world, "circulate")))
    send(world, agenda[1], "Late paper")
    answer = secretary.post(at(world, "circulate"), drawn(secretary, at(world, "circulate")))
    assert answer["Location"] == at(world, supplement="1")


def test_passages_with_a_small_number_are_shown_before_it_goes_out(world, agenda, secretary):
    said = text_of(secretary.get(at(world, "circulate")))
    assert "No passage that people wrote seems to give a number from 1 to 5" in said
    send(world, agenda[1], "What became of three children")
    said = text_of(secretary.get(at(world, "circulate")))
    assert "1 passage seems to give a number from 1 to 5" in said
    assert "What became of three children" in said.split("Look at these before it goes out")[1]


def test_one_form_sent_five_times_makes_one_pack(world, agenda, secretary):
    form = drawn(secretary, at(world, "circulate"))
    answers = [secretary.post(at(world, "circulate"), form)["Location"] for _ in range(5)]
    assert (set(answers), Circulation.objects.count()) == ({at(world)}, 1)


def test_what_cannot_go_out_is_said_and_has_no_button(world, secretary):
    answer = secretary.get(at(world, "circulate"))
    assert "Meeting 2 has no agenda yet. Draw it up first." in text_of(answer)
    assert "<button" not in text_of(answer).split("<main")[1].split("</main>")[0]


def test_somebody_else_who_circulated_first_is_named(world, agenda, secretary):
    form = drawn(secretary, at(world, "circulate"))
    circulate(world)
    send(world, agenda[1], "Late paper")
    answer = secretary.post(at(world, "circulate"), form)
    assert answer.status_code == 409
    assert Circulation.objects.count() == 1


def test_members_who_read_packs_are_told_once(world, agenda):
    circulate(world)
    assert digest.tell_everyone() > 5
    told = {message.person_id for message in Message.objects.all()}
    assert world.cast.observer.pk in told
    assert not {world.cast.scrutiny.pk, world.secretary.pk} & told
    message = Message.objects.get(person=world.chair)
    assert message.subject == "Papers for meeting 2 were circulated"
    assert "Pack of meeting 2, 19 December 2012" in message.body
    assert f"{at(world)}\n" in message.body
    assert digest.tell_everyone() == 0
    send(world, agenda[1])
    circulate(world)
    digest.tell_everyone()
    assert "/pack/?supplement=1" in Message.objects.filter(person=world.chair).latest("pk").body


def test_of_a_meeting_that_was_held_nobody_is_told_any_more(world, agenda, clock):
    circulate(world)
    clock.move_to(date(2012, 12, 19), 17)
    world.hold_meeting(2)
    assert digest.tell_everyone() == 0


# The PDF, from the page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"state": "waiting"}, "The PDF is being made; it waits for its turn."),
        ({"state": "working", "done": 3, "parts": 7}, "The PDF is being made: 3 of 7 steps done."),
        (
            {"state": "failed", "attempts": 1, "error": "It was too much."},
            "It was too much. It is tried again by itself.",
        ),
        ({"state": "failed", "attempts": 3, "error": "It was too much."}, "Draw the PDF again"),
    ],
)
def test_the_page_says_how_far_the_pdf_is(world, agenda, secretary, state, words):
    row = circulate(world)
    Production.objects.filter(circulation=row).update(**state)
    assert words in text_of(secretary.get(at(world)))
    assert words in text_of(secretary.get(at(world), headers={"HX-Request": "true"}))
    assert secretary.get(at(world, "pack_pdf"))["Location"] == at(world)


def test_a_pdf_that_failed_is_drawn_again_when_somebody_says_so(world, agenda, secretary, observer):
    row = circulate(world)
    Production.objects.filter(circulation=row).update(state="failed", attempts=3, error="It was too much.")
    assert "Draw the PDF again" not in text_of(observer.get(at(world)))
    answer = secretary.post(at(world), drawn(secretary, at(world)))
    assert answer["Location"] == at(world)
    assert (Production.objects.get().state, Production.objects.get().attempts) == ("waiting", 0)
    refused = secretary.post(at(world), drawn(secretary, at(world)))
    assert refused.status_code == 422
    assert "This PDF has not failed" in text_of(refused)


def test_the_form_is_as_quick_for_many_papers(world, agenda, secretary):
    send(world, agenda[1], "One")
    few = queries(secretary, reverse("pages:circulate", args=[world.notice.slug, 2]))
    for number in range(3):
        send(world, agenda[number], f"More {number}", content=pdf_of(number + 3))
    assert queries(secretary, at(world, "circulate")) == few


def test_the_agenda_leads_to_it_too(world, agenda, secretary):
    page = address_of(world.notice, "pages:agenda", 2)
    assert f'href="{at(world, "circulate")}">Circulate the pack</a>' in text_of(secretary.get(page))
    circulate(world)
    assert f'href="{at(world)}">The pack, circulated on 7 November 2012</a>' in text_of(secretary.get(page))
