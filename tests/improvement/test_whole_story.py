"""Does the sample go on to the lifting of the notice, and is each report that it published then what it was? Loaded and drawn once."""

import io
import subprocess
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from improvement.sample.onward import story
from improvement.sample.people import AFTERWARDS, PEOPLE
from improvement.sample.stage import read
from notices.models import Notice
from records import audit, clock, files
from records.clock import london_day
from records.refusal import Refused
from records.writing import position
from reports import fit, production
from reports.drawing import content_of
from reports.models import Edition, Production
from reports.photograph import fingerprint, short
from reports.position import Position
from reports.verify import described, recognise
from tests.pages import address_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.only_on("sqlite"),  # nine months take long to live through, and pass alike on both databases
]
CURRENT, SUPERSEDED, WITHDRAWN = "current", "superseded", "withdrawn"
# By report and edition: when it was signed, and how it stands at the end.
PUBLISHED = {
    (1, 1): (date(2012, 12, 13), SUPERSEDED),
    (1, 2): (date(2012, 12, 17), CURRENT),
    (2, 1): (date(2013, 3, 20), SUPERSEDED),
    (2, 2): (date(2013, 3, 25), CURRENT),
    (3, 1): (date(2013, 6, 12), CURRENT),
    (4, 1): (date(2013, 8, 1), WITHDRAWN),
    (4, 2): (date(2013, 8, 9), CURRENT),
    (5, 1): (date(2013, 9, 20), CURRENT),
    (6, 1): (date(2013, 12, 12), CURRENT),
}
DRAWN = [(2, 1), (3, 1), (4, 1), (4, 2), (6, 1)]  # of each kind and in each state


@pytest.fixture(scope="module")
def notice(sample: Notice, django_db_blocker: DjangoDbBlocker) -> Iterator[Notice]:
    """The sample, lived on to the end, with five of its PDFs drawn as the worker draws them."""
    with django_db_blocker.unblock(), transaction.atomic():
        story.go_on(sample)
        wanted = [edition.pk for edition in Edition.objects.all() if place(edition) in DRAWN]
        Production.objects.exclude(edition__in=wanted).delete()  # the rest would be drawn alike
        assert production.draw_waiting() == len(DRAWN)
        yield sample
        transaction.set_rollback(True)


@pytest.fixture
def editions(notice):
    return {place(edition): edition for edition in Edition.objects.order_by("published_at")}


def place(edition: Edition) -> tuple[int, int]:
    return edition.report.number, edition.number


def pdf_of(edition: Edition) -> bytes:
    return files.read(edition.production.file)


def how_it_stands(edition: Edition) -> str:
    said = described(edition)
    return WITHDRAWN if said["withdrawn"] else SUPERSEDED if said["replaced"] else CURRENT


def test_every_edition_stands_as_its_story_says(editions):
    found = {key: (london_day(edition.published_at), how_it_stands(edition)) for key, edition in editions.items()}
    assert found == PUBLISHED


def test_every_photograph_is_still_what_was_signed(editions):
    for edition in editions.values():
        assert fingerprint(edition.photograph.body) == edition.photograph.sha256 == edition.signature.sha256
        assert recognise(beginning=edition.photograph.sha256[:12]) == edition


