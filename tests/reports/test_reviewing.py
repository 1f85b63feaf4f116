"""What a review by the Department concluded: who records it, who reads it, what the next report says of it, what a lifted notice asks."""

from datetime import date

import pytest

from notices.dates import dates_of
from notices.models import Review
from records.clock import end_of_day
from records.refusal import NotTheNext, Refused
from reports import digest
from reports.drawing import content_of
from reports.models import ReviewConclusion
from reports.needs import places_of
from reports.position import Position
from reports.reviewing import add_review, conclude_review
from reports.sheets import of
from reports.small_words import passages
from tests.clock import Clock
from tests.factories import World
from tests.pages import drawn, queries, text_of
from tests.reports.desk import Desk

pytestmark = pytest.mark.django_db
SAID = {
    "attended": "Two officials of the Department, the chair, the council.",
    "pack": None,
    "conclusions": "Progress is real. Staffing is the risk.",
    "follows": "continue",
    "effect": "The next review looks at staffing first.",
}
HELD = date(2012, 12, 12)


def initial(world: World) -> Review:
    return Review.objects.for_notice(world.notice).get(kind="initial")


def conclude(
    world: World, review: Review | None = None, *, after: int | None = None, **said: object
) -> ReviewConclusion:
    given = SAID | {"held_on": HELD} | said
    with world.writing() as at:
        return conclude_review(review=review or initial(world), by=world.secretary, at=at, after=after, **given)


def refusal(world: World, **said: object) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        conclude(world, **said)
    return refused.value.field, refused.value.sentence


# Recorded


def test_it_counts_from_its_day_and_said_anew_both_stand(march):
    conclude(march)
    conclude(march, held_on=date(2012, 12, 11), conclusions="Progress is real.")
    rows = ReviewConclusion.objects.filter(review=initial(march))
    assert [row.counts_on for row in rows.order_by("number")] == [HELD, date(2012, 12, 11)]
    last = Position(march.notice, march.asof()).reviews["last"]
    assert (last["held"], last["conclusions"]) == ("11 December 2012", "Progress is real.")
    assert Position(march.notice, march.asof(on=date(2012, 12, 10))).reviews["last"] is None
    with pytest.raises(NotTheNext):
        conclude(march, after=0)


def test_what_cannot_be_is_refused(march):
    assert refusal(march, held_on=date(2013, 3, 6))[0] == "held_on"
    assert refusal(march, held_on=date(2012, 10, 16))[0] == "held_on"
    assert refusal(march, attended=" ") == ("attended", "Say who attended.")
    assert refusal(march, conclusions="") == ("conclusions", "Say what the review concluded.")
    assert refusal(march, follows="vary", effect=" ") == ("effect", "Say what that means: what changes, and from when.")
    edition = Desk(march).publish()
    assert refusal(march, pack=edition) == (
        "pack",
        "That edition was published after 12 December 2012, so no review used it.",
    )
    assert not ReviewConclusion.objects.exists()


def test_a_review_that_the_notice_does_not_list_is_added_with_its_source(march, clock):
    before = end_of_day(clock.today)
    clock.move_to(date(2013, 3, 7))
    words = {"words": "A further review will be held in September 2013.", "source": "Letter of 6 March 2013"}
    with march.writing() as at:
        added = add_review(notice=march.notice, month=date(2013, 9, 2), by=march.secretary, at=at, **words)
    assert (added.on, added.kind) == (date(2013, 9, 30), "further")
    (found,) = [row for row in dates_of(march.notice) if row.on == added.on and row.is_review]
    assert (found.what, found.measure) == ("The Department holds a further review", "")
    now = Position(march.notice, march.asof()).calendar["reviews"]
    then = Position(march.notice, march.asof(known=before)).calendar["reviews"]
    assert [len(now), len(then)] == [4, 3]
    for month, sentence in (
        (date(2013, 9, 1), "There is a review of September 2013 already."),
        (date(2012, 9, 1), "September 2012 lies before the notice was issued."),
    ):
        with pytest.raises(Refused) as refused, march.writing() as at:
            add_review(notice=march.notice, month=month, by=march.secretary, at=at, **words)
        assert refused.value.sentence == sentence


# Read


