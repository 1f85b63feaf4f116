"""What do the Boards do? They plan their meetings, hold four and decide, as the secretary records it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from boards import domain as boards
from boards.models import Decision
from improvement.sample.plan import the_plan
from improvement.sample.stage import Act, Stage, london, on, read
from indicators.catalogue import define_catalogue
from indicators.domain import agree_indicators, record_benchmark, set_target
from plans import domain as plan
from plans.models import Plan
from records.clock import AsOf
from reports.judging import facts_of, judged_measures

PLANS = {"safeguarding": "Safeguarding improvement plan", "adoption": "Adoption plan"}
HELD = (date(2012, 10, 23), date(2012, 12, 4), date(2013, 1, 15), date(2013, 2, 26))


def acts() -> Iterator[Act]:
    yield Act(on(2012, 10, 17, 11), "the meetings are planned", _plan_meetings)
    yield Act(on(2012, 10, 17, 13), "the indicators are defined", _define_indicators)
    for number, day in enumerate(HELD):
        at = on(day.year, day.month, day.day, 16, 25)
        yield Act(at, f"meeting {number + 1} is held", partial(_hold, number, day))
    for said in read("decisions.yaml"):
        yield Act(london(said["at"]), f"decision {said['key']!r}", partial(_decide, said))


def _plan_meetings(stage: Stage, at: datetime) -> None:
    stage.meetings = list(
        boards.plan_meetings(board=stage.board, first=HELD[0], until=date(2013, 12, 31), by=stage.secretary, at=at)
    )


def _define_indicators(stage: Stage, at: datetime) -> None:
    stage.indicators = dict(
        define_catalogue(notice=stage.notice, by=stage.secretary, at=at, counts_on=stage.notice.issued_on)
    )


def _hold(number: int, day: date, stage: Stage, at: datetime) -> None:
    boards.hold_meeting(meeting=stage.meetings[number], on=day, by=stage.secretary, at=at)


def _decide(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    """Record one decision, and under it everything that it settles."""
    decision = stage.decisions[said["key"]] = boards.record_decision(
        board=stage.lscb if said.get("board") == "lscb" else stage.board,
        kind=said["kind"],
        words=said["words"],
        meeting=stage.meetings[said["meeting"] - 1] if "meeting" in said else None,
        taken_on=said.get("taken_on"),
        replaces=stage.decisions[said["replaces"]] if "replaces" in said else None,
        confirmed="replaces" in said,
        by=stage.secretary,
        at=at,
    )
    _agree_items(said["key"], decision, stage, at)
    _agree_indicators(said, decision, stage, at)
    _set_targets(said.get("targets", ()), decision, stage, at)
    if said["kind"] == Decision.Kind.JUDGEMENTS:
        _judge(said["key"], decision, stage, at)
    if "rules" in said:
        rulings = [_ruling(row, stage) for row in said["rules"]]
        plan.rule_on_dates(decision=decision, rulings=rulings, by=stage.secretary, at=at)


def _agree_items(key: str, decision: Decision, stage: Stage, at: datetime) -> None:
    aims, items = the_plan()
    for aim in aims:
        if aim.agreed == key:
            stage.objectives[aim.objective] = plan.agree_objective(
                notice=stage.notice,
                plan=_plan(aim.plan, stage, at),
                words=aim.words,
                indicators=[stage.indicators[code] for code in aim.indicators],
                evidence_agreed=aim.evidence_agreed,
                decision=decision,
                by=stage.secretary,
                at=at,
            )
    for item in items:
        if item.agreed == key:
            stage.items[item.number] = plan.agree_item(
                notice=stage.notice,
                kind=item.kind,
                words=item.words,
                owner=stage.people[item.owner],
                agency=stage.agencies[item.agency],
                due_on=item.due,
                due_precision="month" if item.month else "day",
                serves=[stage.requirements[reference] for reference in item.serves],
                objective=stage.objectives[item.objective],
                indicator=stage.indicators[item.reach[0]] if item.reach else None,
                reach=item.reach[1] if item.reach else None,
                decision=decision,
                by=stage.secretary,
                at=at,
            )


def _plan(code: str, stage: Stage, at: datetime) -> Plan:
    if code not in stage.plans:
        stage.plans[code] = plan.make_plan(notice=stage.notice, code=code, name=PLANS[code], by=stage.secretary, at=at)
    return stage.plans[code]


def _agree_indicators(said: Mapping[str, Any], decision: Decision, stage: Stage, at: datetime) -> None:
    if "agrees_indicators" in said:
        headlines = [stage.indicators[code] for code in said["headlines"]]
        agree_indicators(
            decision=decision, indicators=stage.indicators.values(), headlines=headlines, by=stage.secretary, at=at
        )
    for row in said.get("baselines", ()):
        record_benchmark(
            indicator=stage.indicators[row["code"]],
            kind="baseline",
            who="The council",
            period=row["period"],
            measured_on=row["measured_on"],
            value=Decimal(str(row["value"])),
            verified=True,
            source=f"Board decision {decision.number}",
            by=stage.secretary,
            at=at,
            counts_on=decision.counts_on,
        )


def _judge(key: str, decision: Decision, stage: Stage, at: datetime) -> None:
    """The Board's words, each beside the facts of that day: where they disagree, the rule wants its reason."""
    facts = facts_of(stage.notice, AsOf(decision.counts_on, at))
    measures = {measure.code: measure for measure in judged_measures(stage.notice)}
    words = [
        plan.Judged(
            measures[code],
            row["word"],
            reason=row["reason"],
            unevidenced=facts[code].unevidenced,
            disagreement=facts[code].disagreement(row["word"]),
        )
        for code, row in read("judgements.yaml")[key].items()
    ]
    plan.judge_measures(words=words, decision=decision, by=stage.secretary, at=at)


def _set_targets(rows: list[Mapping[str, Any]], decision: Decision, stage: Stage, at: datetime) -> None:
    for row in rows:
        if row["code"] not in stage.indicators:
            continue
        bounds: dict[str, Any] = {
            name: Decimal(str(row[name])) for name in ("value", "low", "high", "tolerance") if name in row
        }
        set_target(
            indicator=stage.indicators[row["code"]],
            from_on=row.get("from", decision.counts_on),
            decision=decision,
            by=stage.secretary,
            at=at,
            counts_on=decision.counts_on,
            **bounds,
        )


def _ruling(row: Mapping[str, Any], stage: Stage) -> plan.Ruling:
    return plan.Ruling(stage.changes[row["item"]], row["answer"], to_on=row.get("to"), words=row.get("words", ""))
