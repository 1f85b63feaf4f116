"""Does each purpose get a report of its own: what it is made of, what it leaves out, on paper that everybody can read?"""

import json
import subprocess
from collections.abc import Callable
from datetime import date

import pytest

from notices.models import Requirement, Review
from records.refusal import Refused
from reports import domain
from reports.access import newest_edition
from reports.drawing import content_of, read
from reports.fit import too_long
from reports.models import Photograph, Report
from reports.photograph import canonical, fingerprint
from reports.purposes import KINDS, name_of
from reports.questions import questions_of
from reports.small_words import passages
from tests.factories import World
from tests.pages import fields_of, text_of
from tests.reports.desk import Desk
from tests.verapdf import validate

pytestmark = pytest.mark.django_db
PLAN, EXCEPTIONS = {"purpose": Report.Purpose.PLAN}, {"purpose": Report.Purpose.EXCEPTIONS}


@pytest.fixture
def review(march: World) -> Review:
    return Review.objects.for_notice(march.notice).get(kind="initial")


def pages_of(pdf: bytes) -> list[str]:
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [" ".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]


def refusal(act: Callable, *arguments: object, **named: object) -> str:
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return refused.value.sentence


# Begun


def test_what_is_of_a_month_is_begun_once_and_an_exception_report_again_when_the_last_is_signed(march, review):
    names = [name_of(Desk(march, **of).report) for of in ({"review": review}, PLAN)]
    first = Desk(march, **EXCEPTIONS)
    assert [*names, name_of(first.report)] == [
        "pack for the review of December 2012",
        "plan on a page",
        "exception report begun on 5 March 2013",
    ]
    assert refusal(Desk, march, review=review) == "The pack for the review of December 2012 has been begun already."
    assert refusal(Desk, march, **PLAN) == "The plan on a page has been begun already."
    assert refusal(Desk, march, **EXCEPTIONS) == (
        "The exception report begun on 5 March 2013 is not signed yet. Draw it up again, or sign it, before another is begun."
    )
    first.publish()
    assert Desk(march, **EXCEPTIONS).report.number == 4
    foreign = Review.objects.for_notice(march.cast.b).first()
    assert refusal(Desk, march, review=foreign) == "That review belongs to another notice."


def test_the_shelf_begins_each_and_groups_them(march, client_of):
    secretary = client_of(march.secretary)
    shelf = f"/{march.notice.slug}/reports/"
    drawn = text_of(secretary.get(shelf))
    assert drawn.count('<button type="submit" class="govuk-button') == 6
    assert drawn.count("csrfmiddlewaretoken") >= 6
    sent = ({"review": "2013-06-30"}, {"purpose": "plan"}, {"purpose": "exceptions"}, {"point": "2013-03-31"})
    for asked in sent:
        token = fields_of([secretary.get(shelf).context["form"]["token"]])
        assert secretary.post(shelf, token | asked).status_code == 302
    assert secretary.post(shelf, {"purpose": "ministers"}).status_code == 404
    page = secretary.get(shelf)
    assert [group["name"] for group in page.context["groups"]] == Report.Purpose.labels
    assert page.context["wanted"] == []
    assert "Begin the pack for the review of December 2013" in text_of(page)
    assert "Begin the pack for the review of June 2013" not in text_of(page)


def test_a_report_in_which_nothing_is_asked_has_no_text(march, client_of):
    desk = Desk(march, **PLAN)
    page = text_of(client_of(march.secretary).get(desk.at("report")))
    assert ("Draw it up" in page, "The chair’s text" in page) == (True, False)
    assert domain.missing_to_sign(desk.report) == []
    assert refusal(desk.write) == "The plan on a page has no text of the chair."
    secretary = client_of(march.secretary)
    token = fields_of([secretary.get(desk.at("report")).context["form"]["token"]])
    assert secretary.post(desk.at("draw_up"), token).url == desk.at("draft")


def test_the_month_of_the_question_is_that_of_the_notice(march):
    assert questions_of(march.notice)["will_meet"] == "Will the indicators and milestones be met by December 2013?"
    aim = Requirement.objects.for_notice(march.notice).filter(whole_plan=True)
    aim.update(deadline_on=date(2014, 6, 30))
    assert questions_of(march.notice)["will_meet"] == "Will the indicators and milestones be met by June 2014?"
    aim.update(deadline_kind="none stated", deadline_on=None)
    assert questions_of(march.notice)["will_meet"] == "Will the indicators and milestones be met?"


# Signed, drawn, checked


