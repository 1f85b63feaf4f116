"""What happened to one item, in order? All that its ledgers hold as of two times, as events in words, newest first."""

from dataclasses import dataclass, field
from datetime import date, datetime

from boards.models import Decision
from plans import standing
from plans.changes import ASKED, What, answered, asked_for
from plans.models import (
    DateChange,
    DateRuling,
    DateTakenBack,
    Evidence,
    EvidenceRuling,
    HandOver,
    Item,
    ItemTerms,
    OverdueFlag,
    ProgressUpdate,
    TermsChange,
    TermsRuling,
    TermsTakenBack,
)
from records import wording
from records.clock import AsOf, end_of_day, london_day

# By the key of a decision, the one that replaced it. Terms may rest on no decision: None finds none.
Replaced = dict[int | None, Decision]
ANSWERS: dict[str, str] = {
    DateRuling.Answer.AGREED: "The Board agreed the new date, {to}",
    DateRuling.Answer.REFUSED: "The Board refused the new date, {asked}",
    DateRuling.Answer.OTHER: "The Board agreed {to} instead of {asked}",
}


@dataclass(frozen=True)
class Event:
    """One thing that happened. `texts` are (label, text), `decision` the number of the Board's decision behind it,
    `evidence` the number of what was brought or answered."""

    on: date
    recorded_at: datetime
    title: str
    by: str = ""
    status: str = ""
    texts: list[tuple[str, str]] = field(default_factory=list)
    decision: int | None = None
    evidence: int | None = None
    no_longer: str = ""

    @property
    def recorded_later(self) -> date | None:
        """The day it was recorded, where that is after the day it counts from."""
        recorded = london_day(self.recorded_at)
        return recorded if recorded > self.on else None


def of_item(item: Item, asof: AsOf) -> list[Event]:
    """The events of an item that counted on `asof.on` as known then. Thirteen queries, however long its history."""
    terms = item.terms.as_of(asof).select_related("owner", "agency", "decision", "recorded_by")
    rulings = item.rulings.as_of(asof).select_related("decision", "change", "recorded_by")
    term_rulings = list(
        TermsRuling.objects.as_of(asof).filter(change__item=item).select_related("change", "decision", "recorded_by")
    )
    passed = HandOver.objects.for_notice(item.notice).as_of(asof).select_related("from_person", "to_person")
    handed = {row.recorded_at: row for row in passed}  # the terms that it wrote were recorded with it
    dates_back = DateTakenBack.objects.as_of(asof).filter(change__item=item)
    terms_back = TermsTakenBack.objects.as_of(asof).filter(change__item=item)
    answers = EvidenceRuling.objects.as_of(asof).filter(evidence__item=item)
    answers = answers.select_related("evidence", "recorded_by", "decision")
    decisions = {row.decision_id for rows in (terms, rulings, term_rulings, answers) for row in rows}
    replaced: Replaced = {
        later.replaces_id: later for later in Decision.objects.as_of(asof).filter(replaces__in=decisions)
    }
    events = [
        *(_terms(item, row, replaced, handed.get(row.recorded_at)) for row in terms),
        *(_ruling(row, replaced) for row in rulings),
        *(_update(item, row) for row in item.updates.as_of(asof).select_related("owner", "recorded_by")),
        *(_change(row) for row in item.date_changes.as_of(asof).select_related("owner", "recorded_by")),
        *(_taken_back(row) for row in dates_back.select_related("change", "recorded_by")),
        *(
            _terms_change(row)
            for row in item.terms_changes.as_of(asof).select_related("owner", "agency", "recorded_by")
        ),
        *(_terms_ruling(row, replaced) for row in term_rulings),
        *(_terms_taken_back(row) for row in terms_back.select_related("change", "recorded_by")),
        *(_evidence(row) for row in item.evidence.as_of(asof).select_related("owner", "recorded_by", "supersedes")),
        *(_evidence_ruling(row, replaced) for row in answers),
        *(_flag(row) for row in item.flags.filter(flagged_at__lt=min(asof.known, end_of_day(asof.on)))),
    ]
    return sorted(events, key=lambda event: (event.on, event.recorded_at), reverse=True)


def recorded_since(item: Item, asof: AsOf) -> int:
    """How many entries count by `asof.on` and were recorded only at `known` or after."""
    answers = EvidenceRuling.objects.filter(evidence__item=item)
    ledgers = (
        *(item.terms, item.updates, item.date_changes, item.rulings, item.evidence, item.terms_changes, answers),
        *(ledger.objects.filter(change__item=item) for ledger in (DateTakenBack, TermsRuling, TermsTakenBack)),
    )
    return sum(ledger.recorded_later(asof).count() for ledger in ledgers)


