"""What does a decision of the sample settle? The items, indicators, targets, dates and judgements that stand under it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from boards.models import Decision
from improvement.sample.plan import Agreed, Aim, the_plan
from improvement.sample.stage import Stage, read
from indicators.domain import agree_indicators, record_benchmark, set_target
from indicators.models import Benchmark
from indicators.rebasing import rebase
from plans import domain as plan
from records.clock import AsOf
from reports.judging import facts_of, judged_measures


def the_plan_agreed(key: str, decision: Decision, stage: Stage, at: datetime) -> None:
    aims, items = the_plan()
    for aim in aims:
        if aim.agreed == key:
            _agree_objective(aim, decision, stage, at)
    for item in items:
        if item.agreed == key:
            agree_item(item, decision, stage, at)


def _agree_objective(aim: Aim, decision: Decision, stage: Stage, at: datetime) -> None:
    stage.objectives[aim.objective] = plan.agree_objective(
        notice=stage.notice,
        plan=stage.plans[aim.plan],
        words=aim.words,
        indicators=[stage.indicators[code] for code in aim.indicators],
        evidence_agreed=aim.evidence_agreed,
        decision=decision,
        by=stage.secretary,
        at=at,
    )


def agree_item(item: Agreed, decision: Decision, stage: Stage, at: datetime, **more: Any) -> None:
    code, value = item.reach or (None, None)
    stage.items[item.number] = plan.agree_item(
        notice=stage.notice,
        kind=item.kind,
        words=item.words,
        owner=stage.people[item.owner],
        agency=stage.agencies[item.agency],
        supporting=[stage.agencies[code] for code in item.supporting],
        due_on=item.due,
        due_precision="month" if item.month else "day",
        serves=[stage.requirements[reference] for reference in item.serves],
        objective=stage.objectives[item.objective],
        expected=item.expected,
        indicator=stage.indicators[code] if code else None,
        reach=value,
        decision=decision,
        by=stage.secretary,
        at=at,
        **more,
    )


def indicators_agreed(said: Mapping[str, Any], decision: Decision, stage: Stage, at: datetime) -> None:
    """The indicators that the Board follows, the six that stand first, what they are to reach and where they began."""
    if "headlines" in said:
        agree_indicators(
            decision=decision,
            indicators=list(stage.indicators.values()),
            headlines=[stage.indicators[code] for code in said["headlines"]],
            by=stage.secretary,
            at=at,
        )
    for row in said.get("targets", ()):
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
    for row in said.get("baselines", ()):
        record_benchmark(
            indicator=stage.indicators[row["code"]],
            kind=Benchmark.Kind.BASELINE,
            who=stage.notice.council,
            period=row["period"],
            measured_on=row["measured_on"],
            value=Decimal(str(row["value"])),
            source="The council's figures, as the Board agreed them as its starting point.",
            verified=True,
            by=stage.secretary,
            at=at,
            counts_on=decision.counts_on,
        )


def limits_drawn_anew(key: str, decision: Decision, stage: Stage, at: datetime) -> None:
    for row in read("figures_said.yaml")["rebased"]:
        if row["decision"] == key:
            rebase(
                indicator=stage.indicators[row["code"]],
                decision=decision,
                from_on=row["from"],
                reason=row["because"],
                by=stage.secretary,
                at=at,
            )


def dates_ruled(rows: Iterable[Mapping[str, Any]], decision: Decision, stage: Stage, at: datetime) -> None:
    rulings = [
        plan.Ruling(stage.changes[row["item"]], row["answer"], to_on=row.get("to"), words=row.get("words", ""))
        for row in rows
    ]
    if rulings:
        plan.rule_on_dates(decision=decision, rulings=rulings, by=stage.secretary, at=at)


def measures_judged(judged: Mapping[str, Any], decision: Decision, stage: Stage, at: datetime) -> None:
    """The Board's words, each beside the facts of that day: where they disagree the rule wants its reason."""
    if judged:
        facts = facts_of(stage.notice, AsOf(decision.counts_on, at))
        measures = {measure.code: measure for measure in judged_measures(stage.notice)}
        words = [
            plan.Judged(
                measures[code],
                row["word"],
                reason=row["reason"],
                printed_reason=row.get("printed", "") if facts[code].unevidenced else "",
                unevidenced=facts[code].unevidenced,
                disagreement=facts[code].disagreement(row["word"]),
            )
            for code, row in judged.items()
        ]
        plan.judge_measures(words=words, decision=decision, by=stage.secretary, at=at)
