"""Does a real virus scanner find what it knows, is the rest given out only when it has looked, and does a file wait while
nobody answers? With Debian's clamd and a signature written here; nothing is fetched."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plans.scanning import scan_waiting
from records import audit
from records.models import AuditEntry, StoredFile
from records.scanning import NotScanned, find_virus
from tests import sent_files as sent
from tests.agendas import ITEMS, draw_up, send_paper
from tests.evidence_files import evidence_with, given, upload
from tests.paper_files import pdf

# Not EICAR's own words: a scanner that looks at this repository is to find nothing.
SIGN = "-".join(["a", "virus", "that", "this", "test", "alone", "knows"]).upper().encode()
CLAMD = shutil.which("clamd", path=os.environ.get("PATH", "") + ":/usr/sbin")
SECONDS_TO_START = 60

pytestmark = pytest.mark.only_on("sqlite")


def configuration(folder: Path) -> str:
    return f"LocalSocket {folder}/socket\nDatabaseDirectory {folder}/signatures\nTemporaryDirectory {folder}\nForeground yes\n"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scanner of the tests' own that knows one virus: the path of its socket."""
    assert CLAMD, "clamd is missing: scripts/setup test installs clamav-daemon"
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "test.ndb").write_text(f"Of-This-Test:0:*:{SIGN.hex()}\n")
    (folder / "clamd.conf").write_text(configuration(folder))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([CLAMD, "--config-file", folder / "clamd.conf"], stdout=log, stderr=log)
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not (folder / "socket").exists():
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until, "it does not listen"
            time.sleep(0.1)
        yield str(folder / "socket")
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("content", "virus"),
    [
        (b"Ten of ten.", ""),
        (b"Before it " + SIGN + b" and after.", "Of-This-Test.UNOFFICIAL"),
        (sent.archive({"inside.txt": SIGN}), "Of-This-Test.UNOFFICIAL"),
        (sent.office(more={"word/media.bin": SIGN}), "Of-This-Test.UNOFFICIAL"),
        (sent.archive({"inside.txt": b"Ten of ten."}), ""),
    ],
)
def test_what_it_knows_is_found_wherever_it_hides(clamd, content, virus):
    assert find_virus([content[:7], content[7:]], (clamd,)) == virus


def test_no_answer_is_not_clean(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        find_virus([b"x"], (str(tmp_path / "nobody"),))
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))  # and does not listen
        address = port.getsockname()
        with pytest.raises(OSError, match="refused"):
            find_virus([b"x"], address)


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OKAY\0", b"OK\0"])
def test_any_other_answer_is_not_clean_either(answer, tmp_path):
    with socket.socket(socket.AF_UNIX) as listener, ThreadPoolExecutor(1) as threads:
        listener.bind(str(tmp_path / "socket"))
        listener.listen()
        heard = threads.submit(answers, listener, answer)
        with pytest.raises(NotScanned):
            find_virus([b"Ten of ten."], (str(tmp_path / "socket"),))
        assert heard.result() == b"zINSTREAM\0\0\0\0\x0bTen of ten.\0\0\0\0"


def answers(listener: socket.socket, answer: bytes) -> bytes:
    """What one caller said, who was answered so."""
    line, _ = listener.accept()
    with line:
        heard = b""
        while not heard.endswith(bytes(4)):
            heard += line.recv(1000)
        line.sendall(answer)
        return heard


class TestTheSweep:
    @pytest.fixture(autouse=True)
    def with_scanner(self, settings, clamd: str, tmp_path: Path) -> None:
        settings.CLAMD, settings.MEDIA_ROOT = (clamd,), tmp_path

    def test_a_clean_file_is_given_out_once_it_was_scanned(self, world, client_of) -> None:
        evidence_with(world, upload(b"Ten of ten."))
        assert given(world, client_of(world.chair), 1) == 404
        assert [scan_waiting(), scan_waiting()] == [1, 0]
        assert StoredFile.objects.get().scan == "clean"
        assert given(world, client_of(world.chair), 1) == b"Ten of ten."

    def test_a_virus_is_written_down_once_and_given_to_nobody(self, world, client_of) -> None:
        row = evidence_with(world, upload(sent.office(more={"word/media.bin": SIGN}), "a.docx"))
        assert [scan_waiting(), scan_waiting()] == [1, 0]
        assert StoredFile.objects.get().scan == "infected"
        assert [given(world, client_of(who), row.number) for who in (world.officer, world.secretary)] == [404, 404]
        entry = AuditEntry.objects.get(verb="find_virus")
        assert (entry.person, entry.thing) == ("product", "evidence E1")
        assert list(audit.faults(world.notice.slug)) == []

    def test_a_virus_in_a_paper_is_written_down_of_the_paper(self, world) -> None:
        (item,) = draw_up(world, world.meetings[1], ITEMS[:1])
        row = send_paper(world, item, content=pdf(2, content=SIGN))
        assert scan_waiting() == 1
        row.file.refresh_from_db()
        assert row.file.scan == StoredFile.Scan.INFECTED
        entry = AuditEntry.objects.get(verb="find_virus")
        assert (entry.thing, entry.person) == ("paper 1 for item 1 of meeting 2", "product")

    def test_while_the_scanner_is_down_files_wait(self, world, settings, caplog) -> None:
        evidence_with(world, upload(b"Ten of ten."))
        there, settings.CLAMD = settings.CLAMD, ("/nobody/listens/here",)
        assert [scan_waiting(), scan_waiting()] == [0, 0]
        assert StoredFile.objects.get().scan == "waiting"
        assert [line.message.partition(",")[0] for line in caplog.records] == ["the virus scanner does not answer"]
        settings.CLAMD = there
        assert scan_waiting() == 1

    def test_what_was_stored_before_there_was_a_scanner_is_scanned(self, world, settings) -> None:
        there, settings.CLAMD = settings.CLAMD, ()
        evidence_with(world, upload(b"Ten of ten."))
        assert (StoredFile.objects.get().scan, scan_waiting()) == ("not_scanned", 0)
        settings.CLAMD = there
        assert (scan_waiting(), StoredFile.objects.get().scan) == (1, "clean")

    def test_a_file_that_is_gone_holds_up_no_other(self, world, tmp_path) -> None:
        gone = evidence_with(world, upload(b"Ten of ten."))
        evidence_with(world, upload(b"Nine of ten."))
        (tmp_path / gone.file.sha256[:2] / gone.file.sha256).unlink()
        assert [scan_waiting(), scan_waiting()] == [1, 0]
        assert sorted(StoredFile.objects.values_list("scan", flat=True)) == ["clean", "waiting"]
