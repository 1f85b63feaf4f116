"""Does the chair sign exactly what was shown, once, and nobody else anything?"""

from datetime import date, timedelta

import pytest

from accounts.policy import Role
from notices import domain as notices
from notices.models import Membership, ReportingPoint
from records.models import AuditEntry
from records.refusal import NotTheNext, Refused
from reports import domain
from reports.models import Edition, Photograph, Signature
from reports.questions import questions_of
from tests.cast import join
from tests.pages import drawn, fields_of, hidden, text_of
from tests.reports.desk import ANSWERS, PASSWORD, with_password

CHANGED = "What is to be signed has changed since you read it. Read it again, then sign."
AGAIN = "It was drawn up again by A Board secretary on 5 March 2013, 10:00. "
STALE = (
    "Since it was drawn up on 5 March 2013, 10:00: A Independent chair changed the chair’s text "
    "(“What do you ask of Ministers?”). Draw the report up again, read it, then sign."
)


def refusal(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.sentence


# Begun and written


def test_a_report_is_begun_once_for_a_month_and_not_for_one_given_outside(desk):
    world = desk.world

    def begin(point):
        with world.writing() as at:
            domain.begin_report(notice=world.notice, point=point, by=world.secretary, at=at)

    outside = next(point for point in ReportingPoint.objects.for_notice(world.notice) if point.given_outside)
    assert refusal(begin, desk.report.point) == "The report to Ministers of March 2013 has been begun already."
    assert refusal(begin, outside).startswith("The information of September 2012 was given outside this system: ")
    foreign = ReportingPoint.objects.for_notice(world.cast.b).first()
    assert refusal(begin, foreign) == "That reporting point belongs to another notice."


def test_what_is_missing_is_named_and_nothing_is_drawn_up(desk):
    assert domain.missing_to_sign(desk.report) == [
        f"“{question}” has no answer yet." for question in questions_of(desk.world.notice).values()
    ]
    desk.write(ask=" ", sustain="")
    missing = [
        "“Can the council sustain it without this Board?” has no answer yet.",
        "“What do you ask of Ministers?” has no answer yet.",
    ]
    assert domain.missing_to_sign(desk.report) == missing
    assert refusal(desk.draw_up) == " ".join(missing)
    assert not Photograph.objects.exists()


def test_150_words_fit_and_151_name_the_longest_answer(desk):
    rest = sum(len(ANSWERS[name].split()) for name in ("safer", "sustain", "ask"))
    desk.write(will_meet=" ".join(["word"] * (150 - rest)))
    assert domain.missing_to_sign(desk.report) == []
    desk.write(will_meet=" ".join(["word"] * (151 - rest)))
    assert refusal(desk.draw_up) == (
        "The chair's judgement has 151 words, at most 150 fit on the first page. "
        "The longest answer is to “Will the indicators and milestones be met by December 2013?”"
    )


def test_two_who_write_the_text_do_not_overwrite_each_other(desk):
    world = desk.world
    with world.writing() as at:
        domain.save_text(report=desk.report, by=world.chair, at=at, after=0, **ANSWERS)
    with pytest.raises(NotTheNext), world.writing() as at:
        domain.save_text(report=desk.report, by=world.secretary, at=at, after=0, on_behalf=True, **ANSWERS)


def test_the_page_gives_both_texts_back(desk, client_of):
    secretary = client_of(desk.world.secretary)
    opened = drawn(secretary, desk.at("report"))
    desk.write(safer="The chair's own words.")
    answer = secretary.post(
        desk.at("report"), opened | ANSWERS | {"safer": "The secretary's words.", "on_behalf": "on"}
    )
    assert answer.status_code == 409
    assert "The chair&#x27;s own words." in text_of(answer)
    assert "The secretary&#x27;s words." in text_of(answer)


# Signed


def test_signing_publishes_the_photograph_with_the_chairs_name_and_role(desk):
    edition = desk.publish()
    signature = Signature.objects.get(edition=edition)
    assert (signature.name, signature.role) == ("A Independent chair", "Independent chair")
    assert signature.sha256 == edition.photograph.sha256
    assert (edition.number, edition.replaces, edition.production.state) == (1, None, "waiting")
    assert AuditEntry.objects.order_by("-number").first().verb == "sign"


def test_nobody_else_signs(desk):
    desk.write()
    picture = desk.draw_up()
    cast = desk.world.cast
    for person in (cast.secretary, cast.lead, cast.stranger, cast.in_b[Role.CHAIR]):
        assert refusal(desk.sign, picture, by=person) == "Only the independent chair signs a report."
    assert not Edition.objects.exists()


def test_a_chair_who_has_left_signs_nothing_and_the_new_one_does(desk, clock):
    desk.write()
    picture, world = desk.draw_up(), desk.world
    member = Membership.objects.get(notice=world.notice, person=world.chair)
    with world.writing() as at:
        notices.end_member(member=member, to_on=clock.today, by=None, at=at)
    clock.move_to(clock.today + timedelta(days=1))
    join(world.notice, world.cast.stranger, Role.CHAIR, from_on=clock.today)
    assert refusal(desk.sign, picture) == "Only the independent chair signs a report."
    assert desk.sign(picture, by=world.cast.stranger).signature.name == "Stranger"


def test_what_was_not_shown_is_not_signed(desk):
    desk.write()
    first = desk.draw_up()
    assert refusal(desk.sign, first, sha256="0" * 64) == CHANGED
    newest = desk.draw_up()
    assert refusal(desk.sign, first) == AGAIN + "Read it again, then sign."
    assert desk.sign(newest).photograph == newest


def test_a_text_saved_after_the_draft_must_be_drawn_up_first(desk):
    desk.write()
    picture = desk.draw_up()
    desk.write(ask="That the Department sends somebody.")
    assert refusal(desk.sign, picture) == STALE
    assert desk.sign(desk.draw_up())


def test_signed_once_is_signed(desk):
    edition = desk.publish()
    assert refusal(desk.sign, edition.photograph) == "This is signed already."
    assert Signature.objects.count() == 1


def test_a_photograph_that_was_tampered_with_is_not_signed(desk):
    desk.write()
    picture = desk.draw_up()
    Photograph.objects.filter(pk=picture.pk).update(body=picture.body.replace("Most of them.", "All of them."))
    assert refusal(desk.sign, picture).startswith("The stored photograph is not what its fingerprint says.")


# The page


@pytest.fixture
def chair(desk, client_of):
    return with_password(desk.world.chair, client_of)


def sign_on_page(chair, desk, opened, **more):
    return chair.post(desk.at("draft"), opened | {"read": "on", "password": PASSWORD} | more)


def test_the_chair_signs_on_the_page_what_the_page_shows(desk, chair):
    desk.write()
    picture = desk.draw_up()
    opened = drawn(chair, desk.at("draft"))
    assert (opened["photograph"], opened["sha256"]) == ("1", picture.sha256)
    answer = sign_on_page(chair, desk, opened)
    assert (answer.status_code, answer.url) == (302, desk.at("edition", 1))
    page = text_of(chair.get(answer.url))
    assert "The report is signed and published." in page
    assert "The PDF is being drawn." in page
    assert sign_on_page(chair, desk, opened).url == desk.at("edition", 1)  # pressed twice
    assert Edition.objects.count() == 1


def test_a_second_edition_is_signed_into_its_own_page(desk, chair):
    desk.publish()
    desk.draw_up()
    opened = drawn(chair, desk.at("draft"))
    answer = sign_on_page(chair, desk, opened, corrects=" ")
    assert (answer.status_code, "Enter what this edition corrects" in text_of(answer)) == (422, True)
    answer = sign_on_page(chair, desk, opened, corrects="The date of item 3.")
    assert answer.url == desk.at("edition", 2)
    assert "What this edition corrects:</strong> The date of item 3." in text_of(chair.get(answer.url))
    assert Edition.objects.get(number=2).corrects == "The date of item 3."


def test_after_signing_the_report_leads_to_its_edition_and_its_draft_says_that_it_is_signed(desk, chair):
    edition = desk.publish()
    page = text_of(chair.get(desk.at("report")))
    assert "Edition 1 is signed and published" in page
    assert f'href="{desk.at("edition", 1)}"' in page
    assert "next it is drawn up, read and signed" not in page
    assert "The PDF is being drawn." in page
    desk.draw(edition)
    assert f'href="{desk.at("edition_pdf", 1)}"' in text_of(chair.get(desk.at("report")))
    draft = text_of(chair.get(desk.at("draft")))
    assert "Not signed" not in draft
    assert "Edition 1. Signed by A Independent chair on 5 March 2013." in draft
    desk.write(ask="Another thing.")
    assert "next it is drawn up, read and signed" in text_of(chair.get(desk.at("report")))


def test_without_the_tick_nothing_is_signed(desk, chair):
    desk.write()
    desk.draw_up()
    answer = chair.post(desk.at("draft"), drawn(chair, desk.at("draft")) | {"password": PASSWORD})
    assert answer.status_code == 422
    assert "Tick the box to say:" in text_of(answer)
    assert not Edition.objects.exists()


def test_a_draft_drawn_up_meanwhile_is_shown_and_can_be_read_and_signed(desk, chair):
    desk.write()
    desk.draw_up()
    opened = drawn(chair, desk.at("draft"))
    newest = desk.draw_up()
    answer = sign_on_page(chair, desk, opened)
    assert answer.status_code == 409
    assert AGAIN + "Read it again, then sign." in text_of(answer)
    assert newest.sha256 in text_of(answer)
    again = hidden(answer)
    assert again["photograph"] == "2"
    assert not answer.context["form"]["read"].value()
    assert sign_on_page(chair, desk, again).status_code == 302
    assert Edition.objects.get().photograph == newest


def test_a_text_saved_meanwhile_is_said_with_409(desk, chair):
    desk.write()
    desk.draw_up()
    opened = drawn(chair, desk.at("draft"))
    desk.write(ask="Something else.")
    answer = sign_on_page(chair, desk, opened)
    assert (answer.status_code, STALE in text_of(answer)) == (409, True)


def test_a_made_up_fingerprint_is_refused(desk, chair):
    desk.write()
    desk.draw_up()
    opened = drawn(chair, desk.at("draft"))
    assert sign_on_page(chair, desk, opened, sha256="f" * 64).status_code == 409
    assert sign_on_page(chair, desk, opened, sha256="f" * 65).status_code == 422
    assert sign_on_page(chair, desk, opened, photograph="9" * 20).status_code == 422
    assert not Edition.objects.exists()


def test_the_secretary_reads_the_draft_and_is_shown_no_way_to_sign(desk, client_of):
    desk.write()
    desk.draw_up()
    secretary = client_of(desk.world.secretary)
    page = secretary.get(desk.at("draft"))
    assert (page.status_code, "Sign and publish" in text_of(page)) == (200, False)
    assert secretary.post(desk.at("draft"), {"read": "on"}).status_code == 403


def test_a_report_is_begun_on_the_shelf(march, client_of):
    secretary = client_of(march.secretary)
    shelf = f"/{march.notice.slug}/reports/"
    token = fields_of([secretary.get(shelf).context["form"]["token"]])
    assert secretary.post(shelf, token | {"point": "2013-03-30"}).status_code == 404
    assert secretary.post(shelf, token | {"point": "2012-09-30"}).status_code == 422  # given outside this system
    assert secretary.post(shelf, token | {"point": "2013-03-31"}).status_code == 302
    assert "In preparation. Nothing is published yet." in text_of(secretary.get(shelf))
    assert date(2013, 3, 31) not in [point.on for point in secretary.get(shelf).context["to_come"]]
