"""Does a search find what the reader may read and nothing else, name first, newest next, and safely whatever is typed?"""

from datetime import date

import pytest

from accounts.policy import Role
from boards.models import AgendaItem, AgendaTerms, MinutesVersion, Paper, PaperVersion
from records.ledger import append
from tests.pages import address_of, queries, text_of


def find(client, world, q="", **query):
    return client.get(address_of(world.notice, "pages:search", q=q, **query))


def found(answer) -> dict[str, list[str]]:
    """By group, the references of what is listed; what was named exactly under "exact"."""
    groups = {group.key: [row.hit.reference for row in group.rows] for group in answer.context["groups"] if group.rows}
    exact = [row.hit.reference for row in answer.context["exact"]]
    return groups | ({"exact": exact} if exact else {})


@pytest.fixture
def chair(world, client_of):
    return client_of(world.chair)


@pytest.fixture
def observer(world, client_of):
    return client_of(world.notice.memberships.get(role=Role.OBSERVER).person)


def paper(world, title="Workload analysis", *, section="position", **more) -> None:
    """The first item of the agenda of meeting 1 with a paper, closed or withdrawn where `more` says so."""
    closed = more.pop("closed", False)
    with world.writing() as at:
        given = {"by": world.secretary, "at": at, "counts_on": world.clock.today}
        item = AgendaItem.objects.create(meeting=world.meetings[0], number=world.meetings[0].agenda.count() + 1)
        reason = {"closed": True, "reason": "A person is named."} if closed else {}
        append(AgendaTerms, item, title="The plan", purpose="discussion", place=1, **given, **reason)
        append(PaperVersion, Paper.objects.create(item=item, number=1), title=title, section=section, **given, **more)


def minutes(world, words, state="circulated") -> None:
    with world.writing() as at:
        append(
            MinutesVersion, world.meetings[0], by=world.secretary, at=at, counts_on=world.clock.today, state=state,
            paragraphs=[{"number": 7, "item": 1, "heading": "", "words": words}],
            corrections_by=date(2012, 12, 1) if state == "circulated" else None,
        )  # fmt: skip


def test_every_kind_of_thing_is_found_by_its_words(world, chair):
    world.decide("The Kestrel project begins.")
    world.agree_item(date(2013, 2, 1), words="Train staff in kestrel.")
    world.evidence(title="Kestrel, ten cases")
    world.concern(world.item(1), words="KESTREL does not move.")
    world.define_indicator("FD-05")
    minutes(world, "The Board heard of Kestrel.")
    paper(world, "Kestrel: a paper")
    answer = find(chair, world, "kestrel")
    assert found(answer) == {
        "items": ["Action 4"],
        "decisions": ["Decision 2"],
        "minutes": ["Minutes of meeting 1, paragraph 7"],
        "papers": ["Paper 1 of meeting 1 for “The plan”"],
        "evidence": ["E1"],
        "concerns": ["C1"],
    }
    assert found(find(chair, world, "series counted"))["indicators"] == ["FD-05"]
    said = text_of(answer)
    assert "<mark>Kestrel</mark> project begins." in said
    for address in ("pages:item", 4), ("plans:concern", 1), ("plans:evidence", 1):
        assert f'href="{address_of(world.notice, *address)}"' in said


def test_the_notice_is_found_in_its_own_words(world, chair, observer):
    for client in (chair, observer):
        groups = found(find(client, world, "unallocated backlog"))
        assert groups["notice"] == ["QP2", "QP2.a", "QP2.f"]
    assert f'href="{address_of(world.notice, "pages:measure", "QP2")}#QP2.a"' in text_of(find(chair, world, "qp2.a"))


@pytest.mark.parametrize(
    ("question", "reference"),
    [("qp2", "QP2"), ("QP2.a", "QP2.a"), ("item 2", "Milestone 2"), ("Milestone 2", "Milestone 2"),
     ("decision 1", "Decision 1"), ("fd-05", "FD-05"), ("FD05", "FD-05"), ("c1", "C1"), ("E1", "E1"), ("rp5", "RP5")],
)  # fmt: skip
def test_a_reference_leads_straight_to_what_it_names(world, chair, question, reference):
    world.define_indicator("FD-05")
    world.concern(world.item(1))
    world.evidence()
    assert found(find(chair, world, question))["exact"] == [reference]


def test_all_words_have_to_occur_and_the_newest_comes_first(world, chair, clock):
    world.decide("Threshold: the old words.")
    clock.move_to(date(2012, 12, 3))
    world.decide("The threshold document, in new words.")
    assert found(find(chair, world, "WORDS threshold"))["decisions"] == ["Decision 3", "Decision 2"]
    assert "decisions" not in found(find(chair, world, "threshold nowhere"))
    assert "Nothing holds all of these words." in text_of(find(chair, world, "threshold nowhere"))


def test_letters_of_every_alphabet_have_two_cases_on_both_databases(world, chair):
    world.decide("ÉCOLE, Łódź and Straße.")
    for question in ("école", "ŁÓDŹ", "strasse", "STRASSE łódź"):
        assert found(find(chair, world, question))["decisions"] == ["Decision 2"]


