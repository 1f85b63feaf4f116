"""Fills an empty database with the sample and makes it a demonstration."""

from collections.abc import Callable
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from improvement.sample.onward.story import go_on
from improvement.sample.story import load_sample
from notices.models import Notice
from records import clock, wording
from records.refusal import Refused


class Command(BaseCommand):
    help = "Load the sample: the notice of 2012 with invented people, plan and figures. The database must be empty."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--whole", action="store_true", help="live it on from 5 March 2013 until the notice is lifted in December"
        )

    def handle(self, *args: object, **options: object) -> None:
        takes = "a minute or two" if options["whole"] else "up to half a minute"
        self.stdout.write(f"The sample is lived through day by day, which takes {takes}:", ending="")
        try:
            notice = self._loaded(whole=bool(options["whole"]))
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(".")
        self.stdout.write(f"{notice.slug}: {notice.title}. Here it is {wording.instant(clock.now())}.")

    @transaction.atomic
    def _loaded(self, *, whole: bool) -> Notice:
        tell = self._name_each_month()
        notice = load_sample(tell=tell)
        if whole:
            go_on(notice, tell=tell)
        return notice

    def _name_each_month(self) -> Callable[[datetime], None]:
        named: set[str] = set()

        def tell(instant: datetime) -> None:
            month = f"{clock.london_day(instant):%B %Y}"
            if month not in named:
                self.stdout.write(f"{',' if named else ''} {month}", ending="")
                self.stdout.flush()
                named.add(month)

        return tell
