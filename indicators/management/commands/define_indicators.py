"""Begins the indicators of the catalogue for a notice; the Board then agrees them and sets their targets on the pages."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.catalogue import CATALOGUE, CatalogueError, define_catalogue, read, worth_defining
from indicators.models import Indicator
from notices.management.answers import choice, notice_named
from notices.models import Membership
from records import clock
from records.writing import writing


class Command(BaseCommand):
    help = "Define the indicators of the catalogue that a notice does not have yet. They count from today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--notice", required=True, help="the notice's slug, such as wiltshire-2012")
        parser.add_argument("--by", required=True, help="the address of the member in whose name they are defined")
        parser.add_argument("--file", type=Path, default=CATALOGUE, help="another catalogue than the product's own")

    def handle(self, *args: object, notice: str, by: str, file: Path, **options: object) -> None:
        place = notice_named(notice)
        try:
            entries = read(file)
        except CatalogueError as error:
            raise CommandError(f"{file.name}: {error}") from error
        today = clock.london_day(clock.now())
        members = Membership.objects.for_notice(place).on(today).select_related("person")
        member = members.filter(person__email__iexact=by.strip()).first()
        if member is None:
            there = choice("Members", members.values_list("person__email", flat=True))
            raise CommandError(f"{by!r} is not the address of a member of {notice} today. {there}")
        with writing(place.slug) as at:
            has = set(Indicator.objects.for_notice(place).values_list("code", flat=True))
            on = clock.london_day(at)
            lacking = [entry for entry in worth_defining(entries, on) if entry.code not in has]
            if not lacking:
                raise CommandError(f"{notice} has them already. Nothing was changed.")
            made = define_catalogue(notice=place, by=member.person, at=at, counts_on=on, entries=lacking)
        self.stdout.write(f"{place.slug}: defined {', '.join(made)}. The Board agrees them and sets their targets.")
