"""Does the first page say what needs whom, with the counts of the lists that it leads to?"""

import dataclasses
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.policy import Role
from indicators.returns import close_period, set_return_rules
from notices import domain as notices
from notices.models import Membership, ReportingPoint
from plans import domain as plan
from records import clock as clocks
from reports import domain as reports
from reports import signing
from reports.needs import places_of
from tests.cast import FILE_B, join, notice_file
from tests.indicators.watched import fall
from tests.pages import address_of, queries

MINUTES = "1 meeting held whose minutes are not circulated"
NOBODY_SAYS_WHY = (
    "1 item of yours is overdue and nobody has written why (item 1): ask for a new date, with the cause and the remedy"
)


def needs(person, clock):
    """What the first page would say to the person now, notice by notice."""
    memberships = list(Membership.objects.on(clock.today).filter(person=person).select_related("notice").order_by("pk"))
    places = places_of(memberships, clock.today)
    return [[f"{need.count} {need.words}" for need in place.needs] for place in places]


def test_an_officer_sees_what_is_late_and_what_is_open(world, cast, clock):
    assert needs(cast.officer, clock) == [["2 items of yours are open and not late"]]
    clock.move_to(date(2012, 12, 1), 12)
    assert needs(cast.officer, clock) == [["2 items of yours are open and not late"]]  # the due day itself is not late
    clock.move_to(date(2012, 12, 2), 12)
    assert needs(cast.officer, clock) == [
        ["1 item of yours is overdue", "1 item of yours is open and not late", NOBODY_SAYS_WHY]
    ]
    world.update(world.item(1), "done")
    assert needs(cast.officer, clock) == [["1 item of yours is open and not late"]]
    assert needs(cast.second_officer, clock) == [[]]


def test_a_deputy_sees_whose_items_are_late(world, cast, clock):
    today = clock.today
    with world.writing() as at:
        plan.name_deputy(
            notice=world.notice,
            person=world.officer,
            deputy=cast.second_officer,
            from_on=today,
            to_on=today,
            by=world.officer,
            at=at,
        )
    assert needs(cast.second_officer, clock) == [["2 items of A Council officer, for whom you stand in, are open"]]
    clock.move_to(today + timedelta(days=1))
    assert needs(cast.second_officer, clock) == [[]]


def test_the_chair_and_the_secretary_see_dates_that_wait(world, cast, clock):
    clock.move_to(date(2012, 11, 20))
    change = world.propose(world.item(1), date(2013, 1, 10))
    waits = "1 new date waits for the Board’s answer"
    assert needs(cast.chair, clock) == [[waits]]
    assert needs(cast.secretary, clock) == [[waits, MINUTES]]
    world.rule(change)
    assert needs(cast.chair, clock) == [[]]


def test_the_secretary_sees_who_owes_a_word_from_ten_days_before_updates_close(world, cast, clock):
    clock.move_to(date(2012, 11, 24))
    assert needs(cast.secretary, clock) == [[MINUTES]]
    clock.move_to(date(2012, 11, 25))
    assert needs(cast.secretary, clock) == [["2 owners have not answered for the Board of 19 December 2012", MINUTES]]
    assert needs(cast.chair, clock) == [[]]
    world.update(world.item(2), "not_started")
    clock.move_to(date(2012, 12, 18))
    assert needs(cast.secretary, clock) == [["1 owner has not answered for the Board of 19 December 2012", MINUTES]]
    world.update(world.item(1), "done")
    world.update(world.item(3))
    assert needs(cast.secretary, clock) == [[MINUTES]]


def test_who_answers_early_warnings_sees_how_many_wait(world, cast, clock):
    fall(world)
    for person in (cast.chair, cast.secretary, cast.lead):
        assert "1 early warning waits to be put before the Board or set aside" in needs(person, clock)[0]
    assert needs(cast.partner, clock) == [["1 item of yours is open and not late"]]
    fall(world, "FD-05")
    assert (
        "2 early warnings on 2 indicators wait to be put before the Board or set aside" in needs(cast.chair, clock)[0]
    )


def test_the_chair_and_the_secretary_see_concerns_without_an_outcome(world, cast, clock):
    concern = world.concern(world.item(2))
    world.concern(world.item(2), meeting=world.meetings[2])
    clock.move_to(date(2012, 12, 19), 18)
    decision = world.decide(meeting=world.hold_meeting(2))
    for person in (cast.chair, cast.secretary):
        found = [need for need in needs(person, clock)[0] if need != MINUTES]
        assert found[-2:] == [
            "1 concern without an outcome since the Board of 19 December 2012",
            "1 concern waits for the Board’s answer",
        ]
    assert needs(cast.second_officer, clock) == [[]]
    world.close(concern, decision)


