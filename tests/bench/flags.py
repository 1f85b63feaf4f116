"""Is flagging what is overdue about as quick as SQL written by hand? 100,000 items, of which half or so are late."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from plans import overdue
from plans.models import OverdueFlag
from records.clock import LONDON
from records.writing import position, writing
from tests.bench.large import fill
from tests.bench.timing import line, shortest
from tests.cast import make_cast
from tests.clock import Clock
from tests.factories import make_world

ITEMS, UPDATES = 100_000, 2
MOST_TIMES = 3

# The same truth from the same ledgers, as one would write it without the product: the latest row of each ledger by window.
BY_HAND = """
WITH in_force AS (
  SELECT d.id FROM boards_decision d
  WHERE NOT EXISTS (SELECT 1 FROM boards_decision r WHERE r.replaces_id = d.id
                    AND r.counts_on <= %(on)s AND r.recorded_at < %(known)s)
), terms AS (
  SELECT item_id, withdrawn, ROW_NUMBER() OVER (PARTITION BY item_id ORDER BY counts_on DESC, recorded_at DESC, number DESC) AS place
  FROM plans_itemterms WHERE counts_on <= %(on)s AND recorded_at < %(known)s
  AND (decision_id IS NULL OR decision_id IN (SELECT id FROM in_force))
), progress AS (
  SELECT item_id, progress, ROW_NUMBER() OVER (PARTITION BY item_id ORDER BY counts_on DESC, recorded_at DESC, number DESC) AS place
  FROM plans_progressupdate WHERE counts_on <= %(on)s AND recorded_at < %(known)s
), moved AS (
  SELECT item_id, to_on, ROW_NUMBER() OVER (PARTITION BY item_id ORDER BY counts_on DESC, recorded_at DESC, number DESC) AS place
  FROM plans_dateruling WHERE to_on IS NOT NULL AND counts_on <= %(on)s AND recorded_at < %(known)s
  AND decision_id IN (SELECT id FROM in_force)
)
INSERT INTO plans_overdueflag (item_id, due_on, flagged_at)
SELECT item.id, COALESCE(moved.to_on, item.due_on), %(at)s
FROM plans_item item
JOIN terms ON terms.item_id = item.id AND terms.place = 1 AND NOT terms.withdrawn
LEFT JOIN progress ON progress.item_id = item.id AND progress.place = 1
LEFT JOIN moved ON moved.item_id = item.id AND moved.place = 1
WHERE item.notice_id = %(notice)s
AND COALESCE(progress.progress, 'not_started') <> 'done'
AND COALESCE(moved.to_on, item.due_on) < %(on)s
ON CONFLICT DO NOTHING
"""


class Undo(Exception):
    """Nothing of it is kept."""


def measure() -> Iterator[str]:
    clock = Clock(datetime(2012, 10, 17, 9, tzinfo=LONDON))
    cast = make_cast()
    world = make_world(cast, clock, cast.a)
    fill(world, items=ITEMS, updates=UPDATES)
    made: dict[str, int] = {}

    def ours() -> None:
        asof = position(world.notice.slug)
        try:
            with writing(world.notice.slug) as at:
                made["ours"] = overdue.flag(notice=world.notice, asof=asof, at=at)
                raise Undo
        except Undo:
            pass

    def by_hand() -> None:
        asof = position(world.notice.slug)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                told = {"on": asof.on, "known": asof.known, "at": clock.now, "notice": world.notice.pk}
                cursor.execute(BY_HAND, told)
                made["by hand"] = OverdueFlag.objects.count()
                raise Undo
        except Undo:
            pass

    times = shortest(ours, runs=3) / shortest(by_hand, runs=3)
    if made["ours"] != made["by hand"]:
        raise SystemExit(f"bench: {made['ours']} flags by the product and {made['by hand']} by hand")
    yield line(f"{made['ours']:,} flags, {times:.2f} times as long as by hand", times, MOST_TIMES)
    with writing(world.notice.slug) as at:
        asof = position(world.notice.slug)
        again = [overdue.flag(notice=world.notice, asof=asof, at=at) for _ in range(2)]
    yield f"run twice: {again[0]:,} flags and then {again[1]}"
