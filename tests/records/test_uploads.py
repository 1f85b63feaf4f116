"""Is a file stored only where it is what its name says, within its limits, under a name that is safe?"""

import contextlib
import tracemalloc
import zipfile
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from records.models import StoredFile
from records.refusal import Refused
from records.uploads import LARGEST_FILE, checked, clean_name, store
from tests import sent_files as sent
from tests.conftest import START

MACRO_TYPES = sent.TYPES.format("application/vnd.ms-word.document.macroEnabled.main+xml")
TAKEN = {
    "a.pdf": sent.PDF,
    "A.PDF": sent.PDF + b"\r\n",
    "a.docx": sent.office(),
    "a.xlsx": sent.workbook(),
    "b.xlsx": sent.office("spreadsheetml.sheet"),
    "a.pptx": sent.office("presentationml.presentation"),
    "utf-16.docx": sent.office(types=sent.TYPES.format(sent.MAIN.format("wordprocessingml.document"))),
    "a.odt": sent.open_document(),
    "a.ods": sent.open_document("spreadsheet"),
    "a.csv": "Week;Cases\r\n1;caf\xe9 \x80\r\n".encode("latin-1"),  # as Excel saves it on Windows
    "b.csv": b"\xef\xbb\xbfWeek,Cases\n1,2\n",
    "c.csv": "Week\tCases\n".encode("utf-16"),
    "a.txt": "Ten of ten – none late; 3 < 5.\n".encode(),
    "a.png": sent.png(),
    "a.jpg": sent.jpeg(),
    "a.jpeg": sent.jpeg(8_000, 5_000),
    "report.final.v2.pdf": sent.PDF,
    "program.exe.pdf": sent.PDF,  # the last ending counts, and the file is what it says
}
OTHER = "what is inside is not that"
REFUSED = {
    # kinds that are not taken
    "a.svg": (b"<svg onload='alert(1)'/>", "Files of this kind are not taken"),
    "a.html": (b"<script>alert(1)</script>", "Files of this kind are not taken"),
    "a.xml": (b"<a/>", "Files of this kind are not taken"),
    "a.gif": (b"GIF89a/*", "Files of this kind are not taken"),
    "a.exe": (b"MZ", "Files of this kind are not taken"),
    "a.pdf.exe": (sent.PDF, "Files of this kind are not taken"),
    "no ending": (sent.PDF, "Files of this kind are not taken"),
    "a.zip": (sent.archive({"a.txt": "a"}), "Archives are not taken"),
    "a.docm": (sent.office(types=MACRO_TYPES), "can hold macros"),
    "a.xlsm": (sent.workbook(), "can hold macros"),
    "a.doc": (b"\xd0\xcf\x11\xe0", "newer format"),
    # what is not what its name says
    "page.png": (b"<html><script>alert(1)</script></html>", OTHER),
    "page.pdf": (b"<html><script>alert(1)</script></html>%PDF-1.7\n%%EOF", OTHER),
    "page.txt": (b"\n  <!DOCTYPE html><script>alert(1)</script>", "a web page or a program"),
    "drawing.txt": (b"<?xml version='1.0'?><svg/>", "a web page or a program"),
    "script.txt": (b"#!/bin/sh\nrm -rf /", "a web page or a program"),
    "pdf.txt": (sent.PDF, "a web page or a program"),
    "program.csv": (b"MZ\x90\0\3\0\0\0", "not plain text"),
    "program.docx": (b"\x7fELF\2\1\1\0", OTHER),
    "picture.pdf": (sent.png(), OTHER),
    "picture.jpg": (sent.png(), OTHER),
    "archive.docx": (sent.archive({"a.txt": "a"}), OTHER),
    "sheet.docx": (sent.workbook(), OTHER),
    "text.ods": (sent.open_document(), OTHER),
    "macros.docx": (sent.office(types=MACRO_TYPES), "holds macros"),
    "macros too.docx": (sent.office(more={"word/vbaProject.bin": b"x"}), "holds macros"),
    "macros.odt": (sent.open_document(Basic__Standard="<m/>"), "holds macros"),
    "empty.pdf": (b"", "The file is empty"),
    # two kinds at once
    "page and.pdf": (b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF", "something of another kind"),
    "archive and.pdf": (sent.PDF[:-6] + sent.archive({"a": "a"}) + b"%%EOF", "something of another kind"),
    "archive and.png": (sent.png(after=sent.archive({"a": "a"})), "something of another kind"),
    "more and.png": (sent.png(after=b"alert(1)"), OTHER),
    "page and.jpg": (sent.jpeg(comment=b"<script>alert(1)</script>"), "something of another kind"),
    "pdf and.docx": (sent.PDF + sent.office(), OTHER),
    "after it.pdf": (sent.PDF + b"alert(1)", OTHER),
    # locked
    "locked.pdf": (sent.PDF.replace(b"/Root", b"/Encrypt 5 0 R /Root"), "protected with a password"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "protected with a password"),
    "locked.odt": (sent.open_document(**{"META-INF__manifest": "<encryption-data/>"}), "protected with a password"),
    # what is larger than it looks
    "dots.png": (sent.png(60_000, 60_000), "more than 40 million dots"),
    "dots.jpg": (sent.jpeg(60_000, 60_000), "more than 40 million dots"),
    "none.png": (sent.png(0, 5), OTHER),
    "bomb.docx": (partial(sent.bomb, 300), "far larger than it looks"),
    "slow bomb.docx": (partial(sent.bomb, 260, ballast=4), "far larger than it looks"),
    "lying.docx": (sent.lying(), OTHER),
    "lying more.docx": (sent.lying(400_000), OTHER),
    "nested.docx": (sent.office(more={"word/one.zip": sent.archive({"a": "a"})}), "holds programs, archives"),
    "parts.docx": (partial(sent.many_entries, 2_001), "more than 2,000 parts"),
    "very many parts.docx": (partial(sent.many_entries, 70_000), "more than 2,000 parts"),
    "program inside.docx": (sent.office(more={"word/a.exe": b"MZ"}), "holds programs, archives"),
    "up.docx": (sent.office(more={"../up.xml": "<a/>"}), "holds programs, archives"),
    "root.docx": (sent.office(more={"/etc/a.xml": "<a/>"}), "holds programs, archives"),
    "link.docx": (sent.office(attributes=sent.LINK), "holds programs, archives"),
    "entities.docx": (sent.office(more={"word/a.xml": sent.ENTITIES}), "holds programs, archives"),
    "reads.docx": (sent.office(more={"word/a.xml": sent.READS_A_FILE.encode("utf-16")}), "holds programs, archives"),
    "packed.docx": (sent.office(packing=zipfile.ZIP_LZMA), OTHER),
    "cut.docx": (sent.office()[:-40], OTHER),
    "damaged.docx": (sent.office().replace(b"<document/>", b"<document>>")[:300] + sent.office()[301:], OTHER),
    "before.docx": (b"PK\x03\x04" + sent.office(), OTHER),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_that_is_what_it_says_is_taken(name):
    upload = checked(SimpleUploadedFile(name, TAKEN[name]))
    assert (upload.name, upload.size, upload.stream.read(0)) == (name, len(TAKEN[name]), b"")


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_is_refused_in_a_sentence(name):
    content, sentence = REFUSED[name]
    content = content() if callable(content) else content  # what takes long to make is made here
    with pytest.raises(Refused, match=sentence):
        checked(SimpleUploadedFile(name, content))


def test_to_look_at_them_takes_little_memory():
    """Whatever they unpack to, and however many parts they name: less than a directory of a megabyte takes when it is read."""
    hostile = sent.many_entries(70_000), sent.bomb(40), sent.bomb(20, ballast=1)
    sent_by_somebody = [SimpleUploadedFile("a.docx", content) for content in hostile]
    tracemalloc.start()
    try:
        for upload in sent_by_somebody:
            with contextlib.suppress(Refused):
                checked(upload)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_file_of_25_mb_is_taken_and_one_byte_more_is_not():
    content = b"a" * LARGEST_FILE
    assert checked(SimpleUploadedFile("a.txt", content)).size == LARGEST_FILE
    with pytest.raises(Refused, match="Files may have up to 25 MB"):
        checked(SimpleUploadedFile("a.txt", content + b"a"))


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\Dip sample.docx", "Dip sample.docx"),
        ("../../up.pdf", "up.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("nul\x00.pdf", "nul.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),  # shown as invoiceexe.pdf
        ("\u200bcafe\u0301  2013 .csv", "café 2013.csv"),
        (".pdf", "file.pdf"),
        ("...", "file"),
        ('<img src=x onerror="alert(1)">.png', '<img src=x onerror="alert(1)">.png'),  # shown escaped
        ("é" * 200 + ".docx", "é" * 125 + ".docx"),
        ("a" * 300 + ".pdf", "a" * 251 + ".pdf"),
    ],
)
def test_a_name_is_what_a_person_sees(name, cleaned):
    assert clean_name(name) == cleaned
    assert len(cleaned.encode()) <= 255


class TestStoring:
    def upload(self, content=b"Ten of ten.", name="a.txt"):
        return checked(SimpleUploadedFile(name, content))

    @pytest.mark.parametrize(("scanner", "scan"), [((), "not_scanned"), (("/run/clamd.ctl",), "waiting")])
    def test_the_state_says_whether_it_will_be_scanned(self, db, settings, tmp_path, scanner, scan):
        settings.MEDIA_ROOT, settings.CLAMD = tmp_path, scanner
        row = store(self.upload(), at=START)
        assert (row.scan, row.size, row.content_type) == (scan, 11, "text/plain")
        assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [b"Ten of ten."]

    def test_bytes_in_which_a_virus_was_found_are_not_taken_again(self, db):
        row = store(self.upload(), at=START)
        assert store(self.upload(name="b.txt"), at=START) == row
        StoredFile.objects.update(scan=StoredFile.Scan.INFECTED)
        with pytest.raises(Refused, match="A virus was found in this file"):
            store(self.upload(), at=START)
