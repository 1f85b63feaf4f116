"""Does what the Board reopens wait for a reviewer again, from the day of its decision and while that holds? And is what was
expected beforehand shown, or named as missing?"""

from datetime import date

import pytest

from plans import domain as plan
from plans.models import Evidence, Item
from records.refusal import NotTheNext, Refused
from tests.pages import address_of, day, drawn, text_of

MEETING = date(2012, 12, 19)


def state(world, number=1, on=None):
    return Evidence.objects.for_notice(world.notice).with_state(world.asof(on=on)).get(number=number).state


def reopen(world, evidence, decision, words="The sample was too small.", **more):
    with world.writing() as at:
        return plan.reopen_evidence(
            evidence=evidence, decision=decision, words=words, by=world.secretary, at=at, **more
        )


@pytest.fixture
def accepted(world) -> Evidence:
    row = world.evidence(world.item(1))
    world.review(row)
    world.update(world.item(1), "done")
    world.clock.move_to(MEETING, 18)
    world.hold_meeting(2)
    return row


class TestTheBoardReopens:
    def test_it_waits_from_the_day_of_the_decision_until_it_is_answered_anew(self, world, accepted):
        assert world.item(1).evidenced
        world.clock.move_to(date(2012, 12, 21))
        reopen(world, accepted, world.decide(meeting=world.meetings[1]))
        assert (state(world), state(world, on=date(2012, 12, 18)), world.item(1).evidenced) == (
            "waiting",
            "accepted",
            False,
        )
        world.review(accepted, "returned")
        assert state(world) == "returned"

    def test_it_is_accepted_anew_and_may_be_reopened_again(self, world, accepted):
        reopen(world, accepted, world.decide(meeting=world.meetings[1]))
        world.review(accepted)
        assert (state(world), world.item(1).evidenced) == ("accepted", True)
        reopen(world, accepted, world.decide())
        assert state(world) == "waiting"

    def test_it_stands_again_where_the_decision_is_replaced(self, world, accepted):
        decision = world.decide(meeting=world.meetings[1])
        reopen(world, accepted, decision)
        world.clock.move_to(date(2012, 12, 21))
        world.decide("It stays accepted.", replaces=decision)
        assert (state(world), state(world, on=MEETING)) == ("accepted", "waiting")
        with pytest.raises(Refused, match="answered already: accepted"):
            world.review(accepted)

    def test_what_cannot_be_is_refused(self, world, accepted, other_world):
        replaced = world.decide()
        world.decide(replaces=replaced)
        decision = world.decide()
        for chosen, words, sentence in (
            (decision, " ", "Say why the Board wants it"),
            (replaced, "Why.", "has been replaced"),
            (other_world.decide(), "Why.", "belongs to another Board"),
        ):
            with pytest.raises(Refused, match=sentence):
                reopen(world, accepted, chosen, words)
        with pytest.raises(NotTheNext):
            reopen(world, accepted, decision, after=0)
        reopen(world, accepted, decision, after=1)
        for row in (accepted, world.evidence()):
            with pytest.raises(Refused, match="does not stand as accepted"):
                reopen(world, row, decision)

    def test_a_decision_from_before_it_was_accepted_cannot(self, world):
        world.clock.move_to(MEETING, 18)
        world.hold_meeting(2)
        decision = world.decide(meeting=world.meetings[1])
        world.clock.move_to(date(2012, 12, 21))
        row = world.evidence()
        world.review(row)
        with pytest.raises(Refused, match="was taken before E1 was accepted, on 21 December 2012"):
            reopen(world, row, decision)
        reopen(world, row, world.decide())

    def test_secretary_enters_it_and_a_reviewer_answers_on_the_page(self, world, accepted, client_of):
        decision = world.decide(meeting=world.meetings[1])
        client, address = client_of(world.secretary), address_of(world.notice, "plans:reopen_evidence", 1)
        assert client.get(address_of(world.notice, "plans:evidence", 1)).context["may_reopen"]
        body = drawn(client, address) | {"decision": str(decision.number), "words": ""}
        assert client.post(address, body).status_code == 422
        answer = client.post(address, body | {"words": "The sample was too small."})
        assert answer.headers["Location"] == address_of(world.notice, "plans:evidence", 1)
        again = client.post(address, drawn(client, address) | {"decision": str(decision.number), "words": "Again."})
        assert "there is nothing to reopen" in text_of(again)
        late = client.post(address, body | {"token": "", "words": "Too late."})
        assert late.status_code == 422
        reviewer, page = client_of(world.reviewer), address_of(world.notice, "plans:evidence", 1)
        shown = text_of(reviewer.get(page))
        assert "Reopened by the Board" in shown
        assert "The sample was too small." in shown
        assert reviewer.post(page, drawn(reviewer, page) | {"answer": "accepted", "words": ""}).status_code == 302
        assert state(world) == "accepted"
        events = client.get(address_of(world.notice, "pages:item", 1)).context["events"]
        assert [event.title for event in events if "E1" in event.title] == [
            "Evidence E1 was answered by a reviewer",
            "The Board reopened evidence E1",
            "Evidence E1 was answered by a reviewer",
            "Evidence E1: Dip sample of ten cases",
        ]

    def test_two_who_write_at_once_see_both_texts(self, world, accepted, client_of):
        decision = world.decide(meeting=world.meetings[1])
        client, address = client_of(world.secretary), address_of(world.notice, "plans:reopen_evidence", 1)
        body = drawn(client, address) | {"decision": str(decision.number), "words": "What I typed."}
        reopen(world, accepted, decision, "What the chair typed.")
        answer = client.post(address, body)
        assert answer.status_code == 409
        for words in ("What I typed.", "What the chair typed."):
            assert words in text_of(answer)


