"""Is each row of a ledger the next one, and is a form drawn from an older number told what was written meanwhile?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans.models import Item, Objective, ObjectiveTerms, ProgressUpdate
from records.ledger import append, next_number
from records.refusal import NotTheNext


def numbers(item):
    return list(ProgressUpdate.objects.filter(item=item).order_by("number").values_list("number", flat=True))


def test_rows_are_numbered_within_their_parent(world):
    first, second = world.item(1), world.item(3)
    for item in (first, second, first, first):
        world.update(item)
    assert (numbers(first), numbers(second)) == ([1, 2, 3], [1])


@pytest.mark.parametrize("after", [None, 2])
def test_row_drawn_from_the_last_is_the_next(world, after):
    item = world.item(1)
    world.update(item)
    world.update(item)
    assert world.update(item, after=after).number == 3


@pytest.mark.parametrize("after", [0, 1, 3])
def test_row_drawn_from_another_is_refused_with_the_latest(world, after):
    item = world.item(1)
    world.update(item, done_so_far="First.")
    latest = world.update(item, done_so_far="Second.")
    with pytest.raises(NotTheNext) as met:
        world.update(item, after=after)
    assert met.value.latest == latest
    assert numbers(item) == [1, 2]


def test_row_after_nothing_is_refused_where_nothing_is(world):
    with pytest.raises(NotTheNext) as met:
        world.update(world.item(1), after=1)
    assert met.value.latest is None


def test_number_follows_recording_not_the_day_it_counts_from(world):
    world.clock.move_to(date(2012, 11, 20))
    item = world.item(1)
    later = world.update(item, counts_on=date(2012, 11, 19), on_behalf=True)
    earlier = world.update(item, counts_on=date(2012, 11, 9), on_behalf=True)
    assert (later.number, earlier.number) == (1, 2)
    assert world.item(1).progress_on == date(2012, 11, 19)


def test_database_refuses_a_number_twice_and_none_below_one(world):
    item = world.item(1)
    row = world.update(item)
    for number in (1, 0):
        row.pk, row.number = None, number
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_numbers_of_a_notice_begin_at_one(world, other_world):
    assert next_number(Item.objects.for_notice(world.notice)) == 4
    assert next_number(Item.objects.none()) == 1


def test_append_keeps_what_it_is_told(world):
    with world.writing() as at:
        objective = Objective.objects.create(notice=world.notice, number=1)
        row = append(ObjectiveTerms, objective, by=world.secretary, at=at, counts_on=date(2012, 11, 7), words="Safer.")
    row.refresh_from_db()
    kept = (row.objective, row.number, row.counts_on, row.recorded_at, row.recorded_by, row.words)
    assert kept == (objective, 1, date(2012, 11, 7), at, world.secretary, "Safer.")
