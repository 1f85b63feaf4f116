"""Begins the indicators of the front door for a notice; the Board then sets their targets on the pages."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.front_door import FRONT_DOOR, define_front_door
from indicators.models import Indicator
from notices.management.answers import choice, notice_named
from notices.models import Membership
from records import clock
from records.writing import writing


class Command(BaseCommand):
    help = "Define the indicators of the front door, FD-01 to FD-06, for a notice. They count from today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--notice", required=True, help="the notice's slug, such as wiltshire-2012")
        parser.add_argument("--by", required=True, help="the address of the member in whose name they are defined")

    def handle(self, *args: object, notice: str, by: str, **options: object) -> None:
        place = notice_named(notice)
        if Indicator.objects.for_notice(place).filter(code__in=[row.code for row in FRONT_DOOR]).exists():
            raise CommandError(f"{notice} has them already. Nothing was changed.")
        today = clock.london_day(clock.now())
        members = Membership.objects.for_notice(place).on(today).select_related("person")
        member = members.filter(person__email__iexact=by.strip()).first()
        if member is None:
            there = choice("Members", members.values_list("person__email", flat=True))
            raise CommandError(f"{by!r} is not the address of a member of {notice} today. {there}")
        with writing(place.slug) as at:
            made = define_front_door(notice=place, by=member.person, at=at, counts_on=clock.london_day(at))
        self.stdout.write(f"{place.slug}: defined {', '.join(made)}. The Board sets their targets.")
