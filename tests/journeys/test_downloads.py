"""Does a web page that came in as something else ever run in a reader's browser? In Chromium, were it stored unchecked."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from plans.models import Evidence
from records import files
from records.models import StoredFile
from tests.evidence_files import evidence_with, upload
from tests.factories import World
from tests.pages import address_of

PAGE = b"<!DOCTYPE html><script>document.title = 'it ran'; window.opener.ran = true; parent.ran = true</script>"
TRIES = """address => new Promise((done) => {
  for (const [kind, place] of [["iframe", "src"], ["object", "data"], ["embed", "src"], ["script", "src"]]) {
    const part = document.createElement(kind)
    part[place] = address
    document.body.append(part)
  }
  setTimeout(() => done(window.ran === undefined && document.title), 1500)
})"""

NAME = "page.txt"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.only_on("sqlite")]


def test_it_is_saved_and_nothing_of_it_runs(chromium: Browser, live_server: LiveServer, world: World) -> None:
    row = evidence_with(world, upload())
    at = world.clock.now
    stored = files.keep(PAGE, content_type="text/html", scan=StoredFile.Scan.NOT_SCANNED, at=at)
    Evidence.objects.filter(pk=row.pk).update(file=stored, file_name=NAME)
    client = Client()
    client.force_login(world.chair)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + address_of(world.notice, "plans:evidence", 1))
    title = page.title()
    with page.expect_download() as saved:
        page.get_by_role("link", name=NAME).click()
    assert saved.value.suggested_filename == NAME
    assert saved.value.path().read_bytes() == PAGE
    assert page.evaluate(TRIES, address_of(world.notice, "pages:evidence_file", 1)) == title
    context.close()
