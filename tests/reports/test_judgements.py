"""Are the Board's words shown and recorded on one page, with facts that say where they disagree?"""

from datetime import date

import pytest
from django.test import Client

from boards.models import Decision
from plans.judging import judged
from plans.models import Judgement
from records import drafts
from reports.judging import Facts, facts_of, judged_measures
from tests.pages import address_of, drawn, fields_of, queries, text_of

SECOND = date(2012, 12, 19)


@pytest.fixture
def page(world) -> str:
    return address_of(world.notice, "pages:judgements")


def body(client: Client, page: str, **typed: str) -> dict[str, str]:
    return fields_of(client.get(page).context["form"]) | typed


def words_of(world) -> dict[str, str]:
    codes = dict(world.notice.measures.values_list("pk", "code"))
    return {codes[pk]: row.word for pk, row in judged(world.notice, world.asof()).items()}


class TestFacts:
    def test_facts_of_a_measure_as_of_two_times(self, world):
        before = world.asof()
        world.review(world.evidence(shows="QP2.a"))
        indicator = world.define_indicator("FD-05")
        world.set_target(indicator, 0)
        world.clock.move_to(date(2013, 4, 1))
        world.report(indicator, date(2013, 3, 29), 3)
        found = facts_of(world.notice, world.asof())
        assert list(found) == [measure.code for measure in judged_measures(world.notice)]
        assert found["QP2"] == Facts(
            items=(2,),
            overdue=(2,),
            indicators=("FD-05",),
            missing=("FD-05",),
            requirements=("QP2.a", "QP2.f", "QP2.b", "QP2.c", "QP2.d", "QP2.e"),
            unevidenced=("QP2.f", "QP2.b", "QP2.c", "QP2.d", "QP2.e"),
        )
        assert found["QP2"].late == ()  # evidence of QP2.a has been accepted
        then = facts_of(world.notice, before)["QP2"]
        assert (then.items, then.off) == ((2,), ["QP2.a is past its deadline"])
        assert (then.unevidenced, then.late) == (then.requirements, ("QP2.a",))

    @pytest.mark.parametrize(
        ("facts", "word", "expected"),
        [
            (Facts(items=(6,), overdue=(6,)), "on_course", "The facts disagree: item 6 is overdue."),
            (
                Facts(items=(6, 7), overdue=(6, 7), missing=("FD-05",)),
                "met",
                "The facts disagree: items 6, 7 are overdue, and FD-05 misses its target.",
            ),
            (Facts(items=(6,), overdue=(6,)), "at_risk", ""),
            (
                Facts(items=(6,)),
                "off_course",
                "The facts disagree: no item that serves it is overdue, and no indicator that it names misses its target.",
            ),
            (Facts(items=(6,)), "on_course", ""),
            (Facts(), "off_course", ""),  # there are no facts that could
            (Facts(items=(6,), overdue=(6,)), "", ""),
        ],
    )
    def test_disagreement(self, facts, word, expected):
        assert facts.disagreement(word) == expected


