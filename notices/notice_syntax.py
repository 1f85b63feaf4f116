"""Is this YAML a tree of plain values, and on which line does it go wrong? Typed reading that never builds objects."""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

SIZE_LIMIT = 1_000_000  # bytes; a notice with its register is about 40,000
DEPTH_LIMIT = 20  # lists within lists; a notice file needs six
NODE_LIMIT = 20_000  # values, lists and groups; a notice file has about 2,000, and each costs a reader some 50 µs


Choice = TypeVar("Choice", bound=StrEnum)


class NoticeFileError(ValueError):
    """The file cannot be used. `line` is counted from 1, or None when no line is at fault."""

    def __init__(self, line: int | None, sentence: str) -> None:
        self.line = line
        self.sentence = sentence
        super().__init__(f"Line {line}: {sentence}" if line else sentence)


def flatten(text: str) -> str:
    """The text with every run of white space as one space: two texts that differ only by wrapping become equal."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """A value quoted in a message: short, on one line, with nothing a terminal would obey."""
    flat = "".join(character if character.isprintable() else "?" for character in flatten(text))
    return f"'{flat}'" if len(flat) <= 60 else f"'{flat[:57]}…'"


def last_day(month: date) -> date:
    """The last day of the month that the given day is in."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def parse_day(words: str) -> date | None:
    """A day written 2012-10-17, or None when it is not one."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def parse_month(words: str) -> date | None:
    """The first day of a month written 2012-10, or None when it is not one."""
    return parse_day(f"{words}-01")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most SIZE_LIMIT; raises NoticeFileError when it is larger or cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise NoticeFileError(None, f"The file {shown(path.name)} cannot be read.") from error
    return content


def decode(content: bytes, name: str) -> str:
    """Bytes as text; raises NoticeFileError for a large file, NUL bytes or anything that is not UTF-8."""
    if len(content) > SIZE_LIMIT:
        raise NoticeFileError(None, f"The file {shown(name)} is larger than {SIZE_LIMIT:,} bytes.")
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise NoticeFileError(line, f"{shown(name)} holds a NUL byte, so it is not a text file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NoticeFileError(line, f"{shown(name)} is not UTF-8 text.") from error


class _PlainLoader(yaml.SafeLoader):
    """Composes nodes only, and refuses what a plain file never needs: aliases, tags, great depth or number."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise NoticeFileError(line, "an alias (*) is not allowed; write the value out.")
        if getattr(event, "tag", None) is not None:
            raise NoticeFileError(line, "a tag (!) is not allowed; write the plain value.")
        if self._depth >= DEPTH_LIMIT:
            raise NoticeFileError(line, f"lists and groups are nested more than {DEPTH_LIMIT} deep.")
        self._nodes += 1
        if self._nodes > NODE_LIMIT:
            raise NoticeFileError(line, f"the file holds more than {NODE_LIMIT:,} values.")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def compose(text: str) -> "Value":
    """The root of a YAML text, as a Value; raises NoticeFileError with the line where it stops being YAML."""
    try:
        node = yaml.compose(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NoticeFileError(mark.line + 1 if mark else None, f"this is not YAML: {error.problem}.") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise NoticeFileError(line, "this is not YAML: it holds a character that cannot be printed.") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        if isinstance(error, NoticeFileError):
            raise
        # PyYAML lets a few of these through, for an escape such as "\UFFFFFFFF", without saying where.
        raise NoticeFileError(None, "this is not YAML: it holds an escape or number that means nothing.") from error
    if node is None:
        raise NoticeFileError(1, "the file is empty.")
    return Value(node, "file")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the file with the name that messages give it. Every reader refuses what is not of its kind."""

    node: yaml.Node
    name: str

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def refusal(self, sentence: str) -> NoticeFileError:
        """The error to raise when this value is at fault."""
        return NoticeFileError(self.line, sentence)

    def text(self, *, most: int | None = None) -> str:
        """Words on one line, never empty, of at most `most` characters. A number is taken as it is written."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.refusal(f"the {self.name} should be text.")
        words = flatten(self.node.value)
        if not words or self.node.tag == "tag:yaml.org,2002:null":
            raise self.refusal(f"the {self.name} is empty.")
        if most is not None and len(words) > most:
            raise self.refusal(f"the {self.name} {shown(words)} is longer than {most} characters.")
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in words):
            raise self.refusal(f"the {self.name} holds a control character or half a character.")
        return words

    def shaped(self, pattern: str, example: str) -> str:
        """Text of one shape, a code or a reference for instance."""
        words = self.text()
        if not re.fullmatch(pattern, words):
            raise self.refusal(f"the {self.name} {shown(words)} is not written like {example}.")
        return words

    def yes_no(self) -> bool:
        words = self.text().lower()
        if words not in {"true", "false", "yes", "no"}:
            raise self.refusal(f"the {self.name} {shown(words)} is neither true nor false.")
        return words in {"true", "yes"}

    def one_of(self, choices: type[Choice]) -> Choice:
        words = self.text()
        if words not in {choice.value for choice in choices}:
            raise self.refusal(f"the {self.name} {shown(words)} is not one of: {', '.join(choices)}.")
        return choices(words)

    def day(self) -> date:
        words = self.text()
        day = parse_day(words)
        if day is None:
            raise self.refusal(f"the {self.name} {shown(words)} is not a day written like 2012-10-17.")
        return day

    def month(self) -> date:
        """The first day of the month."""
        words = self.text()
        month = parse_month(words)
        if month is None:
            raise self.refusal(f"the {self.name} {shown(words)} is not a month written like 2012-10.")
        return month

    def items(self, each: str, *, least: int = 0) -> list["Value"]:
        """The values of a list, each called `each` in messages."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refusal(f"the {self.name} should be a list.")
        if len(self.node.value) < least:
            raise self.refusal(f"the {self.name} should hold at least {least} {each}.")
        return [Value(item, each) for item in self.node.value]

    def fields(self, needed: Sequence[str], optional: Sequence[str] = ()) -> "Fields":
        """The named values of a group: every needed one, and none that is neither needed nor optional."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refusal(f"the {self.name} should be a group of named values: {', '.join(needed)}.")
        found: dict[str, Value] = {}
        for key_node, value_node in self.node.value:
            key = Value(key_node, "name of a value").text()
            if key in found:
                raise NoticeFileError(key_node.start_mark.line + 1, f"the {self.name} names {shown(key)} twice.")
            if key not in needed and key not in optional:
                near = get_close_matches(key[:60], [*needed, *optional], n=1)
                hint = f"; did you mean '{near[0]}'?" if near else "."
                sentence = f"the {self.name} has no value called {shown(key)}{hint}"
                raise NoticeFileError(key_node.start_mark.line + 1, sentence)
            found[key] = Value(value_node, key.replace("_", " "))
        for key in needed:
            if key not in found:
                raise self.refusal(f"the {self.name} lacks its '{key}'.")
        return Fields(found)


def refuse_twice(values: Sequence[Value], codes: Iterable[str]) -> None:
    """Refuse the second of two values with one code; `codes` stand in the order of the values."""
    seen: set[str] = set()
    for value, code in zip(values, codes, strict=True):
        if code in seen:
            raise value.refusal(f"the {value.name} {shown(code)} is there twice.")
        seen.add(code)


@dataclass(frozen=True, slots=True)
class Fields(Mapping[str, Value]):
    """The named values of one group, after their names were checked."""

    found: dict[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def text_or_empty(self, key: str, *, most: int | None = None) -> str:
        """The text of an optional value, or nothing when it is left out."""
        return self.found[key].text(most=most) if key in self.found else ""

    def items_or_none(self, key: str, each: str) -> list[Value]:
        """The list of an optional value, or no items when it is left out."""
        return self.found[key].items(each) if key in self.found else []
