"""Writes who may do what, from the permission table itself, so that the page and the product cannot differ."""

import difflib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.policy import PERMISSION_WORDS, Permission, Role, Sight, allows

PAGE = Path(settings.BASE_DIR, "docs", "rights.md")


class Command(BaseCommand):
    help = "Write docs/rights.md from accounts/policy.py; with --check, say what differs and fail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail where the page is not what it should be"
        )

    def handle(self, *args: object, check: bool, **options: object) -> None:
        page = rights_page()
        there = PAGE.read_text() if PAGE.exists() else ""
        if not check:
            PAGE.parent.mkdir(exist_ok=True)
            PAGE.write_text(page)
            self.stdout.write(f"{PAGE.name}: {'written' if page != there else 'nothing changed'}.")
        elif page != there:
            difference = difflib.unified_diff(
                there.splitlines(), page.splitlines(), "docs/rights.md", "accounts/policy.py", lineterm=""
            )
            raise CommandError(
                "\n".join([*difference, "", "docs/rights.md is out of date. Run: manage.py rights_page"])
            )


def cell(role: Role, permission: Permission) -> str:
    if allows(role, permission):
        return "yes"
    return "if added" if allows(role, permission, reviewer=True) else "–"


def rights_page() -> str:
    """The whole page, in Markdown."""
    head = ["", *(role.label for role in Role)]
    rows = [[PERMISSION_WORDS[permission], *(cell(role, permission) for role in Role)] for permission in Permission]
    circulated = [role.label for role in Role if role.sight is Sight.CIRCULATED]
    return "\n".join(
        [
            "# Who may do what",
            "",
            "<!-- Generated from accounts/policy.py by `manage.py rights_page`. Change that table, then run this. -->",
            "",
            "A role is held on one notice, from a day to a day. Whoever is no member of a notice finds nothing",
            "at its addresses (404); a member whose role lacks a right is told so (403). What is not in this table",
            "nobody may do.",
            "",
            *(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)),
            "",
            f"{' and '.join(circulated)} read published editions and what is drawn from them, never live rows.",
            "“If added” is the right to review evidence, which a member of such a role holds only where it was given by",
            "name (`manage.py add_member --reviews-evidence`). A reviewer never answers evidence that they entered, or",
            "that is theirs or of an item of theirs.",
            "An item of one's own is one that names the person as its owner. Whoever runs the machine has no role and",
            "reads no content.",
            "",
        ]
    )
