"""Which steps take a report that is of a month, by when, whose are they, and is each told and counted until it is done?"""

from datetime import date, timedelta

from accounts.models import Message, Telling
from accounts.policy import Role
from notices.models import Membership, ReportingPoint, Review
from reports import domain, readiness
from reports.contributing import ASKED, save_contribution
from reports.digest import tell_everyone
from reports.needs import places_of
from reports.progress import progress_in, progress_of, reports_in
from reports.readiness import last_day, last_working_day, next_of, steps
from reports.reviewing import conclude_review
from tests.pages import queries, text_of
from tests.reports.desk import MARCH, Desk

TODAY = date(2013, 3, 5)
JUNE = date(2013, 6, 30)
ASKED_OF_LEAD = "answer the council’s three questions, by 31 May 2013 (3 working days left)"
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


def test_once_it_is_over_nothing_is_owed_that_was_not_done():
    found = steps(MARCH, {"begun": TODAY}, date(2013, 5, 1), over="the review was held")
    assert {step.said for step in found[1:]} == {"the review was held"}
    assert found[0].word == "Done"
    assert next_of(found) is None


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
    first, *later = progress_in([world.notice.pk], world.clock.today, reports_in([world.notice.pk]))[world.notice.pk]
    assert (first.name, first.report, first.next.rule.key) == ("report for March 2013", None, "begun")
    assert [one.name for one in later] == ["report for September 2013"]  # packs for reviews are owed once begun


def test_a_review_wants_its_pack_until_it_is_held_or_its_month_has_passed(world, clock):
    june = Review.objects.for_notice(world.notice).get(on=JUNE)

    def owed() -> list[str]:
        months = progress_in([world.notice.pk], clock.today, reports_in([world.notice.pk]))[world.notice.pk]
        return [one.next.rule.key for one in months if one.of == june]

    with world.writing() as at:
        pack = domain.begin_report(notice=world.notice, review=june, by=world.secretary, at=at)
    assert owed() == ["council"]
    clock.move_to(last_day(JUNE))
    assert owed() == ["council"]
    clock.move_to(last_day(JUNE) + timedelta(days=1))
    assert owed() == []
    assert progress_of(pack, clock.today).why_nothing == "the month of the review has passed"
    conclude(world, june)
    assert owed() == []
    assert progress_of(pack, clock.today).why_nothing == "the review was held"


def test_the_steps_of_a_pack_for_a_review_are_told_and_counted_once_it_is_begun(world, clock):
    june = Review.objects.for_notice(world.notice).get(on=JUNE)
    clock.move_to(date(2013, 5, 28))
    tell_everyone()
    assert not Telling.objects.filter(thing__contains="review 2013-06-30").exists()
    with world.writing() as at:
        domain.begin_report(notice=world.notice, review=june, by=world.secretary, at=at)
    tell_everyone()
    bodies = [row.body for row in Message.objects.filter(person=world.cast.lead)]
    assert any(f"Pack for the review of June 2013: {ASKED_OF_LEAD}" in body for body in bodies)
    assert f"1 step of the pack for the review of June 2013 is yours: {ASKED_OF_LEAD}" in needs(world.cast.lead, clock)
    conclude(world, june)
    assert not [words for words in needs(world.cast.lead, clock) if "June" in words]


def test_queries_do_not_grow_with_reports_or_notices(world, other_world, django_assert_num_queries):
    on = world.clock.today
    with django_assert_num_queries(2):
        progress_in([world.notice.pk], on, reports_in([world.notice.pk]))
    for there in (world, other_world):
        for point in ReportingPoint.objects.for_notice(there.notice).filter(given_outside=""):
            there.publish_report(point.on)
    both = [world.notice.pk, other_world.notice.pk]
    with django_assert_num_queries(2):
        progress_in(both, on, reports_in(both))


# Told, counted, shown


def conclude(world, review: Review) -> None:
    said = {"attended": "Two officials.", "conclusions": "It goes on.", "follows": "continue", "effect": ""}
    with world.writing() as at:
        held_on = world.clock.today
        conclude_review(review=review, held_on=held_on, pack=None, by=world.secretary, at=at, **said)


def needs(person, clock) -> list[str]:
    memberships = list(Membership.objects.on(clock.today).filter(person=person).select_related("notice"))
    return [
        f"{need.count} {need.words}" for need in places_of(memberships, clock.today)[0].needs if "step of" in need.words
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
    assert "Report for March 2013: write your judgement, by 12 March 2013 (5 working days left)" in body
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
