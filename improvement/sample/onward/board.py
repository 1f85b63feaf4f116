"""What does the Board decide from March to December 2013, and what does the Department's review conclude? From data/onward/."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from boards.ballots import end_ballot
from improvement.sample import settle
from improvement.sample.ballots import answer
from improvement.sample.board import record
from improvement.sample.onward.owners import agreed_later
from improvement.sample.published import newest_edition, report_of
from improvement.sample.stage import Act, Stage, london, read
from notices.models import Review
from plans import domain as plan
from plans.models import ItemDraft, TermsChange
from reports.models import Report
from reports.reviewing import conclude_review

Said = Mapping[str, Any]


def acts() -> Iterator[Act]:
    for said in read("onward", "decisions.yaml"):
        yield Act(london(said["at"]), f"decision {said['key']!r}", partial(_decide, said))
    asked = read("onward", "asked.yaml")
    for row in asked["answers"]:
        at, who = london(row["at"]), row["who"]
        yield Act(at, f"{who} answers the proposal", partial(answer, 2, who, row["answer"], row.get("words", "")))
    yield Act(london(asked["ended"]), "what came of the managers", _end)
    for row in read("onward", "reviews.yaml"):
        yield Act(london(row["at"]), f"the review of {row['month']}", partial(_conclude, row))


def _decide(said: Said, stage: Stage, at: datetime) -> None:
    key, decision = said["key"], record(said, stage, at)
    for item in agreed_later():
        if item.agreed == key:
            was_draft = item.number == said.get("drafted")
            draft = ItemDraft.objects.get(notice=stage.notice, number=1) if was_draft else None
            settle.agree_item(item, decision, stage, at, draft=draft)
    settle.indicators_agreed(said, decision, stage, at)
    settle.dates_ruled(said.get("rules", ()), decision, stage, at)
    asked = TermsChange.objects.filter(item__notice=stage.notice)
    answers = [
        plan.TermsAnswer(asked.filter(item__number=number).latest("number"), answered)
        for number, answered in said.get("terms", {}).items()
    ]
    if answers:
        plan.rule_on_terms(decision=decision, answers=answers, by=stage.secretary, at=at)
    settle.measures_judged(read("onward", "judgements.yaml").get(key, {}), decision, stage, at)


def _end(stage: Stage, at: datetime) -> None:
    end_ballot(ballot=stage.board.ballots.get(number=2), by=stage.secretary, at=at)


def _conclude(said: Said, stage: Stage, at: datetime) -> None:
    pack = report_of(stage.notice, {"purpose": Report.Purpose.REVIEW, "month": said["month"]})
    conclude_review(
        review=Review.objects.for_notice(stage.notice).get(on=said["month"]),
        held_on=said["held"],
        attended=said["attended"],
        pack=newest_edition(pack),
        conclusions=said["concluded"],
        follows=said["follows"],
        effect=said["effect"],
        by=stage.secretary,
        at=at,
    )
