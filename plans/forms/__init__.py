"""The forms of the plan, one module a task: speaking for an item, entering what was agreed, evidence, judgements."""

from plans.forms.agreed import PLANS, AgreeItemForm, AgreeObjectiveForm, ChangeObjectiveForm
from plans.forms.agreements import AgreePlanForm
from plans.forms.concerns import ConcernForm, OutcomesForm
from plans.forms.drafts import DraftItemForm
from plans.forms.evidence import EvidenceForm, ReopenForm, RulingForm
from plans.forms.fields import DeadlineField, RequirementChoices, RuledChoice, RuledText, Text
from plans.forms.handing_over import HandOverForm
from plans.forms.items import DecideDatesForm, OnBehalfForm, ProposeDateForm, ProposeOnBehalfForm, UpdateForm
from plans.forms.judgements import JudgementsForm
from plans.forms.rounds import ChaseForm, DeputyForm, EndDeputyForm
from plans.forms.terms import DecideTermsForm, ProposeTermsForm, TakeBackForm
from plans.forms.workbooks import RecordWorkbookForm, SendWorkbookForm

__all__ = [
    "PLANS",
    "AgreeItemForm",
    "AgreeObjectiveForm",
    "AgreePlanForm",
    "ChangeObjectiveForm",
    "ChaseForm",
    "ConcernForm",
    "DeadlineField",
    "DecideDatesForm",
    "DecideTermsForm",
    "DeputyForm",
    "DraftItemForm",
    "EndDeputyForm",
    "EvidenceForm",
    "HandOverForm",
    "JudgementsForm",
    "OnBehalfForm",
    "OutcomesForm",
    "ProposeDateForm",
    "ProposeOnBehalfForm",
    "ProposeTermsForm",
    "ReopenForm",
    "RecordWorkbookForm",
    "RequirementChoices",
    "RuledChoice",
    "RuledText",
    "RulingForm",
    "TakeBackForm",
    "SendWorkbookForm",
    "Text",
    "UpdateForm",
]
