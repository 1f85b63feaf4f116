"""How do tests read a page, and fill in its form as a browser would?"""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.forms import BoundField
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices.models import Notice


def address_of(notice: Notice, name: str, *args: object, **query: str) -> str:
    """The address of a page of the notice, by the page's name."""
    return reverse(name, args=[notice.slug, *args], query=query or None)


def text_of(response: HttpResponse) -> str:
    """The page's markup on one line, so that a sentence is found wherever the template breaks it."""
    return " ".join(response.content.decode().split())


def drawn(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of the form at an address, as a browser sends them back."""
    return hidden(client.get(address))


def hidden(response: HttpResponse) -> dict[str, str]:
    return fields_of(response.context["form"].hidden_fields())


def fields_of(fields: Iterable[BoundField]) -> dict[str, str]:
    """What a browser sends back of untouched fields: a nought is an answer, nothing is none."""
    return {field.html_name: "" if field.value() is None else str(field.value()) for field in fields}


def day(name: str, on: date) -> dict[str, str]:
    """A date as typed into its three boxes."""
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def queries(client: Client, address: str) -> int:
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)
