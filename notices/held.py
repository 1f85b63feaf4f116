"""What did somebody send who was signed out meanwhile? Held in the session until they have signed in again, then drawn as sent.

Nothing of it is written: the page is drawn as if its form had been refused, with everything in its field.
"""

from datetime import timedelta

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

KEY = "sent_signed_out"
LASTS = timedelta(hours=1)  # machine time
LONGEST = 100_000  # characters, encoded: a session is no place for more
SENTENCE = (
    "You were signed out before this was saved. What you typed is below and is not saved yet: look it through and "
    "send it again. A file has to be chosen again."
)


def keep(request: HttpRequest) -> None:
    """Hold what was posted. Called after the check against forged posts; files are not held, nor a text beyond LONGEST."""
    fields = request.POST.copy()
    for secret in ("csrfmiddlewaretoken", "password"):
        fields.pop(secret, None)
    body = fields.urlencode()
    if len(body) <= LONGEST:
        request.session[KEY] = {"path": request.get_full_path(), "body": body, "at": timezone.now().isoformat()}


def take(request: HttpRequest) -> QueryDict | None:
    """What was held for this very address, once; None where nothing was, or too long ago."""
    held = request.session.get(KEY)
    if held is None or held["path"] != request.get_full_path():
        return None
    del request.session[KEY]
    sent = parse_datetime(held["at"])
    return QueryDict(held["body"]) if sent and timezone.now() - sent < LASTS else None
