"""Does the shipped file say everything that the notice asks?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from notices.notice_file import (
    Body,
    Deadline,
    DeadlineKind,
    Force,
    NoticeFile,
    ProofKind,
    RecommendationRow,
    RequirementRow,
    ReviewKind,
    ThemeKind,
    parse,
    quotations,
    read,
    sentences,
    unquoted,
)
from notices.notice_text import places

DATA = Path(__file__).parents[2] / "notices" / "data"
SHIPPED = DATA / "wiltshire-2012.yaml"

# The register, written again by hand: a requirement that leaves the data must fail here.
REFERENCES = {
    "OA1": "a", "OA2": "a", "OA3": "a", "OA4": "a",
    "QP1": "abc", "QP2": "afbcde", "QP3": "abcde", "QP4": "abc", "QP5": "ab", "QP6": "abc", "QP7": "abcd",
    "QP8": "abcdef",
    "AD1": "abcd", "AD2": "ab",
    "PG1": "abcd", "PG2": "a",
    "CC1": "abcd", "CC2": "abcdef", "CC3": "ab", "CC4": "abc",
    "SM1": "abcd", "SM2": "ab", "SM3": "abcde", "SM4": "ab",
    "RP1": "ab", "RP2": "a", "RP3": "abc", "RP4": "abc",
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> NoticeFile:
    return read(SHIPPED)


def requirements(notice_file: NoticeFile) -> dict[str, RequirementRow]:
    return {row.ref: row for measure in notice_file.measures for row in measure.requirements}


def without_quote(notice_file: NoticeFile, ref: str, quote_number: int) -> NoticeFile:
    """The file as if one quote of one requirement had been forgotten."""
    measures = []
    for measure in notice_file.measures:
        rows = []
        for row in measure.requirements:
            if row.ref == ref:
                row = replace(row, quotes=row.quotes[:quote_number] + row.quotes[quote_number + 1 :])
            rows.append(row)
        measures.append(replace(measure, requirements=tuple(rows)))
    return replace(notice_file, measures=tuple(measures))


class TestShippedNotice:
    def test_head_says_who_and_when(self, shipped: NoticeFile) -> None:
        assert shipped.slug == "wiltshire-2012"
        assert shipped.council == "Wiltshire Council"
        assert shipped.issuer == "Department for Education"
        assert shipped.issued_on == date(2012, 10, 17)
        assert shipped.issued_on_assumed
        assert "prints no date of issue" in shipped.issued_on_reason
        assert (shipped.board_name, shipped.board_aliases) == ("Improvement Board", ("Safeguarding Improvement Board",))

    def test_bases_say_that_recommendations_are_not_loaded(self, shipped: NoticeFile) -> None:
        assert [basis.dated_on for basis in shipped.bases] == [date(2012, 4, 1), date(2012, 5, 1), date(2012, 5, 1)]
        assert all(basis.recommendations == () and basis.note.startswith("Not loaded.") for basis in shipped.bases)

    def test_themes_in_order_with_their_kind(self, shipped: NoticeFile) -> None:
        kinds = {theme.code: theme.kind for theme in shipped.themes}
        assert list(kinds) == ["OA", "QP", "AD", "PG", "CC", "SM", "RP"]
        assert {code for code, kind in kinds.items() if kind == ThemeKind.AIMS} == {"OA"}
        assert {code for code, kind in kinds.items() if kind == ThemeKind.DUTIES} == {"SM", "RP"}
        assert {theme.code for theme in shipped.themes if theme.heading_is_ours} == {"OA", "RP"}

    def test_sixteen_measures_are_judged(self, shipped: NoticeFile) -> None:
        judged = {theme.code for theme in shipped.themes if theme.kind == ThemeKind.MEASURES}
        assert len([measure for measure in shipped.measures if measure.theme in judged]) == 16

    def test_references_are_those_of_the_register(self, shipped: NoticeFile) -> None:
        expected = [f"{measure}.{letter}" for measure, letters in REFERENCES.items() for letter in letters]
        assert list(requirements(shipped)) == expected

    def test_only_acts_of_the_department_are_set_aside(self, shipped: NoticeFile) -> None:
        acts = {ref for ref, row in requirements(shipped).items() if row.acts_of == "Department"}
        assert acts == {"SM1.d", "RP4.a", "RP4.b", "RP4.c"}

    @pytest.mark.parametrize(
        ("ref", "force", "deadline"),
        [
            ("QP1.b", Force.SHOULD, Deadline(DeadlineKind.AS_BOARD_AGREES)),
            ("QP2.a", Force.MUST, Deadline(DeadlineKind.IMMEDIATE)),
            ("QP6.b", Force.WILL, Deadline(DeadlineKind.MONTHLY)),
            ("QP8.b", Force.MUST, Deadline(DeadlineKind.PER_PROGRAMME)),
            ("AD1.a", Force.MUST, Deadline(DeadlineKind.WITHIN_MONTH_OF_ISSUE)),
            ("AD1.c", Force.MUST, Deadline(DeadlineKind.EACH_MEETING)),
            ("AD2.a", Force.SHOULD, Deadline(DeadlineKind.NONE)),
            ("PG2.a", Force.MUST, Deadline(DeadlineKind.ONCE, None, "the necessary improvements have been made")),
            ("SM1.b", Force.EXPECT, Deadline(DeadlineKind.SIX_WEEKLY)),
            ("RP2.a", Force.SHOULD_AIM, Deadline(DeadlineKind.BY_MONTH, date(2013, 12, 31))),
            ("RP3.a", Force.SHOULD, Deadline(DeadlineKind.IN_MONTH, date(2012, 9, 30))),
        ],
    )
    def test_force_and_deadline_are_the_notices(
        self, shipped: NoticeFile, ref: str, force: Force, deadline: Deadline
    ) -> None:
        row = requirements(shipped)[ref]
        assert (row.force, row.deadline) == (force, deadline)

    def test_every_kind_of_deadline_and_force_is_in_use(self, shipped: NoticeFile) -> None:
        rows = requirements(shipped).values()
        assert {row.deadline.kind for row in rows} == set(DeadlineKind)
        assert {row.force for row in rows} == set(Force)

    def test_bodies_that_agree_and_receive(self, shipped: NoticeFile) -> None:
        rows = requirements(shipped)
        assert rows["QP8.a"].agreed_by == (Body.BOARD, Body.LSCB)
        assert rows["PG1.a"].agreed_by == rows["SM4.a"].agreed_by == (Body.BOARD, Body.EACH_PARTNER)
        assert rows["SM2.a"].agreed_by == (Body.CHAIR,)
        assert rows["QP8.e"].reported_to == (Body.BOARD, Body.LSCB)
        assert rows["RP3.b"].reported_to == (Body.MINISTERS,)
        assert rows["QP2.a"].agreed_by == rows["QP2.a"].reported_to == ()

    def test_what_is_agreed_names_the_kind_of_decision_where_a_board_agrees_it(self, shipped: NoticeFile) -> None:
        rows = requirements(shipped)
        assert {ref: row.decided_by.value for ref, row in rows.items() if row.decided_by} == {
            "QP1.a": "indicators", "QP7.a": "standards", "QP8.a": "audits", "AD1.a": "adoption_plan", "PG1.a": "plan",
            "SM4.a": "plan", "RP1.b": "dates",
        }  # fmt: skip
        by_a_board = {ref for ref, row in rows.items() if {Body.BOARD, Body.LSCB} & set(row.agreed_by)}
        assert by_a_board == {ref for ref, row in rows.items() if row.decided_by}

    def test_proof_is_the_evidence_column_in_few_words(self, shipped: NoticeFile) -> None:
        rows = requirements(shipped)
        shows = {ref: {kind for kind in row.proof if not kind.startswith("after")} for ref, row in rows.items()}
        assert all(
            ("audit" in row.evidence) <= bool({"evidence", "items"} & shows[ref] or not shows[ref])
            for ref, row in rows.items()
        )
        assert {ref for ref, row in rows.items() if "indicator" in row.evidence and not row.indicators} <= {
            ref for ref, row in rows.items() if ProofKind.INDICATORS in row.proof
        } | {"QP1.a", "RP1.a"}
        assert rows["QP4.c"].proof == (ProofKind.INDICATORS, ProofKind.EVIDENCE)
        assert {ref: row.proof for ref, row in rows.items() if row.whole_plan} == {
            "PG1.c": (ProofKind.ITEMS, ProofKind.AFTER_PLAN, ProofKind.AFTER_ADOPTION_PLAN),
            "RP2.a": (ProofKind.INDICATORS, ProofKind.MILESTONES),
        }  # fmt: skip
        assert (rows["SM1.a"].proof, rows["SM1.c"].proof) == ((ProofKind.CHAIR,), (ProofKind.PARTNERS,))

    def test_what_repeats_with_the_meetings_names_what_of_a_meeting_shows_it(self, shipped: NoticeFile) -> None:
        kinds = (DeadlineKind.EACH_MEETING, DeadlineKind.AS_BOARD_AGREES)
        ours = [row for row in requirements(shipped).values() if row.deadline.kind in kinds and not row.acts_of]
        assert {row.ref for row in ours if not row.proof} == {"RP1.b"}  # a decision on dates at the meeting shows it
        assert {row.ref: [str(kind) for kind in row.proof] for row in ours if row.proof} == {
            "QP1.b": ["indicators discussed"], "QP1.c": ["corrective action"],
            "AD1.c": ["adoption reported"], "AD1.d": ["corrective action"],
            "CC2.d": ["figures reported"], "RP1.a": ["progress reported"],
        }  # fmt: skip

    def test_calendar_of_ministers_and_department(self, shipped: NoticeFile) -> None:
        points = [(point.on, point.requirement, bool(point.given_outside)) for point in shipped.reporting_points]
        assert points == [
            (date(2012, 9, 30), "RP3.a", True),
            (date(2013, 3, 31), "RP3.b", False),
            (date(2013, 9, 30), "RP3.c", False),
        ]
        assert [(review.kind, review.on, review.requirement) for review in shipped.reviews] == [
            (ReviewKind.INITIAL, date(2012, 12, 31), "RP4.a"),
            (ReviewKind.FURTHER, date(2013, 6, 30), "RP4.b"),
            (ReviewKind.FINAL, date(2013, 12, 31), "RP4.c"),
        ]

    def test_stake_is_the_last_paragraph_whole(self, shipped: NoticeFile) -> None:
        assert shipped.stake.ref == "RP5"
        assert shipped.stake.words == shipped.text.strip().splitlines()[-1]

    def test_measures_are_whole_paragraphs_under_their_own_heading(self, shipped: NoticeFile) -> None:
        lines = [line.strip() for line in shipped.text.splitlines()]
        for theme in shipped.themes:
            if theme.kind == ThemeKind.MEASURES:
                under = lines[lines.index(theme.heading) + 1 :]
                paragraphs = [measure.words for measure in shipped.measures if measure.theme == theme.code]
                assert [line for line in under if line][: len(paragraphs)] == paragraphs


class TestNoSentenceIsLost:
    def test_every_sentence_is_quoted_or_context(self, shipped: NoticeFile) -> None:
        assert unquoted(shipped) == []

    def test_forgotten_quote_names_its_sentence(self, shipped: NoticeFile) -> None:
        sentence = "The plan must set out milestone and performance indicators"
        (lost,) = unquoted(without_quote(shipped, "AD1.b", 0))
        assert lost.startswith(sentence)

    def test_forgotten_half_of_a_sentence_names_it(self, shipped: NoticeFile) -> None:
        (lost,) = unquoted(without_quote(shipped, "QP3.d", 0))
        assert lost.endswith("whilst maintaining timeliness.")

    def test_forgotten_context_and_heading_are_named(self, shipped: NoticeFile) -> None:
        assert unquoted(replace(shipped, context=shipped.context[1:])) == [shipped.context[0].quote]
        assert unquoted(replace(shipped, themes=shipped.themes[:-2])) == ["Support measures"]

    def test_words_of_a_measure_do_not_stand_in_for_quotes(self, shipped: NoticeFile) -> None:
        bare = replace(shipped, measures=tuple(replace(measure, requirements=()) for measure in shipped.measures))
        assert len(unquoted(bare)) > 40

    def test_every_quotation_stands_once_in_the_text(self, shipped: NoticeFile) -> None:
        every = [*quotations(shipped), *(measure.words for measure in shipped.measures), shipped.binding_from]
        assert [quote for quote in every if len(places(quote, shipped.text)) != 1] == []

    def test_sentences_leave_out_list_numbers_and_keep_order(self) -> None:
        text = "1.\nfirst thing;\n2. Second thing (R&A). Third thing .  Fourth\n\nHeading\nIs it 'so'? \"Yes.\"\n"
        assert sentences(text) == [
            "first thing;",
            "Second thing (R&A).",
            "Third thing .",
            "Fourth",
            "Heading",
            "Is it 'so'?",
            '"Yes."',
        ]

    def test_quote_is_found_as_whole_words_only(self) -> None:
        text = "improvements improve\n  the improvement"
        assert places("improve", text) == [13]
        assert places("improve the", text) == [13]
        assert places("improvement of", text) == []


def test_recommendations_are_read_with_their_time_band() -> None:
    source = SHIPPED.read_text(encoding="utf-8")
    loaded = source.replace(
        "recommendations: []", 'recommendations: [{ref: "1", words: Do it., time_band: within 3 months}]', 1
    )
    assert parse(loaded.encode(), folder=DATA).bases[0].recommendations == (
        RecommendationRow("1", "Do it.", "within 3 months"),
    )


def test_byte_order_mark_and_windows_line_ends_change_nothing(shipped: NoticeFile) -> None:
    windows = b"\xef\xbb\xbf" + SHIPPED.read_bytes().replace(b"\n", b"\r\n")
    assert parse(windows, folder=DATA) == shipped
