"""What every answer carries, and which requests are turned away before anything reads them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from notices.http import OddRequest

Answer = Callable[[HttpRequest], HttpResponse]
LARGEST_BODY = 26 * 1024 * 1024  # a file of 25 MB and the form around it
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class HeadersMiddleware:
    """Headers that Django does not set: what other sites may embed, which devices pages may use, what may be kept."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = PERMISSIONS
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
            response.headers["Vary"] = "HX-Request, Cookie"
        return response


class OddInputMiddleware:
    """Turns away what nothing behind it should meet.

    A body larger than any form here sends, by the length that it declares, before the check against forgery would read it
    to the end (a body that declares none reaches Django as empty). Addresses with a NUL character: PostgreSQL cannot hold
    one, and SQLite would hide the fault.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _declared_length(request) > LARGEST_BODY:
            return render(request, "413.html", {"limit": "25 MB"}, status=413)
        if "\x00" in request.path or any(
            "\x00" in text for values in request.GET.lists() for text in [values[0], *values[1]]
        ):
            return odd(request, "The address holds a character that cannot be read. Go back and follow the link again.")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return odd(request, str(exception)) if isinstance(exception, OddRequest) else None


def _declared_length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdecimal() else 0


def odd(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "400.html", {"sentence": sentence}, status=400)