def test_secretary_records_on_the_page_and_the_observer_reads_it(march, client_of):
    page = f"/{march.notice.slug}/calendar/reviews/2012-12/"
    secretary, observer = client_of(march.secretary), client_of(march.cast.observer)
    assert "What the review concluded, on which pack," in text_of(observer.get(page))
    opened = drawn(secretary, page)
    day = {"held_on_day": "12", "held_on_month": "12", "held_on_year": "2012"}
    typed = {name: words for name, words in SAID.items() if name != "pack"} | day | {"pack": ""}
    assert secretary.post(page, opened | typed | {"effect": "", "follows": "vary"}).status_code == 422
    assert secretary.post(page, opened | typed).status_code == 302
    read = text_of(observer.get(page))
    assert "Progress is real. Staffing is the risk." in read
    assert "Record what it concluded" not in read
    assert "Initial review, December 2012, concluded" in text_of(observer.get(f"/{march.notice.slug}/calendar/"))
    assert observer.get(f"/{march.notice.slug}/calendar/reviews/2012-11/").status_code == 404
    assert secretary.post(page, drawn(secretary, page) | typed | {"after": "0"}).status_code == 409


def test_the_next_report_says_what_followed(march):
    conclude(march, effect="Two children were named. The next review looks at staffing first.")
    desk = Desk(march)
    desk.write()
    content = content_of(desk.draw_up())
    assert of(content)["followed"] == "(12 December 2012): the notice continues."
    assert content["position"]["reviews"]["sentence"] == (
        "The initial review of December 2012 was held on 12 December 2012. It followed: the notice continues."
    )
    assert [(found.where, found.key) for found in passages(content)] == [("Review of December 2012", "2012-12")]


# Lifted


def test_from_the_day_on_which_it_is_lifted_nobody_is_pressed(world: World, clock: Clock, client_of):
    clock.move_to(date(2013, 3, 5))
    officer = world.notice.memberships.get(person=world.officer)

    def asked() -> list[str]:
        return [need.words for need in places_of([officer], clock.today)[0].needs]

    def told() -> list[str]:
        owed = digest._owed(world.notice, world.asof())
        return [reason["kind"] for reasons in owed.values() for reason in reasons]

    with world.writing() as at:
        digest.overdue.flag(notice=world.notice, asof=world.asof(), at=at)
    assert any("overdue" in words for words in asked())
    assert "overdue" in told()
    dashboard = f"/{world.notice.slug}/dashboard/"
    chair = client_of(world.chair)
    assert "The notice was lifted" not in text_of(chair.get(dashboard))
    conclude(world, held_on=date(2013, 3, 4), follows="lift", effect="The notice is lifted from today.")
    assert not any("overdue" in words for words in asked())
    assert "overdue" not in told()
    for page in (dashboard, f"/{world.notice.slug}/calendar/", f"/{world.notice.slug}/story/"):
        assert "The notice was lifted on 4 March 2013." in text_of(chair.get(page))
    assert "The notice was lifted" not in text_of(chair.get(f"{dashboard}?on=2013-03-03"))
    conclude(world, held_on=date(2013, 3, 4), follows="continue")
    assert any("overdue" in words for words in asked())


# The story


def test_the_story_has_everything_in_the_order_of_time_for_each_sight(march, client_of, clock):
    conclude(march)
    march.judge(march.meetings[1], {"QP1": "met"}, printed_reason="The Board is satisfied.")
    Desk(march).publish()
    page = f"/{march.notice.slug}/story/"

    def told(person: object, query: str = "") -> list[str]:
        return [event.words for event in client_of(person).get(page + query).context["events"]]

    words = told(march.chair)
    assert words[:2] == [
        "Information to Ministers: given outside this system",
        "The notice is issued (the day is assumed)",
    ]
    assert "The Department holds its initial review. What follows: the notice continues" in words
    assert "The chair signs edition 1 of the report to Ministers of March 2013, and it is published" in words
    assert words.index("The Board holds meeting 1") < words.index("The Board holds meeting 2")
    assert "The Board judges measure QP1 met" in words
    assert told(march.cast.observer) == words
    assert len(told(march.chair, "?on=2012-12-01")) < len(words)
    chair = client_of(march.chair)
    few = queries(chair, page)
    Desk(march, purpose="plan").publish()
    conclude(march, Review.objects.for_notice(march.notice).get(kind="further"), held_on=date(2013, 3, 5))
    march.judge(march.meetings[1], {"QP2": "met"}, printed_reason="The Board is satisfied.")
    assert queries(chair, page) == few <= 20
