"""Addresses of the plan: its lists, and the forms of those who speak for an item or enter what the Board decided."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from plans.views import (
    agreed,
    agreements,
    dates,
    deputies,
    drafts,
    evidence,
    handing_over,
    item_list,
    lists,
    many_dates,
    objectives,
    one_evidence,
    rounds,
    saved_views,
    taking_back,
    terms,
    updates,
)

app_name = "plans"
urlpatterns = [
    path("plan/", item_list.ItemListView.as_view(), name="item_list"),
    path("plan/items.csv", item_list.ItemsAsCsvView.as_view(), name="items_csv"),
    path("plan/items.xlsx", item_list.ItemsAsXlsxView.as_view(), name="items_xlsx"),
    path("plan/views/", saved_views.SavedViewsView.as_view(), name="saved_views"),
    path("plan/views/remove/", saved_views.RemoveViewView.as_view(), name="remove_view"),
    path("plan/mine/", lists.MineView.as_view(), name="mine"),
    path("plan/round/", rounds.RoundView.as_view(), name="round"),
    path("plan/deputies/", deputies.DeputiesView.as_view(), name="deputies"),
    path("plan/dates/", dates.RuleOnDatesView.as_view(), name="rule_on_dates"),
    path("plan/changes/", terms.RuleOnTermsView.as_view(), name="rule_on_terms"),
    path("plan/drafts/", drafts.DraftListView.as_view(), name="draft_list"),
    path("plan/drafts/new/", drafts.WriteDraftView.as_view(), name="new_draft"),
    path("plan/drafts/<n:number>/", drafts.WriteDraftView.as_view(), name="draft"),
    path("plan/hand-over/", handing_over.HandOverView.as_view(), name="hand_over"),
    path("plan/plans/", agreements.PlanListView.as_view(), name="plan_list"),
    path("plan/plans/<slug:code>/<slug:agency>/", agreements.AgreePlanView.as_view(), name="agree_plan"),
    path("plan/dates/new/", many_dates.ProposeDatesView.as_view(), name="propose_dates"),
    path("plan/objectives/", objectives.ObjectiveListView.as_view(), name="objective_list"),
    path("plan/objectives/new/", agreed.AgreeObjectiveView.as_view(), name="agree_objective"),
    path("plan/evidence/", evidence.EvidenceListView.as_view(), name="evidence_list"),
    path("plan/evidence/new/", evidence.RecordEvidenceView.as_view(), name="record_evidence"),
    path("plan/evidence/<n:number>/", one_evidence.EvidenceView.as_view(), name="evidence"),
    path("plan/evidence/<n:number>/reopen/", one_evidence.ReopenEvidenceView.as_view(), name="reopen_evidence"),
    path("plan/items/new/", agreed.AgreeItemView.as_view(), name="agree_item"),
    path("plan/items/<n:number>/update/", updates.UpdateView.as_view(), name="update"),
    path("plan/items/<n:number>/draft/", updates.KeepDraftView.as_view(), name="keep_draft"),
    path("plan/items/<n:number>/evidence/", evidence.RecordItemEvidenceView.as_view(), name="item_evidence"),
    path("plan/items/<n:number>/date/", dates.ProposeDateView.as_view(), name="propose_date"),
    path("plan/items/<n:number>/date/take-back/", taking_back.TakeBackDateView.as_view(), name="take_back_date"),
    path("plan/items/<n:number>/change/", terms.ProposeTermsView.as_view(), name="propose_terms"),
    path("plan/items/<n:number>/change/take-back/", taking_back.TakeBackTermsView.as_view(), name="take_back_terms"),
]
