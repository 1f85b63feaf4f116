"""What lies before a meeting at one item of its agenda? The figures of the pack, what changed since, and what waits for an answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from boards.models import AgendaItem, Decision, Meeting
from indicators.models import Observation
from indicators.series import series_of
from notices.models import Measure, Notice
from plans.judging import NOT_YET_JUDGED, judged
from plans.listing import items_of, lines
from plans.models import AgendaSubject, Concern, DateChange, Evidence, Item, ProgressUpdate
from records import wording
from records.clock import AsOf
from reports.models import Circulation, DecisionBasis, Production
from reports.packs import words_of

# Where the whole of what a standing item is about stands: by its rule, the words of the link and the page.
WHOLE = {
    "position": ("The position", "pages:dashboard"),
    "adoption_progress": ("The adoption figures", "pages:adoption"),
    "indicators": ("The scorecard of the indicators", "pages:scorecard"),
    "exceptions": ("The exceptions", "pages:exceptions"),
    "concerns": ("The concerns", "plans:concern_list"),
    "judgements": ("The judgements", "pages:judgements"),
    "review": ("The dates of the notice", "pages:calendar"),
    "ministers": ("The reports", "reports:report_list"),
}
DATES_AT, CONCERNS_AT = "exceptions", "concerns"


# Which item of an agenda a decision belongs to that was recorded on a page of its own.
RULE_OF = {
    Decision.Kind.JUDGEMENTS: "judgements",
    Decision.Kind.MINUTES: "minutes",
    Decision.Kind.DATES: DATES_AT,
}


@dataclass(frozen=True)
class Taken:
    """A decision of the meeting, and the key of the item of its agenda that it belongs to, if it belongs to one."""

    decision: Decision
    item_id: int | None


@dataclass(frozen=True)
class Subject:
    """One thing that the item is about: as the pack had it, and what is otherwise now ("" where nothing is)."""

    page: str
    key: object
    name: str
    word: str
    said: str
    since: str


def pack_time(pack: Circulation | None, now: AsOf) -> AsOf:
    """The two times of the figures that the page shows: those of the pack's photograph or, without a pack, now."""
    return AsOf(pack.photograph.on, pack.photograph.known) if pack else now


def subjects_of(item: AgendaItem, asof: AsOf) -> list[AgendaSubject]:
    """What the item is about, in the order in which it was said. One query."""
    about = AgendaSubject.objects.filter(agenda_item=item).standing(asof)
    return list(about.select_related("item", "indicator", "measure", "concern").order_by("number"))


def described(notice: Notice, about: Sequence[AgendaSubject], then: AsOf, now: AsOf) -> list[Subject]:
    """Each as the pack had it, and what is otherwise now; the queries do not grow with how many there are."""
    if not about:
        return []
    readers: list[tuple[str, Callable]] = [
        ("item", _items), ("indicator", _indicators), ("measure", _measures), ("concern", _concerns)
    ]  # fmt: skip
    found: list[Subject] = []
    for kind, read in readers:
        things = [thing for row in about if (thing := getattr(row, kind)) is not None]
        if not things:
            continue
        latest = read(notice, things, now)
        stood = latest if then == now else read(notice, things, then)
        for thing in things:
            found.append(_subject(latest.get(thing.pk), stood.get(thing.pk)))
    return [one for one in found if one.name]


def _subject(latest: Subject | None, stood: Subject | None) -> Subject:
    if latest is None:
        return stood or Subject("", "", "", "", "", "")
    if stood is None:
        return Subject(latest.page, latest.key, latest.name, latest.word, latest.said, "new since the pack")
    same = (latest.word, latest.said) == (stood.word, stood.said)
    since = "" if same else ", ".join(filter(None, (latest.word, latest.said)))
    return Subject(stood.page, stood.key, stood.name, stood.word, stood.said, since)


def _items(notice: Notice, items: Iterable[Item], asof: AsOf) -> dict[int, Subject]:
    rows = list(items_of(notice, asof).filter(pk__in=[item.pk for item in items]))
    return {
        item.pk: Subject("pages:item", line.number, f"Item {line.number}. {line.words}", line.word, line.dates, "")
        for item, line in zip(rows, lines(rows, asof), strict=True)
    }


def _indicators(notice: Notice, indicators: Sequence[Any], asof: AsOf) -> dict[int, Subject]:
    codes = {one.code: one.pk for one in indicators}
    alone = {"code": next(iter(codes))} if len(codes) == 1 else {}
    return {
        codes[one.code]: Subject(
            "pages:indicator",
            one.code,
            f"{one.code} {one.name}",
            one.standing.value if one.latest else "No data",
            f"{one.latest_words} in {one.latest_period}" + (f", target {one.target_words}" if one.target else "")
            if one.latest
            else "",
            "",
        )
        for one in series_of(notice, asof, with_benchmarks=False, **alone)
        if one.code in codes
    }


