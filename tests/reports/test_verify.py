"""Can anybody check that a document is the one that was signed, and learn nothing else?"""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages import text_of

pytestmark = pytest.mark.only_on("sqlite")  # one photograph is drawn alike on both databases

VERIFY = "/verify/"


def ask(fingerprint: str = "", document: bytes | None = None):
    sent = {"fingerprint": fingerprint}
    if document is not None:
        sent["document"] = SimpleUploadedFile("any.pdf", document, "application/pdf")
    return Client().post(VERIFY, sent)


@pytest.fixture
def published(desk):
    edition = desk.publish()
    return edition, desk.draw(edition)


def test_a_stranger_may_ask(db):
    assert Client().get(VERIFY).status_code == 200


def test_the_file_is_recognised(published):
    edition, pdf = published
    page = text_of(ask(document=pdf))
    assert "This is the file that was published" in page
    assert "Wiltshire Council: Progress report to Ministers, March 2013, edition 1" in page
    assert "by the independent chair on 5 March 2013, 10:00" in page
    assert edition.photograph.sha256 in page
    assert "It is the edition that stands" in page
    assert "A Independent chair" not in page  # the role, not the person


def test_fingerprints_are_recognised_whole_short_and_as_printed(published):
    edition, _ = published
    sha256, file_sha256 = edition.photograph.sha256, type(edition).objects.get().production.file.sha256
    printed = f" {sha256[:4]} {sha256[4:8].upper()}\u00a0{sha256[8:12]} "
    for fingerprint in (sha256, sha256.upper(), sha256[:12], printed, file_sha256, file_sha256[:12]):
        page = text_of(ask(fingerprint))
        assert "A published report has this fingerprint" in page
        assert sha256 in page


def test_one_changed_byte_is_another_file(published):
    _, pdf = published
    page = text_of(ask(document=pdf[:-1] + b" "))
    assert "Not recognised" in page
    assert "A file that was opened and saved again" in page
    assert "Wiltshire" not in page


def test_a_replaced_edition_is_recognised_and_said_to_be_replaced(desk, published):
    first, pdf = published
    second = desk.publish(ask="Somebody to send.")
    for answer in (ask(document=pdf), ask(first.photograph.sha256)):
        assert "Replaced by edition 2 on 5 March 2013" in text_of(answer)
    assert "It is the edition that stands" in text_of(ask(second.photograph.sha256))
    desk.draw(second)
    assert "Replaced by edition 2 on 5 March 2013" in text_of(ask(document=pdf))


def test_every_byte_counts_of_a_real_file(published):
    """Also a byte that no reader shows, and a figure that somebody writes anew with a program for PDFs."""
    _, pdf = published
    for place in (20, len(pdf) // 3, len(pdf) // 2, len(pdf) - 30):
        forged = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        assert "Not recognised" in text_of(ask(document=forged)), place
    saved_again = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(saved_again)
    assert "Not recognised" in text_of(ask(document=saved_again.getvalue()))
    assert "This is the file that was published" in text_of(ask(document=pdf))


def test_one_that_was_withdrawn_is_said_to_be_and_not_why(desk, published):
    edition, pdf = published
    desk.withdraw(edition, "It names a child.")
    for answer in (ask(document=pdf), ask(edition.photograph.sha256)):
        page = text_of(answer)
        assert "Withdrawn on 5 March 2013: do not rely on it" in page
        assert "names a child" not in page
        assert "It is the edition that stands" not in page
    second = desk.publish(ask="Somebody to send.")
    assert "Edition 2 of 5 March 2013 stands in its place" in text_of(ask(document=pdf))
    assert "It is the edition that stands" in text_of(ask(second.photograph.sha256))


def test_an_edition_whose_successor_was_withdrawn_stands_again(desk, published):
    _, pdf = published
    second = desk.publish(ask="Somebody to send.")
    desk.withdraw(second)
    assert "It is the edition that stands" in text_of(ask(document=pdf))


def test_who_asks_too_often_has_to_wait_and_nobody_else(db):
    for _ in range(60):
        assert ask("0" * 12).status_code == 200
    answer = ask("0" * 12)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert "To protect the service, this can be done only a certain number of times in a row." in text_of(answer)
    assert "Wait five minutes, then try again." in text_of(answer)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post(VERIFY, {"fingerprint": "0" * 12}).status_code == 200
    assert Client().get(VERIFY).status_code == 200


def test_a_draft_is_not_recognised(desk):
    desk.write()
    picture = desk.draw_up()
    assert "Not recognised" in text_of(ask(picture.sha256))


@pytest.mark.parametrize(
    ("fingerprint", "sentence"),
    [
        ("", "Choose a PDF, or enter a fingerprint."),
        ("abc", "A fingerprint has 12 to 64 figures and letters from a to f."),
        ("0123 4567 89a", "A fingerprint has 12 to 64 figures and letters from a to f."),
        ("g" * 12, "A fingerprint has 12 to 64 figures and letters from a to f."),
        ("a" * 65, "A fingerprint has 12 to 64 figures and letters from a to f."),
        ("'; drop table reports_edition; --", "A fingerprint has 12 to 64 figures and letters from a to f."),
        ("٣" * 12, "A fingerprint has 12 to 64 figures and letters from a to f."),
        ("\x00" * 12, "Null characters are not allowed."),
        ("a" * 500, "at most 120 characters"),
    ],
)
def test_garbage_is_answered_with_a_sentence(db, fingerprint, sentence):
    answer = ask(fingerprint)
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)


@pytest.mark.parametrize("content", [b"\x00", b"GIF89a", "٣".encode() * 9])
def test_any_file_may_be_asked_about(db, content):
    assert "Not recognised" in text_of(ask(document=content))


def test_an_empty_file_is_said_to_be_empty(db):
    answer = ask(document=b"")
    assert (answer.status_code, "The submitted file is empty." in text_of(answer)) == (422, True)


def test_a_file_over_25_mb_is_refused_with_a_sentence(db):
    just_over = io.BytesIO(b"x" * (25 * 1024 * 1024 + 1)).getvalue()
    answer = ask(document=just_over)
    assert answer.status_code == 422
    assert "The file is larger than 25 MB, so it is not one of our reports." in text_of(answer)


def test_the_page_keeps_nothing(published):
    from records.models import StoredFile

    ask(document=b"somebody's own file")
    assert StoredFile.objects.count() == 1
