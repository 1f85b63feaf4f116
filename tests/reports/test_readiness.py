"""Which steps take a report to Ministers, by when, whose are they, and is each told and counted until it is done?"""

from datetime import date, timedelta

from accounts.models import Message, Telling
from accounts.policy import Role
from notices.models import Membership, ReportingPoint
from reports import domain, readiness
from reports.contributing import ASKED, save_contribution
from reports.digest import tell_everyone
from reports.needs import places_of
from reports.progress import progress_in, progress_of
from reports.readiness import last_working_day, next_of, steps
from tests.pages import queries, text_of
from tests.reports.desk import MARCH, Desk

TODAY = date(2013, 3, 5)
KEYS = [rule.key for rule in readiness.RULES]


def test_the_days_are_counted_back_in_working_days_from_the_last_one_of_the_month():
    assert last_working_day(MARCH) == date(2013, 3, 28)  # then Good Friday and a weekend
    assert last_working_day(date(2013, 9, 30)) == date(2013, 9, 30)
    days = [step.due_on for step in steps(MARCH, {}, TODAY)]
    found = ["21 Feb", "28 Feb", "12 Mar", "14 Mar", "19 Mar", "25 Mar", "28 Mar", "8 Apr"]
    assert [f"{day.day} {day:%b}" for day in days] == found


def test_a_step_is_done_late_or_has_days_left_and_waits_for_what_it_follows():
    done = {"begun": date(2013, 2, 25), "text": TODAY}
    found = dict(zip(KEYS, steps(MARCH, done, TODAY), strict=True))
    said = {key: (step.word, step.said, step.is_open) for key, step in found.items()}
    assert said == {
        "begun": ("Done", "on 25 February 2013, 2 working days late", False),
        "council": ("Overdue", "3 working days late", True),
        "text": ("Done", "on 5 March 2013", False),
        "drawn_up": ("Not started", "7 working days left", True),
        "checked": ("Not started", "10 working days left", False),
        "signed": ("Not started", "14 working days left", False),
        "sent": ("Not started", "17 working days left", False),
        "acknowledged": ("Not started", "22 working days left", False),
    }
    assert next_of(list(found.values())).rule.key == "council"


def test_the_day_itself_is_not_late_and_a_weekend_after_it_is():
    def drawn_up(on: date) -> str:
        return next(step.said for step in steps(MARCH, {}, on) if step.rule.key == "sent")

    assert drawn_up(date(2013, 3, 28)) == "due today"
    assert drawn_up(date(2013, 3, 29)) == "1 working day late"  # Good Friday: no working day, and no longer in time
    assert drawn_up(date(2013, 4, 3)) == "2 working days late"


def test_what_the_chair_signed_without_is_owed_no_more():
    found = steps(MARCH, dict.fromkeys(["begun", "text", "drawn_up", "signed"], TODAY), date(2013, 3, 22))
    left = {step.rule.key: (step.word, step.said, step.is_open) for step in found if step.left_out}
    assert left == dict.fromkeys(["council", "checked"], ("", "signed without it", False))
    assert next_of(found).rule.key == "sent"


# Read from rows


def done(desk: Desk) -> list[str]:
    found = progress_of(desk.report, desk.world.clock.today)
    return [step.rule.key for step in found.steps if step.done_on]


def test_each_step_is_read_from_what_was_recorded(desk):
    world = desk.world
    assert done(desk) == ["begun"]
    with world.writing() as at:
        save_contribution(report=desk.report, by=world.cast.lead, at=at, better="Yes.", off_plan="No.")
    assert done(desk) == ["begun"]  # one of three answers is missing
    with world.writing() as at:
        save_contribution(report=desk.report, by=world.cast.lead, at=at, **dict.fromkeys(ASKED, "Said."))
    desk.write(ask="")
    assert done(desk) == ["begun", "council"]
    desk.write()
    picture = desk.draw_up()
    assert done(desk) == ["begun", "council", "text", "drawn_up"]
    desk.write(ask="Another thing.")
    assert done(desk) == ["begun", "council", "text"]  # to be drawn up again
    picture = desk.draw_up()
    desk.sign(picture)
    assert done(desk) == ["begun", "council", "text", "drawn_up", "signed"]
    desk.write(ask="")  # for another edition: what was signed was written
    assert done(desk) == ["begun", "council", "text", "drawn_up", "signed"]


