"""Whatever is asked and whatever there is: is there one state, a word that has a look, a sentence, and no proof from claims?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assurance.facts import Asked, Dealt, Decided, Facts, Measured, Met, Point, Raised, RestsOn, Served, Shown, Standing
from assurance.states import RULES, State, judge
from notices.deadlines import Due
from notices.notice_rows import DeadlineKind, ProofKind
from records.templatetags.look import looks_like

ISSUED = date(2012, 10, 17)


def measured(code: str, against: str, figure: bool) -> Measured:
    """What is read against its target has a figure."""
    return Measured(code, "Cases", against, figure or against in ("Meets", "Near", "Misses"))


days = st.dates(date(2012, 4, 1), date(2014, 6, 30))
asks = st.builds(
    Asked,
    st.just("QP1.a"),
    st.sampled_from(DeadlineKind),
    st.just(ISSUED),
    due=st.none() | st.builds(Due, days),
    condition=st.just("it is better"),
    is_aim=st.booleans(),
    agreed_by=st.lists(st.sampled_from(["Board", "LSCB", "each partner"]), unique=True).map(tuple),
    decided_by=st.sampled_from(["", "plan"]),
    proof=st.frozensets(st.sampled_from(ProofKind)),
    whole_plan=st.booleans(),
    codes=st.lists(st.sampled_from(["FD-05", "FD-06"]), unique=True).map(tuple),
    acts_of=st.sampled_from(["", "Department"]),
    point=st.none() | st.builds(Point, days, st.sampled_from(["", "Outside."]), st.none() | days),
    rests_on=st.sampled_from([(), (RestsOn("standards", "Oversight standards agreed", ("Board",)),)]),
    measure=st.just("QP1"),
    theme=st.just("QP"),
)
agendas = st.lists(
    st.builds(
        Dealt,
        st.integers(1, 9),
        st.sampled_from(["", "position", "indicators", "adoption_progress"]),
        st.sampled_from([frozenset(), frozenset({"WF-01"})]),
        st.none() | st.integers(1, 40),
    ),
    max_size=3,
).map(tuple)
there = st.builds(
    Facts,
    days,
    decisions=st.lists(
        st.builds(
            Decided,
            st.sampled_from(["Board", "LSCB"]),
            st.integers(1, 9),
            st.sampled_from(["plan", "condition", "standards"]),
            days,
            meeting=st.none() | st.integers(1, 4),
        ),
        max_size=3,
    ).map(tuple),
    items=st.lists(
        st.builds(
            Served,
            st.integers(1, 9),
            st.just("Do it."),
            st.just("Done"),
            is_milestone=st.booleans(),
            is_done=st.booleans(),
            is_evidenced=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    series=st.lists(
        st.builds(
            measured,
            st.sampled_from(["FD-05", "FD-06"]),
            st.sampled_from(["Meets", "Near", "Misses", "No data", "Context only"]),
            st.booleans(),
        ),
        max_size=2,
        unique_by=lambda row: row.code,
    ).map(tuple),
    evidence=st.lists(
        st.builds(Shown, st.integers(1, 9), st.just("A paper."), st.sampled_from(Standing)), max_size=3
    ).map(tuple),
    meetings=st.lists(st.tuples(days, agendas, st.booleans()), max_size=4, unique_by=lambda met: met[0]).map(
        lambda found: tuple(Met(number, *met) for number, met in enumerate(sorted(found, key=lambda met: met[0]), 1))
    ),
    milestones=st.integers(0, 2),
    targets=st.integers(0, 2),
    raised=st.lists(
        st.builds(Raised, st.integers(1, 9), days, st.booleans(), st.just("none needed: it is the season.")), max_size=2
    ).map(tuple),
    named=st.just(frozenset({"WF-01"})),
)


@given(asks, there)
def test_every_requirement_has_one_state_that_its_word_and_sentence_fit(asks, facts):
    found = judge(asks, facts)
    assert (found.state is None) == bool(asks.acts_of)
    assert found.why.endswith(".")
    assert found.why[0].isupper() or found.why[0].isdigit()
    if found.state is None:
        return
    assert found.state in RULES
    looks_like(found.word)
    if found.late_since:
        assert asks.due
        assert asks.due.on < found.late_since <= facts.on
        assert found.state is not State.EVIDENCED
    if found.no_way:
        assert not facts.evidence
        assert found.state in (State.NO_EVIDENCE, State.NOT_YET_DUE)
    if found.state is State.KEPT:
        assert 0 <= found.kept <= found.times == len(found.occasions) > 0


@given(asks, there)
def test_without_decision_figure_acceptance_member_or_report_nothing_is_evidenced(asks, facts):
    if asks.point and asks.point.sent_on:
        return
    claims = Facts(
        facts.on,
        items=tuple(Served(row.number, row.words, row.word, row.is_milestone, row.is_done) for row in facts.items),
        evidence=tuple(row for row in facts.evidence if row.standing in (Standing.WAITING, Standing.RETURNED)),
        raised=facts.raised,
    )
    assert judge(asks, claims).state not in (State.EVIDENCED, State.PARTLY, State.OUT_OF_DATE, State.KEPT)


@given(asks, there)
def test_nothing_is_evidenced_before_what_it_rests_on_is_agreed(asks, facts):
    if not asks.rests_on or any((row.body, row.kind) == ("Board", "standards") for row in facts.decisions):
        return
    assert judge(asks, facts).state not in (State.EVIDENCED, State.OUT_OF_DATE)
