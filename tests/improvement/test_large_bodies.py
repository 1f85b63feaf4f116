"""Is a body that is larger than any form here turned away unread?"""

import io

import pytest
from django.test import Client
from django.urls import reverse

from improvement.middleware import LARGEST_BODY
from tests.pages import text_of


class Unread(io.RawIOBase):
    """A body that fails the test when anybody reads it."""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readinto = read


def send(length: object, **more: object):
    unread = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(length), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    return Client(enforce_csrf_checks=True).generic("POST", reverse("verify"), **unread | more)


@pytest.mark.parametrize("length", [LARGEST_BODY + 1, 200 * 1024 * 1024, 10**30])
def test_it_is_refused_by_its_declared_length_and_nobody_reads_it(db, length):
    answer = send(length)
    assert answer.status_code == 413
    page = text_of(answer)
    assert "The file is too large" in page
    assert "Files may have up to 25 MB." in page


def test_a_body_that_fits_is_read(db):
    with pytest.raises(AssertionError, match="the body was read"):
        send(LARGEST_BODY)


@pytest.mark.parametrize("length", ["", "-1", "٣", "1e9", "x"])
def test_a_length_that_is_no_number_is_none(db, length):
    assert Client().generic("GET", reverse("verify"), CONTENT_LENGTH=length).status_code == 200