class TestRecording:
    def test_first_words_then_all_confirmed_in_one_press(self, world, client_of, page):
        client = client_of(world.secretary)
        answer = client.post(
            page,
            body(client, page, word_QP1="on_course", reason_QP1="Heard.", word_QP3="on_course", reason_QP3="Seen."),
        )
        assert answer.headers["Location"] == page
        assert words_of(world) == {"QP1": "on_course", "QP3": "on_course"}
        assert client.get(page).context["form"] is None  # the newest meeting has judged
        world.clock.move_to(SECOND, 17)
        world.update(world.item(1), "done")  # it was due on 1 December
        world.hold_meeting(2)
        assert client.post(page, body(client, page)).status_code == 302
        assert [row.counts_on for row in Judgement.objects.order_by("pk")][2:] == [SECOND, SECOND]
        assert Decision.objects.filter(kind="judgement").count() == 2

    def test_facts_that_disagree_ask_for_a_reason(self, world, client_of, page):
        world.judge(world.meetings[0], {"QP1": "on_course"})
        world.clock.move_to(SECOND, 17)
        world.hold_meeting(2)
        client = client_of(world.chair)
        assert "The facts disagree: item 1 is overdue." in text_of(client.get(page))
        answer = client.post(page, body(client, page))
        assert answer.status_code == 422
        assert answer.context["form"].errors == {
            "reason_QP1": ["Say why the Board keeps its word for QP1. The facts disagree: item 1 is overdue."]
        }
        assert client.post(page, body(client, page, reason_QP1="It is nearly done.")).status_code == 302

    def test_every_fault_is_said_at_once_and_what_was_typed_stays(self, world, client_of, page):
        client = client_of(world.secretary)
        answer = client.post(
            page,
            body(client, page, word_QP1="met", reason_QP1="So it is.", word_QP2="at_risk", printed_reason_QP2="Why?"),
        )
        assert list(answer.context["form"].errors) == ["printed_reason_QP1", "reason_QP2", "printed_reason_QP2"]
        assert "So it is." in text_of(answer)
        assert not Judgement.objects.exists()

    def test_no_word_and_no_meeting_are_refused(self, world, client_of, page):
        client = client_of(world.secretary)
        assert "Give the Board’s word for at least one measure." in text_of(client.post(page, body(client, page)))
        answer = client.post(page, body(client, page, meeting="2", word_QP1="met", reason_QP1="x"))
        assert list(answer.context["form"].errors) == ["meeting"]  # not held

    def test_same_form_twice_makes_one(self, world, client_of, page):
        client = client_of(world.secretary)
        sent = body(client, page, word_QP1="on_course", reason_QP1="Heard.")
        assert [client.post(page, sent).status_code for _ in range(2)] == [302, 302]
        assert Judgement.objects.count() == 1

    def test_words_recorded_wrongly_are_recorded_again(self, world, client_of, page):
        world.judge(world.meetings[0], {"QP1": "on_course"})
        client, again = client_of(world.secretary), f"{page}?meeting=1"
        assert client.get(again).context["form"]["reason_QP1"].value() == "As the Board heard."
        sent = body(client, again, word_QP1="at_risk", reason_QP1="Misheard.")
        answer = client.post(page, sent)
        assert "Is that what the Board decided?" in text_of(answer)
        assert client.post(page, drawn(client, again) | sent | {"confirmed": "on"}).status_code == 302
        assert words_of(world) == {"QP1": "at_risk"}

    def test_draft_is_kept_and_forgotten_when_sent(self, world, client_of, page):
        client = client_of(world.secretary)
        keep = address_of(world.notice, "pages:keep_judgements")
        typed = body(client, page, word_QP1="at_risk", reason_QP1="Half a sen")
        assert "Draft kept at" in text_of(client.post(keep, typed))
        shown = client.get(page).context
        assert (shown["form"]["reason_QP1"].value(), shown["draft"] is None) == ("Half a sen", False)
        assert client_of(world.chair).get(page).context["draft"] is None
        client.post(page, body(client, page))
        assert drafts.of(world.secretary, world.notice.slug) == {}
        assert text_of(client.post(keep, typed | {"meeting": "2"})) == ""


class TestReading:
    def test_history_is_a_column_for_each_meeting(self, world, client_of, page):
        world.judge(world.meetings[0], {"QP1": "on_course", "QP2": "off_course"})
        world.clock.move_to(SECOND, 17)
        world.judge(world.hold_meeting(2), {"QP1": "at_risk"})
        context = client_of(world.officer).get(page).context
        assert context["history"]["days"] == [date(2012, 11, 7), SECOND]
        shown = {measure.code: [row and row.word for row in words] for measure, words in context["history"]["rows"]}
        assert (shown["QP1"], shown["QP2"], shown["QP3"]) == (
            *(["on_course", "at_risk"], ["off_course", None]),
            [None, None],
        )
        assert context["counts"] == [("At risk", 1), ("Off course", 1), ("Not yet judged", 14)]
        then = client_of(world.officer).get(f"{page}?on=2012-12-01").context
        assert then["counts"] == [("On course", 1), ("Off course", 1), ("Not yet judged", 14)]

    def test_who_records_nothing_is_offered_no_form(self, world, client_of, page):
        for person in (world.officer, world.reviewer, world.analyst):
            shown = client_of(person).get(page)
            assert shown.context["form"] is None
            assert "Record the words" not in text_of(shown)
        assert client_of(world.chair).get(page).context["form"] is not None
        assert client_of(world.chair).get(f"{page}?on=2012-11-01").context["form"] is None

    def test_queries_do_not_grow(self, world, client_of, page):
        seen = {}
        for who in (world.officer, world.chair):
            client, again = client_of(who), f"{page}?meeting=1"
            world.judge(world.meetings[0], {"QP1": "on_course"})
            one = queries(client, again)
            world.judge(world.meetings[0], dict.fromkeys(("QP1", "QP2", "QP3"), "on_course"))
            seen[who.name] = one, queries(client, again)
        assert [one == three for one, three in seen.values()] == [True, True]
