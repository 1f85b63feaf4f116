"""Who looks after the figures of the sample, and what is said of them? From data/figures_said.yaml."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from improvement.sample.stage import Act, Stage, london, on, read
from indicators.closing import close_period
from indicators.commenting import comment
from indicators.models import IndicatorTerms
from indicators.owners import name_owners
from indicators.return_rules import set_return_rules
from indicators.standards import set_standard

Said = Mapping[str, Any]


def acts() -> Iterator[Act]:
    said = read("figures_said.yaml")
    for who, codes in said["owners"].items():
        yield Act(on(2012, 12, 4, 18), f"{who} looks after indicators", partial(_own, who, codes))
    yield Act(london(said["rules"]["at"]), "how figures come in", partial(_rules, said["rules"]))
    for row in said["closed"]:
        yield Act(london(row["at"]), f"{row['period']} is closed", partial(_close, row))
    for row in said["standards"]:
        yield Act(london(row["at"]), f"the standard of {row['code']}", partial(_standard, row))
    for row in said["commentary"]:
        yield Act(london(row["at"]), f"commentary on {row['code']}", partial(say_of_figure, row))


def _own(who: str, codes: list[str], stage: Stage, at: datetime) -> None:
    indicators = [stage.indicators[code] for code in codes]
    name_owners(indicators=indicators, person=stage.people[who], by=stage.secretary, at=at)


def _rules(said: Said, stage: Stage, at: datetime) -> None:
    set_return_rules(
        notice=stage.notice,
        due_days=said["due_days"],
        weekly_due_days=said["weekly_due_days"],
        approved=False,
        closed=said["closed"],
        reason=said["reason"],
        by=stage.people[said["by"]],
        at=at,
    )


def _close(said: Said, stage: Stage, at: datetime) -> None:
    close_period(
        notice=stage.notice,
        every=said["every"],
        period_on=said["period"],
        reason=said["because"],
        by=stage.people[said["by"]],
        at=at,
    )


def _standard(said: Said, stage: Stage, at: datetime) -> None:
    set_standard(
        indicator=stage.indicators[said["code"]],
        words=said["words"],
        decision=stage.decisions[said["decision"]] if "decision" in said else None,
        by=stage.people[said["by"]],
        at=at,
    )


def say_of_figure(said: Said, stage: Stage, at: datetime) -> None:
    indicator = stage.indicators[said["code"]]
    comment(
        indicator=indicator,
        period_on=said["period"],
        every=IndicatorTerms.objects.filter(indicator=indicator).latest("number").every,
        text=said["words"],
        by=stage.people[said["by"]],
        at=at,
    )
