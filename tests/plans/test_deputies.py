"""Does a deputy speak for a person's items from a day to a day, named beside the words, and nobody else?"""

from datetime import date, timedelta

import pytest

from plans import domain as plan
from plans.deputies import deputies, stands_in_for
from plans.models import Deputy, ProgressUpdate
from records.refusal import AskFirst, NotTheNext, Refused
from tests.pages import address_of, day, drawn, fields_of, queries, text_of
from tests.plans.workbook import UPDATE, cells, downloaded, faults, filled, recorded, sent

FIRST, LAST = date(2012, 11, 10), date(2012, 11, 20)


def name(world, deputy, *, by=None, person=None, from_on=FIRST, to_on=LAST, **more):
    with world.writing() as at:
        return plan.name_deputy(
            notice=world.notice,
            person=person or world.officer,
            deputy=deputy,
            from_on=from_on,
            to_on=to_on,
            by=by or world.officer,
            at=at,
            **more,
        )


@pytest.fixture
def second(world):
    return world.cast.second_officer


@pytest.mark.parametrize(
    ("today", "stands_in"), [(9, False), (10, True), (20, True), (21, False)], ids=["before", "first", "last", "after"]
)
def test_deputy_stands_in_from_the_first_day_to_the_last(world, clock, second, today, stands_in):
    name(world, second)
    clock.move_to(date(2012, 11, today))
    assert [one.person for one in stands_in_for([world.notice.pk], second, world.asof())] == [world.officer] * stands_in


def test_latest_word_of_a_person_holds_and_nobody_may_be_said(world, clock, second):
    name(world, second)
    with pytest.raises(AskFirst, match="A second Council officer is named from 10 November 2012"):
        name(world, world.partner, from_on=date(2012, 11, 15))
    name(world, world.partner, from_on=date(2012, 11, 15), confirmed=True)
    assert [one.deputy for one in deputies(world.notice, world.asof())] == [world.partner]
    name(world, world.officer, by=world.secretary, person=second)
    name(world, None, by=world.cast.lead)
    assert [one.person for one in deputies(world.notice, world.asof())] == [second]
    with pytest.raises(Refused, match="Nobody stands in for A Council officer"):
        name(world, None)


@pytest.mark.parametrize(
    ("who", "more", "sentence"),
    [
        ("officer", {}, "nobody stands in for themselves"),
        ("analyst", {}, "could not say how an item goes"),
        ("stranger", {}, "could not say how an item goes"),
        ("expired", {}, "could not say how an item goes"),
        ("second_officer", {"from_on": date(2012, 11, 6)}, "6 November 2012 has passed"),
        ("second_officer", {"to_on": date(2012, 11, 9)}, "The last day lies before the first"),
    ],
)
def test_deputy_who_cannot_be_is_refused(world, who, more, sentence):
    with pytest.raises(Refused, match=sentence):
        name(world, getattr(world.cast, who), **more)
    assert not Deputy.objects.exists()


def test_only_the_person_or_who_speaks_for_others_names_a_deputy(world, second):
    for by in (world.partner, world.chair, second):
        with pytest.raises(Refused, match="Only A Council officer, the secretary or a council lead"):
            name(world, second, by=by)
    name(world, second, by=world.secretary)


def test_two_who_name_at_once_see_it(world, second):
    name(world, second, after=0)
    with pytest.raises(NotTheNext):
        name(world, world.partner, after=0, confirmed=True)
    name(world, world.partner, by=world.secretary, person=second, after=0)  # of another person it is the first word


def test_deputy_updates_and_asks_for_dates_and_both_are_named(world, clock, second, client_of):
    name(world, second)
    client = client_of(second)
    mine, update = address_of(world.notice, "plans:mine"), address_of(world.notice, "plans:update", 1)
    assert client.get(update).status_code == 403
    clock.move_to(FIRST)
    page = client.get(mine)
    assert "For A Council officer, until 20 November 2012" in text_of(page)
    ((_, cards),) = page.context["for_others"]
    assert [card.item.number for card in cards] == [1, 3]
    answers = {"progress": "under_way", "done_so_far": "Half of it.", "next_step": "", "forecast": "will_meet"}
    body = fields_of(cards[0].form.hidden_fields()) | {f"item-1-{field}": text for field, text in answers.items()}
    assert client.post(update, body).headers["Location"] == mine
    row = ProgressUpdate.objects.get(item=world.item(1))
    assert (row.owner, row.recorded_by, row.source) == (world.officer, second, "Deputy of A Council officer")
    ask = address_of(world.notice, "plans:propose_date", 3)
    words = {"analysis": "Why.", "remedy": "What."} | day("to", date(2013, 4, 1))
    assert client.post(ask, drawn(client, ask) | words).status_code == 302
    assert world.item(3).waiting_id
    clock.move_to(date(2012, 11, 21))
    assert client.get(update).status_code == 403
    assert client.post(update, body).status_code == 403


