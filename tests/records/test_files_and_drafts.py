"""Are bytes kept once and checked when read, and is what somebody typed kept word for word until they send it?"""

import os
import stat

import pytest

from records import drafts, files
from records.models import Draft, StoredFile
from tests.cast import person
from tests.conftest import START

PDF = b"%PDF-1.7 not really"


@pytest.fixture
def kept(db, settings, tmp_path) -> StoredFile:
    settings.MEDIA_ROOT = tmp_path
    return files.keep(PDF, content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=START)


def test_bytes_are_read_as_they_were_kept(kept):
    assert files.read(kept) == PDF
    assert (kept.size, kept.scan) == (len(PDF), "made_here")


def test_same_bytes_are_kept_once(kept, tmp_path):
    again = files.keep(PDF, content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=START)
    assert again == kept
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [kept.sha256]


def test_file_is_for_this_program_alone(kept):
    assert stat.S_IMODE(os.stat(files.path_of(kept.sha256)).st_mode) == 0o640


def test_file_that_has_changed_on_disk_is_not_read(kept):
    files.path_of(kept.sha256).write_bytes(PDF + b" ")
    with pytest.raises(OSError, match="has changed on disk"):
        files.read(kept)


def test_file_that_is_gone_is_not_read(kept):
    files.path_of(kept.sha256).unlink()
    with pytest.raises(OSError, match="No such file"):
        files.read(kept)


def test_file_lost_on_disk_is_kept_anew(kept):
    files.path_of(kept.sha256).unlink()
    files.keep(PDF, content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=START)
    assert files.read(kept) == PDF


def keep(by, text, form="update 1", reference="a-notice"):
    return drafts.keep(reference, form, text, by=by, at=START)


def test_draft_is_kept_word_for_word_and_overwritten(db):
    officer = person("Officer")
    keep(officer, {"done_so_far": "Half ", "next_step": ""})
    keep(officer, {"done_so_far": " Half of it,\r\n& more 🗂"})
    assert {form: draft.text for form, draft in drafts.of(officer, "a-notice").items()} == {
        "update 1": {"done_so_far": " Half of it,\r\n& more 🗂"}
    }


def test_draft_is_ones_own_and_of_one_form_and_notice(db):
    officer, other = person("Officer"), person("Partner")
    keep(officer, {"words": "a"})
    keep(officer, {"words": "b"}, form="update 2")
    keep(officer, {"words": "c"}, reference="b-notice")
    keep(other, {"words": "d"})
    assert {form: draft.text["words"] for form, draft in drafts.of(officer, "a-notice").items()} == {
        "update 1": "a",
        "update 2": "b",
    }
    drafts.forget("a-notice", "update 1", by=officer)
    assert sorted(draft.text["words"] for draft in Draft.objects.all()) == ["b", "c", "d"]


@pytest.mark.parametrize("nothing", [{}, {"words": ""}, {"words": " \n"}])
def test_empty_draft_is_forgotten(db, nothing):
    officer = person("Officer")
    keep(officer, {"words": "a"})
    assert keep(officer, nothing) is None
    assert not Draft.objects.exists()


def test_draft_is_cut_at_its_length(db):
    assert len(keep(person("Officer"), {"words": "ä" * 30_000}).text["words"]) == drafts.LONGEST
