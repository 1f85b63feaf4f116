"""In which sentences is it minuted who was there, what a decision settled and how measures were judged? Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.policy import Role
from boards.attending import OUR_DEFAULT, Standing, is_member
from boards.interests import who_came
from boards.models import Attendance, Interest, Meeting
from notices.models import Membership
from plans.models import DateRuling, ItemTerms, Judgement
from plans.models import Item as PlanItem
from records import wording
from reports.decided import Decided

MOST_ITEMS = 12  # of one decision, told one by one; of a whole plan the register has them
PACK = "pack"
NOT_RECORDED = "Who was there is not recorded."
NOT_QUORATE = "It was taken while the Board was not quorate by its rule."
State = Attendance.State


def opening(meeting: Meeting, board: str) -> str:
    return f"Meeting {meeting.number} of the {board} was held on {wording.day(meeting.day)}."


def there(roll: Sequence[Attendance], standing: Standing) -> list[str]:
    """Present, deputies, in attendance, and whether they were enough to decide."""
    if standing.quorate is None:
        return [NOT_RECORDED]
    members = [row for row in roll if row.membership and is_member(row.membership)]
    others = [row for row in roll if not (row.membership and is_member(row.membership))]
    invited = [row for row in others if row.state == State.PRESENT]
    deputies = [
        f"{row.name} for {row.membership.person.name}" for row in roll if row.membership and row.state == State.DEPUTY
    ]
    found = [
        _people("Present", [_named(row) for row in members if row.state == State.PRESENT]),
        _people("Deputies", deputies),
        _people("In attendance", [_named(row) for row in invited]),
    ]
    enough = "quorate" if standing.quorate else "not quorate"
    found.append(
        f"The meeting was {enough}: {standing.present} of {wording.count(standing.members, 'member')} were there, in person "
        f"or by a deputy.{'' if standing.source == OUR_DEFAULT else f' The rule is {standing.source}.'}"
    )
    return [line for line in found if line]


def not_there(roll: Sequence[Attendance]) -> list[str]:
    named = {
        word: [_named(row) for row in roll if row.state == state]
        for word, state in (("Apologies", State.APOLOGIES), ("Absent", State.ABSENT))
    }
    return [line for word, names in named.items() if (line := _people(word, names))]


def interest(row: Interest, roll: Sequence[Attendance]) -> str:
    left = " They left the room for it." if row.left else " They stayed." if row.item_id else ""
    return f"{who_came(row.membership, roll)} declared an interest: {_sentence(row.words)}{left}"


@dataclass(frozen=True)
class Lay:
    """A paper that lay before the Board: what it was sent in ("pack", "supplement 1", "" for neither), and on which pages of it."""

    title: str
    sent_in: str
    pages: str


def before_them(papers: Sequence[Lay], subjects: Mapping[str, Sequence[str]], pages: str) -> str:
    """What lay before the Board at an item; nothing where nothing did. `subjects` are the names of things by their kind, `pages`
    those of the pack that the item has: they are cited for the item where all its papers lie there, else for each paper."""
    together = bool(papers) and all(paper.sent_in == PACK for paper in papers)
    named = [f"“{paper.title}”{'' if together else _cited(paper)}" for paper in papers]
    pages = pages if together else ""
    parts = [f"the paper{'s' if len(papers) > 1 else ''} {wording.listed(named)}"] if papers else []
    parts += [
        f"{kind}{'s' if len(names) > 1 else ''} {wording.listed(names)}{' of the plan' if kind == 'item' else ''}"
        for kind, names in subjects.items()
    ]
    if not parts:
        return ""
    return f"Before the Board: {'; '.join(parts)}{f' ({pages} of the pack)' if pages else ''}."


def _cited(paper: Lay) -> str:
    if not paper.sent_in:
        return ""
    return f" ({paper.pages} of {_sent_in(paper)})" if paper.pages else f" ({_sent_in(paper)})"


def _sent_in(paper: Lay) -> str:
    return "the pack" if paper.sent_in == PACK else paper.sent_in


def decided(row: Decided, items: Sequence[ItemTerms], about: Mapping[int, str], judged: Iterable[str]) -> list[str]:
    """One decision and what it settled: the items that it agreed (`items`, their first terms), answers to dates and changes, the
    outcomes of concerns, words for measures. `about` has the words of items by their number."""
    words = _flat(row.decision.words)
    own = [terms for terms in items if _flat(terms.words).rstrip(".").casefold() in words.casefold()]
    first = f"Decision {row.decision.number}: {_sentence(words)}"
    if len(items) == len(own) == 1:  # a corrective action, whose words the decision has already
        first += f" {_it_is(items[0])}"
        items = []
    if row.decision.replaces:
        first += f" It replaces decision {row.decision.replaces.number}."
    said = [first]
    if len(items) > MOST_ITEMS:
        said.append(
            f"{wording.count(len(items), 'item')} of the plan are agreed with it. The register of decisions names them."
        )
    else:
        said += [agreed(terms) for terms in items]
    said += [_ruled(ruling, about) for ruling in row.rulings]
    said += [f"Item {number}{_of(number, about)}: {_sentence(answer)}" for number, answer in row.changes]
    said += [_outcome(concern) for concern in row.concerns if f"C{concern['number']}" not in words]
    return [*said, *judged]


def agreed(terms: ItemTerms) -> str:
    item = terms.item
    kind = "Milestone" if item.kind == PlanItem.Kind.MILESTONE else "Action"
    due = wording.due(item.due_on, item.due_precision)
    return f"{kind}, item {item.number}: {_sentence(terms.words)} {terms.owner.name}, by {due}.{_serves(terms)}"


def judged(rows: Sequence[Judgement], before: Mapping[int, Judgement], *, told: str = "") -> list[str]:
    """The Board's words for measures: all by word, unless the words of the decision (`told`) have them, then each that changed
    or was kept for a reason, with the reason."""
    if not rows:
        return []
    by_word = [
        f"{label}: {wording.listed([row.measure.code for row in rows if row.word == word])}"
        for word, label in Judgement.Word.choices
        if any(row.word == word for row in rows)
    ]
    has_all = {row.measure.code for row in rows} <= set(re.findall(r"[A-Z]+[0-9]+", told))
    found = [] if has_all else [f"The Board’s words for the measures of the notice. {'. '.join(by_word)}."]
    for row in rows:
        last = before.get(row.measure_id)
        if last is not None and last.word == row.word and not (row.printed_reason or row.reason):
            continue
        kept = last is not None and last.word == row.word
        was = " (kept)" if kept else f" (before: {last.get_word_display()})" if last else ""
        reasons = " ".join(_sentence(text) for text in (row.reason, row.printed_reason) if text.strip())
        found.append(f"{row.measure.code}: {row.get_word_display()}{was}.{f' {reasons}' if reasons else ''}")
    return found


def _it_is(terms: ItemTerms) -> str:
    return f"It is item {terms.item.number} of the plan.{_serves(terms)}"


def _serves(terms: ItemTerms) -> str:
    references = sorted(row.reference for row in terms.serves.all())
    return f" It serves {wording.listed(references)}." if references else ""


def _ruled(ruling: dict, about: Mapping[int, str]) -> str:
    item = f"Item {ruling['item']}{_of(ruling['item'], about)}"
    reason = f" {_sentence(ruling['words'])}" if ruling["words"] else ""
    if ruling["answer"] == DateRuling.Answer.REFUSED:
        return f"{item}: the new date {ruling['asked']} is refused.{reason}"
    if ruling["answer"] == DateRuling.Answer.OTHER:
        return f"{item}: the new date {ruling['to']} is agreed, in place of {ruling['asked']}, which was asked for.{reason}"
    return f"{item}: the new date {ruling['to']} is agreed.{reason}"


def _outcome(concern: dict) -> str:
    what = f"Concern C{concern['number']}, about {concern['about']}"
    if concern["action"]:
        return f"{what}: corrective action, item {concern['action']}."
    if concern["held_over"]:
        return f"{what}: held over to the next meeting. {_sentence(concern['held_over'])}"
    return f"{what}: no corrective action is needed. {_sentence(concern['none_needed'])}"


def _of(number: int, about: Mapping[int, str]) -> str:
    return f" ({_flat(about[number]).rstrip('.')})" if number in about else ""


def _named(row: Attendance) -> str:
    """A member with what they come for; somebody else with what is noted of them."""
    if row.membership is None:
        return f"{row.name} ({row.note})" if row.note else row.name
    return f"{row.membership.person.name} ({_for(row.membership)})"


def _for(membership: Membership) -> str:
    """The agency that somebody comes for or, of the council and of nobody, the role."""
    if membership.agency is not None and membership.role in (Role.PARTNER, Role.LSCB):
        return membership.agency.name
    label = membership.role_label
    return label if label.startswith(("Board", "DfE")) else f"{label[:1].lower()}{label[1:]}"


def _people(head: str, names: Sequence[str]) -> str:
    return f"{head}: {', '.join(names)}." if names else ""


def _flat(words: str) -> str:
    return " ".join(words.split())


def _sentence(words: str) -> str:
    """On one line, with its full stop."""
    flat = _flat(words)
    return flat if flat.endswith((".", "!", "?", "”")) else f"{flat}."
