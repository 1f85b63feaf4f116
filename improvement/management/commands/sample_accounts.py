"""Prints who can be tried out in a demonstration, and where."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from improvement.demonstration import sample_people
from improvement.sample.people import PASSWORD
from records.models import DemonstrationClock


class Command(BaseCommand):
    help = "Print the sample accounts of a demonstration."

    def handle(self, *args: object, **options: object) -> None:
        if not DemonstrationClock.objects.exists():
            raise CommandError("This database is no demonstration, so it has no sample accounts.")
        self.stdout.write(f"Be any of these people by one press at {settings.BASE_URL}{reverse('demonstration')}")
        self.stdout.write(
            f"or sign in at {settings.BASE_URL}{reverse('account_login')} with the password {PASSWORD}\n\n"
        )
        for member in sample_people():
            self.stdout.write(f"  {member.person.email:<26}{member.person.name:<18}{member.role_label}")