def _terms(item: Item, row: ItemTerms, replaced: Replaced, handed: HandOver | None) -> Event:
    texts = [("Words", row.words), ("Owner", f"{row.owner}, {row.agency}")]
    if handed:
        return Event(
            on=row.counts_on,
            recorded_at=row.recorded_at,
            title=f"Handed over from {handed.from_person} to {handed.to_person}",
            by=f"By {row.recorded_by}",
            texts=[("Why", handed.reason)],
        )
    if row.number == 1:
        texts.append(("First date", wording.due(item.due_on, item.due_precision)))
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title="Withdrawn" if row.withdrawn else "Entered in the plan" if row.number == 1 else "Its terms changed",
        by=f"Entered by {row.recorded_by}",
        texts=texts,
        decision=row.decision.number if row.decision else None,
        no_longer=_no_longer(replaced.get(row.decision_id)),
    )


def _no_longer(replacement: Decision | None) -> str:
    if replacement is None:
        return ""
    return f"No longer counts: decision {replacement.number} of {wording.day(replacement.counts_on)} replaced it."


def _update(item: Item, row: ProgressUpdate) -> Event:
    word = standing.word(item.kind, row.progress)
    texts = [("Done so far", row.done_so_far), ("Next", row.next_step)]
    if row.forecast and row.progress != ProgressUpdate.Progress.DONE:
        texts.append(("Forecast for its date", row.get_forecast_display()))
    texts.append(("Where the owner's words come from", row.source))
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title="Update",
        by=_said_by(row),
        status=word,
        texts=[(label, text) for label, text in texts if text],
    )


def _said_by(row: ProgressUpdate | DateChange | Evidence) -> str:
    """The owner, or who wrote on the owner's behalf: both are named."""
    if row.owner_id == row.recorded_by_id:
        return f"By {row.owner}, the owner"
    return f"By {row.recorded_by} on behalf of {row.owner}, the owner"


def _change(row: DateChange) -> Event:
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=f"New date asked for: {wording.due(row.to_on, row.to_precision)}",
        by=_said_by(row),
        texts=[("Why the date will not be met", row.analysis), ("What is being done", row.remedy)],
    )


def _taken_back(row: DateTakenBack) -> Event:
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=f"New date taken back: {wording.due(row.change.to_on, row.change.to_precision)}",
        by=f"By {row.recorded_by}",
        texts=[("Why", row.reason)] if row.reason else [],
    )


def _terms_change(row: TermsChange) -> Event:
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=ASKED[What(row.what)],
        by=f"By {row.recorded_by}",
        texts=[*asked_for(row), ("Why", row.reason)],
    )


def _terms_ruling(row: TermsRuling, replaced: Replaced) -> Event:
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=f"The Board answered: {answered(row)}",
        by=f"Entered by {row.recorded_by}",
        decision=row.decision.number,
        no_longer=_no_longer(replaced.get(row.decision_id)),
    )


def _terms_taken_back(row: TermsTakenBack) -> Event:
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=f"Taken back: {ASKED[What(row.change.what)].lower()}",
        by=f"By {row.recorded_by}",
        texts=[("Why", row.reason)] if row.reason else [],
    )


def _ruling(row: DateRuling, replaced: Replaced) -> Event:
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=ANSWERS[row.answer].format(
            asked=wording.due(row.change.to_on, row.change.to_precision),
            to=wording.due(row.to_on, row.to_precision) if row.to_on else "",
        ),
        by=f"Entered by {row.recorded_by}",
        texts=[("The Board's words", row.words)] if row.words else [],
        decision=row.decision.number,
        no_longer=_no_longer(replaced.get(row.decision_id)),
    )


def _evidence(row: Evidence) -> Event:
    instead = f", in place of {row.supersedes.reference}" if row.supersedes else ""
    texts = [
        ("Note", row.note),
        ("File", row.file_name),
        ("Link", row.link),
        ("How strong", row.get_strength_display()),
    ]
    texts.append(("Where it comes from", row.source))
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=f"Evidence {row.reference}: {row.title}{instead}",
        by=_said_by(row),
        texts=[(label, text) for label, text in texts if text],
        evidence=row.number,
    )


def _evidence_ruling(row: EvidenceRuling, replaced: Replaced) -> Event:
    if row.decision is not None:
        return Event(
            on=row.counts_on,
            recorded_at=row.recorded_at,
            title=f"The Board reopened evidence {row.evidence.reference}",
            by=f"Entered by {row.recorded_by}",
            texts=[("The Board's words", row.words)],
            decision=row.decision.number,
            evidence=row.evidence.number,
            no_longer=_no_longer(replaced.get(row.decision_id)),
        )
    return Event(
        on=row.counts_on,
        recorded_at=row.recorded_at,
        title=f"Evidence {row.evidence.reference} was answered by a reviewer",
        by=f"By {row.recorded_by}",
        status=row.get_answer_display(),
        texts=[("The reviewer’s words", row.words)] if row.words else [],
        evidence=row.evidence.number,
    )


def _flag(row: OverdueFlag) -> Event:
    """That it was seen to pass a date: a record of telling, which stands on the day it was made."""
    return Event(
        on=london_day(row.flagged_at),
        recorded_at=row.flagged_at,
        title=f"Seen to have passed its date, {wording.day(row.due_on)}",
        status="Overdue",
    )
