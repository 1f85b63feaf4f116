"""Is every way of falsifying the audit log found, and is an honest one left alone?"""

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from records import audit, triggers
from records.clock import LONDON
from records.models import AuditChain, AuditEntry
from records.writing import open_chain, writing
from tests.tables import append_only_lifted

REFERENCE = "northmoor-2013"
START = datetime(2013, 1, 7, 9, tzinfo=LONDON)


@pytest.fixture
def chain(db) -> AuditChain:
    """A chain of six entries."""
    open_chain(REFERENCE, at=START)
    for number in range(1, 7):
        with writing(REFERENCE) as at:
            audit.record(
                REFERENCE, at=at, by=None, verb="write", thing=f"row {number}", fields={"words": f"text {number}"}
            )
    return AuditChain.objects.get()


def faults() -> list[str]:
    return list(audit.faults(REFERENCE))


def edit_words(chain):
    chain.entries.filter(number=3).update(fields={"words": audit._digest("something else")})


def edit_who(chain):
    chain.entries.filter(number=3).update(person="person 7")


def edit_when(chain):
    chain.entries.filter(number=3).update(at=F("at") - timedelta(days=1))


def delete_one(chain):
    chain.entries.filter(number=3).delete()


def delete_first(chain):
    chain.entries.filter(number=1).delete()


def delete_last(chain):
    chain.entries.filter(number=6).delete()


def delete_and_close_the_gap(chain):
    chain.entries.filter(number=3).delete()
    for number in (4, 5, 6):
        chain.entries.filter(number=number).update(number=number - 1)


def delete_all(chain):
    chain.entries.all().delete()


def swap_two(chain):
    chain.entries.filter(number=3).update(number=99)
    chain.entries.filter(number=4).update(number=3)
    chain.entries.filter(number=99).update(number=4)


def forge_one_at_the_end(chain):
    """With a hash that fits: only the head does not know it."""
    last = chain.entries.get(number=6)
    forged = AuditEntry(
        chain=chain, number=7, at=last.at, person="product", verb="write", thing="row 7", previous_hash=last.hash
    )
    forged.hash = audit._entry_hash(REFERENCE, forged)
    forged.save()


def forge_one_in_between(chain):
    for number in (6, 5, 4):
        chain.entries.filter(number=number).update(number=number + 1)
    before = chain.entries.get(number=3)
    forged = AuditEntry(
        chain=chain, number=4, at=before.at, person="product", verb="write", thing="row x", previous_hash=before.hash
    )
    forged.hash = audit._entry_hash(REFERENCE, forged)
    forged.save()


def edit_with_a_fitting_hash(chain):
    """The entry agrees with itself again; the next one gives it away."""
    entry = chain.entries.get(number=3)
    entry.verb = "approve"
    entry.hash = audit._entry_hash(REFERENCE, entry)
    entry.save()


def move_the_head(chain):
    AuditChain.objects.update(head_number=5)


def take_from_another_chain(chain):
    other = open_chain("another", at=START)
    with writing("another") as at:
        audit.record("another", at=at, by=None, verb="write", thing="row 1")
    chain.entries.filter(number=1).delete()
    other.entries.update(chain=chain)


FALSIFIED = [
    (edit_words, "entry 3 is not what was written."),
    (edit_who, "entry 3 is not what was written."),
    (edit_when, "entry 3 is not what was written."),
    (delete_one, "entry 3 is missing."),
    (delete_first, "entry 1 is missing."),
    (delete_last, "the chain ends at 5, its head says 6."),
    (delete_and_close_the_gap, "entry 3 is not what was written."),
    (delete_all, "the chain ends at 0, its head says 6."),
    (swap_two, "entry 3 is not what was written."),
    (forge_one_at_the_end, "the chain ends at 7, its head says 6."),
    (forge_one_in_between, "entry 5 is not what was written."),
    (edit_with_a_fitting_hash, "entry 4 is not what was written."),
    (move_the_head, "the chain ends at 6, its head says 5."),
    (take_from_another_chain, "entry 1 is not what was written."),
]


@pytest.mark.parametrize(("falsify", "sentence"), FALSIFIED, ids=[f.__name__ for f, _ in FALSIFIED])
def test_falsified_log_is_found(chain, falsify, sentence):
    with append_only_lifted():
        falsify(chain)
    assert faults() == [f"{REFERENCE}: {sentence}"]
    with pytest.raises(CommandError, match="northmoor-2013"):
        call_command("verify_audit")


def test_honest_log_is_whole(chain, capsys):
    assert faults() == []
    call_command("verify_audit")
    assert capsys.readouterr().out == f"{REFERENCE}: 6 entries, head {chain.head_hash[:12]}, whole.\n"


def test_log_of_a_whole_plan_is_whole(world, other_world):
    """Everything that the write functions write while a plan is agreed, updated and ruled on."""
    item = world.item(1)
    world.update(item, done_so_far="Two of three parts are written. £40 of “paper” – and an emoji 🗂.")
    world.rule(world.propose(item, world.clock.today.replace(year=2013)))
    for notice in (world.notice, other_world.notice):
        assert list(audit.faults(notice.slug)) == []
    assert AuditEntry.objects.count() > 30


def test_log_holds_no_text(world):
    secret = "The family of the child lives in the High Street."
    world.update(world.item(1), done_so_far=secret)
    entry = AuditEntry.objects.filter(verb="submit_update").get()
    assert entry.thing == "update 1 of item 1"
    assert entry.fields["done_so_far"] == audit._digest(secret)
    assert "High Street" not in str(AuditEntry.objects.filter(verb="submit_update").values())


def test_log_of_london_instants_is_whole(chain):
    """An instant hashed in one time zone and read back in another is the same instant."""
    at = START + timedelta(days=200)  # summer time, and given as London gives it
    with transaction.atomic():
        AuditChain.objects.update(head_at=at)
        audit.record(REFERENCE, at=at, by=None, verb="write", thing="row 7")
    assert faults() == []


def test_missing_trigger_is_found(chain):
    table = audit.APPEND_ONLY[0]
    name = sorted(triggers.trigger_names(table, connection.vendor))[0]
    with append_only_lifted(), pytest.raises(CommandError, match=f"{table}: the trigger {name} is missing."):
        call_command("verify_audit")
    call_command("verify_audit")


def test_entry_outside_a_writing_is_refused(chain):
    with pytest.raises(RuntimeError, match=r"open the notice with records\.writing"):
        audit.record(REFERENCE, at=START, by=None, verb="write", thing="row 7")
    with writing(REFERENCE) as at, pytest.raises(RuntimeError):
        audit.record(REFERENCE, at=at + timedelta(seconds=1), by=None, verb="write", thing="row 7")
    assert AuditEntry.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_entry_without_a_transaction_is_refused():
    open_chain(REFERENCE, at=START)
    with pytest.raises(RuntimeError):
        audit.record(REFERENCE, at=START, by=None, verb="write", thing="row 1")


def test_act_that_fails_leaves_no_entry(chain):
    def write_two() -> None:
        with writing(REFERENCE) as at:
            audit.record(REFERENCE, at=at, by=None, verb="write", thing="row 7")
            audit.record(REFERENCE, at=START, by=None, verb="write", thing="row 8")  # refused, and row 7 with it

    with pytest.raises(RuntimeError):
        write_two()
    assert faults() == []
    assert AuditChain.objects.get() == chain
    assert AuditChain.objects.get().head_at == chain.head_at
