"""Does a notice come in whole, once, or not at all?"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from boards.models import Board
from notices.models import Measure, Notice, Requirement
from records.models import AuditChain, AuditEntry
from tests.cast import FILE_A, FILE_B


def load(path: Path) -> str:
    said = StringIO()
    call_command("load_notice", str(path), stdout=said)
    return said.getvalue()


@pytest.fixture
def copy(tmp_path):
    """The small notice in a folder of its own, its YAML changed by `change`."""

    def copy(change=lambda text: text) -> Path:
        (tmp_path / "northmoor-2013.txt").write_text(FILE_B.with_suffix(".txt").read_text())
        path = tmp_path / FILE_B.name
        path.write_text(change(FILE_B.read_text()))
        return path

    return copy


def test_a_notice_is_loaded_with_its_boards(db):
    assert "loaded" in load(FILE_A)
    notice = Notice.objects.get()
    assert Measure.objects.for_notice(notice).count() > 16
    kinds = {board.kind: board.name for board in Board.objects.for_notice(notice)}
    assert set(kinds) == {"improvement", "lscb"}
    assert kinds["improvement"] == notice.board_name


def test_what_proves_a_requirement_is_loaded_with_it(db):
    load(FILE_A)
    load(FILE_B)
    rows = {(row.notice.slug, row.reference): row for row in Requirement.objects.select_related("notice")}
    audits, aim = rows["wiltshire-2012", "QP8.a"], rows["wiltshire-2012", "RP2.a"]
    assert (audits.decided_by, audits.proof, audits.whole_plan) == ("audits", [], False)
    assert (aim.decided_by, aim.proof, aim.whole_plan) == ("", ["indicators", "milestones"], True)
    theirs = {
        (row.decided_by, tuple(row.proof), row.whole_plan)
        for (slug, _), row in rows.items()
        if slug != "wiltshire-2012"
    }
    assert theirs == {("", (), False)}  # their file says nothing of it


def test_the_same_file_twice_changes_nothing(db):
    load(FILE_A)
    before = AuditEntry.objects.count(), AuditChain.objects.get().head_hash
    assert "nothing changed" in load(FILE_A)
    assert (Notice.objects.count(), Board.objects.count()) == (1, 2)
    assert (AuditEntry.objects.count(), AuditChain.objects.get().head_hash) == before


def test_another_text_under_the_same_slug_is_refused(db, copy):
    path = copy()
    load(path)
    path = copy(lambda text: text.replace("Northmoor Council", "Northmoor County Council"))
    with pytest.raises(CommandError, match="something else"):
        load(path)
    assert Notice.objects.get().council == "Northmoor Council"


def test_a_changed_published_text_is_another_notice_too(db, copy):
    path = copy()
    load(path)
    text = path.with_suffix(".txt")
    text.write_text(text.read_text() + "\nOne more line.\n")
    with pytest.raises(CommandError, match="something else"):
        load(path)


def test_a_bad_file_names_its_line_and_writes_nothing(db, copy):
    path = copy(lambda text: text.replace("force: must", "force: perhaps", 1))
    line = path.read_text().splitlines().index("        force: perhaps") + 1
    with pytest.raises(CommandError, match=rf"Line {line}: ") as refusal:
        load(path)
    assert refusal.value.returncode == 1
    assert not Notice.objects.exists()


def test_a_file_that_is_not_there_is_said(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        load(tmp_path / "nowhere.yaml")


def test_an_address_of_the_product_is_no_slug(db, copy):
    with pytest.raises(CommandError, match="own addresses"):
        load(copy(lambda text: text.replace("slug: northmoor-2013", "slug: accessibility")))
    assert not Notice.objects.exists()
    assert not AuditChain.objects.exists()


def test_has_notices_says_so_by_its_exit_code(db):
    with pytest.raises(CommandError) as none:
        call_command("has_notices")
    assert none.value.returncode == 1
    load(FILE_B)
    call_command("has_notices")
