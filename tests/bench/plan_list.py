"""Is the list of the plan quick? 100 of 10,000 items with 12 updates each, with both truths of overdue and their slips."""

import time
from collections.abc import Iterator
from datetime import datetime

from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import setup_test_environment, teardown_test_environment

from records.clock import LONDON
from tests.bench.large import fill
from tests.bench.timing import in_database, line, shortest
from tests.cast import make_cast
from tests.clock import Clock
from tests.factories import make_world
from tests.pages import address_of

ITEMS, UPDATES = 10_000, 12
MOST_QUERIES, MOST_MS, MOST_BARE = 12, 100, 2
LISTS = {
    "open": {},
    "overdue": {"show": "overdue"},
    "page 50": {"page": "50"},
    "of one owner, by name": {"owner": "a-council-officer", "sort": "owner"},
    "words": {"q": "helps 17"},
}
# The same rows in the same cells of a page of ours, and nothing else: no filters, counts, links to sort by, shapes.
BARE = """{% extends "base.html" %}{% block main %}<table>{% for row in page.object_list %}<tr>
<th><a href="{{ items_url }}{{ row.number }}/">{{ row.number }}. {{ row.words }}</a> ({{ row.kind }})</th>
<td>{{ row.owner }}<br>{{ row.agency }}</td>
<td>{{ row.date_now }}{% if row.moved %}<br>first {{ row.first_date }}{% endif %}</td><td>{{ row.slips }}</td>
<td>{{ row.word }}<br>{{ row.lateness }}</td><td>{{ row.forecast }}</td><td>{{ row.updated }}</td>
</tr>{% endfor %}</table>{% endblock %}"""


def measure() -> Iterator[str]:
    clock = Clock(datetime(2012, 10, 17, 9, tzinfo=LONDON))
    cast = make_cast()
    world = make_world(cast, clock, cast.a)
    fill(world, items=ITEMS, updates=UPDATES)
    client = Client()
    client.force_login(world.officer)
    for label, query in LISTS.items():
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
    yield line("rendering it, in times of a bare template with the same rows", *times_bare(client, world))


def times_bare(client: Client, world: object) -> tuple[float, int]:
    context = client.get(address_of(world.notice, "plans:item_list")).context[0].flatten()
    context["views"], context["meetings"] = list(context["views"]), list(context["meetings"])
    request = RequestFactory().get("/")
    request.user = world.officer
    bare = engines["django"].from_string(BARE)
    teardown_test_environment()  # it makes every template tell of itself
    try:
        whole = shortest(lambda: render_to_string("plans/item_list.html", context, request), 20, time.process_time)
        return whole / shortest(lambda: bare.render(context, request), 20, time.process_time), MOST_BARE
    finally:
        setup_test_environment()
