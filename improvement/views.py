"""What may anybody read without an account? Whether it answers, whom to tell of a fault, how accessible it is."""

import json
import logging
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

logger = logging.getLogger(__name__)
LARGEST_REPORT = 16_384
SECURITY_TXT_LASTS = timedelta(days=180)


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while this process runs and its database answers, 503 otherwise. It says nothing else to strangers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("the database does not answer")
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("Ready.\n", content_type="text/plain; charset=utf-8")


@csrf_exempt  # a browser sends it by itself, without a page of ours
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """A browser says what our Content-Security-Policy kept from loading. One line is logged: names, no addresses."""
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST_REPORT:
            return HttpResponse(status=413)
        told = json.loads(request.read(LARGEST_REPORT))["csp-report"]
        directive = str(told.get("effective-directive") or told.get("violated-directive") or "")
        page, blocked = str(told.get("document-uri") or ""), str(told.get("blocked-uri") or "")
        line = (_plain(directive), _route(page), _plain(_origin(blocked)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return HttpResponse(status=400)
    logger.warning("csp: %s on %s kept out %s", *line)
    return HttpResponse(status=204)


def _origin(address: str) -> str:
    """Scheme and host, or a word such as "inline": a path or a query string can hold what somebody typed."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else parts.scheme or parts.path


def _route(address: str) -> str:
    """The name of the page's route: its address can hold the key of a password reset."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "an unknown page"


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:80]


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a weakness. Without an address to name there is no such file."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_LASTS).replace(microsecond=0, second=0, minute=0, hour=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.BASE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html", {"contact": settings.CONTACT_EMAIL})
