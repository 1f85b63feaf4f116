"""Says by its exit code whether a notice is here: 0 yes, 1 none, 2 the database does not answer."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from notices.models import Notice


class Command(BaseCommand):
    help = "Exit with 0 where the database holds a notice, with 1 where it holds none."

    def handle(self, *args: object, **options: object) -> None:
        try:
            there = Notice.objects.exists()
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {error}", returncode=2) from error
        if not there:
            raise CommandError("No notice is loaded.", returncode=1)
