"""Is an item drafted by those who may, overwritten by one person at a time, and entered from its draft by the decision alone?"""

from datetime import date

import pytest

from plans import domain as plan
from plans.models import Item, ItemDraft
from records.refusal import NotTheNext, Refused
from tests.pages import address_of, day, drawn, queries, text_of


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


def test_draft_is_in_no_list_of_items(world):
    world.draft()
    assert Item.objects.for_notice(world.notice).count() == 3


@pytest.mark.parametrize("words", ["", "  ", "x" * 4001])
def test_draft_has_words(world, words):
    with pytest.raises(Refused) as met:
        world.draft(words)
    assert met.value.field == "words"
    assert world.draft("x").number == 1


def test_draft_is_overwritten_by_one_person_at_a_time(world):
    draft = world.draft()
    for after, words in ((1, "Once more."), (2, "And again.")):
        with world.writing() as instant:
            plan.write_draft(
                notice=world.notice, draft=draft, answers={"words": words}, after=after, by=world.secretary, at=instant
            )
    with pytest.raises(NotTheNext) as met, world.writing() as instant:
        plan.write_draft(
            notice=world.notice, draft=draft, answers={"words": "No."}, after=1, by=world.officer, at=instant
        )
    assert (met.value.latest.number, met.value.latest.answers) == (3, {"words": "And again."})
    draft.refresh_from_db()
    assert (draft.answers, draft.written_by, draft.changed_by) == (
        {"words": "And again."},
        world.officer,
        world.secretary,
    )


def test_incomplete_draft_is_kept_as_typed_and_shown_again(world, client_of):
    client = client_of(world.officer)
    body = drawn(client, at(world, "plans:new_draft"))
    assert client.post(at(world, "plans:new_draft"), body | {"words": " "}).status_code == 422
    typed = {"words": "See every child.", "serves": ["QP1.a"]}
    typed |= {"due_on_day": "", "due_on_month": "6", "due_on_year": "2013"}
    for _ in range(5):
        answer = client.post(at(world, "plans:new_draft"), body | typed)
        assert answer.headers["Location"] == at(world, "plans:draft_list")
    draft = ItemDraft.objects.get()
    assert draft.answers["words"] == "See every child."
    form = client.get(at(world, "plans:draft", draft.number)).context["form"]
    assert (form["words"].value(), form["serves"].value()) == ("See every child.", ["QP1.a"])
    assert form["due_on"].value() == ["", "6", "2013"]


def test_two_people_at_one_draft_get_both_texts(world, client_of):
    client, draft = client_of(world.officer), world.draft()
    body = drawn(client, at(world, "plans:draft", 1)) | {"words": "Mine."}
    with world.writing() as instant:
        plan.write_draft(notice=world.notice, draft=draft, answers={"words": "Theirs."}, by=world.secretary, at=instant)
    answer = client.post(at(world, "plans:draft", 1), body)
    assert answer.status_code == 409
    assert "Mine." in text_of(answer)
    assert "Theirs." in text_of(answer)
    again = client.post(at(world, "plans:draft", 1), drawn_again(answer))
    assert again.status_code == 302
    draft.refresh_from_db()
    assert draft.answers["words"] == "Mine."


def drawn_again(answer):
    form = answer.context["form"]
    return dict(form.data.lists())


def test_author_sees_the_own_drafts_secretary_and_lead_see_all(world, cast, client_of):
    world.draft("The officer's.")
    world.draft("The partner's.", by=cast.partner)

    def seen(person):
        return [draft.number for draft in client_of(person).get(at(world, "plans:draft_list")).context["rows"]]

    assert [seen(person) for person in (cast.officer, cast.partner, cast.secretary, cast.lead)] == [
        [1],
        [2],
        [1, 2],
        [1, 2],
    ]
    assert client_of(cast.chair).get(at(world, "plans:draft_list")).status_code == 403
    assert client_of(cast.partner).get(at(world, "plans:draft", 1)).status_code == 403


def test_item_is_entered_from_its_draft_by_the_decision_alone(world, client_of):
    world.draft(
        "Open the new front door.",
        kind="action",
        owner="a-council-officer",
        agency="council",
        supporting=["police", "health"],
        due_on=["30", "6", "2013"],
        serves=["QP1.a"],
    )
    client = client_of(world.secretary)
    page = client.get(at(world, "plans:agree_item", draft="1"))
    form = page.context["form"]
    typed = {
        field.html_name: field.value()
        for field in form
        if field.name in ("words", "kind", "owner", "agency", "supporting", "serves")
    }
    body = drawn(client, at(world, "plans:agree_item")) | typed | day("due_on", date(2013, 6, 30)) | {"decision": "1"}
    assert client.post(at(world, "plans:agree_item", draft="1"), body).status_code == 302
    item = world.item(4)
    terms = item.terms.get()
    assert (terms.words, terms.owner, item.draft.number) == ("Open the new front door.", world.officer, 1)
    assert [agency.code for agency in terms.supporting.all()] == ["health", "police"]
    assert not client.get(at(world, "plans:draft_list")).context["rows"]
    assert "with Health (NHS) and Police" in text_of(client.get(at(world, "pages:item", 4)))
    again = client.post(at(world, "plans:agree_item", draft="1"), body | drawn(client, at(world, "plans:agree_item")))
    assert again.status_code == 422
    assert "Draft 1 has been agreed already, as item 4." in text_of(again)
    assert Item.objects.for_notice(world.notice).count() == 4
    with pytest.raises(Refused, match="agreed already"), world.writing() as instant:
        plan.write_draft(notice=world.notice, draft=item.draft, answers={"words": "No."}, by=world.officer, at=instant)


def test_agency_that_leads_does_not_support(world):
    council, police = (world.notice.agencies.get(code=code) for code in ("council", "police"))
    with pytest.raises(Refused, match="leads it") as met:
        world.agree_item(date(2013, 3, 1), supporting=[council])
    assert met.value.field == "supporting"
    world.agree_item(date(2013, 3, 1), supporting=[police])


def test_recommendation_is_answered_where_the_notice_has_any(world, other_world, client_of):
    """Notice B has one, notice A none: the question is not asked there."""
    asked = client_of(other_world.secretary).get(address_of(other_world.notice, "plans:agree_item"))
    assert "1. See every child." in text_of(asked)
    assert "Recommendations that it answers" not in text_of(
        client_of(world.secretary).get(at(world, "plans:agree_item"))
    )
    recommendation = other_world.notice.bases.get().recommendations.get()
    item = other_world.agree_item(date(2013, 3, 1), recommendations=[recommendation])
    page = client_of(other_world.officer).get(address_of(other_world.notice, "pages:item", item.number))
    assert "1. See every child." in text_of(page)
    with pytest.raises(Refused, match="belongs to another notice"):
        world.agree_item(date(2013, 3, 1), recommendations=[recommendation])


def test_list_takes_as_many_queries_for_three_drafts_as_for_one(world, client_of):
    client = client_of(world.secretary)
    world.draft()
    one = queries(client, at(world, "plans:draft_list"))
    world.draft()
    world.draft(by=world.partner)
    assert queries(client, at(world, "plans:draft_list")) == one
