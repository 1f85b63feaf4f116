"""Gives a person a role on a notice, and an account where they have none: the only way in that needs no way in."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import User
from accounts.policy import Role
from notices import domain
from notices.management.answers import choice, day_written, notice_named
from notices.models import Agency, Notice
from records import clock, wording
from records.refusal import Refused
from records.writing import writing


class Command(BaseCommand):
    help = "Add a person to a notice with a role. A new person sets a password by “Forgotten password” when signing in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--notice", required=True, help="the notice's slug, such as wiltshire-2012")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", default="", help="needed for a new person")
        parser.add_argument("--role", required=True, help=", ".join(Role))
        parser.add_argument(
            "--agency", default="", help="the code of the body the person comes from; none for the chair or the DfE"
        )
        parser.add_argument(
            "--reviews-evidence", action="store_true", help="add the right to accept or return evidence of others"
        )
        parser.add_argument(
            "--from", dest="from_on", default="", help="first day, such as 2012-10-17; today if not given"
        )

    def handle(
        self,
        *args: object,
        notice: str,
        email: str,
        name: str,
        role: str,
        agency: str,
        from_on: str,
        reviews_evidence: bool,
        **options: object,
    ) -> None:
        place = notice_named(notice)
        if role not in set(Role):
            raise CommandError(f"There is no role {role!r}. {choice('Roles', Role)}")
        body = _agency(place, agency)
        day = day_written(from_on)
        try:
            with transaction.atomic():
                person, is_new = _person(email, name)
                with writing(place.slug) as at:
                    member = domain.add_member(
                        notice=place,
                        person=person,
                        role=Role(role),
                        agency=body,
                        from_on=day or clock.london_day(at),
                        by=None,
                        at=at,
                        reviews_evidence=reviews_evidence,
                    )
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        also = " and reviews evidence" if member.reviews_evidence else ""
        self.stdout.write(
            f"{person.name} is {member.role_label} on {place.slug} from {wording.day(member.from_on)}{also}."
        )
        if is_new:
            self.stdout.write(
                f"The account is new and has no password: {person.name} sets one with “Forgotten password” on the "
                f"sign-in page, by a link sent to {person.email}."
            )


def _person(email: str, name: str) -> tuple[User, bool]:
    address = email.strip().lower()
    there = User.objects.filter(email__iexact=address).first()
    if there is not None:
        if name and name != there.name:
            raise Refused(
                f"{address} is the address of {there.name}, not of {name}. Leave --name out to add {there.name}."
            )
        if not there.is_active:
            raise Refused(f"The account of {there.name} has been closed.")
        return there, False
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(f"{email!r} is not an e-mail address.") from None
    if not name.strip():
        raise Refused(f"Nobody has the address {address} yet. Give the person's name with --name.")
    return User.objects.create_user(address, None, name=name.strip()), True


def _agency(notice: Notice, code: str) -> Agency | None:
    if not code:
        return None
    found = Agency.objects.for_notice(notice).filter(code=code).first()
    if found is None:
        codes = Agency.objects.for_notice(notice).values_list("code", flat=True)
        raise CommandError(f"There is no agency {code!r} on {notice.slug}. {choice('Agencies', codes)}")
    return found
