"""Does the dashboard of the sample cost at most three times as much as a bare page of its size? Through the whole stack."""

import time
from collections.abc import Iterator

from django.test import Client, override_settings
from django.test.utils import setup_test_environment, teardown_test_environment

from improvement.sample.story import load_sample
from notices.models import Notice
from tests.bench import bare
from tests.bench.timing import in_database, line, shortest
from tests.pages import address_of

MOST_TIMES = 3
MOST_QUERIES = {"": 45, "none": 25}


def measure() -> Iterator[str]:
    load_sample()
    notice = Notice.objects.get()
    client = Client()
    client.force_login(notice.memberships.get(role="chair").person)
    teardown_test_environment()  # it watches every template that is drawn, which costs the page of many parts most
    try:
        with override_settings(ALLOWED_HOSTS=["testserver"], ROOT_URLCONF="tests.bench.bare"):
            for compare, most in MOST_QUERIES.items():
                label = "alone" if compare else "with what changed"
                yield from beside_bare(client, address_of(notice, "pages:dashboard", compare=compare), label, most)
    finally:
        setup_test_environment()


def beside_bare(client: Client, address: str, label: str, most_queries: int) -> Iterator[str]:
    def get(where: str) -> bytes:
        answer = client.get(where)
        assert answer.status_code == 200, answer.status_code
        return answer.content

    with in_database() as found:
        shape = bare.shape_of(get(address).decode())
    filled = bare.PAGES["bare"] = bare.Filled(shape)
    filled.fill = max((shape.size - len(get("/bare/"))) // shape.cells, 0)
    yield f"the dashboard {label}: {shape}; the bare page has {len(get('/bare/')) / 1000:.0f} kB"
    yield line(f"the dashboard {label}: {len(found.statements)} queries", len(found.statements), most_queries)
    for clock, words in ((time.process_time, "CPU"), (time.perf_counter, "wall")):
        ours, bares = (shortest(lambda where=where: get(where), clock=clock) for where in (address, "/bare/"))
        times = ours / bares
        yield line(
            f"the dashboard {label}: {times:.2f} times a bare page, {words} ({ours * 1000:.0f} ms against "
            f"{bares * 1000:.0f} ms)",
            times,
            MOST_TIMES,
        )
