"""Do the plans say who has agreed them: the Board, and every agency that has to, in its own words?"""

from datetime import date

import pytest

from boards.models import Decision
from plans import domain as plan
from plans.agreements import plans_of
from plans.models import Plan, PlanAgreement
from records.refusal import NotTheNext, Refused
from reports.position import Position
from tests.pages import address_of, day, hidden, queries, text_of


@pytest.fixture
def made(world):
    """The two plans of the notice; the safeguarding plan is agreed by decision 1 and the one of its objective."""
    world.agree_objective()
    world.agree_objective(code="adoption", decision=world.decide("Adoption.", kind=Decision.Kind.ADOPTION_PLAN))
    return world


def say(world, agency, answer="agreed", *, by=None, code="safeguarding", **more):
    with world.writing() as at:
        return plan.agree_plan(
            plan=Plan.objects.for_notice(world.notice).get(code=code),
            agency=world.notice.agencies.get(code=agency),
            answer=answer,
            by=by or world.secretary,
            at=at,
            **{"source": "A letter."} | more,
        )


def test_agencies_that_the_notice_names_have_to_agree(made):
    say(made, "police")
    say(made, "health")
    say(made, "schools", "not_agreed", words="No school was asked.")
    say(made, "wscb")
    safeguarding, adoption = plans_of(made.notice, made.asof())
    assert (safeguarding.agreed, [said.agency.code for said in safeguarding.has_to]) == (
        2,
        ["health", "police", "probation", "schools"],
    )
    assert [said.agency.code for said in safeguarding.said if not said.has_to] == ["wscb"]  # said all the same
    assert [row.reference for row in safeguarding.asked] == ["PG1.a", "SM4.a"]
    assert [row.number for row in safeguarding.decisions] == [1, 2]
    # the notice names the Board alone for the adoption plan: the partners are asked all the same
    assert (adoption.named, adoption.agreed, len(adoption.has_to)) == (False, 0, 4)
    assert [row.kind for row in adoption.decisions] == ["adoption_plan"]


def test_latest_word_of_an_agency_counts_as_of_both_times(made):
    say(made, "police", "not_agreed", words="Too late.")
    made.clock.move_to(date(2012, 11, 20))
    known = made.asof().known
    say(made, "police", counts_on=date(2012, 11, 15))

    def agreed(**asof):
        return plans_of(made.notice, made.asof(**asof))[0].agreed

    assert [agreed(), agreed(on=date(2012, 11, 15)), agreed(on=date(2012, 11, 14))] == [1, 1, 0]
    assert agreed(known=known) == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"answer": "not_agreed"}, "does not agree"),
        ({"source": ""}, "Say where the word of Police comes from"),
        ({"counts_on": date(2012, 11, 8)}, "on a day to come"),
    ],
)
def test_word_that_cannot_be_is_refused(made, said, sentence):
    with pytest.raises(Refused, match=sentence):
        say(made, "police", **said)
    assert not PlanAgreement.objects.exists()
    say(made, "police", by=made.partner, source="")  # its member needs no source


def test_agency_of_another_notice_says_nothing(made, cast):
    with pytest.raises(Refused, match="belongs to another notice"), made.writing() as at:
        plan.agree_plan(
            plan=Plan.objects.for_notice(made.notice).first(),
            agency=cast.b.agencies.get(code="police"),
            answer="agreed",
            source="A letter.",
            by=made.secretary,
            at=at,
        )


def test_form_is_overtaken_by_the_same_agency_and_by_no_other(made):
    say(made, "health", after=0)
    first = say(made, "police", after=0)
    with pytest.raises(NotTheNext) as met:
        say(made, "police", "not_agreed", words="No.", after=0)
    assert met.value.latest == first
    say(made, "police", "not_agreed", words="No.", after=first.number)


def test_member_says_it_for_the_own_agency_and_no_other(made, client_of):
    client, address = client_of(made.partner), address_of(made.notice, "plans:agree_plan", "safeguarding", "police")
    body = hidden(client.get(address)) | {"answer": "agreed", "words": "With thanks."}
    other = address_of(made.notice, "plans:agree_plan", "safeguarding", "health")
    assert (client.get(other).status_code, client.post(other, body).status_code) == (403, 403)
    for _ in range(5):
        assert client.post(address, body).headers["Location"] == address_of(made.notice, "plans:plan_list")
    row = PlanAgreement.objects.get()
    assert (row.agency.code, row.recorded_by, row.source) == ("police", made.partner, "")
    page = text_of(client.get(address_of(made.notice, "plans:plan_list")))
    assert '<span class="fact__figure">1 of 4</span>' in page
    assert "Said here by A Partner Board member" in page


def test_secretary_records_it_with_its_source(made, client_of):
    client, address = client_of(made.secretary), address_of(made.notice, "plans:agree_plan", "safeguarding", "schools")
    body = hidden(client.get(address)) | {"answer": "not_agreed", "words": "No school was asked."}
    refused = client.post(address, body)
    assert refused.status_code == 422
    assert "No school was asked." in text_of(refused)
    answer = client.post(address, body | {"source": "Its letter."} | day("counts_on", date(2012, 11, 6)))
    assert answer.status_code == 302
    page = text_of(client.get(address_of(made.notice, "plans:plan_list")))
    assert "Recorded by A Board secretary. Source: Its letter." in page
    assert "“No school was asked.”" in page


def test_two_answers_for_one_agency_stand_side_by_side(made, client_of):
    client, address = client_of(made.partner), address_of(made.notice, "plans:agree_plan", "safeguarding", "police")
    body = hidden(client.get(address)) | {"answer": "agreed", "words": "Gladly."}
    say(made, "police", "not_agreed", words="Not before March.")
    answer = client.post(address, body)
    assert answer.status_code == 409
    assert "Gladly." in text_of(answer)
    assert "Not before March." in text_of(answer)
    assert PlanAgreement.objects.count() == 1


def test_page_takes_as_many_queries_for_two_plans_as_for_one(world, client_of):
    client, address = client_of(world.partner), address_of(world.notice, "plans:plan_list")
    assert "A plan appears with its first objective." in text_of(client.get(address))
    world.agree_objective()
    one = queries(client, address)
    world.agree_objective(code="adoption")
    say(world, "police")
    say(world, "health", code="adoption")
    assert queries(client, address) == one


def test_requirement_is_shown_when_every_partner_has_agreed(made):
    """SM4.a wants the Board and each partner: what it says of them is what the page of the plans counts."""

    def shown():
        row = next(row for row in Position(made.notice, made.asof()).covered if row.requirement.reference == "SM4.a")
        return row.judged.word, row.judged.why

    for agency in ("police", "health", "schools"):
        say(made, agency)
    say(made, "probation", "not_agreed", words="No.")
    word, why = shown()
    assert word == "Partly evidenced"
    assert "3 of 4 partner agencies agree it; Probation does not" in why
    say(made, "probation")
    word, why = shown()
    assert (word, "4 of 4 partner agencies agree it" in why) == ("Evidenced", True)