@pytest.mark.parametrize("key", DRAWN, ids=str)
def test_a_stored_pdf_is_known_to_the_byte(editions, client, key):
    edition, pdf = editions[key], pdf_of(editions[key])
    flipped = bytearray(pdf)
    flipped[len(pdf) // 2] ^= 1
    for sent, known in ((pdf, True), (bytes(flipped), False)):
        answer = client.post("/verify/", {"document": SimpleUploadedFile("report.pdf", sent)}).context["answer"]
        assert (answer is not None) == known
        assert not known or (answer["title"], answer["edition"]) == (described(edition)["title"], edition.number)


@pytest.mark.parametrize("key", DRAWN, ids=str)
def test_a_stored_pdf_is_tagged_and_each_page_wears_the_fingerprint(editions, key):
    edition, pdf = editions[key], pdf_of(editions[key])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert all("/StructParents" in page for page in document.pages)
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = run.stdout.decode().split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"Fingerprint {short(edition.photograph.sha256)}" in page
        assert f"Page {number} of {len(pages)}" in page
        assert f"wiltshire-2012 report {key[0]}" in page


def test_what_the_second_report_to_ministers_corrects_is_true(editions):
    def visits(edition):
        rows = content_of(edition.photograph)["position"]["indicators"]["rows"]
        points = next(row["points"] for row in rows if row["code"] == "CP-06")
        return next((row["numerator"], row["denominator"]) for row in points if row["on"] == "2013-02-28")

    assert [visits(editions[2, number]) for number in (1, 2)] == [("338", "441"), ("352", "441")]
    assert "352 of 441, and not 338." in editions[2, 2].corrects


def test_the_withdrawn_report_held_what_it_was_withdrawn_for_and_its_successor_does_not(editions):
    held = ["on sick leave" in editions[4, number].photograph.body for number in (1, 2)]
    assert held == [True, False]


def test_reports_to_ministers_keep_to_their_two_sheets_and_were_sent_and_acknowledged(editions):
    for key in ((2, 2), (5, 1)):
        edition = editions[key]
        assert fit.too_long(edition.photograph, corrects=edition.corrects) == ""
        assert (edition.sendings.count(), edition.acknowledgements.count()) == (1, 1)


def test_the_reviews_used_their_packs_and_the_last_lifted_the_notice(notice):
    reviews = Position(notice, position(notice.slug)).reviews
    assert [(row["held_on"], row["pack"], row["key"]) for row in reviews["rows"]] == [
        ("2012-12-18", {"report": 1, "edition": 2}, "continue"),
        ("2013-06-18", {"report": 3, "edition": 1}, "continue"),
        ("2013-12-18", {"report": 6, "edition": 1}, "lift"),
    ]
    assert reviews["lifted"]["on"] == "2013-12-18"


@pytest.mark.parametrize("who", ["sam", "dora"])
def test_the_story_of_the_notice_runs_from_its_issue_to_its_lifting(notice, client_of, who):
    reader = client_of(notice.memberships.get(person__email=f"{who}@sample.invalid").person)
    said = [event.words for event in reader.get(address_of(notice, "pages:story")).context["events"]]
    assert said[1].startswith("The notice is issued")  # after what was told to Ministers before it
    assert said[-1] == "The Department holds its final review. What follows: the notice is lifted"
    assert sum(words.startswith("The Board holds meeting") for words in said) == 11
    assert sum("withdrawn on 2 August 2013" in words for words in said) == 1


def test_nothing_is_left_overdue_and_what_is_missed_is_named(notice):
    stands = Position(notice, position(notice.slug))
    assert stands.items["off_plan_counts"]["overdue"] == 0
    assert [row["number"] for row in stands.items["rows"] if row["standing"] != "done"] == [65, 98]
    rows = {row["code"]: (row["against"], row["movement"]) for row in stands.indicators["rows"]}
    assert rows["FD-07"] == ("Misses", "Getting worse")
    assert [code for code, (against, _) in rows.items() if against == "Misses"] == ["CP-04", "FD-07", "GV-01"]
    assert [code for code, (against, _) in rows.items() if against == "Near"] == ["CP-03", "PA-04"]


def test_the_words_for_the_measures_are_those_that_were_told(notice):
    said = {"met": "Met", "on_course": "On course"}
    stands = Position(notice, position(notice.slug)).judgements["rows"]
    told = read("onward", "judgements.yaml")["judgements of December"]
    assert {code: row["word"] for code, row in stands.items()} == {
        code: said[row["word"]] for code, row in told.items()
    }
    counts = [row["word"] for row in told.values()]
    assert (counts.count("met"), counts.count("on_course"), len(counts)) == (12, 4, 16)


def test_people_are_told_what_to_try_at_the_end(notice):
    page = Client(headers={"host": "127.0.0.1"}).get(reverse("demonstration")).content.decode()
    assert AFTERWARDS["chris"] in page
    assert all(person.try_first not in page for person in PEOPLE)


def test_its_audit_chain_is_whole_and_it_does_not_go_on_twice(notice):
    assert list(audit.faults(notice.slug)) == []
    assert london_day(clock.now()) == story.ENDS.date() == date(2013, 12, 20)
    with pytest.raises(Refused, match="moved on already"):
        story.go_on(notice)
