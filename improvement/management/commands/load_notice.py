"""Puts a notice into the database from its file. It stands here, above the Boards, because it makes these too."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from improvement.loading import load_notice
from notices.notice_file import NoticeFileError
from records import clock, wording
from records.refusal import Refused


class Command(BaseCommand):
    help = "Load a notice from its YAML file and the published text that it names. Loading it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="such as notices/data/wiltshire-2012.yaml")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            with transaction.atomic():
                notice, is_new = load_notice(file, at=clock.now())
        except NoticeFileError as error:
            raise CommandError(f"{file}: {error}\nNothing was loaded.") from error
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        if not is_new:
            self.stdout.write(f"{notice.slug}: this notice is loaded already; nothing changed.")
            return
        measures = wording.count(notice.measures.count(), "paragraph")
        requirements = wording.count(notice.requirements.count(), "requirement")
        self.stdout.write(f"{notice.slug}: loaded {notice.title}, {measures} with {requirements}.")
        self.stdout.write("Next: its first person. manage.py add_member --help")
