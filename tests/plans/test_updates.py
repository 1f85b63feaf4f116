"""Does an owner report in one place, once, without losing a word; and does whoever speaks for one say so?"""

from datetime import date
from uuid import uuid4

import pytest

from plans.models import Item, ProgressUpdate
from records.models import Draft
from tests.pages import address_of, day, fields_of, hidden, text_of
from tests.plans.test_querysets import withdraw


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def said_of(world, number: int) -> list[ProgressUpdate]:
    return list(world.item(number).updates.order_by("number"))


def card_body(client, world, number: int, **typed: str) -> dict[str, str]:
    """The form of one card on "My updates" as a browser sends it."""
    card = next(card for card in client.get(at(world, "plans:mine")).context["cards"] if card.item.number == number)
    fields = fields_of(card.form.hidden_fields())
    answers = {"progress": "under_way", "done_so_far": "Half of it.", "next_step": "", "forecast": "will_meet"} | typed
    return fields | {f"item-{number}-{name}": text for name, text in answers.items()}


# My updates


def test_owner_reports_from_the_card(world, officer):
    body = card_body(officer, world, 1, next_step="The rest.")
    for _ in range(5):  # pressed five times: one update
        assert officer.post(at(world, "plans:update", 1), body).headers["Location"] == at(world, "plans:mine")
    [row] = said_of(world, 1)
    assert (row.progress, row.done_so_far, row.next_step, row.forecast) == (
        "under_way",
        "Half of it.",
        "The rest.",
        "will_meet",
    )
    assert row.owner == row.recorded_by == world.officer


def test_no_change_says_the_last_words_again_in_one_press(world, clock, officer):
    world.update(world.item(3), forecast="may_miss", done_so_far="The first half.")
    clock.move_to(date(2012, 12, 20))
    card = officer.get(at(world, "plans:mine")).context["remaining"][1]
    body = fields_of(card.unchanged)
    assert officer.post(at(world, "plans:update", 3), body).status_code == 302
    row = said_of(world, 3)[-1]
    assert (row.progress, row.forecast, row.done_so_far) == ("under_way", "may_miss", "No change.")
    (card,) = officer.get(at(world, "plans:mine")).context["settled"]
    assert card.round_word == "No change confirmed"
    assert card.last_words == "20 December 2012: No change since 7 November 2012: Under way. The first half."


def test_what_was_done_is_not_lost_to_an_update_that_does_not_say(world, clock, officer):
    item = world.agree_item(date(2013, 2, 1), kind=Item.Kind.MILESTONE)
    world.update(item, "not_started", done_so_far="Ten of twelve.")
    clock.move_to(date(2012, 11, 20))
    world.update(item, "not_started", done_so_far="", next_step="The other two.")
    cards = officer.get(at(world, "plans:mine")).context["cards"]
    said = next(card.last_words for card in cards if card.item == item)
    assert said == (
        "20 November 2012: Not reached. Next: The other two. Before that, 7 November 2012: Not reached. Ten of twelve."
    )


def test_a_forecast_for_a_date_that_was_moved_is_not_said_again_for_the_new_one(world, clock, officer):
    world.update(world.item(1), forecast="will_miss", done_so_far="The first half.")
    clock.move_to(date(2012, 11, 20))
    world.rule(world.propose(world.item(1), date(2013, 4, 1)))
    card = next(
        card for card in officer.get(at(world, "plans:mine")).context["cards"] if card.item.due_now == date(2013, 4, 1)
    )
    assert card.form["progress"].value() == "under_way"
    assert not card.form["forecast"].value()
    assert card.unchanged is None


def test_nothing_can_be_repeated_before_anything_was_said(world, officer):
    assert officer.get(at(world, "plans:mine")).context["cards"][0].unchanged is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"done_so_far": " "}, "Say in a line what has been done."),
        ({"forecast": ""}, "Say whether the item will meet its date."),
        ({"progress": ""}, "Answer the question “Where is it now?”"),
        ({"progress": "finished"}, "Select a valid choice"),
        ({"done_so_far": "x" * 4001}, "at most 4000 characters"),
    ],
)
def test_update_that_lacks_something_comes_back_with_what_was_typed(world, officer, typed, sentence):
    answer = officer.post(at(world, "plans:update", 1), card_body(officer, world, 1, next_step="Kept words.") | {
        f"item-1-{name}": text for name, text in typed.items()
    })  # fmt: skip
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "Kept words." in text_of(answer)
    assert not said_of(world, 1)


