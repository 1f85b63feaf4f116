"""What do the facts say of each measure that the Board judges, and do they disagree with a word? Facts, never a judgement."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from indicators.series import series_of
from indicators.standing import Against
from notices.models import Measure, Notice, Requirement
from notices.notice_file import ThemeKind
from plans.models import Evidence, Item, ItemTerms, Judgement
from records import wording
from records.clock import AsOf

Word = Judgement.Word
RULE = (
    "The facts disagree with Met and with On course while an item that serves the measure is overdue or an indicator that "
    "it names misses its target; with At risk and with Off course while neither is so."
)


@dataclass(frozen=True)
class Facts:
    """Of one measure as of two times: the numbers of the items that serve it and of those overdue, the codes of the
    indicators that it names and are read against a target and of those that miss it, and the references of its
    requirements and of those without evidence that was accepted and is not out of date."""

    items: tuple[int, ...] = ()
    overdue: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    unevidenced: tuple[str, ...] = ()

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
        return [
            items if self.items else "no item serves it",
            indicators if self.indicators else "no indicator of it is read against a target",
            f"{len(self.unevidenced)} of {wording.count(len(self.requirements), 'requirement')} not evidenced",
        ]


def facts_of(notice: Notice, asof: AsOf) -> dict[str, Facts]:
    """By code, the facts of every measure that the Board judges, as of two times. A fixed number of queries.

    Evidenced is here what has evidence of its own; acts of the Department are left out.
    """
    measures = list(judged_measures(notice))
    requirements: dict[int, list[Requirement]] = defaultdict(list)
    for requirement in Requirement.objects.for_notice(notice).filter(measure__in=measures, acts_of=""):
        requirements[requirement.measure_id].append(requirement)
    items, overdue = _items(notice, asof)
    against = {series.code: series.standing for series in series_of(notice, asof)}
    shown = set(
        Evidence.requirements.through.objects.filter(
            evidence__in=Evidence.objects.for_notice(notice).accepted(asof).order_by().values("pk")
        ).values_list("requirement_id", flat=True)
    )
    found = {}
    for measure in measures:
        asked = requirements[measure.pk]
        codes = sorted({code for requirement in asked for code in requirement.indicator_codes})
        read = [code for code in codes if against.get(code) in (Against.MEETS, Against.NEAR, Against.MISSES)]
        found[measure.code] = Facts(
            items=tuple(sorted(items[measure.pk])),
            overdue=tuple(sorted(items[measure.pk] & overdue)),
            indicators=tuple(read),
            missing=tuple(code for code in read if against[code] is Against.MISSES),
            requirements=tuple(requirement.reference for requirement in asked),
            unevidenced=tuple(requirement.reference for requirement in asked if requirement.pk not in shown),
        )
    return found


def judged_measures(notice: Notice) -> QuerySet[Measure]:
    """The measures that the Board judges, in the order of the notice, with their themes."""
    return Measure.objects.for_notice(notice).filter(theme__kind=ThemeKind.MEASURES).select_related("theme")


def _items(notice: Notice, asof: AsOf) -> tuple[dict[int, set[int]], set[int]]:
    """The numbers of the items, not withdrawn, that serve each measure; and of those that are overdue."""
    found = {
        item.terms_id: item for item in Item.objects.for_notice(notice).with_standing(asof).filter(withdrawn=False)
    }
    by_measure: dict[int, set[int]] = defaultdict(set)
    served = ItemTerms.serves.through.objects.filter(itemterms__in=list(found))
    for terms, measure in served.values_list("itemterms_id", "requirement__measure_id"):
        by_measure[measure].add(found[terms].number)
    return by_measure, {item.number for item in found.values() if item.overdue_now}
