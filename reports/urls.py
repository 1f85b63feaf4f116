"""Addresses of the reports of a notice."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from reports.views import (
    contributing,
    drawing_again,
    editions,
    preparing,
    remarking,
    sending,
    shelf,
    signing,
    taking_away,
    withdrawing,
)

app_name = "reports"
urlpatterns = [
    path("reports/", shelf.ReportListView.as_view(), name="report_list"),
    path("reports/<n:number>/", preparing.ReportView.as_view(), name="report"),
    path("reports/<n:number>/text/draft/", preparing.KeepTextView.as_view(), name="keep_text"),
    path("reports/<n:number>/contribution/", contributing.ContributionView.as_view(), name="contribution"),
    path(
        "reports/<n:number>/contribution/draft/",
        contributing.KeepContributionView.as_view(),
        name="keep_contribution",
    ),
    path("reports/<n:number>/draw-up/", preparing.DrawUpView.as_view(), name="draw_up"),
    path("reports/<n:number>/remarks/", remarking.RemarksView.as_view(), name="remarks"),
    path("reports/<n:number>/remarks/checked/", remarking.CheckedView.as_view(), name="checked"),
    path("reports/<n:number>/remarks/<n:remark>/", remarking.AnswerRemarkView.as_view(), name="answer_remark"),
    path("reports/<n:number>/draft/", signing.DraftView.as_view(), name="draft"),
    path("reports/<n:number>/editions/<n:edition>/", editions.EditionView.as_view(), name="edition"),
    path("reports/<n:number>/editions/<n:edition>/sent/", sending.SendView.as_view(), name="send"),
    path(
        "reports/<n:number>/editions/<n:edition>/acknowledged/", sending.AcknowledgeView.as_view(), name="acknowledge"
    ),
    path("reports/<n:number>/editions/<n:edition>/pdf/", editions.EditionPdfView.as_view(), name="edition_pdf"),
    path(
        "reports/<n:number>/editions/<n:edition>/draw-again/",
        drawing_again.DrawAgainView.as_view(),
        name="draw_again",
    ),
    path("reports/<n:number>/editions/<n:edition>/withdraw/", withdrawing.WithdrawView.as_view(), name="withdraw"),
    path(
        "reports/<n:number>/editions/<n:edition>/working-copy.docx",
        taking_away.EditionDocxView.as_view(),
        name="edition_docx",
    ),
    path(
        "reports/<n:number>/editions/<n:edition>/figures.xlsx",
        taking_away.EditionFiguresView.as_view(),
        name="edition_xlsx",
    ),
    path(
        "reports/<n:number>/editions/<n:edition>/figures.csv",
        taking_away.EditionFiguresView.as_view(as_csv=True),
        name="edition_csv",
    ),
]
