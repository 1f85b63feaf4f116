"""Has this form been sent already? A form carries a one-time token: five identical posts make one row."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from records.audit import person_reference
from records.models import SpentToken
from records.refusal import Refused

UNSIGNED = {"csrfmiddlewaretoken", "token", "password"}  # of a password not even a fingerprint is kept


class SentBefore(Exception):
    """The same form with the same body was accepted before; `location` is the answer it got."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def fresh() -> str:
    return str(uuid.uuid4())


def is_spent(token: str) -> bool:
    """Has the form that carries this token been sent? Its draft must not come back after it. No token at all was not."""
    try:
        return SpentToken.objects.filter(token=uuid.UUID(token)).exists()
    except ValueError:
        return False


def spend(token: str, *, body: Mapping[str, list[str]], by: object, at: datetime, location: str) -> SpentToken:
    """Take the token once, inside `writing`. Raises SentBefore for the same body, Refused for another one or no token at all."""
    try:
        value = uuid.UUID(token)
    except ValueError:
        raise Refused("This form has lost its number. Open the page again and send it once more.") from None
    digest = hashlib.sha256(
        json.dumps({k: v for k, v in sorted(body.items()) if k not in UNSIGNED}).encode()
    ).hexdigest()
    spent = SpentToken.objects.filter(token=value).first()
    if spent is None:
        return SpentToken.objects.create(
            token=value, person=person_reference(by), body_sha256=digest, location=location, spent_at=at
        )
    if spent.person == person_reference(by) and spent.body_sha256 == digest:
        raise SentBefore(spent.location)
    raise Refused("This form was sent already with other words. Open the page again to see what was kept.")