def test_new_lines_count_once_however_the_browser_sends_them(world, officer):
    text = "a\r\n" * 1999 + "ab"
    assert officer.post(at(world, "plans:update", 1), card_body(officer, world, 1, done_so_far=text)).status_code == 302
    assert len(said_of(world, 1)[0].done_so_far) == 4000


def test_item_not_started_needs_no_words_and_one_done_or_late_no_forecast(world, clock, officer):
    update = at(world, "plans:update", 1)
    assert officer.post(update, card_body(officer, world, 1, progress="not_started", done_so_far="")).status_code == 302
    clock.move_to(date(2012, 12, 2))
    assert "forecast" not in officer.get(update).context["form"].fields
    assert officer.post(update, card_body(officer, world, 1, forecast="")).status_code == 302
    body = card_body(officer, world, 3, progress="done", forecast="")
    assert officer.post(at(world, "plans:update", 3), body).status_code == 302
    assert world.item(3).standing == "done"


def test_two_who_write_at_once_see_both_texts_and_lose_none(world, officer):
    body = card_body(officer, world, 1, done_so_far="Mine, typed meanwhile.")
    world.update(world.item(1), done_so_far="Theirs, sent first.", on_behalf=True)
    met = officer.post(at(world, "plans:update", 1), body)
    assert met.status_code == 409
    assert "Mine, typed meanwhile." in text_of(met)
    assert "Theirs, sent first." in text_of(met)
    again = fields_of(met.context["form"])
    assert officer.post(at(world, "plans:update", 1), again).status_code == 302
    assert [row.done_so_far for row in said_of(world, 1)] == ["Theirs, sent first.", "Mine, typed meanwhile."]


def test_form_drawn_from_a_row_that_there_is_not_meets_nothing(world, officer):
    body = card_body(officer, world, 1) | {"item-1-after": "7"}
    assert officer.post(at(world, "plans:update", 1), body).status_code == 409
    asking = {"analysis": "Why.", "remedy": "What."} | day("to", date(2013, 2, 1)) | {"after": "7"}
    asking |= {"token": hidden(officer.get(at(world, "plans:propose_date", 1)))["token"]}
    assert officer.post(at(world, "plans:propose_date", 1), asking).status_code == 409
    assert not said_of(world, 1)


def test_item_of_somebody_else_is_refused(world, cast, client_of):
    for other in (cast.second_officer, cast.partner):
        client = client_of(other)
        assert client.get(at(world, "plans:update", 1)).status_code == 403
        for page in ("plans:update", "plans:keep_draft", "plans:propose_date"):
            assert client.post(at(world, page, 1), {"item-1-done_so_far": "Not mine."}).status_code == 403
    assert not said_of(world, 1)
    assert not Draft.objects.exists()


def test_item_done_by_mistake_is_put_right_from_its_page(world, officer):
    body = card_body(officer, world, 1)
    said = officer.post(at(world, "plans:update", 1), body | {"item-1-progress": "done"}, follow=True)
    assert "If that is a mistake, put it right on the page of the item." in text_of(said)
    assert "put it right" in text_of(officer.get(at(world, "pages:item", 1)))
    form = officer.get(at(world, "plans:update", 1))
    assert "It stands as done." in text_of(form)
    assert 'value="done" class="govuk-radios__input" checked' not in text_of(form)
    again = body | {"item-1-after": "1", "item-1-token": str(uuid4())}
    assert officer.post(at(world, "plans:update", 1), again | {"item-1-progress": "done"}).status_code == 422
    assert officer.post(at(world, "plans:update", 1), again | {"item-1-token": str(uuid4())}).status_code == 302
    assert world.item(1).standing == "under_way"


def test_withdrawn_item_takes_no_update(world, officer):
    body = card_body(officer, world, 1)
    withdraw(world, world.item(1), world.decide())
    assert "withdrawn by the Board" in text_of(officer.get(at(world, "plans:update", 1)))
    assert officer.post(at(world, "plans:update", 1), body).status_code == 422


