"""What did somebody mean on the command line? The notice, the day, or a sentence that says what there is to choose from."""

from collections.abc import Iterable
from datetime import date

from django.core.management.base import CommandError

from notices.models import Notice


def notice_named(slug: str) -> Notice:
    found = Notice.objects.filter(slug=slug).first()
    if found is None:
        slugs = Notice.objects.values_list("slug", flat=True)
        raise CommandError(f"There is no notice {slug!r}. {choice('Notices', slugs)}")
    return found


def day_written(text: str) -> date | None:
    """The day; None for no text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"{text!r} is not a day. Write it like 2012-10-17.") from None


def choice(what: str, names: Iterable[str]) -> str:
    return f"{what}: {', '.join(sorted(names)) or 'none'}."
