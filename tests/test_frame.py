"""Does the frame of the tests hold what it promises?"""

import socket

import pytest
from django.db import connection

from records import audit, triggers
from records.models import AuditEntry
from tests.cast import make_cast
from tests.conftest import OtherMachine


def test_world_begins_after_the_first_meeting(world, other_world):
    assert [item.standing for item in map(world.item, (1, 2, 3))] == ["not_started"] * 3
    assert [item.notice for item in map(other_world.item, (1, 2, 3))] == [other_world.notice] * 3


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_tables_are_emptied_and_triggers_are_back(turn, clock):
    assert not AuditEntry.objects.exists()
    make_cast()
    assert AuditEntry.objects.exists()
    assert [triggers.missing(table) for table in audit.APPEND_ONLY] == [set()]


def test_no_other_machine_is_reached():
    with pytest.raises(OtherMachine):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(OtherMachine):
        socket.getaddrinfo("example.org", 80)


def test_database_is_one_of_the_two(db):
    assert connection.vendor in ("sqlite", "postgresql")
    assert connection.settings_dict["NAME"] != ":memory:"
