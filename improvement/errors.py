"""What does a person read when a request fails? What happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NEVER_SHOWN = ("csrfmiddlewaretoken", "token", "password")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or in two windows: say so and give the typed text back."""
    kept = [
        (name.replace("_", " ").capitalize(), text)
        for name, text in request.POST.items()
        if isinstance(text, str) and text.strip() and not any(secret in name for secret in NEVER_SHOWN)
    ]
    return render(request, "403_csrf.html", {"kept": kept}, status=403)
