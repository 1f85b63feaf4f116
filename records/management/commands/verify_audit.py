"""Is every notice's audit chain whole, and are its tables still append-only?"""

from django.core.management.base import BaseCommand, CommandError

from records import audit, triggers
from records.models import AuditChain


class Command(BaseCommand):
    help = "Check every audit chain and the triggers that keep the log append-only. Fails where anything is wrong."

    def handle(self, *args: object, **options: object) -> None:
        wrong = [
            f"{table}: the trigger {name} is missing."
            for table in audit.APPEND_ONLY
            for name in sorted(triggers.missing(table))
        ]
        for chain in AuditChain.objects.order_by("reference"):
            found = list(audit.faults(chain.reference))
            wrong += found
            if not found:
                self.stdout.write(
                    f"{chain.reference}: {chain.head_number} entries, head {chain.head_hash[:12]}, whole."
                )
        if wrong:
            raise CommandError("\n".join(wrong))
