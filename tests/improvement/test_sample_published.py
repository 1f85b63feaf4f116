"""Has the sample a published past, and is what it says of it true? The pack for the review of December 2012, signed twice."""

from datetime import date

import pytest

from improvement.sample.published import newest_edition
from records.clock import LONDON
from records.writing import position
from reports.drawing import content_of
from reports.models import Edition, Production, Report
from reports.photograph import fingerprint
from reports.position import Position
from reports.small_words import passages
from reports.verify import described, recognise
from reports.withdrawing import superseding
from tests.pages import address_of


@pytest.fixture
def notice(sample, db):
    return sample


@pytest.fixture
def editions(notice):
    """Both editions of the pack for the review."""
    return list(Edition.objects.filter(report__notice=notice, report__number=1).order_by("number"))


def figure(edition, code, on):
    """As the edition shows it: how many, of how many."""
    rows = content_of(edition.photograph)["position"]["indicators"]["rows"]
    points = next(row["points"] for row in rows if row["code"] == code)
    return next((point["numerator"], point["denominator"]) for point in points if point["on"] == on)


def test_the_pack_for_december_was_signed_and_replaced_before_the_review(notice, editions):
    report = Report.objects.get(notice=notice, number=1)
    assert (report.purpose, report.review.on) == (Report.Purpose.REVIEW, date(2012, 12, 31))
    signed = [edition.published_at.astimezone(LONDON).date() for edition in editions]
    assert signed == [date(2012, 12, 13), date(2012, 12, 17)]
    first, second = editions
    assert (superseding(first), superseding(second)) == (second, None)
    assert [described(edition)["replaced"] is not None for edition in editions] == [True, False]
    assert Report.objects.filter(notice=notice).exclude(editions=None).get() == report


def test_what_the_second_edition_corrects_is_true(editions):
    said = editions[1].corrects
    shown = [figure(edition, "AS-01", "2012-11-30") for edition in editions]
    assert shown == [("283", "385"), ("292", "385")]
    assert "November (AS-01): 292 of 385, which is 76 %, and not 283 of 385. Nine that were finished" in said
    assert editions[1].photograph.on.isoformat() == "2012-12-17"
    assert said.endswith("The position is that of 17 December.")


@pytest.mark.parametrize(("number", "share", "day"), [(0, 74, "7 December"), (1, 76, "14 December")])
def test_the_chair_says_what_the_figures_say(editions, number, share, day):
    edition, november = editions[number], "2012-11-30"
    done, of = map(int, figure(edition, "AS-01", november))
    done_in_march, of_march = map(int, figure(edition, "AS-01", "2012-03-31"))
    safer = content_of(edition.photograph)["text"][0]["answer"]
    assert (round(100 * done / of), round(100 * done_in_march / of_march)) == (share, 55)
    assert f"In November {share} of 100 initial assessments were completed in time, from 55 of 100 in March" in safer
    assert f"In September 41 cases waited beyond our standard for a social worker; on {day} none did." in safer
    waiting = next(
        row for row in content_of(edition.photograph)["position"]["indicators"]["rows"] if row["code"] == "FD-05"
    )
    assert (waiting["points"][0]["figure"], waiting["points"][-1]["figure"]) == ("41", "0")
    assert waiting["points"][-1]["on"] == f"2012-12-{day.split()[0]:0>2}"


def test_the_caseloads_that_were_remarked_on_are_those_of_the_figures(editions):
    rows = content_of(editions[0].photograph)["position"]["indicators"]["rows"]
    points = {point["on"]: point["value"] for row in rows if row["code"] == "WF-01" for point in row["points"]}
    remarked = editions[0].report.remarks.get()
    assert (points["2012-09-30"], points["2012-11-30"]) == ("25.8", "24.7")
    assert remarked.words == "Caseloads came down from 25.8 in September to 24.7 in November. Please say so."
    assert remarked.answers.count() == 1


def test_both_were_checked_and_only_the_second_was_sent_and_acknowledged(editions):
    assert all(edition.report.checks.filter(photograph=edition.photograph).exists() for edition in editions)
    assert [edition.sendings.count() for edition in editions] == [0, 1]
    assert [edition.acknowledgements.count() for edition in editions] == [0, 1]


def test_the_review_used_the_second(notice, editions):
    review = Position(notice, position(notice.slug)).reviews["rows"][0]
    assert (review["held_on"], review["pack"]) == ("2012-12-18", {"report": 1, "edition": 2})
    assert newest_edition(editions[0].report) == editions[1]


def test_their_photographs_are_what_their_fingerprints_say_and_their_pdfs_wait_for_the_worker(editions):
    for edition in editions:
        assert fingerprint(edition.photograph.body) == edition.photograph.sha256 == edition.signature.sha256
        assert edition.production.state == Production.State.WAITING
        assert recognise(beginning=edition.photograph.sha256[:12]) == edition


def test_what_the_chair_and_the_council_wrote_holds_no_small_number(editions):
    for edition in editions:
        written = {"The chair’s text", "What the council says"}
        assert [one for one in passages(content_of(edition.photograph)) if one.where in written] == []


@pytest.mark.parametrize("who", ["dora", "scott"])
def test_whoever_reads_what_is_published_finds_it(notice, editions, client_of, who):
    reader = client_of(notice.memberships.get(person__email=f"{who}@sample.invalid").person)
    shelf = reader.get(address_of(notice, "reports:report_list")).content.decode()
    assert shelf.index("Pack for the review of December 2012") < shelf.index("Replaced by edition 2.")
    assert "Sent to the officials who review for the Department on 17 December 2012." in shelf
    assert "March 2013" not in shelf.partition("<main")[2].partition("</main>")[0]
    assert "17 December 2012" in reader.get(address_of(notice, "pages:dashboard")).content.decode()
    story = reader.get(address_of(notice, "pages:story")).content.decode()
    assert story.count("of the pack for the review of December 2012") == 3
    review = reader.get(address_of(notice, "pages:review", "2012-12")).content.decode()
    assert "Edition 2 of the pack for the review of December 2012" in review
