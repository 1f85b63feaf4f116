"""Is evidence recorded, read and answered on its pages, by those who may, and is the item's word the one that follows?"""

from datetime import date, timedelta

import pytest

from plans.models import Evidence, EvidenceRuling
from tests.pages import address_of, day, drawn, queries, text_of

GIVEN = {"title": "Dip sample", "note": "Ten of ten.", "strength": "self_reported", "requirements": ["QP1.a", "QP2.a"]}


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


def post(client, address, **typed):
    return client.post(address, drawn(client, address) | GIVEN | typed)


def test_owner_records_for_an_item(world, client_of):
    client, address = client_of(world.officer), at(world, "plans:item_evidence", 1)
    form = client.get(address).context["form"]
    assert form["requirements"].value() == ["QP1.a"]  # what the item serves is ticked
    assert {"owner", "source", "counts_on"} & set(form.fields) == set()
    answer = post(client, address, **day("review_by_on", date(2013, 3, 31)), link="https://example.org/x")
    assert answer.headers["Location"] == at(world, "pages:item", 1)
    row = Evidence.objects.get()
    assert (row.item.number, row.owner, row.recorded_by, row.review_by_on) == (
        *(1, world.officer, world.officer),
        date(2013, 3, 31),
    )
    page = client.get(at(world, "pages:item", 1))
    assert [line.word for line in page.context["evidence"]] == ["Waiting for review"]
    assert page.context["events"][0].title == "Evidence E1: Dip sample"


def test_item_of_another_is_not_spoken_for(world, client_of):
    assert client_of(world.partner).get(at(world, "plans:item_evidence", 1)).status_code == 403
    client = client_of(world.secretary)
    assert client.get(at(world, "plans:item_evidence", 1)).status_code == 200
    assert "Enter where it comes from" in text_of(post(client, at(world, "plans:item_evidence", 1)))
    post(client, at(world, "plans:item_evidence", 1), source="An e-mail.")
    assert Evidence.objects.get().owner == world.officer


def test_same_form_twice_makes_one(world, client_of):
    client, address = client_of(world.officer), at(world, "plans:record_evidence")
    body = drawn(client, address) | GIVEN
    assert [client.post(address, body).status_code for _ in range(2)] == [302, 302]
    assert Evidence.objects.count() == 1


def test_secretary_names_the_owner_where_there_is_no_item(world, client_of):
    client, address = client_of(world.secretary), at(world, "plans:record_evidence")
    answer = post(
        client, address, owner="a-partner-board-member", source="A call.", **day("counts_on", date(2012, 11, 5))
    )
    assert answer.status_code == 302
    row = Evidence.objects.get()
    assert (row.owner, row.item, row.counts_on) == (world.partner, None, date(2012, 11, 5))


def test_number_of_a_child_is_asked_about_and_kept_when_confirmed(world, client_of):
    client, address = client_of(world.officer), at(world, "plans:record_evidence")
    answer = post(client, address, note="See 943 476 5919.")
    assert answer.status_code == 422
    assert "looks like an NHS number" in text_of(answer)
    assert "See 943 476 5919." in text_of(answer)  # what was typed stays
    assert not Evidence.objects.exists()
    assert post(client, address, note="See 943 476 5919.", confirmed="on").status_code == 302


def test_every_box_for_text_says_that_no_child_is_named(world, client_of):
    forms = [client_of(world.secretary).get(at(world, "plans:record_evidence")).context["form"]]
    world.evidence()
    forms.append(client_of(world.reviewer).get(at(world, "plans:evidence", 1)).context["form"])
    hint = "No names of children, initials, dates of birth or case numbers."
    texts = ["title", "note", "source", "words"]
    assert [
        name for form in forms for name in texts if name in form.fields and hint in form.fields[name].help_text
    ] == texts


class TestAnswering:
    def test_reviewer_answers_once(self, world, client_of):
        world.evidence(world.item(1))
        client, address = client_of(world.reviewer), at(world, "plans:evidence", 1)
        assert client.get(address).context["may_answer"]
        body = drawn(client, address) | {"answer": "returned", "words": ""}
        assert "Say what is missing" in text_of(client.post(address, body))
        answer = client.post(address, drawn(client, address) | {"answer": "accepted", "words": ""})
        assert answer.headers["Location"] == address
        assert not client.get(address).context["may_answer"]
        assert EvidenceRuling.objects.get().recorded_by == world.reviewer

    def test_two_reviewers_see_both_answers(self, world, client_of):
        row = world.evidence()
        client, address = client_of(world.reviewer), at(world, "plans:evidence", 1)
        body = drawn(client, address) | {"answer": "accepted", "words": "Seen."}
        world.review(row, "returned")
        answer = client.post(address, body)
        assert answer.status_code == 409
        assert "Say how the cases were chosen." in text_of(answer)
        assert EvidenceRuling.objects.count() == 1

    def test_who_may_not_is_offered_nothing(self, world, client_of):
        world.evidence()
        for person in (world.officer, world.secretary, world.chair):
            client = client_of(person)
            page = client.get(at(world, "plans:evidence", 1))
            assert (page.context["may_answer"], "Send this answer" in text_of(page)) == (False, False)
            assert client.post(at(world, "plans:evidence", 1)).status_code == 403

    def test_what_was_returned_leads_to_another(self, world, client_of):
        world.review(world.evidence(world.item(1), link="https://example.org/x"), "returned")
        client = client_of(world.officer)
        assert client.get(at(world, "plans:evidence", 1)).context["may_replace"]
        address = at(world, "plans:item_evidence", 1, instead="1")
        assert client.get(address).context["form"]["link"].value() == "https://example.org/x"
        post(client, address)
        assert Evidence.objects.get(number=2).supersedes.number == 1
        page = client.get(at(world, "plans:evidence", 1))
        assert (page.context["may_replace"], page.context["later"].number) == (False, 2)

    @pytest.mark.parametrize("instead", ["9", "x", "99999999999"])
    def test_nothing_can_take_the_place_of_nothing(self, world, client_of, instead):
        client = client_of(world.officer)
        assert client.get(at(world, "plans:record_evidence", instead=instead)).status_code == 404