def test_months_that_are_not_begun_are_owed_and_those_given_outside_are_not(world):
    (first, second) = progress_in([world.notice.pk], world.clock.today)[world.notice.pk]
    assert [first.month, second.month] == ["March 2013", "September 2013"]
    assert (first.report, first.next.rule.key) == (None, "begun")


def test_queries_do_not_grow_with_reports_or_notices(world, other_world, django_assert_num_queries):
    on = world.clock.today
    with django_assert_num_queries(2):
        progress_in([world.notice.pk], on)
    for there in (world, other_world):
        for point in ReportingPoint.objects.for_notice(there.notice).filter(given_outside=""):
            there.publish_report(point.on)
    with django_assert_num_queries(2):
        progress_in([world.notice.pk, other_world.notice.pk], on)


# Told, counted, shown


def needs(person, clock) -> list[str]:
    memberships = list(Membership.objects.on(clock.today).filter(person=person).select_related("notice"))
    return [
        f"{need.count} {need.words}" for need in places_of(memberships, clock.today)[0].needs if "report" in need.words
    ]


def test_the_first_page_counts_what_is_late_or_due_soon_for_whose_it_is(desk, clock):
    cast = desk.world.cast
    late = (
        "1 step of the report for March 2013 is yours: answer the council’s three questions, due on 28 February 2013 "
    )
    assert needs(cast.lead, clock) == [f"{late}(3 working days late)"]
    text = "1 step of the report for March 2013 is yours: write your judgement, by 12 March 2013 (5 working days left)"
    assert needs(cast.chair, clock) == [text]
    assert needs(cast.secretary, clock) == []
    desk.write()
    assert needs(cast.chair, clock) == []
    drawn = "1 step of the report for March 2013 is yours: draw it up, by 14 March 2013 (7 working days left)"
    assert needs(cast.secretary, clock) == [drawn]
    picture = desk.draw_up()
    sign = "1 step of the report for March 2013 is yours: read and sign it, by 25 March 2013 (14 working days left)"
    assert needs(cast.chair, clock) == [sign]
    desk.sign(picture)
    assert [needs(who, clock) for who in (cast.lead, cast.chair, cast.observer)] == [[], [], []]
    send = "send it, and record to whom and how, by 28 March 2013 (17 working days left)"
    assert needs(cast.secretary, clock) == [f"1 step of the report for March 2013 is yours: {send}"]


def test_each_step_is_told_once_to_each_who_owes_it(desk, clock):
    cast = desk.world.cast
    tell_everyone()
    told = Telling.objects.filter(kind="report step").values_list("person__name", "thing")
    assert sorted(told) == sorted(
        [
            (cast.chair.name, "text of 2013-03-31"),
            (cast.dual.name, "council of 2013-03-31"),
            (cast.lead.name, "council of 2013-03-31"),
        ]
    )
    body = Message.objects.get(person=cast.chair).body
    assert "March 2013: write your judgement, by 12 March 2013 (5 working days left)" in body
    assert f"/reports/{desk.report.number}/" in body
    clock.move_to(TODAY + timedelta(days=1))
    tell_everyone()
    assert Telling.objects.filter(kind="report step").count() == 3
    desk.write()
    clock.move_to(date(2013, 3, 7))
    tell_everyone()
    assert Telling.objects.filter(kind="report step", person=cast.secretary).get().thing == "drawn_up of 2013-03-31"


def test_nothing_is_told_long_before(world, clock):
    with world.writing() as at:
        point = ReportingPoint.objects.for_notice(world.notice).get(on=MARCH)
        domain.begin_report(notice=world.notice, point=point, by=world.secretary, at=at)
    tell_everyone()
    assert not Telling.objects.filter(kind="report step").exists()
    assert needs(world.chair, clock) == []


def test_the_page_says_what_is_missing_who_owes_it_and_the_days_left(desk, client_of):
    chair = client_of(desk.world.chair)
    page = text_of(chair.get(desk.at("report")))
    facts = page[page.index('<ul class="facts') :]
    assert '<span class="fact__figure">4</span> <span class="fact__words">things are missing to sign' in facts
    assert "owes the next step: answer the council’s three questions, by 28 February 2013" in facts
    assert '<span class="fact__figure">17</span>' in facts
    assert page.count("working days late") == 2
    assert "The chair signs: 3 working days before it" in page
    assert Role.LEAD.label in page
    desk.write()
    desk.draw_up()
    once = queries(chair, desk.at("report"))
    desk.write()
    desk.draw_up()
    desk.write()
    assert queries(chair, desk.at("report")) == once