class TestExpected:
    SHOWS = ("A dip sample of ten cases.", "The agreed document.")

    def missing(self, world, on=None):
        return [
            item.number
            for item in Item.objects.for_notice(world.notice).expected_missing(world.asof(on=on)).order_by("number")
        ]

    def test_it_is_agreed_with_the_item_and_shown_beside_what_was_accepted(self, world, client_of):
        client, address = client_of(world.secretary), address_of(world.notice, "plans:agree_item")
        body = {
            "decision": "1", "kind": "action", "words": "Sample the files.", "owner": "a-council-officer",
            "agency": "council", "serves": ["QP1.a"], "expected": "\r\n".join([*self.SHOWS, "", self.SHOWS[0]]),
        }  # fmt: skip
        assert client.post(address, drawn(client, address) | body | day("due_on", date(2013, 1, 31))).status_code == 302
        officer, address = client_of(world.officer), address_of(world.notice, "plans:item_evidence", 4)
        choices = [label for _, label in officer.get(address).context["form"].fields["expected"].choices]
        assert choices == ["None of these", *self.SHOWS]
        given = {
            "title": "Dip sample",
            "note": "Ten.",
            "strength": "self_reported",
            "requirements": ["QP1.a"],
            "expected": "1",
        }
        assert officer.post(address, drawn(officer, address) | given).status_code == 302
        page = address_of(world.notice, "pages:item", 4)
        assert [one.shown_by for one in officer.get(page).context["expected"]] == [(), ()]
        world.review(Evidence.objects.get())
        assert [one.shown_by for one in officer.get(page).context["expected"]] == [(1,), ()]
        assert self.SHOWS[0] in text_of(officer.get(address_of(world.notice, "plans:evidence", 1)))

    @pytest.mark.parametrize(
        ("expected", "sentence"),
        [
            (["x" * 301], "at most 300 characters a line"),
            ([str(n) for n in range(21)], "At most 20 things"),
            (["\0"], "cannot be stored"),
        ],
    )
    def test_what_cannot_be_kept_is_refused(self, world, expected, sentence):
        with pytest.raises(Refused, match=sentence):
            world.agree_item(date(2013, 1, 31), expected=expected)
        assert world.agree_item(date(2013, 1, 31), expected=["x" * 300]).expected_evidence.count() == 1

    def test_evidence_of_another_item_is_not_what_this_one_expects(self, world):
        item = world.agree_item(date(2013, 1, 31), expected=self.SHOWS)
        first = item.expected_evidence.get(number=1)
        for other in (world.item(1), None):
            with pytest.raises(Refused, match="does not expect this evidence"):
                world.evidence(other, expected=first)
        assert world.evidence(item, expected=first).expected == first

    def test_it_is_missing_from_the_due_day_or_when_done_until_all_of_it_was_accepted(self, world):
        item = world.agree_item(date(2013, 1, 31), expected=self.SHOWS)
        world.agree_item(date(2013, 1, 31))  # expects nothing
        assert (self.missing(world), self.missing(world, on=date(2012, 11, 6))) == ([], [])
        world.clock.move_to(date(2013, 1, 31))
        assert self.missing(world) == [item.number]
        rows = [world.evidence(item, expected=one) for one in item.expected_evidence.all()]
        world.review(rows[0])
        assert self.missing(world) == [item.number]
        world.review(rows[1])
        assert self.missing(world) == []
        reopen(world, rows[0], world.decide())
        assert self.missing(world) == [item.number]

    def test_an_item_done_early_misses_it_at_once(self, world):
        item = world.agree_item(date(2013, 6, 30), expected=self.SHOWS)
        world.update(item, "done")
        assert self.missing(world) == [item.number]
