"""Does the dashboard count what stands in the lists behind it, compare two days, and take few queries however much there is?"""

import re
from datetime import date

import pytest

from accounts.policy import Role
from notices.models import Notice
from plans.models import Concern
from tests.pages import address_of, queries, text_of

ALONE, COMPARED = 26, 46  # the most queries
JAN_15 = date(2013, 1, 15)


@pytest.fixture
def lively(march):
    """The world of March with dates asked for, a judgement, evidence, and an indicator that got worse."""
    march.judge(march.meetings[1], {"QP1": "on_course"})
    march.propose(march.item(3), date(2013, 4, 12))
    march.propose(march.item(2), date(2013, 6, 30))
    march.review(march.evidence(march.item(1)))
    indicator = march.define_indicator("FD-06")
    march.set_target(indicator, 5, from_on=date(2012, 9, 1))
    for week, value in ((15, 1), (22, 9)):
        march.report(indicator, date(2013, 2, week), value)
    return march


@pytest.fixture
def chair(march, client_of):
    return client_of(march.chair)


def dashboard(world, **query: str) -> str:
    return address_of(world.notice, "pages:dashboard", **query)


def shown(client, world, **query: str) -> dict:
    answer = client.get(dashboard(world, **query))
    assert answer.status_code == 200
    return answer.context


# Its counts


def test_every_count_of_items_is_the_list_behind_it(lively, chair):
    counts = shown(chair, lively)["p"]["items"]["counts"]
    for word, show in (("overdue", "overdue"), ("overdue_first", "overdue-first"), ("total", "all")):
        listed = chair.get(address_of(lively.notice, "plans:item_list", show=show)).context["page"].paginator.count
        assert listed == counts[word]
    assert (counts["overdue"], counts["total"], counts["waiting"]) == (1, 3, 2)


def test_every_count_of_requirements_is_the_list_that_it_links_to(lively, chair):
    answer = chair.get(dashboard(lively))
    links = re.findall(r'href="([^"]*/coverage/\?measure=(\w+))">(\d+) of (\d+)</a>', answer.content.decode())
    judged = [row for theme in answer.context["themes"] if theme["kind"] == "measures" for row in theme["rows"]]
    assert [code for _, code, _, _ in links] == [row["code"] for row in judged]
    for address, _, evidenced, requirements in links:
        behind = chair.get(address).context
        assert (int(evidenced), int(requirements)) == (behind["proven"][1], behind["all"] - unkept(behind))


def unkept(behind: dict) -> int:
    """Duties that repeat are counted among all of a measure; the measures that the Board judges have none."""
    return {choice.key: many for choice, many in behind["choices"]}["kept"]


def watched(found) -> list[str]:
    return [row["code"] for row in found["watched"]]


def test_early_warning_names_what_misses_and_what_got_worse_of_those_in_use(lively, chair):
    ended = lively.define_indicator("FD-07", valid_to=date(2013, 2, 28))
    lively.set_target(ended, 0, from_on=date(2012, 9, 1))
    lively.report(ended, date(2013, 2, 15), 9)
    found = shown(chair, lively)
    listed = chair.get(address_of(lively.notice, "indicators:indicator_list", show="misses")).context
    missed = [row.code for section in listed["sections"] for row in section.rows]
    assert watched(found) == missed == ["FD-05", "FD-06"]
    assert (found["warned"], found["p"]["early_warning"]["rows"]) == ([], [])
    assert found["p"]["early_warning"]["sentence"] == "Of 2 indicators in use, 2 have too few figures to tell."


def test_the_first_facts_are_the_lists_that_they_lead_to(lively, chair):
    found = shown(chair, lively)
    said = [(fact.figure, fact.words, fact.names, fact.anchor) for fact in found["facts"]]
    assert said == [
        (
            2,
            "for the Board to decide, by 13 March 2013: 2 new dates",
            "new date of item 3; new date of item 2",
            "to-decide",
        ),
        (
            1,
            "of 3 items overdue against the date the Board agreed, 1 against the first",
            "item 3, 33 days",
            "off-plan",
        ),
        (1, "crossed a line for the worse since the Board of 19 December 2012", "item 3 overdue", "changes"),
    ]
    items, changes = found["p"]["items"], found["changes"]
    assert len(items["waiting"]) == 2
    assert sum(row["overdue"] for row in items["off_plan"]) == 1
    worse = [row for row in changes["judged"] if row["move"] == "worse"]
    assert sum(map(len, (worse, changes["worse"], changes["newly_overdue"], changes["lapsed"]))) == 1
    page = chair.get(dashboard(lively)).content.decode()
    assert all(f'id="{fact.anchor}"' in page for fact in found["facts"])


def test_a_fact_names_four_and_counts_the_rest(lively, chair):
    for day in range(1, 6):
        lively.agree_item(date(2013, 2, day))
    facts = shown(chair, lively, compare="none")["facts"]
    assert [fact.names for fact in facts] == [
        "new date of item 3; new date of item 2",
        "item 3, 33 days; item 4, 32 days; item 5, 31 days; item 6, 30 days; and 2 more",
    ]


# Two days compared


