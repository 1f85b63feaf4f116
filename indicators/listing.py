"""How are many indicators counted, narrowed and put in order? Only what is used on the day is counted as of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indicators import groups
from indicators.figures import Series
from indicators.outlook import Expected
from indicators.reading import Movement
from indicators.standing import ONE_WAY_IS_BAD, Against, Change
from indicators.words import MONTH
from records.clock import end_of_last_month

LOOKS = {"not-expected": Expected.NOT, "may": Expected.MAY, "expected": Expected.MEET}
NO_OUTLOOK = "No target to look ahead to"  # or none within the days for which it is used
READ_AGAINST = (Against.MEETS, Against.NEAR, Against.MISSES, Against.NO_DATA)


@dataclass(frozen=True)
class Tally:
    """How many indicators stand how. `counts` are of those in use and sum to `used`; with the two others, to all."""

    counts: Counter[Against]
    begin_later: int
    ended: int
    agreed: int
    worse: int
    compared: int
    movements: Counter[Movement]
    outlooks: Counter[Expected]
    could_worsen: int  # have figures enough and a way that is bad: of these, chance marks some as getting worse

    @property
    def read(self) -> int:
        """How many have figures enough to say whether they change."""
        return self.used - self.movements[Movement.TOO_FEW]

    @property
    def used(self) -> int:
        return self.counts.total()

    @property
    def with_target(self) -> int:
        """How many can be read against a target, whether the figure is there or not."""
        return sum(self.counts[word] for word in READ_AGAINST)


def tally(rows: Iterable[Series]) -> Tally:
    rows = list(rows)
    used = [row for row in rows if row.in_use]
    changes = [row.since_first for row in used]
    return Tally(
        counts=Counter(row.standing for row in used),
        begin_later=sum(row.begins_later for row in rows),
        ended=sum(row.ended for row in rows),
        agreed=sum(row.agreed is not None for row in used),
        worse=changes.count(Change.WORSE),
        compared=sum(change is not None for change in changes),
        movements=Counter(row.reading.change for row in used),
        outlooks=Counter(row.reading.outlook.word for row in used),
        could_worsen=sum(row.reading.change is not Movement.TOO_FEW and row.polarity in ONE_WAY_IS_BAD for row in used),
    )


def attention(row: Series) -> tuple[bool, int, bool, str]:
    """The order of attention: the Board's headlines, what shows change for children, then codes. What is worst cannot
    be said across units."""
    return (row.headline is None, row.headline or 0, not row.impact, row.code)


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list: its key in the address, its words, and which series it keeps."""

    key: str
    label: str
    keeps: Callable[[Series], bool]


def is_unreported(row: Series) -> bool:
    """Whether a monthly one has nothing yet, not even why there is no figure, for the month before the day."""
    month_end = end_of_last_month(row.on)
    used = (row.valid_from or month_end) <= month_end <= (row.valid_to or month_end)
    behind = row.latest is None or row.latest.period_on < month_end
    return row.every == MONTH and used and behind


def _moves(word: Movement) -> Callable[[Series], bool]:
    return lambda row: row.in_use and row.reading.change is word


def _looks(word: Expected) -> Callable[[Series], bool]:
    return lambda row: row.in_use and row.reading.outlook.word is word


def _stands(word: Against) -> Callable[[Series], bool]:
    return lambda row: row.in_use and row.standing is word


CHOICES = (
    Choice("all", "All indicators", lambda row: True),
    Choice("headline", "Headline indicators", lambda row: row.headline is not None),
    *(Choice(word.name.lower().replace("_", "-"), word.value, _stands(word)) for word in READ_AGAINST),
    Choice("no-target", Against.NO_TARGET.value, _stands(Against.NO_TARGET)),
    Choice("getting-worse", Movement.WORSE.value, _moves(Movement.WORSE)),
    Choice("getting-better", Movement.BETTER.value, _moves(Movement.BETTER)),
    *(Choice(key, word.value, _looks(word)) for key, word in LOOKS.items()),
    Choice("too-few", Movement.TOO_FEW.value, _moves(Movement.TOO_FEW)),
    Choice("worse", "Worse than at the start", lambda row: row.in_use and row.since_first is Change.WORSE),
    Choice("unreported", "No figure for last month", is_unreported),
    Choice("not-agreed", "Used without the Board’s agreement", lambda row: bool(row.unagreed)),
    Choice("not-in-use", "Begin later or have ended", lambda row: not row.in_use),
)


@dataclass(frozen=True)
class Section:
    """Indicators under one heading of the list; `why` says in a sentence what they have in common."""

    heading: str
    rows: tuple[Series, ...]
    why: str = ""


def sections(rows: Sequence[Series]) -> list[Section]:
    """The Board's headline indicators in its order, then every group with those of it that are left, by code."""
    first = sorted((row for row in rows if row.headline), key=attention)
    found = [Section("Headline indicators, chosen by the Board", tuple(first))] if first else []
    rest = sorted((row for row in rows if not row.headline), key=lambda row: (groups.place(row.code), row.code))
    for heading in dict.fromkeys(row.group_words for row in rest):
        found.append(Section(heading, tuple(row for row in rest if row.group_words == heading)))
    return found


def by_outlook(rows: Sequence[Series]) -> list[Section]:
    """By what is expected, the worst first; last those of which nothing can be: without a target, not in use, or ending
    before their target is to be met."""
    found = []
    for word in (*LOOKS.values(), Expected.TOO_FEW, Expected.NONE):
        under = sorted((row for row in rows if row.reading.outlook.word is word), key=attention)
        if under:
            why = Counter(row.reading.outlook.why for row in under) if word in LOOKS.values() else Counter()
            said = "; ".join(f"{many} – {clause}" for clause, many in why.most_common()) if len(why) > 1 else ""
            heading = f"{word.value or NO_OUTLOOK} ({len(under)})"
            found.append(Section(heading, tuple(under), f"Why: {said}." if said else ""))
    return found
