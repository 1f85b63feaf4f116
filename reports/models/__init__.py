"""Reports and packs: what is photographed, how it is prepared, signed, drawn and sent, and what reviews conclude."""

from reports.models.editions import Edition, Photograph, Report, ReportText, Signature
from reports.models.packs import Circulation, DecisionBasis
from reports.models.preparing import (
    Acknowledgement,
    Contribution,
    FactualCheck,
    Remark,
    RemarkAnswer,
    Sending,
    Withdrawal,
)
from reports.models.production import Production
from reports.models.reviews import ReviewConclusion

__all__ = [
    "Acknowledgement",
    "Circulation",
    "Contribution",
    "DecisionBasis",
    "Edition",
    "FactualCheck",
    "Photograph",
    "Production",
    "Remark",
    "RemarkAnswer",
    "Report",
    "ReportText",
    "ReviewConclusion",
    "Sending",
    "Signature",
    "Withdrawal",
]
