"""The rows of the plan, one module a subject: what was agreed and said of it, its evidence, the Board's judgements."""

from plans.models.agenda import AgendaSubject
from plans.models.changes import (
    Deputy,
    HandOver,
    ItemDraft,
    PlanAgreement,
    TermsChange,
    TermsRuling,
    TermsTakenBack,
)
from plans.models.concerns import Concern, ConcernOutcome, SignalSetAside
from plans.models.dates import DateChange, DateRuling, DateTakenBack
from plans.models.desk import SavedView, Workbook
from plans.models.evidence import Evidence, EvidenceRuling
from plans.models.items import (
    ExpectedEvidence,
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
    "AgendaSubject",
    "Concern",
    "ConcernOutcome",
    "DateChange",
    "DateRuling",
    "DateTakenBack",
    "Deputy",
    "Evidence",
    "EvidenceRuling",
    "ExpectedEvidence",
    "HandOver",
    "Item",
    "ItemDraft",
    "ItemTerms",
    "Judgement",
    "Objective",
    "ObjectiveTerms",
    "OverdueFlag",
    "Plan",
    "PlanAgreement",
    "Precision",
    "ProgressUpdate",
    "SavedView",
    "SignalSetAside",
    "TermsChange",
    "TermsRuling",
    "TermsTakenBack",
    "Workbook",
]
