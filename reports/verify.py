"""Is this the report that was signed, and does it stand? Open to everybody; knows published editions only."""

import hashlib

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from records import wording
from records.clock import london_day
from reports.forms import VerifyForm
from reports.models import Edition
from reports.purposes import title_of
from reports.withdrawing import superseding, withdrawal_of

# Of one address: as many as somebody checks by hand, also where a whole office stands behind it. A fingerprint cannot be
# guessed; what is spared is the machine.
LIMIT, WAIT, WAIT_SECONDS = "60/5m/ip", "five minutes", 300


class VerifyView(View):
    """Compares a file or a fingerprint with the published editions; keeps neither."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "reports/verify.html", {"form": VerifyForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        if not ratelimit.consume(request, app="reports", action="verify", config={"verify": LIMIT}):
            answer = render(request, "429.html", {"retry_after": WAIT, "protects": "the service"}, status=429)
            answer.headers["Retry-After"] = str(WAIT_SECONDS)
            return answer
        form = VerifyForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "reports/verify.html", {"form": form}, status=422)
        document = form.cleaned_data["document"]
        if document:
            digest = hashlib.sha256()
            for chunk in document.chunks():
                digest.update(chunk)
            edition = recognise(file_sha256=digest.hexdigest())
        else:
            edition = recognise(beginning=form.cleaned_data["fingerprint"])
        context = {
            "form": VerifyForm(),
            "asked": True,
            "by_file": bool(document),
            "answer": described(edition) if edition else None,
        }
        return render(request, "reports/verify.html", context)


def recognise(*, file_sha256: str = "", beginning: str = "") -> Edition | None:
    """The published edition whose stored PDF has this hash, or the one whose photograph's or file's fingerprint begins so."""
    editions = Edition.objects.select_related(
        "report__notice", "report__point", "report__review", "photograph", "signature", "withdrawal"
    )
    if file_sha256:
        return editions.filter(production__file__sha256=file_sha256).first()
    by_content = list(editions.filter(photograph__sha256__startswith=beginning)[:2])
    found = by_content or list(editions.filter(production__file__sha256__startswith=beginning)[:2])
    return found[0] if len(found) == 1 else None


def described(edition: Edition) -> dict[str, object]:
    """What is answered: which edition it is, and whether it stands, was replaced and by which, or was withdrawn; not why."""
    withdrawal, later = withdrawal_of(edition), superseding(edition)
    return {
        "council": edition.report.notice.council,
        "title": title_of(edition.report),
        "edition": edition.number,
        "on": wording.day(edition.photograph.on),
        "signed_by": edition.signature.role,
        "signed_at": wording.instant(edition.signature.signed_at),
        "sha256": edition.photograph.sha256,
        "withdrawn": wording.day(london_day(withdrawal.withdrawn_at)) if withdrawal else "",
        "replaced": {"number": later.number, "day": wording.day(london_day(later.published_at))} if later else None,
    }
