"""Does an objective change, end and hold again by decisions of the Board, each from its day on?"""

from datetime import date

import pytest

from plans import domain as plan
from plans.models import ObjectiveTerms
from plans.objectives import objectives_of
from records.refusal import NotTheNext, Refused
from tests.pages import address_of, drawn, text_of


@pytest.fixture
def objective(world):
    return world.agree_objective("Children are seen in time.", evidence_agreed="An audit.")


def change(world, objective, words="Children are seen in a week.", *, decision=None, **more) -> ObjectiveTerms:
    with world.writing() as at:
        decision = decision or world.decide("The objective is changed.", at=at)
        given = {"words": words, "decision": decision, "by": world.secretary} | more
        return plan.change_objective(objective=objective, at=at, **given)


def says(world, **when) -> list[tuple[int, str, str, list[str]]]:
    rows = objectives_of(world.notice, world.asof(**when), {})
    codes = [[indicator["code"] for indicator in row["indicators"]] for row in rows]
    return [(row["number"], row["words"], row["evidence_agreed"], code) for row, code in zip(rows, codes, strict=True)]


def test_a_change_counts_from_the_day_of_its_decision(world, objective):
    first = (1, "Children are seen in time.", "An audit.", [])
    indicator = world.define_indicator("FD-05")
    world.clock.move_to(date(2012, 12, 1))
    before = world.asof()
    decision = world.decide("The objective is changed.", taken_on=date(2012, 11, 20))
    change(world, objective, decision=decision, indicators=[indicator])
    assert says(world, on=date(2012, 11, 19)) == [first]
    assert says(world, on=date(2012, 11, 20)) == [(1, "Children are seen in a week.", "", ["FD-05"])]
    assert says(world, on=date(2012, 11, 20), known=before.known) == [first]

    world.decide("It stays as it was.", replaces=decision)
    assert says(world, on=date(2012, 11, 30)) == [(1, "Children are seen in a week.", "", ["FD-05"])]
    assert says(world) == [first]


def test_a_withdrawn_objective_holds_no_more_until_another_decision(world, objective):
    item = world.agree_item(date(2013, 1, 10), objective=objective)
    change(world, objective, "Children are seen in time.", withdrawn=True)
    assert says(world) == []
    assert world.item(item.number).standing == "not_started"
    change(world, objective, "Children are seen in time.")
    assert says(world) == [(1, "Children are seen in time.", "", [])]


def test_what_is_refused(world, objective, other_world):
    late = world.decide("Before it was agreed.", taken_on=date(2012, 11, 6))
    replaced = world.decide("Replaced.")
    world.decide("Another.", replaces=replaced)
    same = {"evidence_agreed": "An audit."}
    foreign = other_world.define_indicator("FD-05")
    for sentence, given in (
        ("Say what is to be achieved.", {"words": " "}),
        ("Nothing of this objective would change.", {"words": "Children are seen in time.", **same}),
        ("after this decision", {"decision": late}),
        ("has been replaced", {"decision": replaced}),
        ("another notice", {"indicators": [foreign]}),
    ):
        with pytest.raises(Refused, match=sentence):
            change(world, objective, **given)
    with pytest.raises(NotTheNext):
        change(world, objective, after=0)
    assert objective.terms.count() == 1
    change(world, objective, after=1)
    assert objective.terms.count() == 2


def test_the_secretary_enters_it_and_everybody_reads_it(world, objective, client_of):
    secretary = client_of(world.secretary)
    address = address_of(world.notice, "plans:change_objective", 1)
    page = text_of(secretary.get(address))
    assert "Children are seen in time." in page
    body = drawn(secretary, address) | {"words": "Children are seen in a week.", "decision": "1"}
    stale = dict(body) | {"token": drawn(secretary, address)["token"], "words": "Children are seen in a day."}
    assert secretary.post(address, body).status_code == 302
    answer = secretary.post(address, stale)
    assert answer.status_code == 409
    assert "Children are seen in a week." in text_of(answer)
    assert "Children are seen in a day." in text_of(answer)
    body = drawn(secretary, address) | {"words": "Children are seen in a week.", "decision": "1", "withdrawn": "on"}
    assert secretary.post(address, body).status_code == 302
    listed = text_of(client_of(world.partner).get(address_of(world.notice, "plans:objective_list")))
    assert "Withdrawn</h2>" in listed
    assert "Enter what the Board changed" not in listed
