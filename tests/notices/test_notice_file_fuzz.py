"""Does anything that a hand or a wire may do to a notice file end in more than a refusal?"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from notices.notice_file import NoticeFileError, parse, unquoted

DATA = Path(__file__).parents[2] / "notices" / "data"
SHIPPED = DATA / "wiltshire-2012.yaml"


def strings(row: object) -> list[str]:
    """Every string in a tree of rows."""
    if isinstance(row, str):
        return [row]
    if isinstance(row, tuple):
        return [words for item in row for words in strings(item)]
    if is_dataclass(row):
        return [words for field in fields(row) for words in strings(getattr(row, field.name))]
    return []


def check_message(refused: NoticeFileError) -> None:
    assert refused.line is None or refused.line >= 1
    assert "\n" not in refused.sentence


def read_or_refused(content: bytes) -> None:
    """The property under fuzz: a file is read, and then holds only text that any database can keep, or is refused."""
    try:
        notice_file = parse(content, folder=DATA)
    except NoticeFileError as refused:
        check_message(refused)
    else:
        unquoted(notice_file)
        for words in strings(notice_file):
            assert "\0" not in words
            words.encode()  # half a character cannot be


@given(st.binary(max_size=400))
@example(b"\xff\xfea\x00")
@example(b"? ? ? ?")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


@given(st.text(alphabet=st.sampled_from(list("abnotice: -[]{}&*!|>'\"%@`#?,\n\t\\xUu0~<=")), max_size=200))
def test_any_text_near_yaml_is_read_or_refused(content: str) -> None:
    read_or_refused(content.encode())


def _mutations() -> st.SearchStrategy[Callable[[str], str]]:
    lines = len(SHIPPED.read_text(encoding="utf-8").splitlines())
    piece = st.one_of(
        st.text(max_size=8).filter(lambda text: not any("\ud800" <= character <= "\udfff" for character in text)),
        st.sampled_from(
            ["- ", ": ", "[", "{", "*a", "&a ", "!!int ", '"', "null", "2012-99", "~", "|\n", "\0", "---\n"]
        ),
    )

    def mutation(line: int, at: int, drop: int, put: str) -> Callable[[str], str]:
        def mutate(source: str) -> str:
            rows = source.splitlines(keepends=True)
            at_row = rows[line % len(rows)]
            place = at % (len(at_row) + 1)
            rows[line % len(rows)] = at_row[:place] + put + at_row[place + drop :]
            return "".join(rows)

        return mutate

    return st.builds(mutation, st.integers(0, lines - 1), st.integers(0, 120), st.integers(0, 40), piece)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_mutations(), min_size=1, max_size=3))
def test_shipped_file_with_slips_of_the_hand_is_read_or_refused(mutations: list[Callable[[str], str]]) -> None:
    source = SHIPPED.read_text(encoding="utf-8")
    for mutate in mutations:
        source = mutate(source)
    read_or_refused(source.encode())
