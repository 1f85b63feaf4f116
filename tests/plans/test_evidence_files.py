"""Is a file stored with the evidence or refused whole, is it given to those who may have it, and as something to save?"""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from notices.models import Membership
from plans.models import Evidence
from records import uploads
from records.models import AuditEntry, StoredFile
from records.refusal import Refused
from reports.models import Edition
from reports.needs import places_of
from tests import sent_files as sent
from tests.evidence_files import evidence_with, given, upload
from tests.pages import address_of, drawn, queries, text_of

GIVEN = {"title": "Dip sample", "note": "", "strength": "self_reported", "requirements": ["QP1.a"]}
WORDS = b"Ten of ten had one."


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def stored_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def post(client, address, content=WORDS, name="dip-sample.txt", **typed):
    body = drawn(client, address) | GIVEN | typed
    return client.post(address, body | {"file": SimpleUploadedFile(name, content, "text/html")})


def test_a_file_alone_is_enough(world, client_of, folder):
    client, address = client_of(world.officer), address_of(world.notice, "plans:item_evidence", 1)
    assert post(client, address).status_code == 302
    row = Evidence.objects.get()
    assert (row.file_name, row.file.size, row.file.scan, row.note) == ("dip-sample.txt", 19, "not_scanned", "")
    assert stored_in(folder) == [WORDS]
    fields = AuditEntry.objects.get(verb="record_evidence").fields
    assert {"file_name", "sha256"} <= set(fields)
    page = text_of(client.get(address_of(world.notice, "plans:evidence", 1)))
    assert "dip-sample.txt</a>, 19 bytes" in page
    assert "Not scanned: no scanner is set up" in page


def test_the_same_form_twice_stores_once_and_another_file_under_it_is_refused(world, client_of, folder):
    client, address = client_of(world.officer), address_of(world.notice, "plans:record_evidence")
    body = drawn(client, address) | GIVEN
    answers = [
        client.post(address, body | {"file": SimpleUploadedFile("a.txt", content)}).status_code
        for content in (WORDS, WORDS, b"Nine of ten.")
    ]
    assert answers == [302, 302, 422]
    assert (Evidence.objects.count(), stored_in(folder)) == (1, [WORDS])


def test_a_file_that_is_not_what_it_says_loses_nothing_that_was_typed(world, client_of, folder):
    client, address = client_of(world.officer), address_of(world.notice, "plans:record_evidence")
    answer = post(client, address, b"<script>alert(1)</script>", "<b>.png", title="What I typed")
    assert answer.status_code == 422
    page = text_of(answer)
    assert "The name ends in .png, and what is inside is not that" in page
    assert 'value="What I typed"' in page
    assert not Evidence.objects.exists()
    assert not folder.exists()


def test_a_form_that_comes_back_asks_for_its_file_again(world, client_of):
    client, address = client_of(world.officer), address_of(world.notice, "plans:record_evidence")
    answer = post(client, address, name="<i>.txt", title="")
    assert "Choose “&lt;i&gt;.txt” again" in text_of(answer)
    assert answer.status_code == 422
    assert StoredFile.objects.count() == 0


def test_a_number_of_a_child_in_the_name_is_asked_about(world, client_of):
    client, address = client_of(world.officer), address_of(world.notice, "plans:record_evidence")
    assert "looks like an NHS number" in text_of(post(client, address, name="943 476 5919.txt"))
    assert post(client, address, name="943 476 5919.txt", confirmed="on").status_code == 302


@pytest.mark.parametrize(("limit", "most"), [("MOST_FILES", 1), ("MOST_BYTES", 30)])
def test_a_notice_has_room_for_so_much(world, monkeypatch, limit, most):
    monkeypatch.setattr(uploads, limit, most)
    evidence_with(world, upload())
    with pytest.raises(Refused, match="Give a link instead"):
        evidence_with(world, upload(b"Nine of ten."))
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (1, 1)
    monkeypatch.setattr(uploads, limit, most + 30)
    evidence_with(world, upload(b"Nine of ten."))


class TestDiskFull:
    """A real disk of a megabyte, for stored files or for files in transit."""

    @pytest.fixture
    def small_disk(self, tmp_path: Path):
        disk = tmp_path / "disk"
        disk.mkdir()
        mounted = (
            os.getuid() == 0
            and not subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True
            ).returncode
        )
        if not mounted:
            pytest.skip("only root can mount a small disk to fill")
        yield disk
        subprocess.run(["umount", disk], check=True)

    def test_nothing_is_half_stored_and_the_text_comes_back(self, world, client_of, settings, small_disk):
        settings.MEDIA_ROOT = small_disk
        client, address = client_of(world.officer), address_of(world.notice, "plans:record_evidence")
        first, second = b"a" * 600_000, b"b" * 600_000
        assert post(client, address, first).status_code == 302
        answer = post(client, address, second, title="What I typed")
        assert answer.status_code == 507
        page = text_of(answer)
        assert "There is no room left to store this file" in page
        assert 'value="What I typed"' in page
        assert (Evidence.objects.count(), StoredFile.objects.count(), stored_in(small_disk)) == (1, 1, [first])
        for path in [path for path in small_disk.rglob("*") if path.is_file()]:
            path.unlink()
        assert post(client, address, second).status_code == 302

    def test_a_file_that_does_not_fit_in_transit_is_answered_alike(self, world, client_of, settings, small_disk):
        settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(small_disk), 1_000
        client, address = client_of(world.officer), address_of(world.notice, "plans:record_evidence")
        answer = post(client, address, b"a" * 3_000_000, title="What I typed")
        assert answer.status_code == 507
        assert 'value="What I typed"' in text_of(answer)
        assert "There is no room left" in text_of(answer)
        assert list(small_disk.iterdir()) == []
        assert post(client, address, b"a" * 500_000).status_code == 302


