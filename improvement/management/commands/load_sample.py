"""Fills an empty database with the sample and makes it a demonstration."""

from django.core.management.base import BaseCommand, CommandError

from improvement.sample.story import load_sample
from records import clock, wording
from records.refusal import Refused


class Command(BaseCommand):
    help = "Load the sample: the notice of 2012 with invented people, plan and figures. The database must be empty."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write("Living through the sample, from October 2012 to March 2013 …")
        try:
            notice = load_sample()
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"{notice.slug}: {notice.title}. Here it is {wording.instant(clock.now())}.")
