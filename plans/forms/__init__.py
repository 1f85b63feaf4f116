"""The forms of the plan, one module a task: speaking for an item, entering what was agreed, evidence, judgements."""

from plans.forms.agreed import PLANS, AgreeItemForm, AgreeObjectiveForm
from plans.forms.evidence import EvidenceForm, RulingForm
from plans.forms.fields import DeadlineField, RequirementChoices, RuledChoice, RuledText, Text
from plans.forms.items import DecideDatesForm, OnBehalfForm, ProposeDateForm, ProposeOnBehalfForm, UpdateForm
from plans.forms.judgements import JudgementsForm
from plans.forms.rounds import ChaseForm, DeputyForm, EndDeputyForm

__all__ = [
    "PLANS",
    "AgreeItemForm",
    "AgreeObjectiveForm",
    "ChaseForm",
    "DeadlineField",
    "DecideDatesForm",
    "DeputyForm",
    "EndDeputyForm",
    "EvidenceForm",
    "JudgementsForm",
    "OnBehalfForm",
    "ProposeDateForm",
    "ProposeOnBehalfForm",
    "RequirementChoices",
    "RuledChoice",
    "RuledText",
    "RulingForm",
    "Text",
    "UpdateForm",
]
