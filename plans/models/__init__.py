"""The rows of the plan, one module a subject: what was agreed and said of it, its evidence, the Board's judgements."""

from plans.models.evidence import Evidence, EvidenceRuling
from plans.models.items import (
    DateChange,
    DateRuling,
    Item,
    ItemTerms,
    Objective,
    ObjectiveTerms,
    OverdueFlag,
    Plan,
    Precision,
    ProgressUpdate,
)
from plans.models.judgements import Judgement

__all__ = [
    "DateChange",
    "DateRuling",
    "Evidence",
    "EvidenceRuling",
    "Item",
    "ItemTerms",
    "Judgement",
    "Objective",
    "ObjectiveTerms",
    "OverdueFlag",
    "Plan",
    "Precision",
    "ProgressUpdate",
]
