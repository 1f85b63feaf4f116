"""How does a report come to be: begun for its purpose, written, photographed?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from accounts.policy import Role
from notices.models import Membership, Notice, ReportingPoint, Review
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import append, next_number
from records.refusal import Refused
from reports import contributing, prose, remarking
from reports import photograph as pictures
from reports.composing import compose
from reports.models import Photograph, Report, ReportText
from reports.purposes import kind_of, name_of
from reports.questions import MOST_WORDS, QUESTIONS, questions_of, words_in


def begin_report(
    *,
    notice: Notice,
    by: User,
    at: datetime,
    point: ReportingPoint | None = None,
    review: Review | None = None,
    purpose: str = "",
) -> Report:
    """Open a report: for the month of `point` in which Ministers are informed, the pack for one `review`, or one of a `purpose`
    that is of no month. Refused where one is open, or where what is to be told was given outside."""
    of = point or review
    if of is not None and of.notice_id != notice.pk:
        raise Refused(f"That {'reporting point' if point else 'review'} belongs to another notice.")
    if point and point.given_outside:
        raise Refused(
            f"The information of {wording.month(point.on)} was given outside this system: {point.given_outside}"
        )
    if of is not None:
        purpose = Report.Purpose.MINISTERS if point else Report.Purpose.REVIEW
    reports = Report.objects.for_notice(notice)
    report = Report(
        notice=notice, number=next_number(reports), purpose=purpose, point=point, review=review, begun_at=at
    )
    same = reports.filter(purpose=purpose, point=point, review=review).order_by("number").last()
    if same is not None and (of is not None or purpose == Report.Purpose.PLAN):
        raise Refused(f"The {name_of(same)} has been begun already.")
    if same is not None and not same.editions.exists():
        raise Refused(f"The {name_of(same)} is not signed yet. Draw it up again, or sign it, before another is begun.")
    report.save(force_insert=True)
    fields = {"purpose": report.purpose, "of": of.on if of else ""}
    audit.record(notice.slug, at=at, by=by, verb="begin_report", thing=f"report {report.number}", fields=fields)
    return report


def save_text(
    *, report: Report, by: User, at: datetime, after: int | None = None, on_behalf: bool = False, **answers: str
) -> ReportText:
    """Keep the chair's words as they are now; empty and long ones are kept too, and only signing refuses them. Refused: a report
    in which the chair is asked nothing; somebody who is not the chair today and does not say that they type on the chair's
    behalf; that, where there is no chair."""
    if not kind_of(report).asks_chair:
        raise Refused(f"The {name_of(report)} has no text of the chair.")
    members = Membership.objects.for_notice(report.notice).on(london_day(at)).filter(role=Role.CHAIR.value)
    chairs = [member.person for member in members.select_related("person").order_by("from_on")]
    if by not in chairs and not on_behalf:
        raise Refused("The text is the chair’s. Say that you type it on the chair’s behalf.", field="on_behalf")
    if not chairs:
        raise Refused("The notice has no independent chair today, on whose behalf anything could be typed.")
    row = append(
        ReportText,
        report,
        by=by,
        at=at,
        after=after,
        counts_on=london_day(at),
        on_behalf_of=None if by in chairs else chairs[-1],
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


def missing_to_sign(report: Report) -> list[str]:
    """What stands between the report and a signature, in sentences; nothing when it can be signed."""
    return missing_to_draw_up(report) + remarking.missing_answers(report)


def missing_to_draw_up(report: Report) -> list[str]:
    """What of its text is missing, in sentences. A remark that waits is none: the answer may be to draw it up again."""
    if not kind_of(report).asks_chair:
        return []
    questions = questions_of(report.notice)
    text = report.texts.order_by("-number").first()
    sentences = [
        f"“{question}” has no answer yet." for name, question in questions.items() if not (text and getattr(text, name))
    ]
    if words_in(text) > MOST_WORDS:
        longest = max(QUESTIONS, key=lambda name: prose.words_in(getattr(text, name)))
        sentences.append(
            f"The chair's judgement has {words_in(text)} words, at most {MOST_WORDS} fit on the first page. "
            f"The longest answer is to “{questions[longest]}”"
        )
    return sentences


@dataclass(frozen=True)
class Wanted:
    """What is to be photographed: a report, its text and what the council says as saved last where it has them, and the two
    times of the position."""

    report: Report
    text: ReportText | None
    contribution: dict[str, Any] | None
    asof: AsOf


def ask_for_photograph(*, report: Report, at: datetime) -> Wanted:
    """The first of three steps, inside `writing`: what is recorded from now on is not in the photograph. Refused where
    something is missing to sign."""
    missing = missing_to_draw_up(report)
    if missing:
        raise Refused(" ".join(missing))
    text = report.texts.order_by("-number").first()
    return Wanted(report, text, contributing.photographed(report), AsOf(london_day(at), at))


def composed(wanted: Wanted) -> dict:
    """The second step, inside `reading`, while others may write: the whole position, and the words around it."""
    return compose(wanted.report, wanted.asof, wanted.text, wanted.contribution)


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
        text_number=wanted.text.number if wanted.text else 0,
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