def test_a_meeting_that_nobody_recorded_is_named(world, cast, clock):
    clock.move_to(date(2012, 12, 19), 20)
    assert needs(cast.chair, clock) == [[]]
    clock.move_to(date(2012, 12, 20))
    assert needs(cast.secretary, clock) == [["1 meeting has passed its day and is not recorded as held", MINUTES]]
    world.hold_meeting(2)
    assert needs(cast.secretary, clock) == [[MINUTES]]


def test_the_analyst_sees_which_figures_are_missing_and_by_when(world, cast, clock, client_of):
    world.define_indicator("FD-01", every="month", polarity="context")
    world.define_indicator("FD-05", every="week")
    weekly = "1 weekly figure for the week to 2 November 2012 is due today"
    october = "1 monthly figure for October 2012 is due by 14 November 2012"
    assert needs(cast.analyst, clock) == [[weekly, october]]
    monthly = world.define_indicator("FD-02", every="month", polarity="context")
    assert needs(cast.analyst, clock) == [[weekly, "2 monthly figures for October 2012 are due by 14 November 2012"]]
    world.report(monthly, date(2012, 10, 31), 412)
    assert needs(cast.analyst, clock) == [[weekly, october]]
    world.define_indicator("FD-03", every="month", valid_from=date(2012, 11, 1))
    ended = world.define_indicator("FD-04", every="month", valid_to=date(2012, 10, 30))
    world.report(ended, date(2012, 9, 30), 3)
    assert needs(cast.analyst, clock) == [[weekly, october]]
    assert needs(cast.officer, clock) == [["2 items of yours are open and not late"]]
    page = client_of(cast.analyst)
    listed = page.get(address_of(world.notice, "indicators:indicator_list", show="unreported"))
    assert [row.code for row in listed.context["kept"]] == ["FD-01"]
    (_, need) = places_of(list(Membership.objects.filter(person=cast.analyst)), clock.today)[0].needs
    assert need.count == 1
    entered = page.get(need.url).context
    assert [cells["row"].code for _, rows in entered["sections"] for cells in rows] == ["FD-01"]


def test_what_is_late_comes_before_what_is_due(world, cast, clock):
    backlog = world.define_indicator("FD-05", every="week")
    contacts = world.define_indicator("FD-01", every="month", polarity="context")
    world.report(backlog, date(2012, 11, 2), 41)
    clock.move_to(date(2012, 11, 15))  # the day after October's were due
    assert needs(cast.analyst, clock) == [
        [
            "1 monthly figure for October 2012 is late: it was due on 14 November 2012",
            "1 weekly figure for the week to 9 November 2012 is late: it was due on 14 November 2012",
        ]
    ]
    clock.move_to(date(2012, 12, 3))
    world.report(backlog, date(2012, 11, 9), 40)
    world.report(backlog, date(2012, 11, 16), 40)
    world.report(backlog, date(2012, 11, 23), 40)
    said = ["1 monthly figure for October 2012 is late: it was due on 14 November 2012",
            "1 weekly figure for the week to 30 November 2012 is due by 5 December 2012",
            "1 monthly figure for November 2012 is due by 14 December 2012"]  # fmt: skip
    assert needs(cast.analyst, clock) == [said]
    world.report(contacts, date(2012, 10, 31), 1200)
    assert needs(cast.analyst, clock) == [said[1:]]


def test_what_was_due_before_figures_were_kept_is_not_late_and_a_closed_period_waits_for_nobody(world, cast, clock):
    world.define_indicator("FD-01", every="quarter", polarity="context")
    assert needs(cast.analyst, clock) == [["1 quarterly figure for July to September 2012 is not in"]]
    with world.writing() as at:
        rules = {"due_days": 10, "weekly_due_days": 3, "approved": False, "closed": True, "reason": "The report."}
        set_return_rules(notice=world.notice, by=world.secretary, at=at, **rules)
        close_period(
            notice=world.notice, every="quarter", period_on=date(2012, 9, 30), reason="Read.", by=world.secretary, at=at
        )
    assert needs(cast.analyst, clock) == [[]]


def test_first_page_of_the_analyst_takes_as_many_queries_for_more_indicators(world, cast, client_of):
    client = client_of(cast.analyst)
    world.define_indicator("FD-01", every="month", polarity="context")
    few = queries(client, "/")
    for code, every in (("FD-02", "week"), ("FD-03", "quarter")):
        world.define_indicator(code, every=every)
    assert queries(client, "/") == few <= 47