def test_item_says_that_it_is_evidenced_wherever_it_stands(world, client_of):
    world.update(world.item(1), "done")
    world.review(world.evidence(world.item(1)))
    client = client_of(world.chair)
    for address in (at(world, "plans:item_list"), at(world, "pages:item", 1), at(world, "plans:evidence", 1)):
        assert "Done and evidenced" in text_of(client.get(address)), address


def test_list_shows_what_waits_first_then_by_requirement(world, client_of):
    world.review(world.evidence(shows="QP2.a QP1.a"))
    world.evidence(shows="QP1.a")
    world.evidence(shows="QP3.a")
    context = client_of(world.chair).get(at(world, "plans:evidence_list")).context
    assert [line.reference for line in context["waiting"]] == ["E2", "E3"]
    assert [(group.reference, [line.reference for line in lines]) for group, lines in context["groups"]] == [
        ("QP1.a", ["E2", "E1"]),
        ("QP2.a", ["E1"]),
        ("QP3.a", ["E3"]),
    ]
    assert [count[1:] for count in context["counts"]] == [
        ("Waiting for review", 2), ("Accepted", 1), ("Returned", 0), ("Out of date", 0),
    ]  # fmt: skip


def test_each_count_of_the_list_is_what_stands_behind_it(world, client_of):
    world.review(world.evidence())
    world.review(world.evidence(review_by_on=world.clock.today))
    world.review(world.evidence(), answer="returned")
    world.evidence()
    world.clock.move_to(world.clock.today + timedelta(days=1))
    client = client_of(world.chair)
    counts = client.get(at(world, "plans:evidence_list")).context["counts"]
    assert [many for _, _, many in counts] == [1, 1, 1, 1]
    for state, word, many in counts:
        shown = client.get(at(world, "plans:evidence_list", show=state)).context["found"]
        assert [line.word for line in shown] == [word] * many
    assert client.get(at(world, "plans:evidence_list", show="lost")).status_code == 404


def test_link_leads_out_as_text(world, client_of):
    world.evidence(link="https://example.org/a?b=1&c=2", title="<script>x</script>")
    page = text_of(client_of(world.chair).get(at(world, "plans:evidence", 1)))
    assert 'href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer external"' in page
    assert "<script>x" not in page


@pytest.mark.parametrize("name", ["plans:evidence_list", "plans:objective_list", "pages:item"])
def test_queries_do_not_grow(world, client_of, name):
    client = client_of(world.chair)
    address = at(world, name, *([1] if name == "pages:item" else []))
    seen = []
    for _ in range(3):
        world.evidence(world.item(1))
        world.agree_item(date(2013, 2, 1), objective=world.agree_objective(evidence_agreed="An audit."))
        seen.append(queries(client, address))
    assert len(set(seen)) == 1


class TestObjectives:
    def test_secretary_enters_one_and_an_item_under_it(self, world, client_of):
        world.define_indicator("CP-02", unit="percent", polarity="higher", every="month")
        client, address = client_of(world.secretary), at(world, "plans:agree_objective")
        body = {
            "decision": "1",
            "plan": "adoption",
            "words": "Children wait less.",
            "indicators": ["CP-02"],
            "evidence_agreed": "",
        }
        assert client.post(address, drawn(client, address) | body).headers["Location"] == at(
            world, "plans:objective_list"
        )
        address = at(world, "plans:agree_item")
        body = {
            "decision": "1", "kind": "milestone", "words": "Most children wait less.", "owner": "a-council-officer",
            "agency": "council", "serves": ["QP1.a"], "objective": "1", "indicator": "CP-02", "reach": "85",
        }  # fmt: skip
        assert client.post(address, drawn(client, address) | body | day("due_on", date(2013, 6, 30))).status_code == 302
        page = client.get(at(world, "plans:objective_list"))
        ((name, (row,)),) = page.context["plans"]
        assert (name, row["word"], row["items"]) == ("Adoption plan", "On plan", [4])
        assert "reaches 85 % of CP-02" in text_of(client.get(at(world, "pages:item", 4)))

    def test_list_before_there_is_any(self, world, client_of):
        assert "will stand here" in text_of(client_of(world.chair).get(at(world, "plans:objective_list")))
