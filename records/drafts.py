"""What has a person typed and not yet sent? Kept word for word, per form, until it is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from records.models import Draft

LONGEST = 20_000


def keep(reference: str, form: str, text: Mapping[str, str], *, by: Any, at: datetime) -> Draft | None:
    """Keep the latest text of a form; an empty one is forgotten. Texts are cut at 20,000 characters a field."""
    kept = {name: value[:LONGEST] for name, value in text.items() if value.strip()}
    if not kept:
        forget(reference, form, by=by)
        return None
    draft, _ = Draft.objects.update_or_create(
        person=by, reference=reference, form=form, defaults={"text": kept, "saved_at": at}
    )
    return draft


def forget(reference: str, form: str, *, by: Any) -> None:
    Draft.objects.filter(person=by, reference=reference, form=form).delete()


def of(person: Any, reference: str) -> dict[str, Draft]:
    """The person's drafts in one notice, by form."""
    return {draft.form: draft for draft in Draft.objects.filter(person=person, reference=reference)}
