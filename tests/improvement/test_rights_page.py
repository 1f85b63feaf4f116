"""Is docs/rights.md what the permission table says?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.policy import PERMISSION_WORDS, Role
from improvement.management.commands import rights_page


def test_the_page_is_up_to_date():
    call_command("rights_page", "--check")


def test_every_permission_has_a_row_and_every_role_a_column():
    rows = [line for line in rights_page.rights_page().splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(PERMISSION_WORDS)
    assert {row.count("|") for row in rows} == {len(Role) + 2}


def test_a_page_that_differs_is_shown_and_can_be_written(monkeypatch, tmp_path):
    page = tmp_path / "docs" / "rights.md"
    monkeypatch.setattr(rights_page, "PAGE", page)
    with pytest.raises(CommandError, match="out of date"):
        call_command("rights_page", "--check")
    call_command("rights_page", stdout=StringIO())
    call_command("rights_page", "--check")
    page.write_text(page.read_text().replace("yes", "–", 1))
    with pytest.raises(CommandError, match=r"\n\+\| .*yes"):
        call_command("rights_page", "--check")
