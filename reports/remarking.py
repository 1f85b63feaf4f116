"""How does the council check the facts of a draft? By remarks that are answered, and by saying that it has read it. No word changes."""

from datetime import datetime

from accounts.models import User
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from records.refusal import Refused
from reports.models import Edition, FactualCheck, Photograph, Remark, RemarkAnswer, Report

LONGEST = 2_000


def remark(*, picture: Photograph, paragraph: int, paragraphs: int, words: str, by: User, at: datetime) -> Remark:
    """Say something of a numbered paragraph of a draft, of which there are `paragraphs`, or of the whole (0). Refused: no words,
    a paragraph that is not there, a draft that is signed."""
    report = _report_of(picture)
    if not words.strip():
        raise Refused("Say what you remark.", field="words")
    if len(words) > LONGEST:
        raise Refused(f"Use at most {LONGEST:,} characters.", field="words")
    if not 0 <= paragraph <= paragraphs:
        raise Refused(f"This draft has the paragraphs 1 to {paragraphs}.", field="paragraph")
    _check_not_signed(picture)
    row = append(
        Remark,
        report,
        by=by,
        at=at,
        counts_on=london_day(at),
        photograph=picture,
        paragraph=paragraph,
        words=words.strip(),
    )
    _record("remark", f"remark {row.number}", report, {"paragraph": paragraph, "words": words}, by, at)
    return row


def answer_remark(*, of: Remark, words: str, by: User, at: datetime, after: int | None = None) -> RemarkAnswer:
    """Say how a remark was dealt with; said again, the newest answer holds. Refused: no words."""
    if not words.strip():
        raise Refused("Say how you dealt with it.", field="words")
    if len(words) > LONGEST:
        raise Refused(f"Use at most {LONGEST:,} characters.", field="words")
    row = append(RemarkAnswer, of, by=by, at=at, after=after, counts_on=london_day(at), words=words.strip())
    _record("answer_remark", f"answer {row.number} to remark {of.number}", of.report, {"words": words}, by, at)
    return row


def say_checked(*, picture: Photograph, by: User, at: datetime) -> FactualCheck:
    """The council has read this draft for facts and has no more to remark on it. Refused: a draft that is not the newest or is
    signed, a remark without an answer, and what was said already."""
    report = _report_of(picture)
    if report.photographs.filter(number__gt=picture.number).exists():
        raise Refused("The report was drawn up again meanwhile. Read the newest draft.")
    _check_not_signed(picture)
    if unanswered(report):
        raise Refused("A remark waits for its answer. The facts are checked when each has one.")
    if report.checks.filter(photograph=picture).exists():
        raise Refused("It was said already that the facts of this draft are checked.")
    row = append(FactualCheck, report, by=by, at=at, counts_on=london_day(at), photograph=picture)
    _record("say_checked", f"check {row.number}", report, {"sha256": picture.sha256}, by, at)
    return row


def unanswered(report: Report) -> int:
    """How many remarks on the report wait for an answer."""
    return report.remarks.filter(answers=None).count()


def missing_answers(report: Report) -> list[str]:
    """The sentence that keeps a report from being signed while remarks wait; none where none does."""
    many = unanswered(report)
    if not many:
        return []
    return [f"{wording.count(many, 'remark')} of the council {'waits' if many == 1 else 'wait'} for an answer."]


def _report_of(picture: Photograph) -> Report:
    assert picture.report is not None  # a pack has no draft
    return picture.report


def _check_not_signed(picture: Photograph) -> None:
    if Edition.objects.filter(photograph=picture).exists():
        raise Refused("This is signed and published: it does not change any more. A correction is a new edition.")


def _record(verb: str, row: str, report: Report, fields: dict[str, object], by: User, at: datetime) -> None:
    thing = f"{row} of report {report.number}"
    audit.record(report.notice.slug, at=at, by=by, verb=verb, thing=thing, fields=fields)
