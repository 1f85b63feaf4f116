"""Is a file that cannot be used refused, on the line to mend?"""

from pathlib import Path

import pytest

from notices.notice_file import NoticeFileError, parse, read
from notices.notice_syntax import SIZE_LIMIT

DATA = Path(__file__).parents[2] / "notices" / "data"
SHIPPED = DATA / "wiltshire-2012.yaml"


class TestRefusals:
    """Each broken file is the shipped one with one change; the line refused is the line changed."""

    @pytest.mark.parametrize(
        ("before", "after", "sentence"),
        [
            ("deadline: immediate", "deadline: soonish", "the deadline 'soonish' is not one of: immediate, within 1"),
            ("deadline: by 2013-12", "deadline: by 2013-13", "'by 2013-13' does not name a month"),
            ("deadline: by 2013-12", "deadline: by December", "'by December' does not name a month"),
            ("force: should aim", "force: shall", "the force 'shall' is not one of: must, should, should aim, expect"),
            ("theme: PG", "theme: PX", "the theme 'PX' is not one of: AD, CC, OA, PG, QP, RP, SM"),
            ("code: QP2", "code: QP-2", "the code 'QP-2' is not written like QP1"),
            ("ref: QP2.f", "ref: QP3.f", "the ref 'QP3.f' is not written like QP2.a"),
            ("ref: QP2.f", "ref: QP2.a", "the requirement 'QP2.a' is there twice"),
            ("- code: QP2", "- code: QP1", "the ref 'QP2.a' is not written like QP1.a"),
            ("{code: police, name: Police", "{code: council, name: Police", "the agency 'council' is there twice"),
            ("heading: Adoption Services", "heading: Adoption services", "is not a line of the notice"),
            ("kind: aims", "kind: dreams", "the kind 'dreams' is not one of: aims, measures, duties"),
            ("heading_is_ours: true, kind: aims", "heading_is_ours: 7, kind: aims", "is neither true nor false"),
            ("agreed_by: [chair]", "agreed_by: [char]", "the body 'char' is not one of: Board, LSCB, each partner"),
            ("agreed_by: [chair]", "agreed_by: chair", "the agreed by should be a list"),
            ("agreed_by: [chair]", "agreed_bye: [chair]", "no value called 'agreed_bye'; did you mean 'agreed_by'?"),
            ("evidence: early-warning", "xyzzy: early-warning", "no value called 'xyzzy'."),
            ("evidence: early-warning signals in use", "evidence:", "the evidence is empty"),
            ("evidence: early-warning signals in use", "evidence: [a]", "the evidence should be text"),
            ("evidence: early-warning", "statement: early-warning", "names 'statement' twice"),
            ("evidence: early-warning", "? [a]\n        : early-warning", "the name of a value should be text"),
            ("evidence: early-warning signals in use", r'evidence: "a\0b"', "the evidence holds a control character"),
            ("evidence: early-warning signals in use", r'evidence: "a\ud800b"', "or half a character"),
            ("issued_on: 2012-10-17", "issued_on: 2012-02-30", "'2012-02-30' is not a day written like"),
            ("issued_on: 2012-10-17", "issued_on: 17 October", "'17 October' is not a day written like"),
            ("dated: 2012-04", "dated: 2012-00", "the dated '2012-00' is not a month written like"),
            ("slug: wiltshire-2012", "slug: Wiltshire 2012", "the slug 'Wiltshire 2012' is not written like"),
            ("council: Wiltshire Council", f"council: {'W' * 121}", "is longer than 120 characters"),
            (
                "decided_by: audits",
                "decided_by: audit",
                "the decided by 'audit' is not one of: indicators, plan, adoption_",
            ),
            (
                "proof: [chair]",
                "decided_by: plan",
                "the decided by needs an 'agreed_by' that names the Board or the LSCB",
            ),
            (
                "proof: [chair]",
                "proof: [chairs]",
                "the kind of proof 'chairs' is not one of: indicators, evidence, items,",
            ),
            ("  whole_plan: true", "  whole_plan: all", "the whole plan 'all' is neither true nor false"),
            ("indicators: [CH-01]", "indicators: [CH1]", "the indicator 'CH1' is not written like FD-05"),
            ("    acts_of: Department", "    acts_of: Council", "the acts of 'Council' is not one of: Department"),
            ("text: wiltshire-2012.txt", "text: ../data/wiltshire-2012.txt", "is not written like wiltshire-2012.txt"),
            ("text: wiltshire-2012.txt", "text: somewhere-2012.txt", "'somewhere-2012.txt' cannot be read"),
            ("binding_from: The following", "binding_from: The forgoing", "is not in the text of the notice"),
            ("- month: 2013-03", "- month: 2013-04", "the month differs from the deadline of requirement RP3.b"),
            ("    requirement: RP3.b", "    requirement: RP9.b", "the requirement 'RP9.b' is not in this file"),
            ("- by providing revised guidance", "- by providing new guidance", "is not in the text of the notice"),
            ("- by providing revised guidance for chairs.", "- Improvement Board", "times in the notice; quote more"),
            (
                "aliases: [Safeguarding",
                "aliases: [&a Safeguarding Improvement Board, *a, ",
                "an alias (*) is not allowed",
            ),
            ("slug: wiltshire-2012", "slug: !!python/object:os.system wiltshire-2012", "a tag (!) is not allowed"),
            ("slug: wiltshire-2012", "slug: wiltshire: 2012", "this is not YAML"),
            ("slug: wiltshire-2012", "slug: \a", "a character that cannot be printed"),
            ("slug: wiltshire-2012", "slug: \0", "holds a NUL byte"),
            ("slug: wiltshire-2012", f"slug: {'[' * 30}", "nested more than 20 deep"),
            ("slug: wiltshire-2012", "<<: {slug: a}", "no value called '<<'"),
        ],
    )
    def test_one_change_is_refused_on_its_line(self, before: str, after: str, sentence: str) -> None:
        source = SHIPPED.read_text(encoding="utf-8")
        position = source.index(before)
        with pytest.raises(NoticeFileError) as refused:
            parse((source[:position] + after + source[position + len(before) :]).encode(), folder=DATA)
        assert sentence in refused.value.sentence
        changed = source.count("\n", 0, position) + 1
        # A reference built on the changed code is refused at the reference; everything else at the change itself.
        assert refused.value.line in range(changed, changed + (15 if before == "- code: QP2" else 1))
        assert str(refused.value) == f"Line {refused.value.line}: {refused.value.sentence}"

    def test_missing_value_is_refused_on_the_line_of_its_group(self) -> None:
        source = SHIPPED.read_text(encoding="utf-8")
        position = source.index("        evidence: early-warning signals in use\n")
        broken = source.replace("        evidence: early-warning signals in use\n", "", 1)
        with pytest.raises(NoticeFileError, match="the requirement lacks its 'evidence'") as refused:
            parse(broken.encode(), folder=DATA)
        assert refused.value.line == source.count("\n", 0, source.rindex("- ref:", 0, position)) + 1

    def test_measure_without_requirements_is_refused(self) -> None:
        source = SHIPPED.read_text(encoding="utf-8")
        start, end = source.index("    requirements:\n      - ref: PG2.a"), source.index("\n  # CC:")
        broken = source[:start] + "    requirements: []\n" + source[end:]
        with pytest.raises(NoticeFileError, match="at least 1 requirement") as refused:
            parse(broken.encode(), folder=DATA)
        assert refused.value.line == source.count("\n", 0, start) + 1

    def test_month_told_twice_is_refused(self) -> None:
        source = SHIPPED.read_text(encoding="utf-8")
        start, end = source.index("  - month: 2013-09"), source.index("\n# When the Department")
        with pytest.raises(NoticeFileError, match="the reporting point '2013-09' is there twice"):
            parse((source[:end] + source[start:end] + source[end:]).encode(), folder=DATA)

    def test_assumed_day_of_issue_needs_a_reason(self) -> None:
        source = SHIPPED.read_text(encoding="utf-8")
        start, end = source.index("  issued_on_reason"), source.index("  source: https")
        with pytest.raises(NoticeFileError, match="needs its 'issued_on_reason'"):
            parse((source[:start] + source[end:]).encode(), folder=DATA)

    @pytest.mark.parametrize(
        ("content", "line", "sentence"),
        [
            (b"", 1, "the file is empty"),
            (b"- a\n", 1, "should be a group of named values"),
            (b"notice: a\n---\nnotice: b\n", 2, "this is not YAML"),
            (b"notice: a\nbases: \xff\n", 2, "is not UTF-8 text"),
            (b"#" * (SIZE_LIMIT + 1), None, "is larger than 1,000,000 bytes"),
            (b"- a\n" * 20_001, 20_000, "holds more than 20,000 values"),
            (b'notice: "\\UFFFFFFFF"', None, "this is not YAML"),
            (b"%YAML 1." + b"9" * 5000 + b"\n--- a\n", None, "this is not YAML"),
        ],
    )
    def test_file_that_is_no_notice_is_refused(self, content: bytes, line: int | None, sentence: str) -> None:
        with pytest.raises(NoticeFileError) as refused:
            parse(content, folder=DATA)
        assert (refused.value.line, sentence in refused.value.sentence) == (line, True)

    def test_nested_aliases_are_refused_before_they_grow(self) -> None:
        bomb = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c, c, c - 1, c - 1) for c in range(98, 122))
        with pytest.raises(NoticeFileError) as refused:
            parse(bomb, folder=DATA)
        assert (refused.value.line, refused.value.sentence[:8]) == (2, "an alias")

    def test_missing_file_and_folder_are_refused(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "a\0b"):
            with pytest.raises(NoticeFileError, match="cannot be read"):
                read(path)

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (b"The following\xff", "is not UTF-8 text. (its line 1)"),
            (b"one\ntwo\0", "holds a NUL byte, so it is not a text file. (its line 2)"),
            (b" " * (SIZE_LIMIT + 1), "is larger than"),
        ],
    )
    def test_broken_text_is_refused_where_it_is_named(self, tmp_path: Path, text: bytes, sentence: str) -> None:
        source = SHIPPED.read_text(encoding="utf-8")
        (tmp_path / "wiltshire-2012.txt").write_bytes(text)
        with pytest.raises(NoticeFileError) as refused:
            parse(source.encode(), folder=tmp_path)
        assert sentence in refused.value.sentence
        assert refused.value.line == source.count("\n", 0, source.index("  text: wiltshire")) + 1
