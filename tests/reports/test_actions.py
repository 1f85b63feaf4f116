"""Does the action log hold what meetings agreed, with decision, agenda item and meeting, and is the register narrowed likewise?"""

from datetime import date

import pytest

from boards.models import Decision
from reports import taking
from tests.agendas import circulate, draw_up
from tests.pages import address_of, queries, text_of


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


@pytest.fixture
def action(world):
    """A corrective action of the first meeting, under its last item, on a pack."""
    (*_, item) = draw_up(world, world.meetings[0])
    circulate(world, world.meetings[0])
    return take(world, item)


def take(world, item, words="Sit with the team for a week."):
    with world.writing() as at:
        return taking.take_action(
            item=item,
            words=words,
            owner=world.officer,
            due_on=date(2012, 12, 10),
            serves=[world.notice.requirements.get(reference="QP1.a")],
            by=world.chair,
            at=at,
        )


def log(client, world, **query):
    return client.get(address_of(world.notice, "pages:actions", **query))


def numbers(answer):
    return [row.line.number for row in answer.context["rows"]]


def test_log_holds_actions_with_decision_agenda_item_and_meeting(world, secretary, action):
    answer = log(secretary, world)
    (row,) = answer.context["rows"]
    assert (row.line.number, row.decision, row.meeting, row.agenda_item) == (action.number, 2, 1, "Any other business")
    assert "under “Any other business”" in text_of(answer)
    assert numbers(log(secretary, world, show="all")) == [1, 2, 3, action.number]


@pytest.mark.parametrize(
    ("query", "found"),
    [({"q": "sit TEAM"}, [4]), ({"q": "4"}, [4]), ({"q": "%"}, []), ({"meeting": "1"}, [4]), ({"state": "every"}, [4])],
)
def test_log_is_narrowed(world, secretary, action, query, found):
    assert numbers(log(secretary, world, **query)) == found


def test_what_is_done_is_open_no_longer_and_what_there_is_not_is_not_found(world, secretary, action):
    world.update(world.item(action.number), "done", forecast="")
    assert numbers(log(secretary, world)) == []
    assert numbers(log(secretary, world, state="every")) == [4]
    assert log(secretary, world, meeting="9").status_code == 404


def test_log_leaves_as_a_file_and_takes_the_same_queries_for_more_rows(world, secretary, action):
    sheet = secretary.get(address_of(world.notice, "pages:actions_sheet", "csv")).content.decode("utf-8-sig")
    assert "Sit with the team for a week." in sheet
    assert "Any other business" in sheet
    one = queries(secretary, address_of(world.notice, "pages:actions"))
    take(world, world.meetings[0].agenda.get(number=1), "Sit with the other team.")
    assert queries(secretary, address_of(world.notice, "pages:actions")) == one


def test_register_is_narrowed_and_says_on_what_each_was_taken(world, secretary, action):
    def register(**query):
        answer = secretary.get(address_of(world.notice, "pages:decisions", **query))
        return answer, [row.decision.number for row in answer.context["rows"]]

    answer, found = register(meeting="1", kind="other")
    assert found == [2]
    assert "under “Any other business”, on the pack with figures of 7 November 2012" in text_of(answer)
    assert register(kind=Decision.Kind.PLAN)[1] == [1]
    assert register(board="lscb")[1] == []
    assert secretary.get(address_of(world.notice, "pages:decisions", kind="garbage")).status_code == 404
