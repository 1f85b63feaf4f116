"""How does a report come to be: begun for a reporting point, written, photographed?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from accounts.models import User
from notices.models import Notice, ReportingPoint
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import append, next_number
from records.refusal import Refused
from reports import contributing, prose
from reports import photograph as pictures
from reports.models import Photograph, Report, ReportText
from reports.position import Position
from reports.purposes import month_of

# The chair's judgement in at most 150 words on four fixed questions.
QUESTIONS = {
    "safer": "Are children safer than when the notice was issued?",
    "will_meet": "Will the indicators and milestones be met by December 2013?",
    "sustain": "Can the council sustain it without this Board?",
    "ask": "What do you ask of Ministers?",
}
MOST_WORDS = 150


def begin_report(*, notice: Notice, point: ReportingPoint, by: User, at: datetime) -> Report:
    """Open the report for one month in which Ministers are informed. Refused where one is open, or it was given outside."""
    if point.notice_id != notice.pk:
        raise Refused("That reporting point belongs to another notice.")
    if point.given_outside:
        raise Refused(
            f"The information of {wording.month(point.on)} was given outside this system: {point.given_outside}"
        )
    if Report.objects.for_notice(notice).filter(point=point).exists():
        raise Refused(f"The report for {wording.month(point.on)} has been begun already.")
    report = Report.objects.create(
        notice=notice, number=next_number(Report.objects.for_notice(notice)), point=point, begun_at=at
    )
    audit.record(
        notice.slug, at=at, by=by, verb="begin_report", thing=f"report {report.number}", fields={"point": point.on}
    )
    return report


def save_text(*, report: Report, by: User, at: datetime, after: int | None = None, **answers: str) -> ReportText:
    """Keep the chair's words as they are now; empty and long ones are kept too, and only signing refuses them."""
    row = append(
        ReportText,
        report,
        by=by,
        at=at,
        after=after,
        counts_on=london_day(at),
        **{name: answers.get(name, "").strip() for name in QUESTIONS},
    )
    audit.record(
        report.notice.slug,
        at=at,
        by=by,
        verb="save_text",
        thing=f"text {row.number} of report {report.number}",
        fields=answers,
    )
    return row


def words_in(text: ReportText | None) -> int:
    return sum(prose.words_in(getattr(text, name)) for name in QUESTIONS) if text else 0


def missing_to_sign(report: Report) -> list[str]:
    """What stands between the report and a signature, in sentences; nothing when it can be signed."""
    text = report.texts.order_by("-number").first()
    sentences = [
        f"“{question}” has no answer yet." for name, question in QUESTIONS.items() if not (text and getattr(text, name))
    ]
    if words_in(text) > MOST_WORDS:
        longest = max(QUESTIONS, key=lambda name: prose.words_in(getattr(text, name)))
        sentences.append(
            f"The chair's judgement has {words_in(text)} words, at most {MOST_WORDS} fit on the first page. "
            f"The longest answer is to “{QUESTIONS[longest]}”"
        )
    return sentences


@dataclass(frozen=True)
class Wanted:
    """What is to be photographed: a report, its text and what the council says as saved last, and the two times of the
    position."""

    report: Report
    text: ReportText
    contribution: dict[str, Any] | None
    asof: AsOf


def ask_for_photograph(*, report: Report, at: datetime) -> Wanted:
    """The first of three steps, inside `writing`: what is recorded from now on is not in the photograph. Refused where
    something is missing to sign."""
    missing = missing_to_sign(report)
    if missing:
        raise Refused(" ".join(missing))
    text = report.texts.order_by("-number").first()
    assert text is not None  # else every question were missing
    return Wanted(report, text, contributing.photographed(report), AsOf(london_day(at), at))


def composed(wanted: Wanted) -> dict:
    """The second step, inside `reading`, while others may write: the whole position, and the words around it."""
    report, text = wanted.report, wanted.text
    return {
        "schema": pictures.SCHEMA,
        "purpose": "ministerial report",
        "report": {
            "number": report.number,
            "month": month_of(report),
            "edition": next_number(report.editions.all()),
            "reference": f"{report.notice.slug} report {report.number}",
            "check_at": f"{settings.BASE_URL}/verify/",
        },
        "contribution": wanted.contribution,
        "text": [{"question": question, "answer": getattr(text, name)} for name, question in QUESTIONS.items()],
        "position": Position(report.notice, wanted.asof, hide_small=True, with_benchmarks=True).as_data(),
    }


def keep_photograph(*, wanted: Wanted, content: dict, by: User, at: datetime) -> Photograph:
    """The third step, inside `writing` again. Refused where somebody else drew the report up or signed it meanwhile."""
    report, known = wanted.report, wanted.asof.known
    if report.photographs.filter(known__gt=known).exists() or report.editions.filter(published_at__gt=known).exists():
        raise Refused("Somebody else drew this report up or signed it at the same time. Read what is there now.")
    body = pictures.canonical(content)
    picture = Photograph.objects.create(
        notice=report.notice,
        report=report,
        number=next_number(report.photographs.all()),
        text_number=wanted.text.number,
        on=wanted.asof.on,
        known=known,
        taken_at=known,
        taken_by=by,
        schema=pictures.SCHEMA,
        body=body,
        sha256=pictures.fingerprint(body),
    )
    audit.record(
        report.notice.slug,
        at=at,
        by=by,
        verb="take_photograph",
        thing=f"photograph {picture.number} of report {report.number}",
        fields={"sha256": picture.sha256},
    )
    return picture


def take_photograph(*, report: Report, by: User, at: datetime) -> Photograph:
    """All three steps in the one writing that the caller holds, so that everybody else waits for them."""
    wanted = ask_for_photograph(report=report, at=at)
    return keep_photograph(wanted=wanted, content=composed(wanted), by=by, at=at)