def test_draft_is_not_lost_to_no_change(world, clock, officer):
    world.update(world.item(3))
    clock.move_to(date(2012, 12, 20))
    button = 'No change<span class="govuk-visually-hidden"> in item 3<'
    assert button in text_of(officer.get(at(world, "plans:mine")))
    officer.post(at(world, "plans:keep_draft", 3), card_body(officer, world, 3))
    card = next(card for card in officer.get(at(world, "plans:mine")).context["cards"] if card.item.number == 3)
    assert card.draft
    assert button not in text_of(officer.get(at(world, "plans:mine")))


def test_milestone_is_reached_or_not(world, client_of):
    form = client_of(world.partner).get(at(world, "plans:update", 2)).context["form"]
    assert world.item(2).kind == Item.Kind.MILESTONE
    assert form.fields["progress"].choices == [("not_started", "Not reached"), ("done", "Met")]


# On behalf


def test_update_on_behalf_names_both_and_its_source(world, clock, secretary):
    clock.move_to(date(2012, 11, 20))
    form = secretary.get(at(world, "pages:item", 1)).context["card"].form
    body = fields_of(form.hidden_fields()) | {
        "item-1-progress": "under_way", "item-1-done_so_far": "Two of six.", "item-1-forecast": "may_miss",
        "item-1-source": "", "next": at(world, "pages:item", 1),
    } | day("item-1-counts_on", date(2012, 11, 19))  # fmt: skip
    assert "Enter where the owner's words come from" in text_of(
        secretary.post(at(world, "plans:update", 1), body)
    ).replace("&#x27;", "'")
    answer = secretary.post(at(world, "plans:update", 1), body | {"item-1-source": "A call."})
    assert answer.headers["Location"] == at(world, "pages:item", 1)
    [row] = said_of(world, 1)
    assert (row.owner, row.recorded_by, row.source) == (world.officer, world.secretary, "A call.")
    assert row.counts_on == date(2012, 11, 19)


@pytest.mark.parametrize(
    "elsewhere", ["//example.org/", "https://example.org/", "/account/logout/", "/northmoor-2013/plan/"]
)
def test_next_leads_to_this_notice_or_nowhere(world, officer, elsewhere):
    body = card_body(officer, world, 1) | {"next": elsewhere}
    assert officer.post(at(world, "plans:update", 1), body).headers["Location"] == at(world, "plans:mine")


# Drafts


def test_draft_comes_back_to_its_writer_and_to_nobody_else(world, officer, secretary):
    body = card_body(officer, world, 1, done_so_far="Half a sent", progress="")
    assert "Draft kept at 16:0" in text_of(officer.post(at(world, "plans:keep_draft", 1), body))
    assert "Half a sent" in text_of(officer.get(at(world, "plans:mine")))
    assert "Half a sent" not in text_of(secretary.get(at(world, "pages:item", 1)))
    assert not said_of(world, 1)


def test_draft_is_gone_once_sent_and_does_not_come_back(world, officer):
    body = card_body(officer, world, 1, done_so_far="Said and done.")
    officer.post(at(world, "plans:keep_draft", 1), body)
    officer.post(at(world, "plans:update", 1), body)
    late = officer.post(at(world, "plans:keep_draft", 1), body)  # was on its way when the form was sent
    assert not text_of(late)
    assert not Draft.objects.exists()


def test_draft_of_a_refused_update_stays(world, officer):
    body = card_body(officer, world, 1, forecast="", done_so_far="Still mine.")
    officer.post(at(world, "plans:keep_draft", 1), body)
    assert officer.post(at(world, "plans:update", 1), body).status_code == 422
    assert Draft.objects.get().text["done_so_far"] == "Still mine."


def test_emptied_draft_is_forgotten(world, officer):
    body = card_body(officer, world, 1, done_so_far="Words.")
    officer.post(at(world, "plans:keep_draft", 1), body)
    officer.post(at(world, "plans:keep_draft", 1), dict.fromkeys(body, ""))
    assert not Draft.objects.exists()


def test_form_of_one_item_is_drawn_from_what_was_said_last(world, officer):
    world.update(world.item(1))
    assert hidden(officer.get(at(world, "plans:update", 1)))["item-1-after"] == "1"