class TestGivingOut:
    @pytest.mark.parametrize(
        ("name", "content", "disposition"),
        [
            ("dip sample.txt", WORDS, 'attachment; filename="dip sample.txt"'),
            ("café 2013.pdf", sent.PDF, "attachment; filename*=utf-8''caf%C3%A9%202013.pdf"),
            ('<img src=x onerror="a()">.png', sent.png(), 'attachment; filename="<img src=x onerror=\\"a()\\">.png"'),
            ("a\r\nSet-Cookie: b=1.csv", b"Week,Cases\n", 'attachment; filename="aSet-Cookie: b=1.csv"'),
        ],
    )
    def test_it_is_to_be_saved_and_never_shown(self, world, client_of, name, content, disposition):
        evidence_with(world, upload(content, name))
        answer = client_of(world.chair).get(address_of(world.notice, "pages:evidence_file", 1))
        assert answer.content == content
        assert {
            header: answer.headers[header]
            for header in (
                "Content-Disposition",
                "X-Content-Type-Options",
                "Content-Security-Policy",
                "Cache-Control",
                "Content-Length",
            )
        } == {
            "Content-Disposition": disposition,
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "Content-Length": str(len(content)),
        }
        assert not answer.headers["Content-Type"].startswith("text/html")

    def test_its_name_is_shown_escaped(self, world, client_of):
        evidence_with(world, upload(sent.png(), '<img src=x onerror="a()">.png'), world.item(1))
        for page in ("plans:evidence", "pages:item"):
            assert "<img src=x" not in text_of(client_of(world.chair).get(address_of(world.notice, page, 1)))

    @pytest.mark.parametrize(
        ("scan", "got"), [("waiting", 404), ("infected", 404), ("clean", WORDS), ("not_scanned", WORDS)]
    )
    def test_it_is_given_once_nothing_was_found(self, world, client_of, scan, got):
        evidence_with(world, upload())
        StoredFile.objects.update(scan=scan)
        assert given(world, client_of(world.officer), 1) == got

    def test_a_note_has_no_file(self, world, client_of):
        world.evidence()
        assert given(world, client_of(world.chair), 1) == 404

    def test_circulated_sight_has_what_a_published_edition_relies_on(self, world, cast, client_of):
        accepted, waiting = evidence_with(world, upload()), evidence_with(world, upload(b"Nine of ten."))
        world.review(accepted)
        readers = [client_of(cast.observer), client_of(cast.scrutiny)]
        assert [given(world, reader, 1) for reader in readers] == [404, 404]
        world.clock.move_to(date(2013, 3, 5))
        world.publish_report(date(2013, 3, 31))
        assert [given(world, reader, 1) for reader in readers] == [WORDS, WORDS]
        assert [given(world, reader, waiting.number) for reader in readers] == [404, 404]
        world.review(waiting)  # after the edition: it does not rely on it
        assert given(world, readers[0], waiting.number) == 404
        page = readers[0].get(address_of(world.notice, "reports:edition", 1, 1))
        assert [(row["number"], row["file"]["sha256"]) for row in page.context["files"]] == [(1, accepted.file.sha256)]
        assert Edition.objects.count() == 1


class TestVirus:
    @pytest.fixture
    def infected(self, world) -> Evidence:
        row = evidence_with(world, upload(), world.item(1))
        StoredFile.objects.update(scan=StoredFile.Scan.INFECTED)
        return row

    def test_who_sent_it_and_the_secretary_see_it(self, world, client_of, infected):
        page = text_of(client_of(world.officer).get(address_of(world.notice, "plans:evidence", 1)))
        assert "A virus was found in this file" in page
        told = "1 piece of evidence has a file in which a virus was found"
        for person, sees in ((world.officer, True), (world.secretary, True), (world.chair, False)):
            memberships = list(Membership.objects.filter(person=person).select_related("notice"))
            needs = places_of(memberships, world.clock.today)[0].needs
            assert any(f"{need.count} {need.words}".startswith(told) for need in needs) == sees

    def test_it_is_not_accepted_and_something_takes_its_place(self, world, client_of, infected):
        with pytest.raises(Refused, match="cannot be accepted: its file holds a virus"):
            world.review(infected)
        assert client_of(world.officer).get(address_of(world.notice, "plans:evidence", 1)).context["may_replace"]
        later = evidence_with(world, upload(b"Clean."), world.item(1), supersedes=infected)
        world.review(later)
        assert world.review(infected, "returned").answer == "returned"

    def test_what_waits_for_the_scanner_is_not_accepted_yet(self, world):
        row = evidence_with(world, upload())
        StoredFile.objects.update(scan=StoredFile.Scan.WAITING)
        with pytest.raises(Refused, match="waiting for the virus scanner"):
            world.review(row)
        StoredFile.objects.update(scan=StoredFile.Scan.CLEAN)
        assert world.review(row).answer == "accepted"


def test_earlier_versions_are_shown_without_a_query_each(world, client_of):
    client, counts, row = client_of(world.chair), [], None
    for version in range(4):
        row = evidence_with(world, upload(b"Version %d" % version), world.item(1), supersedes=row)
        world.review(row, "returned")
        if version:
            counts.append(queries(client, address_of(world.notice, "plans:evidence", row.number)))
    assert len(set(counts)) == 1
    page = client.get(address_of(world.notice, "plans:evidence", 4))
    assert [line.reference for line in page.context["earlier"]] == ["E3", "E2", "E1"]
