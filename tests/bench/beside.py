"""Does a page stay quick while a report is drawn? The list of the plan, from the web server and beside the worker of the Procfile,
which share this machine's cores with the client that asks."""

import http.client
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from statistics import median, quantiles

from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import Message
from notices.models import Notice
from reports.models import Edition, Production
from tests.bench.long_edition import signed
from tests.bench.timing import line
from tests.pages import address_of
from tests.processes.running import Product, database_url, product

ON_DISK = True  # server and worker are processes of their own
PAGES = 60
ROUNDS = 4  # in turn alone and beside a drawing
ALONE = 150  # requests
MOST_TIMES = 2
PATIENCE = 120  # seconds


def measure() -> Iterator[str]:
    edition, pages = signed(PAGES)
    Production.objects.all().delete()  # it is drawn when we say so
    notice = Notice.objects.get()
    client = Client()
    client.force_login(notice.memberships.get(role="chair").person)
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}
    address = address_of(notice, "plans:item_list")
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as (installed, port):
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

        def ask() -> float:
            began = time.perf_counter()
            server.request("GET", address, headers=headers)
            answer = server.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            return time.perf_counter() - began

        installed.until(lambda: not Message.objects.filter(sent_at=None).exists(), "no mail waits", patience=PATIENCE)
        for _ in range(ALONE):
            ask()
        alone, beside, drawings = [], [], []
        for _ in range(ROUNDS):
            alone += [ask() for _ in range(ALONE)]
            found = while_drawn(edition, ask)
            beside += found
            drawings.append(sum(found))
    ratio = p95(beside) / p95(alone)
    yield (
        f"                    p95 alone {p95(alone) * 1000:.0f} ms of {len(alone)} requests (median {median(alone) * 1000:.0f}); "
        f"beside {p95(beside) * 1000:.0f} ms of {len(beside)} (median {median(beside) * 1000:.0f})"
    )
    yield line(
        f"the list while {pages} pages are drawn, in {median(drawings):.0f} s: {ratio:.2f} times its p95 alone",
        ratio,
        MOST_TIMES,
    )


@contextmanager
def running(folder: Path) -> Iterator[tuple[Product, int]]:
    """The product as the Procfile has it, on the database of this bench: its web server, which answers at a port, and its worker."""
    with socket() as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
    given = {"SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database_url(connection.settings_dict)}
    with product(folder, given | {"PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}"}) as installed:
        installed.start_line("web")
        installed.start_line("beat")
        installed.until(lambda: answers(port), "the server answers", patience=PATIENCE)
        yield installed, port


def answers(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", "/healthz/")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


def while_drawn(edition: Edition, ask: Callable[[], float]) -> list[float]:
    """How long each answer took that came while a worker drew the edition, from the first claim to the stored file."""
    row = Production.objects.create(edition=edition)
    took: list[float] = []
    looked = 0.0
    state = row.state
    while state in (Production.State.WAITING, Production.State.WORKING):
        one = ask()
        if state == Production.State.WORKING:
            took.append(one)
        if time.monotonic() > looked + 0.2:
            state, looked = Production.objects.values_list("state", flat=True).get(pk=row.pk), time.monotonic()
    assert state == Production.State.READY, state
    Production.objects.all().delete()
    return took


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
