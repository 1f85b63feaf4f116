"""Which address shows what of several packages at once?"""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from reports.pages import (
    actions,
    adoption,
    agenda,
    calendar,
    coverage,
    dashboard,
    decisions,
    evidence_file,
    exceptions,
    front_door,
    home,
    indicator,
    item,
    judgements,
    measure,
    meeting,
    minutes,
    minutes_files,
    pack,
    papers,
    review,
    run,
    scorecard,
    search,
    signals,
    story,
)

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("<slug:slug>/", home.FirstPage.as_view(), name="first"),
    path("<slug:slug>/dashboard/", dashboard.DashboardView.as_view(), name="dashboard"),
    path("<slug:slug>/calendar/", calendar.CalendarView.as_view(), name="calendar"),
    path("<slug:slug>/calendar/reviews/add/", review.AddReviewView.as_view(), name="add_review"),
    path("<slug:slug>/calendar/reviews/<month:month>/", review.ReviewView.as_view(), name="review"),
    path("<slug:slug>/story/", story.StoryView.as_view(), name="story"),
    path("<slug:slug>/search/", search.SearchView.as_view(), name="search"),
    path("<slug:slug>/coverage/", coverage.CoverageView.as_view(), name="coverage"),
    path("<slug:slug>/plan/exceptions/", exceptions.ExceptionsView.as_view(), name="exceptions"),
    path("<slug:slug>/plan/exceptions.<sheet:kind>", exceptions.ExceptionsSheetView.as_view(), name="exceptions_sheet"),
    path("<slug:slug>/plan/items/<n:number>/", item.ItemView.as_view(), name="item"),
    path("<slug:slug>/plan/evidence/<n:number>/file/", evidence_file.EvidenceFileView.as_view(), name="evidence_file"),
    path("<slug:slug>/notice/<str:code>/", measure.MeasureView.as_view(), name="measure"),
    path("<slug:slug>/board/meetings/<n:number>/", meeting.MeetingView.as_view(), name="meeting"),
    path("<slug:slug>/board/meetings/<n:number>/agenda/", agenda.AgendaView.as_view(), name="agenda"),
    path("<slug:slug>/board/meetings/<n:number>/agenda/<n:item>/papers/", papers.PapersView.as_view(), name="papers"),
    path(
        "<slug:slug>/board/meetings/<n:number>/agenda/<n:item>/papers/<n:paper>/file/",
        papers.PaperFileView.as_view(),
        name="paper_file",
    ),
    path("<slug:slug>/board/meetings/<n:number>/run/", run.RunView.as_view(), name="run"),
    path("<slug:slug>/board/meetings/<n:number>/run/<n:item>/", run.RunItemView.as_view(), name="run_item"),
    path("<slug:slug>/board/meetings/<n:number>/run/<n:item>/draft/", run.KeepRunView.as_view(), name="keep_run"),
    path("<slug:slug>/board/meetings/<n:number>/minutes/edit/", minutes.EditMinutesView.as_view(), name="edit_minutes"),
    path(
        "<slug:slug>/board/meetings/<n:number>/minutes/draft/", minutes.KeepMinutesView.as_view(), name="keep_minutes"
    ),
    path(
        "<slug:slug>/board/meetings/<n:number>/minutes/confirm/",
        minutes.ConfirmMinutesView.as_view(),
        name="confirm_minutes",
    ),
    path(
        "<slug:slug>/board/meetings/<n:number>/minutes/pdf/",
        minutes_files.MinutesPdfView.as_view(),
        name="minutes_pdf",
    ),
    path(
        "<slug:slug>/board/meetings/<n:number>/minutes/docx/",
        minutes_files.MinutesDocxView.as_view(),
        name="minutes_docx",
    ),
    path("<slug:slug>/board/meetings/<n:number>/circulate/", pack.CirculateView.as_view(), name="circulate"),
    path("<slug:slug>/board/meetings/<n:number>/pack/", pack.PackView.as_view(), name="pack"),
    path("<slug:slug>/board/meetings/<n:number>/pack/pdf/", pack.PackPdfView.as_view(), name="pack_pdf"),
    path(
        "<slug:slug>/board/meetings/<n:number>/pack/<n:item>/<n:paper>/<n:version>/",
        pack.PackPaperView.as_view(),
        name="pack_paper",
    ),
    path("<slug:slug>/board/actions/", actions.ActionsView.as_view(), name="actions"),
    path("<slug:slug>/board/actions.<sheet:kind>", actions.ActionsSheetView.as_view(), name="actions_sheet"),
    path("<slug:slug>/board/decisions/", decisions.DecisionsView.as_view(), name="decisions"),
    path("<slug:slug>/judgements/", judgements.JudgementsView.as_view(), name="judgements"),
    path("<slug:slug>/judgements/draft/", judgements.KeepJudgementsView.as_view(), name="keep_judgements"),
    path("<slug:slug>/indicators/signals/", signals.SignalsView.as_view(), name="signals"),
    path("<slug:slug>/front-door/", front_door.FrontDoorView.as_view(), name="front_door"),
    path("<slug:slug>/indicators/adoption/", adoption.AdoptionView.as_view(), name="adoption"),
    path("<slug:slug>/indicators/scorecard/", scorecard.ScorecardView.as_view(), name="scorecard"),
    path(
        "<slug:slug>/indicators/scorecard.<sheet:kind>", scorecard.ScorecardSheetView.as_view(), name="scorecard_sheet"
    ),
    path("<slug:slug>/indicators/<slug:code>/", indicator.IndicatorView.as_view(), name="indicator"),
]
