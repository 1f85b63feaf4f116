"""How is a file given, so that browsers save it and never show it?"""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

INERT = "default-src 'none'; sandbox; frame-ancestors 'none'"


def given(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Content-Security-Policy"] = INERT
    return response
