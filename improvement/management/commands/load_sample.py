"""Fills an empty database with the sample and makes it a demonstration."""

from collections.abc import Callable
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError

from improvement.sample.story import load_sample
from records import clock, wording
from records.refusal import Refused


class Command(BaseCommand):
    help = "Load the sample: the notice of 2012 with invented people, plan and figures. The database must be empty."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write("The sample is lived through day by day, which takes up to half a minute:", ending="")
        try:
            notice = load_sample(tell=self._name_each_month())
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(".")
        self.stdout.write(f"{notice.slug}: {notice.title}. Here it is {wording.instant(clock.now())}.")

    def _name_each_month(self) -> Callable[[datetime], None]:
        named: set[str] = set()

        def tell(instant: datetime) -> None:
            month = f"{clock.london_day(instant):%B %Y}"
            if month not in named:
                self.stdout.write(f"{',' if named else ''} {month}", ending="")
                self.stdout.flush()
                named.add(month)

        return tell
