"""What is there to agree of the indicators of a test, what does a decision agree, and what stands then?"""

from datetime import date
from decimal import Decimal

from boards.models import Decision
from indicators.agreeing import agree_set
from indicators.models import Indicator, Target
from indicators.offered import offered
from indicators.standards import set_standard
from tests.factories import World


def made_visits(world: World) -> Indicator:
    """CP-06 with a target of ours and a standard that no decision agreed; FD-01 is for context, FD-05 has a target that is
    published. All stand since 7 November 2012."""
    visits = world.define_indicator("CP-06", unit="percent", polarity="higher", every="month")
    world.define_indicator("FD-01", polarity="context", every="month")
    world.set_target(visits, 90, from_on=date(2012, 9, 1), tolerance=Decimal(5))
    world.set_target(world.define_indicator("FD-05"), 3, source=Target.Source.PUBLISHED, source_words="A paper.")
    with world.writing() as at:
        set_standard(indicator=visits, words="A visit at least every 10 working days.", by=world.secretary, at=at)
    return visits


def decide(world: World, words: str = "The indicators are agreed.", **when) -> Decision:
    return world.decide(words, kind=Decision.Kind.INDICATORS, **when)


def agree(world: World, decision: Decision, **what) -> None:
    with world.writing() as at:
        agree_set(decision=decision, by=world.secretary, at=at, **what)


def stands(world: World, code: str = "CP-06", **when):
    """(agreed by, target, who says so, who agreed the standard), as of a day."""
    (row,) = [row for row in offered(world.notice, world.asof(**when)) if row.series.code == code]
    target, standard = row.target, row.standard
    return (
        row.series.agreed,
        target and (target.aim.value, target.aim.tolerance, target.from_on, target.source),
        standard and standard.decision and standard.decision.number,
    )