def _measures(notice: Notice, measures: Iterable[Measure], asof: AsOf) -> dict[int, Subject]:
    words = judged(notice, asof)
    found = {}
    for one in measures:
        row = words.get(one.pk)
        said = f"judged on {wording.day(row.counts_on)}" if row else ""
        word = row.get_word_display() if row else NOT_YET_JUDGED
        found[one.pk] = Subject("pages:measure", one.code, f"{one.code} {one.words}", word, said, "")
    return found


def _concerns(notice: Notice, concerns: Iterable[Concern], asof: AsOf) -> dict[int, Subject]:
    rows = Concern.objects.for_notice(notice).as_of(asof).with_state(asof).filter(pk__in=[one.pk for one in concerns])
    found = {}
    for one in rows:
        outcome = f"corrective action: item {one.action_number}" if one.action_number else one.none_needed or ""
        outcome = outcome or (
            f"held over on {wording.day(one.held_over_on)}: {one.held_over}" if one.held_over_on else ""
        )
        found[one.pk] = Subject("plans:concern", one.number, f"{one}: {one.words}", "", outcome or "no outcome yet", "")
    return found


def recorded_since(notice: Notice, rule: str, then: AsOf, now: AsOf) -> str:
    """What was recorded after the pack of what a standing item is about, in one line: 3 updates, 1 new date asked for."""
    asked: dict[str, tuple[tuple[str, Any, str], ...]] = {
        "position": (("update", ProgressUpdate, "item"), ("new date asked for", DateChange, "item"), ("piece of evidence", Evidence, "")),
        "exceptions": (("update", ProgressUpdate, "item"), ("new date asked for", DateChange, "item")),
        "adoption_progress": (("figure", Observation, "indicator"),),
        "indicators": (("figure", Observation, "indicator"),),
        "concerns": (("concern", Concern, ""),),
    }  # fmt: skip
    plurals = {"new date asked for": "new dates asked for", "piece of evidence": "pieces of evidence"}
    counts = []
    for name, ledger, way in asked.get(rule, ()):
        rows = ledger.objects.filter(**{f"{way}__notice" if way else "notice": notice})
        many = rows.filter(recorded_at__gte=then.known, recorded_at__lt=now.known).count()
        if many:
            counts.append(f"{many} {name if many == 1 else plurals.get(name, name + 's')}")
    return wording.listed(counts) if counts else ""


def pages_of(item: AgendaItem, pack: Circulation | None) -> str:
    """On which pages of the pack the item stands: "pages 41 to 48"; nothing while it is not drawn. One query."""
    if pack is None:
        return ""
    drawn = Production.objects.filter(circulation=pack, open_only=False).values_list("pages", flat=True).first() or {}
    return span(drawn, item)


def span(pages: Mapping[str, Any], item: AgendaItem) -> str:
    """The same for who has read where each part of the pack is drawn."""
    return words_of(pages.get(f"item-{item.number}"))


def taken_at(meeting: Meeting, agenda: Iterable[AgendaItem], asof: AsOf) -> list[Taken]:
    """The decisions of the meeting in their order, with the item of its agenda under which each was taken. One query."""
    basis = DecisionBasis.objects.filter(decision=OuterRef("pk")).values("item")[:1]
    known = Decision.objects.filter(meeting=meeting, recorded_at__lt=asof.known)
    by_rule = {item.rule: item.pk for item in agenda if item.rule}
    return [
        Taken(row, row.under or by_rule.get(RULE_OF.get(Decision.Kind(row.kind), "")))
        for row in known.annotate(under=Subquery(basis)).order_by("number")
    ]


def waiting_at(notice: Notice, item: AgendaItem, about: Iterable[AgendaSubject], day: date, asof: AsOf) -> list:
    """The new dates that this item of the agenda answers, asked for by the day of the meeting: all at the exceptions, elsewhere
    those of the items that it is about. Four queries, none where it answers none."""
    wanted = Q() if item.rule == DATES_AT else Q(item__in=[row.item_id for row in about if row.item_id])
    if item.rule != DATES_AT and not any(row.item_id for row in about):
        return []
    asked = DateChange.objects.for_notice(notice).waiting(asof).filter(wanted, counts_on__lte=day)
    by_item = {change.item_id: change for change in asked.select_related("owner", "recorded_by")}
    items = list(items_of(notice, asof).filter(pk__in=by_item).order_by("due_now", "number"))
    for one in items:
        by_item[one.pk].item = one
    return [(by_item[one.pk], line) for one, line in zip(items, lines(items, asof), strict=True)]


def concerns_at(notice: Notice, item: AgendaItem, about: Iterable[AgendaSubject], asof: AsOf) -> dict[str, Concern]:
    """The concerns before the Improvement Board without an outcome that this item answers, by number; likewise. One query."""
    wanted = [row.concern_id for row in about if row.concern_id]
    if item.rule != CONCERNS_AT and not wanted:
        return {}
    ours = Concern.objects.for_notice(notice).filter(meeting__board__kind="improvement")
    if item.rule == CONCERNS_AT:
        rows = ours.to_answer_at(item.meeting.number, asof)
    else:
        rows = ours.without_outcome(asof).filter(pk__in=wanted)
    found = rows.select_related("item", "objective", "indicator", "meeting__board").order_by("number")
    return {str(concern.number): concern for concern in found}
