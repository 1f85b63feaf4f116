"""What do the minutes of a meeting begin with? What was recorded at it, item by item of its agenda, in sentences to be edited."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from boards import attending
from boards.models import AgendaItem, Decision, Interest, Meeting, MeetingDay, PaperVersion
from boards.paragraphs import Part
from notices.models import Notice
from plans.judging import words_before
from plans.models import AgendaSubject, ItemTerms, Judgement
from records import wording
from records.clock import AsOf
from reports import minute_words as said
from reports.decided import Decided, described, read
from reports.models import Circulation, Production
from reports.packs import words_of
from reports.running import RULE_OF, span

PEOPLE, DECIDED, OTHER, NEXT = "Who was there", "What was decided", "Other decisions", "Next meeting"
APOLOGIES, BETWEEN = "apologies", "between_meetings"


def drafted(notice: Notice, meeting: Meeting, asof: AsOf) -> list[Part]:
    """Every part in its order, also those of which nothing was recorded, for the secretary to write. `meeting` has its day and its
    Board. The queries do not grow with the agenda."""
    agenda = list(AgendaItem.objects.for_notice(notice).filter(meeting=meeting).with_terms(asof))
    roll = attending.roll(meeting, asof)
    expected = attending.expected(meeting.board, meeting.day)
    standing = attending.standing_of(meeting.board, meeting.day, asof, expected, roll)
    interests = _interests(notice, meeting, asof)
    declared = partial(said.interest, roll=roll)
    by_item = _decided(notice, meeting, agenda, asof, quorate=standing.quorate is not False)
    before = _before(meeting, agenda, asof)
    opens = any(item.rule == APOLOGIES for item in agenda)
    missed = [*said.not_there(roll), *map(declared, interests.pop(None, []))]
    people = [said.opening(meeting, meeting.board.name), *said.there(roll, standing), *([] if opens else missed)]
    parts = [_part(PEOPLE, people)]
    for place, item in enumerate(agenda, 1):
        lines = [before.get(item.pk, ""), *(missed if item.rule == APOLOGIES else [])]
        lines += map(declared, interests.pop(item.pk, []))
        lines += _between(notice, meeting, asof) if item.rule == BETWEEN else []
        lines += by_item.pop(item.pk, [])
        parts.append(_part(f"{place}. {item.title}", lines, item.number))
    rest = [declared(row) for rows in interests.values() for row in rows]  # in an item that was taken off since
    rest += [line for lines in by_item.values() for line in lines]
    return [*parts, _part(OTHER if agenda else DECIDED, rest), _part(NEXT, _next(meeting, asof))]


def _part(heading: str, lines: Iterable[str], item: int | None = None) -> Part:
    return Part(heading, "\n\n".join(line for line in lines if line), item)


def _interests(notice: Notice, meeting: Meeting, asof: AsOf) -> dict[int | None, list[Interest]]:
    rows = Interest.objects.for_notice(notice).filter(meeting=meeting).as_of(asof).select_related("membership__person")
    found: dict[int | None, list[Interest]] = defaultdict(list)
    for row in rows.order_by("number"):
        found[row.item_id].append(row)
    return found


def _decided(
    notice: Notice, meeting: Meeting, agenda: Iterable[AgendaItem], asof: AsOf, *, quorate: bool
) -> dict[int | None, list[str]]:
    """By the key of the agenda item under which they were taken, or None: the decisions of the meeting in sentences."""
    known = Decision.objects.for_notice(notice).as_of(asof).filter(meeting=meeting)
    rows = described(notice, read(known).order_by("number"), asof, marked=False)
    if not rows:
        return {}
    items: dict[int | None, list[ItemTerms]] = defaultdict(list)
    first = ItemTerms.objects.filter(decision__in=known, number=1).select_related("item", "owner")
    for terms in first.prefetch_related("serves").order_by("item__number"):
        items[terms.decision_id].append(terms)
    words = {row.pk: row for row in _judgements(notice, rows, asof)}
    before = words_before(meeting, meeting.day, asof) if words else {}
    about = _about(notice, rows, asof)
    by_rule = {item.rule: item.pk for item in agenda if item.rule}
    found: dict[int | None, list[str]] = defaultdict(list)
    for row in rows:
        own = [judgement for judgement in words.values() if judgement.decision_id == row.decision.pk]
        own = [] if row.replaced_by else own  # the later decision has the words that hold
        lines = said.decided(row, items[row.decision.pk], about, said.judged(own, before, told=row.decision.words))
        item = row.basis.item_id if row.basis else by_rule.get(RULE_OF.get(Decision.Kind(row.decision.kind), ""))
        found[item] += lines if quorate else [f"{lines[0]} {said.NOT_QUORATE}", *lines[1:]]
    return found


def _judgements(notice: Notice, rows: Iterable[Decided], asof: AsOf) -> list[Judgement]:
    judging = [row.decision for row in rows if row.decision.kind == Decision.Kind.JUDGEMENTS]
    words = Judgement.objects.for_notice(notice).as_of(asof).filter(decision__in=judging)
    return list(words.select_related("measure").order_by("measure__pk")) if judging else []


def _about(notice: Notice, rows: Iterable[Decided], asof: AsOf) -> dict[int, str]:
    """The words of the items that were ruled on, by number."""
    numbers = {ruling["item"] for row in rows for ruling in row.rulings} | {
        number for row in rows for number, _ in row.changes
    }
    terms = ItemTerms.objects.for_notice(notice).current(asof).filter(item__number__in=numbers)
    return dict(terms.values_list("item__number", "words")) if numbers else {}


def _before(meeting: Meeting, agenda: Iterable[AgendaItem], asof: AsOf) -> dict[int, str]:
    """By the key of each item, what lay before the Board at it: papers, what it is about, pages of the pack. Four queries."""
    agenda = list(agenda)
    if not agenda:
        return {}
    sent = list(Circulation.objects.filter(meeting=meeting).as_of(asof).order_by("number"))
    drawn = Production.objects.filter(circulation__in=sent, open_only=False).values_list("circulation", "pages")
    pages: dict[int, Any] = dict(drawn) if sent else {}
    papers: dict[int, list[said.Lay]] = defaultdict(list)
    there = PaperVersion.objects.filter(paper__item__in=agenda).current(asof).filter(withdrawn=False)
    for paper in there.select_related("paper__item").order_by("paper__number"):
        holds = next((one for one in sent if one.recorded_at > paper.recorded_at), None)
        key = f"paper-{paper.paper.item.number}-{paper.paper.number}"
        where = words_of(pages.get(holds.pk, {}).get(key)) if holds else ""
        papers[paper.paper.item_id].append(said.Lay(paper.title, str(holds) if holds else "", where))
    subjects: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    about = AgendaSubject.objects.filter(agenda_item__in=agenda).standing(asof)
    for row in about.select_related("item", "indicator", "measure", "concern").order_by("number"):
        kind, name = _subject(row)
        subjects[row.agenda_item_id][kind].append(name)
    pack = pages.get(sent[0].pk, {}) if sent else {}
    return {item.pk: said.before_them(papers[item.pk], subjects[item.pk], span(pack, item)) for item in agenda}


def _subject(subject: AgendaSubject) -> tuple[str, str]:
    """What kind of thing it is, and its name."""
    if subject.item:
        return "item", str(subject.item.number)
    if subject.indicator:
        return "indicator", subject.indicator.code
    if subject.measure:
        return "measure", subject.measure.code
    return "concern", f"C{subject.concern.number}" if subject.concern else ""


def _between(notice: Notice, meeting: Meeting, asof: AsOf) -> list[str]:
    """The decisions that were taken after the meeting before this one, and not at a meeting."""
    days = [row.day for row in Meeting.objects.filter(board=meeting.board).held(asof) if row.day < meeting.day]
    taken = Decision.objects.filter(board=meeting.board, meeting=None, counts_on__lte=meeting.day).in_force(asof)
    since = taken.filter(counts_on__gt=max(days)) if days else taken
    return [
        f"Decision {row.number} was taken on {wording.day(row.counts_on)}: {' '.join(row.words.split())}"
        for row in since.order_by("number")
    ]


def _next(meeting: Meeting, asof: AsOf) -> list[str]:
    meetings = Meeting.objects.filter(board=meeting.board).in_order(asof)
    after = next((row for row in meetings if row.day > meeting.day and row.state != MeetingDay.State.CANCELLED), None)
    if after is None:
        return []
    verb = "was held" if after.state == MeetingDay.State.HELD else "is planned for"
    return [f"The next meeting {verb} {'on ' if verb == 'was held' else ''}{wording.day(after.day)}."]
