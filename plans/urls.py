"""Addresses of the plan: its lists, and the forms of those who speak for an item or enter what the Board decided."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from plans.views import agreed, dates, evidence, lists, objectives, updates, workbooks

app_name = "plans"
urlpatterns = [
    path("plan/", lists.ItemListView.as_view(), name="item_list"),
    path("plan/mine/", lists.MineView.as_view(), name="mine"),
    path("plan/dates/", dates.RuleOnDatesView.as_view(), name="rule_on_dates"),
    path("plan/workbook.xlsx", workbooks.WorkbookXlsxView.as_view(), name="workbook_xlsx"),
    path("plan/workbook.csv", workbooks.WorkbookCsvView.as_view(), name="workbook_csv"),
    path("plan/workbook/", workbooks.WorkbooksView.as_view(), name="workbooks"),
    path("plan/workbook/<n:number>/", workbooks.WorkbookView.as_view(), name="workbook"),
    path("plan/workbook/<n:number>/faults.csv", workbooks.WorkbookFaultsView.as_view(), name="workbook_faults"),
    path("plan/objectives/", objectives.ObjectiveListView.as_view(), name="objective_list"),
    path("plan/objectives/new/", agreed.AgreeObjectiveView.as_view(), name="agree_objective"),
    path("plan/evidence/", evidence.EvidenceListView.as_view(), name="evidence_list"),
    path("plan/evidence/new/", evidence.RecordEvidenceView.as_view(), name="record_evidence"),
    path("plan/evidence/<n:number>/", evidence.EvidenceView.as_view(), name="evidence"),
    path("plan/items/new/", agreed.AgreeItemView.as_view(), name="agree_item"),
    path("plan/items/<n:number>/update/", updates.UpdateView.as_view(), name="update"),
    path("plan/items/<n:number>/draft/", updates.KeepDraftView.as_view(), name="keep_draft"),
    path("plan/items/<n:number>/evidence/", evidence.RecordItemEvidenceView.as_view(), name="item_evidence"),
    path("plan/items/<n:number>/date/", dates.ProposeDateView.as_view(), name="propose_date"),
]
