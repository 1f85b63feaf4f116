"""Is a search quick over a large plan? 10,000 items with 12 updates each, every text of the notice read for each question."""

from collections.abc import Iterator
from datetime import datetime

from django.test import Client

from records.clock import LONDON
from tests.bench.large import fill
from tests.bench.timing import in_database, line, shortest
from tests.cast import make_cast
from tests.clock import Clock
from tests.factories import make_world
from tests.pages import address_of

ITEMS, UPDATES = 10_000, 12
MOST_QUERIES, MOST_MS = 15, 1000
QUESTIONS = {"a rare word": "threshold", "a common word": "helps", "two words": "helps 17", "a reference": "item 4711"}


def measure() -> Iterator[str]:
    clock = Clock(datetime(2012, 10, 17, 9, tzinfo=LONDON))
    cast = make_cast()
    world = make_world(cast, clock, cast.a)
    fill(world, items=ITEMS, updates=UPDATES)
    client = Client()
    client.force_login(world.officer)
    for label, question in QUESTIONS.items():
        address = address_of(world.notice, "pages:search", q=question)
        with in_database() as found:
            assert client.get(address).status_code == 200
        asked = len(found.statements)
        yield line(f"a search for {label}: {asked} queries", asked, MOST_QUERIES)
        seconds = shortest(lambda address=address: client.get(address), 4)
        yield line(f"a search for {label}: {seconds * 1000:.0f} ms for the page", seconds * 1000, MOST_MS)
