"""How do the reports of the sample get from begun to acknowledged? Step by step, as data/published.yaml tells it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from improvement.sample.stage import Act, Stage, london, read
from notices.models import Notice, ReportingPoint, Review
from records.clock import london_day
from reports import remarking, sending, signing
from reports.contributing import ASKED, newest_contribution, save_contribution
from reports.domain import begin_report, save_text, take_photograph
from reports.drawing import paragraphs_in
from reports.models import Edition, Photograph, Report
from reports.questions import QUESTIONS
from reports.withdrawing import withdraw

Said = Mapping[str, Any]


def acts() -> Iterator[Act]:
    yield from told(read("published.yaml"))


def told(reports: Iterable[Said]) -> Iterator[Act]:
    """Each step of each report: `of` is its purpose and, where it is of a month, the last day of that; `does` names the step."""
    for row in reports:
        for step in row["steps"]:
            does, of = step["does"], row["of"]
            yield Act(london(step["at"]), f"{does}, {' '.join(map(str, of.values()))}", partial(STEPS[does], of, step))


def report_of(notice: Notice, of: Said) -> Report:
    """The report of that purpose and month; of those that are of no month the one begun last."""
    found = Report.objects.for_notice(notice).filter(purpose=of["purpose"])
    if of["purpose"] == Report.Purpose.MINISTERS:
        found = found.filter(point__on=of["month"])
    elif of["purpose"] == Report.Purpose.REVIEW:
        found = found.filter(review__on=of["month"])
    return found.latest("number")


def _begin(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    purpose, by = of["purpose"], stage.people[said["by"]]
    more: dict[str, Any] = {}
    if purpose == Report.Purpose.MINISTERS:
        more = {"point": ReportingPoint.objects.for_notice(stage.notice).get(on=of["month"])}
    elif purpose == Report.Purpose.REVIEW:
        more = {"review": Review.objects.for_notice(stage.notice).get(on=of["month"])}
    begin_report(notice=stage.notice, purpose=purpose, by=by, at=at, **more)


def _contribute(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    report = report_of(stage.notice, of)
    answers = _with(newest_contribution(report), said, ASKED)
    save_contribution(report=report, by=stage.people[said["by"]], at=at, **answers)


def _write(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    report = report_of(stage.notice, of)
    answers = _with(report.texts.order_by("-number").first(), said, QUESTIONS)
    save_text(report=report, by=stage.people[said["by"]], at=at, **answers)


def _with(before: object, said: Said, asked: Iterable[str]) -> dict[str, Any]:
    """What is not said anew stays as it was."""
    return {name: said.get(name, getattr(before, name, "")) for name in asked}


def _draw_up(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    take_photograph(report=report_of(stage.notice, of), by=stage.people[said["by"]], at=at)


def _remark(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    picture = _newest(report_of(stage.notice, of))
    remarking.remark(
        picture=picture,
        paragraph=said["paragraph"],
        paragraphs=paragraphs_in(picture),
        words=said["words"],
        by=stage.people[said["by"]],
        at=at,
    )


def _answer(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    waiting = report_of(stage.notice, of).remarks.filter(answers=None).earliest("number")
    remarking.answer_remark(of=waiting, words=said["words"], by=stage.people[said["by"]], at=at)


def _check(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    remarking.say_checked(picture=_newest(report_of(stage.notice, of)), by=stage.people[said["by"]], at=at)


def _sign(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    report = report_of(stage.notice, of)
    picture = _newest(report)
    shown = signing.Shown(picture.number, picture.sha256)
    signing.sign(report=report, shown=shown, by=stage.people[said["by"]], at=at, corrects=said.get("corrects", ""))


def _send(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    sending.record_sending(
        edition=newest_edition(report_of(stage.notice, of)),
        to=said["to"],
        how=said["how"],
        on=london_day(at),
        by=stage.people[said["by"]],
        at=at,
    )


def _acknowledge(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    sending.record_acknowledgement(
        edition=newest_edition(report_of(stage.notice, of)),
        by_whom=said["by_whom"],
        source=said["source"],
        on=london_day(at),
        by=stage.people[said["by"]],
        at=at,
    )


def _withdraw(of: Said, said: Said, stage: Stage, at: datetime) -> None:
    edition = newest_edition(report_of(stage.notice, of))
    withdraw(edition=edition, reason=said["reason"], by=stage.people[said["by"]], at=at)


def _newest(report: Report) -> Photograph:
    return report.photographs.select_related("report", "notice").latest("number")


def newest_edition(report: Report) -> Edition:
    return report.editions.select_related("report__notice").latest("number")


STEPS: dict[str, Callable[[Said, Said, Stage, datetime], None]] = {
    "begin": _begin,
    "contribute": _contribute,
    "write": _write,
    "draw up": _draw_up,
    "remark": _remark,
    "answer": _answer,
    "check": _check,
    "sign": _sign,
    "send": _send,
    "acknowledge": _acknowledge,
    "withdraw": _withdraw,
}
