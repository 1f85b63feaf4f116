"""What does a large plan look like? Rows of the real shape, written in bulk: every fifth item was moved once or twice, one
of the Board's decisions was replaced, and updates come every three weeks."""

from datetime import date, timedelta

from django.db import connection

from boards.models import Decision
from plans.models import DateChange, DateRuling, Item, ItemTerms, ProgressUpdate
from tests.factories import World

FIRST_DUE = date(2013, 1, 1)
A_YEAR_ON = date(2013, 11, 20)
FORECASTS = list(ProgressUpdate.Forecast)
BATCH = 5_000


def fill(world: World, *, items: int, updates: int) -> None:
    """`items` more items in the notice, each with `updates` updates; due over two years from January 2013. The clock then
    stands a year on, when the last word is said of item 1."""
    at = world.clock.now
    said = {"recorded_at": at, "recorded_by": world.secretary, "counts_on": world.clock.today}
    agreed, moved, moved_again = _decisions(world)
    owners, council = [world.officer, world.cast.second_officer], world.notice.agencies.get(code="council")
    first = Item.objects.for_notice(world.notice).count() + 1
    for start in range(first, first + items, BATCH):
        numbers = range(start, min(start + BATCH, first + items))
        rows = Item.objects.bulk_create(
            Item(notice=world.notice, number=n, kind="action", due_on=FIRST_DUE + timedelta(days=n % 730))
            for n in numbers
        )
        ItemTerms.objects.bulk_create(
            ItemTerms(
                item=row,
                number=1,
                words=f"Do the {row.number}th thing that was agreed, and show that it helps.",
                owner=owners[row.number % 2],
                agency=council,
                decision=agreed,
                **said,
            )
            for row in rows
        )
        ProgressUpdate.objects.bulk_create(
            (_update(row, number, owners[row.number % 2], said) for row in rows for number in range(1, updates + 1)),
            batch_size=BATCH,
        )
        slipping = [row for row in rows if row.number % 5 == 0]
        for number, decision in ((1, moved), (2, moved_again)):
            later = {
                "recorded_at": at + timedelta(days=number),
                "counts_on": said["counts_on"] + timedelta(days=number),
            }
            _move(slipping, number, decision, owners[0], said | later)
            slipping = slipping[::2]
    world.clock.move_to(A_YEAR_ON)
    world.update(world.item(1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _decisions(world: World) -> tuple[Decision, ...]:
    """The plan, the first moves, and the second moves, which were decided anew."""
    agreed, moved, first_try = (world.decide(words) for words in ("The plan is agreed.", "Dates.", "More dates."))
    return agreed, moved, world.decide("More dates, put right.", replaces=first_try)


def _update(item: Item, number: int, owner: object, said: dict) -> ProgressUpdate:
    done = item.number % 3 == 0 and number > 3
    return ProgressUpdate(
        item=item,
        number=number,
        owner=owner,
        progress="done" if done else "under_way",
        forecast=FORECASTS[(item.number + number) % 4],
        done_so_far="It went on as agreed, with some delay.",
        counts_on=said["counts_on"] + timedelta(days=number * 21),
        recorded_at=said["recorded_at"] + timedelta(days=number * 21),
        recorded_by=owner,
    )


def _move(items: list[Item], number: int, decision: Decision, owner: object, said: dict) -> None:
    asked = DateChange.objects.bulk_create(
        DateChange(
            item=item,
            number=number,
            owner=owner,
            to_on=item.due_on + timedelta(days=30 * number),
            analysis="It takes longer.",
            remedy="More people.",
            **said,
        )
        for item in items
    )
    DateRuling.objects.bulk_create(
        DateRuling(
            change=change, item=change.item, number=1, decision=decision, answer="agreed", to_on=change.to_on, **said
        )
        for change in asked
    )