def test_counts_are_of_one_notice_only(world, other_world, cast, clock):
    clock.move_to(date(2012, 12, 10))
    assert needs(cast.dual, clock) == [[], []]
    assert needs(other_world.officer, clock) == [
        ["1 item of yours is overdue", "1 item of yours is open and not late", NOBODY_SAYS_WHY]
    ]


@pytest.mark.parametrize("role", list(Role))
def test_the_first_page_of_every_role_with_one_notice(world, cast, client_of, role):
    answer = client_of(cast.in_a[role]).get("/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert role.label in page
    assert "19 December 2012" in page
    working = role not in (Role.OBSERVER, Role.SCRUTINY)
    assert ("What needs you" in page) is working
    assert ("No report has been published yet" in page) is not working


def test_the_observer_is_led_to_the_newest_edition(world, cast, client_of):
    with world.writing() as at:
        point = ReportingPoint.objects.for_notice(cast.a).get(on=date(2013, 3, 31))
        report = reports.begin_report(notice=cast.a, point=point, by=cast.secretary, at=at)
        said = {"safer": "Yes.", "will_meet": "Most.", "sustain": "Not yet.", "ask": "Nothing."}
        reports.save_text(report=report, by=cast.chair, at=at, **said)
    with world.writing() as at:
        picture = reports.take_photograph(report=report, by=cast.chair, at=at)
    with world.writing() as at:
        shown = signing.Shown(picture.number, picture.sha256)
        signing.sign(report=report, shown=shown, by=cast.chair, at=at)
    page = client_of(cast.observer).get("/").content.decode()
    assert f'href="{reverse("reports:edition", args=[cast.a.slug, 1, 1])}"' in page
    assert needs(cast.chair, world.clock) == [[]]


def test_several_notices_are_one_row_each(world, other_world, cast, client_of):
    page = client_of(cast.dual).get("/").content.decode()
    assert "Your notices" in page
    for notice in (cast.a, cast.b):
        assert page.count(f'href="{reverse("pages:dashboard", args=[notice.slug])}"') == 1


def test_no_notice_says_what_to_do(cast, client_of):
    for person in (cast.stranger, cast.expired):
        assert "You are not a member of a notice today" in client_of(person).get("/").content.decode()


def test_signed_out_leads_to_sign_in(db, client):
    assert client.get("/")["Location"] == f"{reverse('account_login')}?next=/"


def test_queries_do_not_grow_with_the_notices(world, other_world, cast, clock, client_of):
    client = client_of(cast.dual)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        return len(captured)

    two = queries()
    for slug in ("third-2013", "fourth-2013"):
        source = dataclasses.replace(notice_file(FILE_B), slug=slug)
        with transaction.atomic():
            notice, _ = notices.load_notice(source, sha256=slug, at=clocks.now(), by=None)
        join(notice, cast.dual, Role.SECRETARY)
    assert queries() == two
    assert two <= 22


def test_the_bare_address_of_a_notice_leads_to_its_dashboard(world, cast, client_of):
    answer = client_of(cast.officer).get(f"/{cast.a.slug}/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("pages:dashboard", args=[cast.a.slug]))
    assert client_of(cast.officer).get(f"/{cast.b.slug}/").status_code == 404


def test_one_piece_of_evidence_to_renew_is_led_to_and_several_to_their_list(world, cast, clock):
    def leads_to() -> list[str]:
        memberships = list(Membership.objects.on(clock.today).filter(person=cast.officer).select_related("notice"))
        return [need.url for need in places_of(memberships, clock.today)[0].needs if "to renew" in need.words]

    world.evidence()
    assert leads_to() == []
    world.review(world.evidence(), "returned")
    assert leads_to() == [address_of(world.notice, "plans:evidence", 2)]
    world.review(world.evidence(), "returned")
    assert leads_to() == [address_of(world.notice, "plans:evidence_list")]


def test_a_proposal_whose_day_has_passed_waits_for_whoever_proposes(world, clock):
    ballot = world.propose_ballot()
    asked = "proposal of a decision between meetings"
    assert not [need for need in needs(world.secretary, clock)[0] if asked in need]
    clock.move_to(ballot.closes_on + timedelta(days=1))
    for person in (world.secretary, world.chair):
        assert [need for need in needs(person, clock)[0] if "say what came of it" in need] != []
    assert not [need for need in needs(world.partner, clock)[0] if asked in need]
    world.end_ballot(ballot)
    assert not [need for need in needs(world.secretary, clock)[0] if asked in need]
