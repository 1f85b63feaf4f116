"""Is evidence recorded and answered as the rules say, by two hands, and does its state follow as of two times?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.policy import Role
from plans import domain as plan
from plans import standing
from plans.models import Evidence, EvidenceRuling, Item
from records import child_data
from records.clock import end_of_day
from records.refusal import AskFirst, NotTheNext, Refused
from tests.cast import join, person

TODAY = date(2012, 11, 7)
LAST_DAY = date(2012, 11, 20)
GIVEN = {"title": "Dip sample", "note": "Ten of ten had one.", "strength": "self_reported"}


def record(world, **changed):
    with world.writing() as at:
        shows = {"requirements": [world.notice.requirements.get(reference="QP1.a")]}
        return plan.record_evidence(**{"notice": world.notice, "by": world.officer, "at": at} | GIVEN | shows | changed)


def states(world, asof=None):
    return dict(
        Evidence.objects.for_notice(world.notice).with_state(asof or world.asof()).values_list("number", "state")
    )


class TestRecording:
    def test_row_holds_what_was_given(self, world):
        row = record(
            world,
            link="https://example.org/audit?page=2",
            item=world.item(1),
            review_by_on=LAST_DAY,
            strength="sampled_by_audit",
        )
        assert (row.reference, row.title, row.note, row.link) == (
            *("E1", "Dip sample", "Ten of ten had one."),
            "https://example.org/audit?page=2",
        )
        assert (row.owner, row.recorded_by, row.counts_on) == (world.officer, world.officer, TODAY)
        assert [requirement.reference for requirement in row.requirements.all()] == ["QP1.a"]
        assert record(world).reference == "E2"

    @pytest.mark.parametrize(
        ("changed", "sentence", "field"),
        [
            ({"title": " "}, "Say in a few words what it is", "title"),
            ({"title": "x" * 201}, "at most 200 characters", "title"),
            ({"note": ""}, "Send a file, write a note or give a link", "note"),
            ({"note": "x" * 4001}, "At most 4,000 characters", "note"),
            ({"link": "http://example.org/"}, "beginning with https://", "link"),
            ({"link": "javascript:alert(1)"}, "beginning with https://", "link"),
            ({"link": "https://me:secret@example.org/"}, "a name or a password", "link"),
            ({"link": f"https://example.org/{'x' * 500}"}, "at most 500 characters", "link"),
            ({"requirements": []}, "at least one requirement", "requirements"),
            ({"counts_on": date(2012, 11, 8)}, "on a day to come", "counts_on"),
            ({"counts_on": date(2012, 3, 31)}, "cannot be dated before", "counts_on"),
            ({"review_by_on": date(2012, 11, 6)}, "would be out of date today", "review_by_on"),
        ],
    )
    def test_evidence_that_cannot_be_is_refused(self, world, changed, sentence, field):
        with pytest.raises(Refused, match=sentence) as met:
            record(world, **changed)
        assert met.value.field == field
        assert not Evidence.objects.exists()

    def test_link_alone_and_review_today_are_enough(self, world):
        row = record(world, note="", link=" HTTPS://example.org/x ", review_by_on=TODAY)
        assert (row.note, row.link) == ("", "https://example.org/x")
        assert states(world) == {1: "waiting"}

    def test_item_belongs_to_its_owner(self, world):
        with pytest.raises(Refused, match="belongs to A Partner Board member"):
            record(world, item=world.item(2))
        assert record(world, item=world.item(2), by=world.partner).item.number == 2

    def test_on_behalf_names_owner_and_source(self, world):
        asked = {"item": world.item(1), "by": world.secretary, "owner": world.officer}
        with pytest.raises(Refused, match="Say where the evidence comes from"):
            record(world, **asked)
        row = record(world, **asked, source="An e-mail.")
        assert (row.owner, row.recorded_by, row.source) == (world.officer, world.secretary, "An e-mail.")
        with pytest.raises(Refused, match="not a member of this notice"):
            record(world, by=world.secretary, owner=world.cast.stranger, source="A call.")

    def test_things_of_another_notice_are_refused(self, world, other_world):
        theirs = other_world.notice.requirements.get(reference="QP1.a")
        for changed in ({"requirements": [theirs]}, {"item": other_world.item(1)}):
            with pytest.raises(Refused, match="belongs to another notice"):
                record(world, **changed)

    @pytest.mark.parametrize("field", ["title", "note", "source"])
    @pytest.mark.parametrize("number", ["943 476 5919", "9434765919", "A123456789012", "t12345678901b"])
    def test_number_of_a_child_is_asked_about_once(self, world, field, number):
        with pytest.raises(AskFirst, match="Nothing about a single child") as met:
            record(world, **{field: f"See {number}."})
        assert met.value.field == field
        assert getattr(record(world, **{field: f"See {number}."}, confirmed=True), field) == f"See {number}."

    @pytest.mark.parametrize(
        "text", ["01225 713000", "371 of 402 on 5 March 2013", "12345678901", "AB1234567890123", ""]
    )
    def test_other_numbers_are_left_alone(self, text):
        assert child_data.looks_like(text) == ""

    def test_database_holds_note_or_link_by_https(self, world):
        row = record(world)
        for wrong in ({"note": ""}, {"link": "http://example.org/"}, {"title": ""}, {"owner": world.partner}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Evidence.objects.filter(pk=row.pk).update(**wrong)


class TestReviewing:
    def rule(self, world, row, by=None, **changed):
        with world.writing() as at:
            return plan.rule_on_evidence(
                **{"evidence": row, "answer": "accepted", "by": by or world.reviewer, "at": at} | changed
            )

    def test_answer_is_given_once(self, world):
        row = world.evidence()
        ruling = self.rule(world, row, words="  Seen. ", after=0)
        assert (ruling.answer, ruling.words, ruling.recorded_by) == ("accepted", "Seen.", world.reviewer)
        for after in (None, 1):
            with pytest.raises(Refused, match="E1 has been answered already: accepted"):
                self.rule(world, row, answer="returned", words="No.", after=after)
        with pytest.raises(NotTheNext):
            self.rule(world, row, answer="returned", words="No.", after=0)
        assert EvidenceRuling.objects.count() == 1

    def test_nobody_answers_their_own(self, world):
        notice = world.notice
        second = join(notice, person("Reviewer who owns"), Role.OFFICER, reviews_evidence=True)
        mine = world.agree_item(date(2013, 2, 1), owner=second)
        own = world.evidence(mine)
        entered = record(world, by=second, owner=world.officer, source="A call.")
        with world.writing() as at:
            for_me = plan.record_evidence(
                notice=notice,
                by=world.secretary,
                owner=second,
                source="A call.",
                requirements=list(notice.requirements.all()[:1]),
                at=at,
                **GIVEN,
            )
        Evidence.objects.filter(pk=own.pk).update(owner=world.officer, recorded_by=world.officer)
        own.refresh_from_db()
        for row, sentence in (
            (entered, "entered E2 yourself"),
            (for_me, "E3 is your own"),
            (own, "item 4, which is yours"),
        ):
            with pytest.raises(Refused, match=sentence):
                self.rule(world, row, by=second)
            assert self.rule(world, row).answer == "accepted"  # another reviewer may

    def test_right_is_needed(self, world):
        row = world.evidence()
        for nobody in (world.chair, world.partner, world.cast.stranger):
            with pytest.raises(Refused, match="Only a member with the right to review"):
                self.rule(world, row, by=nobody)

    def test_return_needs_words(self, world):
        row = world.evidence()
        for changed, field in (({"answer": "returned"}, "words"), ({"answer": "maybe"}, "answer")):
            with pytest.raises(Refused) as met:
                self.rule(world, row, **changed)
            assert met.value.field == field
        with pytest.raises(AskFirst):
            self.rule(world, row, answer="returned", words="Take out 943 476 5919.")
        assert self.rule(world, row, answer="returned", words="How chosen?").words == "How chosen?"
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceRuling.objects.update(words="")

    def test_what_was_returned_is_answered_by_more(self, world):
        first, item = world.evidence(world.item(1)), world.item(1)
        with pytest.raises(Refused, match="E1 was not returned"):
            world.evidence(item, supersedes=first)
        world.review(first, "returned")
        with pytest.raises(Refused, match="evidence of the same item"):
            world.evidence(world.item(3), supersedes=first)
        assert world.evidence(item, supersedes=first).supersedes == first
        with pytest.raises(Refused, match="taken the place of E1 already"):
            world.evidence(item, supersedes=first)


class TestState:
    def test_state_as_of_two_times(self, world):
        before = world.asof()
        item = world.item(1)
        world.evidence(item, review_by_on=LAST_DAY)
        brought = world.asof()
        world.clock.move_to(date(2012, 11, 9))
        world.review(Evidence.objects.get(number=1))
        world.evidence(item)
        world.review(Evidence.objects.get(number=2), "returned")
        now = world.asof()
        assert [states(world, asof) for asof in (before, brought, now)] == [
            {},
            {1: "waiting"},
            {1: "accepted", 2: "returned"},
        ]
        known_before = world.asof(known=end_of_day(date(2012, 11, 8)))
        assert states(world, known_before) == {1: "waiting"}
        world.clock.move_to(LAST_DAY)
        assert states(world)[1] == "accepted"  # the review date itself counts
        world.clock.move_to(LAST_DAY + timedelta(days=1))
        assert states(world)[1] == "out_of_date"
        assert states(world, world.asof(on=LAST_DAY))[1] == "accepted"
        assert world.evidence(item, supersedes=Evidence.objects.get(number=1)).number == 3

    def test_item_is_evidenced_by_what_was_accepted(self, world):
        item = world.item(1)
        world.update(item, "done")
        said = []

        def look():
            found = world.item(1)
            said.append(standing.word(found.kind, found.standing, evidenced=found.evidenced))

        look()
        row = world.evidence(item, review_by_on=LAST_DAY)
        look()
        world.review(row)
        look()
        world.clock.move_to(LAST_DAY + timedelta(days=1))
        look()
        assert said == ["Done", "Done", "Done and evidenced", "Done"]
        assert not world.item(3).evidenced

    def test_evidence_says_nothing_of_done(self, world):
        world.review(world.evidence(world.item(1)))
        item = world.item(1)
        assert item.evidenced
        assert standing.word(item.kind, item.standing, evidenced=True) == "Not started"
        assert standing.word("milestone", "done", evidenced=True) == "Met and evidenced"

    def test_evidence_by_requirement(self, world):
        world.evidence(shows="QP1.a QP1.b")
        world.evidence(shows="QP2.a")
        wanted = world.notice.requirements.filter(measure__code="QP1")
        assert [row.number for row in Evidence.objects.for_notice(world.notice).showing(wanted)] == [1]

    def test_other_notice_has_its_own(self, world, other_world):
        world.evidence()
        assert Evidence.objects.for_notice(other_world.notice).count() == 0
        assert not Item.objects.for_notice(other_world.notice).with_evidenced(other_world.asof()).filter(evidenced=True)