def test_a_group_shows_twenty_and_the_others_are_a_link_away(world, chair):
    decision = world.decide("The plan.", kind="plan")
    for _ in range(21):
        world.agree_item(date(2013, 2, 1), words="One of many kestrels.", decision=decision)
    answer = find(chair, world, "kestrels")
    assert (len(found(answer)["items"]), "1 more" in text_of(answer)) == (20, True)
    alone = find(chair, world, "kestrels", **{"in": "items"})
    assert len(alone.context["page_rows"]) == 21
    assert find(chair, world, "kestrels", **{"in": "nothing"}).status_code == 404


def test_drafts_of_minutes_are_for_chair_and_secretary(world, client_of):
    minutes(world, "A kestrel, as drafted.", state="draft")
    for person, sees in ((world.chair, True), (world.secretary, True), (world.officer, False), (world.partner, False)):
        assert ("minutes" in found(find(client_of(person), world, "kestrel"))) is sees
    minutes(world, "A kestrel, as circulated.")
    assert found(find(client_of(world.officer), world, "kestrel"))["minutes"] == ["Minutes of meeting 1, paragraph 7"]


def test_withdrawn_papers_are_not_found(world, chair):
    paper(world, "Kestrel, there")
    paper(world, "Kestrel, gone", withdrawn=True, reason="Wrong paper.")
    assert found(find(chair, world, "kestrel"))["papers"] == ["Paper 1 of meeting 1 for “The plan”"]


def test_who_reads_nothing_live_finds_what_was_published_and_nothing_newer(world, observer, client_of, clock):
    scrutiny = client_of(world.notice.memberships.get(role=Role.SCRUTINY).person)
    world.decide("The Kestrel project begins.")
    world.evidence(title="Kestrel, not accepted")
    for client in (observer, scrutiny):
        assert found(find(client, world, "kestrel")) == {}
    clock.move_to(date(2013, 3, 5))
    world.publish_report(date(2013, 3, 31))
    clock.move_to(date(2013, 3, 7))
    world.decide("Kestrel ends.")
    minutes(world, "Kestrel was minuted.")
    for client in (observer, scrutiny):
        answer = find(client, world, "kestrel")
        circulated = {"minutes": ["Minutes of meeting 1, paragraph 7"]} if client is observer else {}
        assert found(answer) == {"decisions": ["Decision 2"]} | circulated
        said = text_of(answer)
        assert "Edition 1 of the report to Ministers of March 2013" in said
        assert f'href="{address_of(world.notice, "reports:edition", 1, 1)}"' in said
        assert not {"exact", "decisions"} & set(found(find(client, world, "decision 3")))
        assert found(find(client, world, "item 1"))["exact"] == ["Action 1"]


def test_nothing_of_another_notice_is_found(world, chair, other_world):
    other_world.decide("Kestrel is theirs.")
    assert found(find(chair, world, "kestrel")) == {}


HOSTILE = ["%", "_", "'", '"', "\\", "'; DROP TABLE x; --", "<script>alert(1)</script>", "(((", "item 99999999999999"]


@pytest.mark.parametrize("question", HOSTILE)
def test_whatever_is_typed_is_words_and_nothing_else(world, chair, question):
    world.decide("Plain words.")
    answer = find(chair, world, question)
    assert answer.status_code == 200
    assert "Decision 2" not in text_of(answer).replace("decision 12", "")
    assert "<script>alert" not in text_of(answer)


def test_script_in_a_text_is_shown_as_text(world, chair):
    world.decide("<script>alert(1)</script> of the kestrel & co")
    said = text_of(find(chair, world, "script"))
    assert "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt; of the kestrel &amp; co" in said


def test_too_long_a_question_is_refused_in_a_sentence_and_kept(world, chair):
    answer = find(chair, world, "x" * 10_000)
    assert answer.status_code == 422
    said = text_of(answer)
    assert "Search for at most 200 characters. You typed 10,000." in said
    assert f'value="{"x" * 10_000}"' in said
    assert find(chair, world, "x" * 200).status_code == 200


def test_an_empty_search_says_what_it_will_show(world, chair):
    for question in ("", "   ", '""'):
        answer = find(chair, world, question)
        assert "What is found appears here by kind" in text_of(answer)
        assert found(answer) == {}


def test_a_search_takes_as_many_queries_for_many_rows_as_for_few(world, chair, observer):
    world.concern(world.item(1), words="plan")
    world.evidence(title="plan")
    world.define_indicator("FD-05")
    paper(world, "plan")
    minutes(world, "plan")
    address = address_of(world.notice, "pages:search", q="plan")
    few = queries(chair, address), queries(observer, address)
    for number in range(1, 4):
        world.agree_item(date(2013, 2, number), words="plan")
        world.evidence(title="plan")
        world.define_indicator(f"CP-0{number}")
        paper(world, "plan")
    assert (queries(chair, address), queries(observer, address)) == few
    assert few[0] <= 15
    assert few[1] <= 11
