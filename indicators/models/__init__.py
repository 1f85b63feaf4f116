"""The rows of the indicators, one module a subject: what a series is, how its figures come in, what is told of them."""

from indicators.models.returns import Commentary, FigureApproval, FigureFile, PeriodClosing, ReturnRules
from indicators.models.series import (
    MOST_HEADLINES,
    Benchmark,
    Indicator,
    IndicatorAgreement,
    IndicatorPart,
    IndicatorTerms,
    Observation,
    Standard,
    Target,
)
from indicators.models.signals import IndicatorOwner, Rebase, Signal, SignalLook

__all__ = [
    "MOST_HEADLINES",
    "Benchmark",
    "Commentary",
    "FigureApproval",
    "FigureFile",
    "Indicator",
    "IndicatorAgreement",
    "IndicatorOwner",
    "IndicatorPart",
    "IndicatorTerms",
    "Observation",
    "PeriodClosing",
    "Rebase",
    "ReturnRules",
    "Signal",
    "SignalLook",
    "Standard",
    "Target",
]
