"""What is the Board's word for each measure of the notice? How it is recorded, and read as of two times."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import User
from boards.domain import record_decision
from boards.models import Board, Decision, Meeting
from notices.models import Measure, Notice
from plans.checks import LONGEST_TEXT, as_written, check_text
from plans.models import Judgement
from records import audit, wording
from records.clock import AsOf
from records.ledger import append
from records.refusal import Refused

NOT_YET_JUDGED = "Not yet judged"
RULES = {
    "judgement": "The Board’s word and nobody else’s: nothing computes it. It counts from the day of the meeting.",
    "reason": "A reason stands beside a word that changes, and beside one with which the facts disagree.",
    "met": "Met, while a requirement is not evidenced, stands only with a reason that is printed beside it.",
}


@dataclass(frozen=True)
class Judged:
    """The Board's word for one measure, with what the caller knows of the facts: the references of its requirements
    that are not evidenced, and in a sentence how the facts disagree with this word ("" where they do not)."""

    measure: Measure
    word: str
    reason: str = ""
    printed_reason: str = ""
    unevidenced: Sequence[str] = field(default_factory=tuple)
    disagreement: str = ""


def faults_of(judged: Judged, last: Judgement | None) -> list[tuple[str, str]]:
    """What is missing beside a word, as (question, sentence); `last` is the Board's word before. Pure."""
    code, found = judged.measure.code, []
    if judged.word not in Judgement.Word:
        return [("word", f"Choose the Board’s word for {code}.")]
    if not judged.reason.strip():
        if last is None:
            found.append(("reason", f"Say why: it is the Board’s first word for {code}."))
        elif last.word != judged.word:
            found.append(("reason", f"Say why the Board’s word for {code} changes from “{last.get_word_display()}”."))
        elif judged.disagreement:
            found.append(("reason", f"Say why the Board keeps its word for {code}. {judged.disagreement}"))
    if judged.word == Judgement.Word.MET and judged.unevidenced and not judged.printed_reason.strip():
        many = wording.count(len(judged.unevidenced), "requirement")
        verb = "is" if len(judged.unevidenced) == 1 else "are"
        found.append(
            (
                "printed_reason",
                f"{many} of {code} {verb} not evidenced ({', '.join(judged.unevidenced)}). "
                "Give the reason to print beside “Met”.",
            )
        )
    if judged.printed_reason.strip() and judged.word != Judgement.Word.MET:
        found.append(("printed_reason", f"A reason is printed only beside “Met”; the word for {code} is another."))
    found += [
        (question, f"At most {LONGEST_TEXT:,} characters; this text has {len(text):,}.")
        for question, text in (("reason", judged.reason), ("printed_reason", judged.printed_reason))
        if len(text) > LONGEST_TEXT
    ]
    return found


def judge_measures(
    *,
    words: Sequence[Judged],
    by: User,
    at: datetime,
    decision: Decision | None = None,
    board: Board | None = None,
    meeting: Meeting | None = None,
    said: str = "",
    confirmed: bool = False,
) -> list[Judgement]:
    """Record the Board's words for measures, all under one decision and counting from its day: `decision`, or a new one of
    `board` at `meeting`, in the words `said`.

    A meeting judges once: where it has, the new decision replaces the old, which is asked about first (AskFirst). Refused,
    and nothing is kept: a meeting not held, no word at all, a measure twice, of another notice or one that is not judged
    (duties and aims are kept or not), and what `faults_of` finds. A sentence about one measure names its question in
    `field`: reason_QP1.
    """
    if not words:
        raise Refused("Give the Board’s word for at least one measure.")
    if decision is None:
        if board is None or meeting is None:
            raise Refused("Choose the meeting at which the Board judged. Record it as held first.", field="meeting")
        decision = record_decision(
            board=board,
            kind=Decision.Kind.JUDGEMENTS,
            words=said.strip() or judged_in_words(words),
            by=by,
            at=at,
            meeting=meeting,
            replaces=decision_of(meeting, as_written(at)),
            confirmed=confirmed,
        )
    notice = decision.board.notice
    before = judged(notice, AsOf(decision.counts_on, as_written(at).known))
    seen: set[int] = set()
    made = []
    for row in words:
        code = row.measure.code
        if row.measure.notice_id != notice.pk:
            raise Refused("One of these measures belongs to another notice.")
        if not row.measure.is_judged:
            raise Refused(f"{code} is no measure that the Board judges.")
        if row.measure.pk in seen:
            raise Refused(f"{code} stands here twice. A decision judges a measure once.")
        seen.add(row.measure.pk)
        for question, sentence in faults_of(row, before.get(row.measure.pk)):
            raise Refused(sentence, field=f"{question}_{code}")
        for question, text in (("reason", row.reason), ("printed_reason", row.printed_reason)):
            check_text(f"{question}_{code}", text)
        made.append(
            append(
                Judgement,
                row.measure,
                by=by,
                at=at,
                counts_on=decision.counts_on,
                decision=decision,
                word=row.word,
                reason=row.reason.strip(),
                printed_reason=row.printed_reason.strip(),
            )
        )
        audit.record(
            notice.slug,
            at=at,
            by=by,
            verb="judge_measure",
            thing=f"measure {code}",
            fields={"word": row.word, "reason": row.reason, "printed_reason": row.printed_reason},
        )
    return made


def judged_in_words(words: Iterable[Judged]) -> str:
    """How the register says it where nobody wrote more: "The Board judged 9 measures On course (QP1, …) and …"."""
    by_word: dict[str, list[str]] = {word: [] for word in Judgement.Word}
    for row in words:
        by_word.setdefault(row.word, []).append(row.measure.code)
    said = [
        f"{Judgement.Word(word).label}: {', '.join(codes)}"
        for word, codes in by_word.items()
        if codes and word in Judgement.Word
    ]
    return f"The Board judged the measures of the notice. {'. '.join(said)}."


def decision_of(meeting: Meeting, asof: AsOf) -> Decision | None:
    """The decision in force by which the Board judged measures at this meeting."""
    judging = Decision.objects.in_force(asof).filter(meeting=meeting, kind=Decision.Kind.JUDGEMENTS)
    return judging.latest_first().first()


def words_before(meeting: Meeting, on: date, asof: AsOf) -> dict[int, Judgement]:
    """The Board's words as this meeting, held on the day `on`, found them: without its own. Two queries."""
    own = decision_of(meeting, asof)
    rows = history(meeting.board.notice, AsOf(on, asof.known))
    found = {key: [row for row in words if own is None or row.decision_id != own.pk] for key, words in rows.items()}
    return {measure: words[-1] for measure, words in found.items() if words}


def judged(notice: Notice, asof: AsOf) -> dict[int, Judgement]:
    """By the key of each measure that the Board has judged, its last word in force. One query."""
    return {measure: rows[-1] for measure, rows in history(notice, asof).items()}


def history(notice: Notice, asof: AsOf) -> dict[int, list[Judgement]]:
    """By the key of each measure, the Board's words in force, the earliest first, with their decisions. One query."""
    rows = Judgement.objects.for_notice(notice).in_force(asof).select_related("decision__meeting")
    found: dict[int, list[Judgement]] = defaultdict(list)
    for row in rows.order_by("counts_on", "recorded_at", "number"):
        found[row.measure_id].append(row)
    return dict(found)
