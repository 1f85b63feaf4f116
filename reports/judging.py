"""What do the facts say of each measure that the Board judges, and do they disagree with a word? Facts, never a judgement."""

from dataclasses import dataclass

from django.db.models import QuerySet

from indicators.outlook import Expected
from indicators.reading import Movement
from indicators.standing import Against
from notices.models import Measure, Notice
from notices.notice_file import ThemeKind
from plans.models import Judgement
from records import wording
from records.clock import AsOf
from reports.position import Position

Word = Judgement.Word
READ = (Against.MEETS, Against.NEAR, Against.MISSES)
RULE = (
    "The facts disagree with Met and with On course while an item that serves the measure is overdue or an indicator that "
    "it names misses its target or a requirement is past its deadline without proof; with At risk and with Off course while "
    "none of these is so."
)


@dataclass(frozen=True)
class Facts:
    """Of one measure as of two times: the numbers of the items that serve it and of those overdue, the codes of the
    indicators that it names and are read against a target, of those that miss it, of all that are getting worse and that
    are not expected to meet their target, and the references of its requirements, of those that are not evidenced, and of
    those past their deadline without proof."""

    items: tuple[int, ...] = ()
    overdue: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    unlikely: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    unevidenced: tuple[str, ...] = ()
    late: tuple[str, ...] = ()

    @property
    def off(self) -> list[str]:
        """What is late or misses, in phrases: item 6 is overdue, FD-05 misses its target."""
        found = []
        if self.overdue:
            named = ", ".join(str(number) for number in self.overdue)
            found.append(f"item {named} is overdue" if len(self.overdue) == 1 else f"items {named} are overdue")
        if self.missing:
            named = ", ".join(self.missing)
            found.append(f"{named} misses its target" if len(self.missing) == 1 else f"{named} miss their targets")
        if self.late:
            named = ", ".join(self.late)
            found.append(
                f"{named} is past its deadline" if len(self.late) == 1 else f"{named} are past their deadlines"
            )
        return found

    def disagreement(self, word: str) -> str:
        """In a sentence how these facts disagree with the word, by RULE; "" where they do not, or where there are none."""
        if word in (Word.MET, Word.ON_COURSE) and self.off:
            return f"The facts disagree: {', and '.join(self.off)}."
        if word in (Word.AT_RISK, Word.OFF_COURSE) and not self.off and (self.items or self.indicators):
            return "The facts disagree: no item that serves it is overdue, and no indicator that it names misses its target."
        return ""

    @property
    def in_words(self) -> list[str]:
        """Each in a phrase, none left out: a reader sees what is not counted too."""
        items = f"{len(self.overdue)} of {wording.count(len(self.items), 'item')} overdue"
        indicators = f"target missed by {len(self.missing)} of {wording.count(len(self.indicators), 'indicator')}"
        warned = [
            f"{', '.join(codes)} {words}"
            for codes, words in ((self.worse, "getting worse"), (self.unlikely, "not expected to meet the target"))
            if codes
        ]
        return [
            items if self.items else "no item serves it",
            indicators if self.indicators else "no indicator of it is read against a target",
            *warned,
            f"{len(self.unevidenced)} of {wording.count(len(self.requirements), 'requirement')} not evidenced",
        ]


def facts_of(notice: Notice, asof: AsOf) -> dict[str, Facts]:
    """By code, the facts of every measure that the Board judges: those of the position, so that no page says others."""
    now = Position(notice, asof, sample=False)
    by_code = {row["code"]: row for row in now.indicators["rows"]}
    found = {}
    for measure in judged_measures(notice):
        asked = [row for row in now.coverage["rows"] if row["measure"] == measure.code and row["ours"]]
        references = {row["reference"] for row in asked}
        serving = sorted(row["number"] for row in now.items["rows"] if references & set(row["serves"]))
        late = {row["number"] for row in now.items["rows"] if row["overdue"]}
        named = sorted({code for row in asked for code in row["codes"] if code in by_code})
        read = [code for code in named if by_code[code]["against"] in READ]
        found[measure.code] = Facts(
            items=tuple(serving),
            overdue=tuple(number for number in serving if number in late),
            indicators=tuple(read),
            missing=tuple(code for code in read if by_code[code]["against"] == Against.MISSES),
            worse=tuple(code for code in named if by_code[code]["movement"] == Movement.WORSE),
            unlikely=tuple(code for code in named if by_code[code]["outlook"] == Expected.NOT),
            requirements=tuple(row["reference"] for row in asked),
            unevidenced=tuple(row["reference"] for row in asked if not row["evidenced"]),
            late=tuple(row["reference"] for row in asked if row["late_since"]),
        )
    return found


def judged_measures(notice: Notice) -> QuerySet[Measure]:
    """The measures that the Board judges, in the order of the notice, with their themes."""
    return Measure.objects.for_notice(notice).filter(theme__kind=ThemeKind.MEASURES).select_related("theme")
