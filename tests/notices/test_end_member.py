"""Who goes out by the command, from when, and what does it say when it cannot be?"""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from notices.models import Membership
from tests.pages import address_of


def end(**answers: str) -> str:
    said = StringIO()
    given = {"notice": "wiltshire-2012", "email": "a.council.officer@example.org"} | answers
    call_command("end_member", *[f"--{name}={answer}" for name, answer in given.items()], stdout=said)
    return said.getvalue()


def test_last_day_is_today_and_from_tomorrow_the_notice_is_gone(cast, clock, client_of):
    client, page = client_of(cast.officer), address_of(cast.a, "notices:notice")
    assert "until 17 October 2012, that day included" in end(email="A.Council.Officer@example.org")
    assert client.get(page).status_code == 200
    clock.move_to(date(2012, 10, 18))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"notice": "nowhere"}, "no notice 'nowhere'. Notices: northmoor-2013, wiltshire-2012"),
        ({"email": "stranger@example.org"}, "has a role on wiltshire-2012 that goes on. Members: a.board.secretary@"),
        ({"to": "soon"}, "'soon' is not a day"),
        ({"to": "2012-03-31"}, "cannot end before it began"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(cast, answers, sentence):
    with pytest.raises(CommandError) as refusal:
        end(**answers)
    assert sentence in str(refusal.value)
    assert Membership.objects.for_notice(cast.a).get(person=cast.officer).to_on is None


def test_what_has_ended_does_not_end_again(cast):
    end(to="2012-12-31")
    with pytest.raises(CommandError, match="that goes on"):
        end(to="2012-11-30")