@pytest.mark.parametrize("of", [PLAN, EXCEPTIONS], ids=["plan", "exceptions"])
def test_what_is_no_whole_position_is_signed_and_drawn_and_is_not_the_dashboard(march, client_of, tmp_path, of):
    desk = Desk(march, **of)
    chair = client_of(march.chair)
    desk.draw_up()
    assert "Not signed" in text_of(chair.get(desk.at("draft")))
    edition = desk.sign(desk.report.photographs.get())
    pdf = desk.draw(edition)
    kind = KINDS[desk.report.purpose]
    assert validate(pdf, tmp_path).broken == []
    pages = pages_of(pdf)
    assert all(f"{kind.short} – position as at 5 March 2013 – edition 1" in page for page in pages)
    observer = client_of(march.cast.observer)
    answer = observer.get(desk.at("edition_pdf", 1))
    assert answer.content == pdf
    assert kind.short.replace(" ", "-") in answer.headers["Content-Disposition"]
    assert kind.title in text_of(observer.get(desk.at("edition", 1)))
    assert newest_edition(march.notice) is None
    assert "Dashboard" in text_of(observer.get(f"/{march.notice.slug}/dashboard/"))
    checked = text_of(chair.post("/verify/", {"fingerprint": edition.photograph.sha256}))
    assert f"{march.notice.council}: {kind.title}, edition 1" in checked


def test_the_plan_is_one_page_and_names_nobody(march):
    desk = Desk(march, **PLAN)
    edition = desk.publish()
    (page,) = pages_of(desk.draw(edition))
    people = [member.person.name for member in march.notice.memberships.select_related("person")]
    body = edition.photograph.body
    assert [name for name in people if name in page or name in body] == []
    assert "What we want to achieve" in page
    assert "Signed by the independent chair" in page
    rows = content_of(edition.photograph)["position"]["plan_on_a_page"]["rows"]
    assert [set(item) for row in rows for item in row["next"]] == [{"words", "by", "agency"}] * 2
    assert "1 of 3 done." in page


def test_a_plan_too_long_for_one_page_is_not_signed(march):
    desk = Desk(march, **PLAN)
    picture = desk.draw_up()
    assert too_long(picture) == ""
    content = json.loads(picture.body)
    row = {"number": 1, "words": "A long objective. " * 7, "next": [], "said": "Said. " * 30}
    content["position"]["plan_on_a_page"]["rows"] = [row | {"number": number} for number in range(1, 30)]
    body = canonical(content)
    long = Photograph(body=body, sha256=fingerprint(body), report=desk.report)
    assert too_long(long) == (
        "It runs over: the plan on a page keeps to one sheet. Have objectives or items said in fewer words."
    )


def test_an_exception_report_holds_what_it_shows_and_no_more(march):
    content = content_of(Desk(march, **EXCEPTIONS).draw_up())
    position = content["position"]
    assert [row["number"] for row in position["items"]["rows"]] == [3]
    assert {row["against"] for row in position["indicators"]["rows"]} == {"Misses"}
    assert "judgements" not in position
    assert passages(content) == []


def test_the_pack_for_a_review_has_the_evidence_and_the_decisions_since(march, review, client_of, tmp_path):
    march.decide("The duty desk has two more social workers.")
    desk = Desk(march, review=review)
    edition = desk.publish()
    pdf = desk.draw(edition)
    assert validate(pdf, tmp_path).broken == []
    words = " ".join(pages_of(pdf))
    for heading in (
        "Pack for the Department’s review, December 2012",
        "What followed from the last review",
        "The evidence behind what is met",
        "Decisions of the Board since the last review",
        "How this report was made",
    ):
        assert heading in words
    assert "No review by the Department is recorded yet." in words
    assert "since the issue of the notice on 17 October 2012" in words
    assert "The duty desk has two more social workers." in words
    assert newest_edition(march.notice) == edition
    observer = client_of(march.cast.observer)
    assert "the pack for the review of December 2012" in text_of(observer.get(f"/{march.notice.slug}/dashboard/"))


# What was photographed before


def test_a_photograph_of_the_first_schema_is_drawn_as_it_was(desk):
    desk.write()
    picture = desk.draw_up()
    old = json.loads(picture.body)
    old |= {"schema": 1, "purpose": "ministerial report"}
    del old["report"]["title"], old["position"]["reviews"]
    for row in old["position"]["calendar"]["reviews"]:
        del row["held"], row["follows"]
    drawn = read(Photograph(body=canonical(old)))
    assert drawn["report"]["title"] == "Progress report to Ministers, March 2013"
    assert drawn["sheets"]["followed"] == ""
    assert drawn["parts"] == read(picture)["parts"]
