"""Ends a person's role on a notice: the opposite of add_member. What was written in that role stays."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from notices import domain
from notices.management.answers import choice, day_written, notice_named
from notices.models import Membership
from records import clock, wording
from records.refusal import Refused
from records.writing import writing


class Command(BaseCommand):
    help = "End a person's role on a notice: its last day is today, or the day given. Another role may begin after it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--notice", required=True, help="the notice's slug, such as wiltshire-2012")
        parser.add_argument("--email", required=True)
        parser.add_argument("--to", dest="to_on", default="", help="last day, such as 2013-03-31; today if not given")

    def handle(self, *args: object, notice: str, email: str, to_on: str, **options: object) -> None:
        place = notice_named(notice)
        day = day_written(to_on)
        members = Membership.objects.for_notice(place).filter(to_on=None).select_related("person")
        member = members.filter(person__email__iexact=email.strip()).first()
        if member is None:
            there = choice("Members", members.values_list("person__email", flat=True))
            raise CommandError(f"Nobody with the address {email!r} has a role on {notice} that goes on. {there}")
        try:
            with writing(place.slug) as at:
                last = day or clock.london_day(at)
                domain.end_member(member=member, to_on=last, by=None, at=at)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"{member.person.name} is {member.role_label} on {place.slug} until {wording.day(last)}, that day included."
        )
