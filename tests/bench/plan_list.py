"""Is the list of the plan quick? 100 of 10,000 items with 12 updates each, with both truths of overdue and their slips."""

from collections.abc import Iterator
from datetime import datetime

from django.test import Client

from records.clock import LONDON
from tests.bench.large import fill
from tests.bench.timing import in_database, line
from tests.cast import make_cast
from tests.clock import Clock
from tests.factories import make_world
from tests.pages import address_of

ITEMS, UPDATES = 10_000, 12
MOST_QUERIES, MOST_MS = 10, 100


def measure() -> Iterator[str]:
    clock = Clock(datetime(2012, 10, 17, 9, tzinfo=LONDON))
    cast = make_cast()
    world = make_world(cast, clock, cast.a)
    fill(world, items=ITEMS, updates=UPDATES)
    client = Client()
    client.force_login(world.officer)
    for label, query in (("open", {}), ("overdue", {"show": "overdue"}), ("page 50", {"page": "50"})):
        address = address_of(world.notice, "plans:item_list", **query)
        runs = []
        for _ in range(6):
            with in_database() as found:
                assert client.get(address).status_code == 200
            runs.append(found)
        best = min(runs, key=lambda run: run.seconds)
        asked = len(best.statements)
        yield line(f"the list, {label}: {asked} queries", asked, MOST_QUERIES)
        yield line(f"the list, {label}: {best.seconds * 1000:.0f} ms in the database", best.seconds * 1000, MOST_MS)