def test_rule_takes_no_word_without_a_source_from_who_is_no_deputy(world, second):
    def say():
        with world.writing() as at:
            return plan.submit_update(
                item=world.item(1),
                progress="not_started",
                forecast="will_meet",
                on_behalf_of=world.officer,
                by=second,
                at=at,
            )

    with pytest.raises(Refused, match="Say where the owner's words come from"):
        say()
    name(world, second, from_on=world.clock.today)
    assert say().source == "Deputy of A Council officer"


def test_evidence_of_a_deputy_is_of_the_owner_and_not_theirs_to_accept(world, cast, clock):
    name(world, cast.reviewer, from_on=world.clock.today)
    with world.writing() as at:
        brought = plan.record_evidence(
            notice=world.notice,
            item=world.item(1),
            owner=world.officer,
            title="The document",
            note="It is there.",
            strength="self_reported",
            requirements=[world.notice.requirements.get(reference="QP1.a")],
            by=cast.reviewer,
            at=at,
        )
    assert (brought.owner, brought.recorded_by, brought.source) == (
        world.officer,
        cast.reviewer,
        "Deputy of A Council officer",
    )
    with pytest.raises(Refused, match="You entered E1 yourself"), world.writing() as at:
        plan.rule_on_evidence(evidence=brought, answer="accepted", by=cast.reviewer, at=at)


def test_owner_names_and_ends_a_deputy_on_a_page(world, second, client_of):
    client, address = client_of(world.officer), address_of(world.notice, "plans:deputies")
    typed = {"deputy": "a-second-council-officer"} | day("from_on", FIRST) | day("to_on", LAST)
    sent = drawn(client, address) | typed
    assert client.post(address, sent | day("to_on", date(2012, 11, 1))).status_code == 422
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    page = client.get(address)
    assert (
        "will stand in for <strong>A Council officer</strong> from 10 November 2012 until 20 November 2012"
        in text_of(page)
    )
    late = client.post(address, sent | {"token": drawn(client, address)["token"]})
    assert late.status_code == 409
    (row,) = page.context["named"]
    end = fields_of(row["end"].hidden_fields()) | {"end": "yes"}
    assert client.post(address, end | {"after": "9"}).status_code == 409
    assert (
        client.post(address, fields_of(page.context["named"][0]["end"].hidden_fields()) | {"end": "yes"}).status_code
        == 302
    )
    assert deputies(world.notice, world.asof()) == []
    assert [row.deputy for row in Deputy.objects.order_by("number")] == [second, None]


def test_secretary_names_for_anybody_and_an_officer_for_nobody_else(world, second, client_of):
    address = address_of(world.notice, "plans:deputies")
    typed = (
        {"person": "a-council-officer", "deputy": "a-second-council-officer"}
        | day("from_on", FIRST)
        | day("to_on", LAST)
    )
    client = client_of(world.secretary)
    assert client.post(address, drawn(client, address) | typed).status_code == 302
    stranger = client_of(world.partner)
    assert "End this now" not in text_of(stranger.get(address))
    (row,) = client.get(address).context["named"]
    end = fields_of(row["end"].hidden_fields()) | {"end": "yes"}
    assert stranger.post(address, end).status_code == 422
    assert len(deputies(world.notice, world.asof())) == 1


def test_deputys_page_takes_as_many_queries_for_three_items_as_for_one(world, second, client_of):
    name(world, world.partner, by=world.secretary, person=second, from_on=world.clock.today)
    client, address = client_of(world.partner), address_of(world.notice, "plans:mine")
    world.update(world.agree_item(date(2013, 3, 1), owner=second))
    one = queries(client, address)
    for number in (2, 3):
        world.update(world.agree_item(date(2013, 3, number), owner=second))
    assert queries(client, address) == one


def test_deputy_takes_the_owners_items_away_as_a_workbook_and_sends_them_back(world, second, client_of):
    name(world, second, from_on=world.clock.today)
    client = client_of(second)
    assert "those of A Council officer, for whom you stand in" in text_of(
        client.get(address_of(world.notice, "plans:workbooks"))
    )
    content = downloaded(client, world)
    assert [row[0] for row in cells(content)[1:]] == [1, 3]
    workbook = sent(client, world, filled(content, {1: UPDATE}))
    assert (faults(workbook), recorded(client, world, workbook).status_code) == ([], 302)
    row = ProgressUpdate.objects.get(item=world.item(1))
    assert (row.owner, row.recorded_by, row.source) == (world.officer, second, "Deputy of A Council officer")


def test_who_is_no_deputy_any_more_cannot_record_what_was_sent(world, clock, second, client_of):
    today = world.clock.today
    name(world, second, from_on=today, to_on=today)
    client = client_of(second)
    workbook = sent(client, world, filled(downloaded(client, world), {1: UPDATE}))
    clock.move_to(today + timedelta(days=1))
    assert recorded(client, world, workbook).status_code == 409
    assert not ProgressUpdate.objects.exists()