def test_a_day_without_a_board_is_not_called_one(lively, chair):
    board, other = shown(chair, lively), shown(chair, lively, compare=JAN_15.isoformat())
    assert (board["changes"]["since"], board["changes"]["since_on"]) == ("the Board of 19 December 2012", "2012-12-19")
    assert (other["changes"]["since"], other["changes"]["since_on"]) == ("15 January 2013", "2013-01-15")
    assert "What changed since 15 January 2013</h2>" in text_of(chair.get(dashboard(lively, compare="2013-01-15")))
    assert [row["number"] for row in other["changes"]["newly_overdue"]] == [3]
    assert shown(chair, lively, compare="2013-02-01")["changes"]["newly_overdue"] == []
    assert shown(chair, lively, compare="none")["changes"] is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"compare": "soon"}, "“soon” is not a day. Write it like 2013-03-05."),
        ({"compare": "2013-03-06"}, "6 March 2013 is not before it."),
        ({"compare": "2013-03-05"}, "5 March 2013 is not before it."),
        ({"compare": "2013-02-01", "on": "2013-01-31"}, "counted from a day before the position, 31 January 2013."),
        ({"compare": "1999-01-01"}, "Nothing is known of days before"),
    ],
)
def test_what_cannot_be_compared_is_said(lively, chair, query, said):
    answer = chair.get(dashboard(lively, **query))
    assert (answer.status_code, said in text_of(answer)) == (400, True)


def test_the_day_before_the_position_can_be_compared(lively, chair):
    assert shown(chair, lively, compare="2013-03-04")["changes"]["since"] == "4 March 2013"
    assert shown(chair, lively, compare="2013-01-30", on="2013-01-31")["changes"]["newly_overdue"] == []


# As published


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.SCRUTINY])
def test_as_published_no_link_leads_to_what_the_reader_may_not_open(lively, desk, client_of, role):
    desk.publish()
    reader = client_of(lively.cast.in_a[role])
    answer = reader.get(dashboard(lively))
    links = set(re.findall(rf'href="(/{lively.notice.slug}/[^"#?]+)', answer.content.decode()))
    opened = {address: reader.get(address).status_code for address in links}
    assert {address: status for address, status in opened.items() if status != 200} == {}
    assert desk.at("edition", 1) in opened
    assert watched(answer.context) == ["FD-05", "FD-06"]
    assert answer.context["changes"] is None
    assert len(answer.context["facts"]) == 2


# Queries


def test_all_that_is_before_the_board_is_counted_and_named(lively, chair, clock):
    lively.ask(lively.item(2), "change", words="Other words.")
    lively.concern(lively.item(2), "No one answers.")
    fact = shown(chair, lively)["facts"][0]
    assert (fact.figure, fact.words) == (
        4,
        "for the Board to decide, by 13 March 2013: 2 new dates, 1 change of an item and 1 concern",
    )
    assert fact.names == "new date of item 3; new date of item 2; change of item 2; concern C1"
    page = text_of(chair.get(dashboard(lively)))
    assert "A change of item 2 waits for the Board." in page
    assert "Concern C1, about Item 2, waits for the Board of 13 March 2013: No one answers." in page
    meeting = text_of(chair.get(address_of(lively.notice, "pages:meeting", 4)))
    assert "for the Board to answer: 2 new dates, 1 change of an item and 1 concern" in meeting
    assert "A change of it waits for the Board" in meeting
    home = text_of(chair.get("/", follow=True))
    for said in (
        "new dates wait for the Board’s answer",
        "change waits for the Board’s answer",
        "concern waits for the",
    ):
        assert said in home


def test_a_concern_that_left_its_meeting_undecided_is_named(lively, chair, clock):
    lively.concern(lively.item(2), "No one answers.")
    clock.move_to(date(2013, 3, 13), 17)
    decision = lively.decide(meeting=lively.hold_meeting(4, on=date(2013, 3, 13)))
    page = text_of(chair.get(dashboard(lively)))
    said = "Concern C1, about Item 2, is <strong>without an outcome since the Board of 13 March 2013</strong>"
    assert f"{said}: No one answers." in page
    lively.close(Concern.objects.get(), decision)
    assert "Concern C1, about Item 2, is" not in text_of(chair.get(dashboard(lively)))


def test_many_rows_take_as_many_queries_as_few(lively, chair):
    lively.agree_item(date(2013, 2, 1))  # late too, and without a word of why
    few = queries(chair, dashboard(lively)), queries(chair, dashboard(lively, compare="none"))
    assert few[0] <= COMPARED
    assert few[1] <= ALONE
    for number in range(1, 31):
        item = lively.agree_item(date(2013, 2, number % 28 + 1), serves="QP1.b QP3.a")
        lively.update(item)
        if number % 3 == 0:
            lively.propose(item, date(2013, 5, 1))
            lively.review(lively.evidence(item, shows="QP1.b QP2.b"))
            indicator = lively.define_indicator(f"FD-{30 + number}")
            lively.set_target(indicator, 0, from_on=date(2012, 9, 1))
            lively.report(indicator, date(2013, 2, 15), number)
    lively.judge(lively.meetings[1], dict.fromkeys(("QP1", "QP2", "QP3"), "at_risk"))
    assert (queries(chair, dashboard(lively)), queries(chair, dashboard(lively, compare="none"))) == few


@pytest.mark.django_db
def test_the_samples_dashboard_keeps_to_its_queries(sample: Notice, client_of):
    chair = client_of(sample.memberships.get(role="chair").person)
    assert queries(chair, address_of(sample, "pages:dashboard")) <= COMPARED
    assert queries(chair, address_of(sample, "pages:dashboard", compare="none")) <= ALONE
