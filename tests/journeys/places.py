"""Where can a person go? Every page that opens by its address, with who opens it and how it is answered."""

from collections.abc import Iterator
from dataclasses import dataclass

NOTICE = "/wiltshire-2012"
EMPTY_NOTICE = "/northmoor-2013"
# What can be read and is no page.
NO_PAGES = {
    "health": "a word for machines",
    "security_txt": "a text for machines",
    "calendar_feed": "a file for calendar programs",
    "account_signup": "the address of account_login",
    "pages:exceptions_sheet": "a file",
    "pages:scorecard_sheet": "a file",
    "pages:actions_sheet": "a file",
    "pages:pack_pdf": "a file",
    "pages:pack_paper": "a file",
    "reports:edition_pdf": "a file; while it is drawn, a page",
    "reports:edition_docx": "a file",
    "reports:edition_xlsx": "a file",
    "reports:edition_csv": "a file",
    "pages:evidence_file": "a file",
    "pages:paper_file": "a file",
    "pages:minutes_pdf": "a file",
    "pages:minutes_docx": "a file",
    "pages:edit_minutes": "a page of minutes not circulated yet, which the sample has none of: test_minutes.py looks at it",
    "plans:items_csv": "a file",
    "plans:items_xlsx": "a file",
    "plans:workbook_xlsx": "a file",
    "plans:workbook_csv": "a file",
    "plans:workbook_faults": "a file",
    "indicators:import_faults": "a file",
    "indicators:template": "a file",
    "indicators:export": "a file",
}


@dataclass(frozen=True)
class Place:
    """`who` is a person of the sample by key, or "" for nobody who has signed in."""

    who: str
    path: str
    status: int = 200

    def __str__(self) -> str:
        return f"{self.who or 'stranger'} {self.path}"


def _to(who: str, *paths: str, status: int = 200) -> Iterator[Place]:
    for path in paths:
        yield Place(who, path if path.startswith("/") else f"{NOTICE}/{path}", status)


# Pages with a form that forms.py sends in vain are looked at before it is sent.
PLACES = [
    *_to("", "/account/inactive/", "/account/password/reset/done/", "/account/password/reset/key/1-no-such-key/"),
    *_to("", "/account/password/reset/key/done/", "/accessibility/", "/demonstration/"),
    *_to("sam", "/account/logout/"),
    # the notice
    *_to("sam", "dashboard/", "dashboard/?on=2013-01-15&known=2013-01-16", "people/"),
    *_to("sam", "notice/", "notice/OA1/", "notice/QP2/?on=2013-01-15", "notice/RP4/"),
    *_to(
        "sam",
        "coverage/",
        "coverage/?show=late&measure=AD1&on=2013-01-30&known=2013-01-30",
        "coverage/?show=out-of-date",
        "coverage/?show=department",
        "coverage/?measure=QP2",
    ),
    *_to(
        "sam",
        "search/",
        "search/?q=threshold",
        "search/?q=item+14",
        "search/?q=the&in=items",
        "search/?q=no+such+words",
    ),
    *_to("dora", "search/?q=threshold"),
    *_to("sam", "calendar/?on=2013-01-15"),
    *_to("dora", "calendar/"),
    *_to("dora", "calendar/reviews/2012-12/", "story/"),
    *_to("sam", "story/?on=2013-01-15"),
    # the Board: four meetings are held, the fifth comes next
    *_to("sam", "board/", "board/meetings/4/", "board/meetings/5/", "board/meetings/4/move/", "board/meetings/4/held/"),
    *_to("olive", "board/calendar/"),
    *_to("dora", "board/calendar/"),
    *_to("sam", "board/meetings/5/timetable/", "board/meetings/5/hours/", "board/meetings/5/cancel/"),
    *_to("sam", "board/meetings/4/cancel/"),
    *_to("sam", "board/meetings/4/attendance/", "board/meetings/5/attendance/", "board/meetings/4/interest/"),
    *_to("sam", "board/meetings/4/agenda/", "board/meetings/5/agenda/", "board/meetings/6/agenda/"),
    *_to("sam", "board/meetings/5/agenda/new/", "board/meetings/5/agenda/4/", "board/meetings/5/agenda/4/off/"),
    *_to("sam", "board/meetings/5/agenda/4/about/", "board/meetings/5/agenda/9/about/", "board/meetings/4/agenda/1/"),
    *_to(
        "sam",
        "board/meetings/4/agenda/10/papers/",
        "board/meetings/5/agenda/10/papers/",
        "board/meetings/5/agenda/1/papers/",
    ),
    *_to("sam", "board/meetings/5/agenda/5/papers/drawn/", "board/meetings/5/agenda/5/papers/new/"),
    *_to("hugh", "board/meetings/5/agenda/10/papers/1/new/", "board/meetings/5/agenda/10/papers/1/withdraw/"),
    *_to("olive", "board/meetings/5/agenda/", "board/meetings/6/agenda/"),
    *_to("sam", "board/meetings/4/run/1/", "board/meetings/4/run/6/", "board/meetings/5/run/6/"),
    *_to("sam", "board/meetings/4/run/", "board/meetings/5/run/", "board/quorum/"),
    # of meeting 4 the pack went out, and a supplement
    *_to("sam", "board/meetings/5/circulate/", "board/meetings/4/circulate/", "board/meetings/4/pack/?supplement=1"),
    *_to("dora", "board/meetings/4/pack/", "board/meetings/4/"),
    # minutes: 3 are confirmed, 4 are circulated with a correction accepted and one declined
    *_to(
        "sam", "board/minutes/", "board/meetings/3/minutes/", "board/meetings/4/minutes/", "board/meetings/5/minutes/"
    ),
    *_to("sam", "board/meetings/4/minutes/circulate/", "board/meetings/4/minutes/confirm/"),
    *_to("pat", "board/meetings/4/minutes/", "board/meetings/4/minutes/2/correct/"),
    *_to("chris", "board/meetings/4/minutes/corrections/2/", "board/meetings/3/minutes/confirm/"),
    *_to("dora", "board/minutes/", "board/meetings/4/minutes/", "board/meetings/4/minutes/?on=2013-03-02"),
    *_to("scott", "board/minutes/", status=403),
    *_to("olive", "board/meetings/4/attendance/", "board/between/", "board/between/2/"),
    *_to("chris", "board/between/", "board/between/1/", "board/between/2/outcome/"),
    *_to("sam", "board/actions/", "board/actions/?show=all&state=every&meeting=1", "board/actions/?q=no+such+words"),
    *_to("sam", "board/decisions/lscb/new/", "board/decisions/?board=lscb", "board/decisions/?board=both&kind=plan"),
    *_to("sam", "plan/round/", "plan/round/?meeting=4", "plan/round/?on=2013-01-15&known=2013-01-16"),
    *_to("chris", "plan/round/"),
    *_to("olive", "plan/deputies/"),
    *_to("sam", "plan/deputies/"),
    *_to("sam", "board/decisions/?on=2013-01-15&known=2013-01-16", "board/decisions/?q=no+such+words"),
    # the plan: item 37 has the longest history, 1 is done, 10 waits for the Board
    *_to("sam", "plan/", "plan/?on=2013-01-15&known=2013-01-14", "plan/?show=done&on=2012-10-24"),
    *_to(
        "sam", "plan/?show=all&agency=council&slipped=twice&q=the&sort=-slips", "plan/dates/new/?owner=olive-frontdoor"
    ),
    *_to("sam", "plan/items/1/", "plan/items/37/", "plan/items/37/?on=2013-01-30&known=2013-01-20", "plan/items/10/"),
    *_to("sam", "plan/items/1/update/", "plan/items/1/date/", "plan/items/10/date/"),
    *_to("wendy", "plan/items/34/change/", "plan/items/34/change/take-back/"),
    *_to("olive", "plan/items/4/change/", "plan/items/10/date/take-back/", "plan/items/4/date/take-back/"),
    *_to("sam", "plan/changes/", "plan/drafts/", "plan/drafts/new/", "plan/drafts/1/", "plan/items/1/change/"),
    *_to("sam", "plan/plans/", "plan/plans/safeguarding/schools/", "plan/plans/?on=2012-11-15", "plan/hand-over/"),
    *_to("sam", "plan/hand-over/?from=olive-frontdoor"),
    *_to("pat", "plan/drafts/", "plan/plans/adoption/police/"),
    *_to("olive", "/", "plan/mine/", "plan/items/53/evidence/"),
    *_to(
        "sam",
        "plan/objectives/",
        "plan/objectives/new/",
        "plan/objectives/3/change/",
        "plan/evidence/",
        "plan/evidence/new/",
    ),
    # concerns: 1 needed nothing, 2 has a corrective action, 3 waits for the next Board
    *_to("sam", "plan/concerns/", "plan/concerns/?on=2013-01-30", "plan/concerns/2/", "plan/concerns/3/"),
    *_to("olive", "plan/concerns/new/", "plan/concerns/new/?item=4", "plan/concerns/new/?indicator=FD-05"),
    *_to("sam", "plan/concerns/outcomes/", "plan/exceptions/", "plan/exceptions/?on=2013-01-15&known=2013-01-16"),
    # early warnings: of WF-05 the first was set aside and the second waits; that of PA-01 was set aside, and is over
    *_to(
        "sam",
        "indicators/signals/",
        "indicators/signals/?code=WF-05",
        "indicators/signals/?on=2013-01-15&known=2013-01-16",
    ),
    *_to("chris", "indicators/WF-05/", "indicators/WF-05/signals/2/board/", "indicators/CP-06/"),
    *_to("dana", "indicators/PA-01/signals/1/aside/", "indicators/WF-05/signals/2/aside/"),
    # evidence: 20 waits, 19 was returned, 9 is out of date, 5 was accepted in place of another
    *_to("quinn", "/", "plan/evidence/", "plan/evidence/20/"),
    *_to("hazel", "plan/evidence/20/"),
    *_to("ada", "plan/evidence/19/"),
    *_to("olive", "plan/evidence/9/", "plan/items/7/evidence/?instead=9"),
    *_to(
        "sam", "plan/evidence/?on=2013-01-31", "plan/evidence/5/", "plan/evidence/5/reopen/", "plan/evidence/19/reopen/"
    ),
    # the Board's words: the form for who records them, for a meeting with words and one without; the page for who reads
    *_to("sam", "judgements/", "judgements/?meeting=2"),
    *_to("chris", "judgements/?meeting=4"),
    *_to("olive", "judgements/?on=2013-01-30"),
    # indicators: FD-01 is for context only, FD-04 was revised, FD-06 lacks a figure; AS-03 begins later, and PA-04 has parts
    *_to("sam", "indicators/?show=misses", "indicators/agree/", "indicators/AS-03/", "indicators/PA-03/"),
    *_to("sam", "indicators/AS-01/", "indicators/WF-01/", "indicators/PA-04/?on=2013-02-28"),
    *_to("anita", "indicators/PA-03/enter/?part=police"),
    *_to("sam", "indicators/", "indicators/FD-04/", "indicators/FD-06/?on=2013-01-30&known=2013-01-30"),
    *_to("sam", "indicators/FD-04/enter/?period=2012-12-31", "indicators/FD-01/target/"),
    *_to("sam", "indicators/FD-04/rebase/"),
    # how figures come in
    *_to("anita", "indicators/enter/", "indicators/enter/?every=week&show=missing", "indicators/approve/"),
    *_to("anita", "indicators/owners/", "indicators/FD-04/comment/", "indicators/FD-04/standard/"),
    *_to("sam", "indicators/returns/", "indicators/returns/month/2012-10-31/", "indicators/returns/rules/"),
    *_to("chris", "indicators/returns/week/2013-03-01/"),
    # the same indicators in other ways
    *_to("sam", "indicators/scorecard/", "indicators/scorecard/?periods=12&show=off-target&measure=QP2&on=2013-01-30"),
    *_to("olive", "front-door/", "front-door/?on=2012-10-20", "indicators/adoption/"),
    *_to("sam", "indicators/scorecard/?periods=4", "indicators/agree/?show=some", status=404),
    *_to("sam", "indicators/agree/?show=open"),
    # reports: of the pack for the review of December 2012 two editions are signed, that of March is written
    *_to("chris", "/"),
    *_to("anita", "reports/2/", "reports/2/contribution/"),
    *_to("dana", "reports/2/contribution/", "reports/2/remarks/"),
    *_to("dora", "/", "", "notice/QP2/", "board/meetings/3/", "reports/", "reports/1/editions/1/"),
    *_to("sam", "reports/1/", "reports/1/remarks/", "reports/1/editions/2/"),
    # what is not to be had
    *_to("", "/no/such/page/", status=404),
    *_to("sam", "/no/such/page/", status=404),
    *_to("sam", "plan/?on=garbage", "dashboard/?on=2013-03-06", status=400),
    *_to("dora", "plan/", "coverage/", status=403),
    *_to("sam", "coverage/?show=garbage", "plan/round/?meeting=99", status=404),
    *_to("olive", "plan/items/6/update/", status=403),
]
# Of what workbooks.py sends: one is read and can be recorded, one has faults, one could not be read, one waits.
WORKBOOK_PLACES = [
    *_to("sam", *(f"plan/workbook/{number}/" for number in (1, 2, 3, 4)), "plan/workbook/"),
    *_to("olive", "plan/workbook/"),
]
# Of what figure_files.py sends: one is recorded, one can be, one has faults, one asks about its dates, one is no table, one waits.
FIGURE_FILE_PLACES = [
    *_to("anita", *(f"indicators/import/{number}/" for number in (1, 2, 3, 4, 5, 6)), "indicators/import/"),
    *_to("sam", "indicators/import/"),
]
# Nora has two notices, and in one of them nothing has happened. Nils observes that one, where nothing is published.
EMPTY_PLACES = [
    *_to("nils", "/", f"{EMPTY_NOTICE}/dashboard/", f"{EMPTY_NOTICE}/reports/", f"{EMPTY_NOTICE}/notice/QP1/"),
    *_to("nora", f"{EMPTY_NOTICE}/board/minutes/"),
    *_to("nora", "/", f"{EMPTY_NOTICE}/dashboard/", f"{EMPTY_NOTICE}/reports/", f"{EMPTY_NOTICE}/indicators/"),
    *_to("nora", f"{EMPTY_NOTICE}/indicators/signals/"),
    *_to("nora", f"{EMPTY_NOTICE}/coverage/"),
    *_to("nora", *(f"{EMPTY_NOTICE}/indicators/{path}/" for path in ("enter", "returns", "approve", "owners"))),
    *_to("nora", f"{EMPTY_NOTICE}/board/", f"{EMPTY_NOTICE}/board/decisions/"),
    *_to("nora", f"{EMPTY_NOTICE}/judgements/", f"{EMPTY_NOTICE}/plan/objectives/", f"{EMPTY_NOTICE}/plan/evidence/"),
    *_to(
        "nora",
        *(f"{EMPTY_NOTICE}/plan/{path}" for path in ("", "workbook/", "mine/", "round/", "dates/", "items/new/")),
    ),
    *_to("nora", *(f"{EMPTY_NOTICE}/plan/{path}" for path in ("changes/", "drafts/", "plans/", "hand-over/"))),
    *_to("nora", *(f"{EMPTY_NOTICE}/plan/{path}" for path in ("concerns/", "concerns/new/", "concerns/outcomes/"))),
    *_to("nora", f"{EMPTY_NOTICE}/plan/exceptions/", f"{EMPTY_NOTICE}/front-door/"),
    *_to("nora", f"{EMPTY_NOTICE}/indicators/scorecard/", f"{EMPTY_NOTICE}/indicators/adoption/"),
    *_to("nora", f"{EMPTY_NOTICE}/indicators/import/"),
    *_to("nobody", "/"),
]
EDITION_PLACES = [
    *_to("chris", "reports/2/"),
    *_to("sam", "reports/", "reports/2/remarks/", "reports/2/remarks/1/"),
    *_to("sam", "reports/2/editions/2/sent/", "reports/2/editions/2/acknowledged/"),
    *_to("dana", "reports/2/remarks/"),
    *_to("scott", "reports/2/editions/1/", "reports/2/editions/2/"),
    *_to("dora", "/", "dashboard/"),
]
# After the second edition is withdrawn.
WITHDRAWN_PLACES = [
    *_to("dora", "reports/", "dashboard/"),
    *_to("dora", "reports/2/editions/2/", "reports/2/editions/2/pdf/", status=410),
    *_to("chris", "reports/2/"),
    *_to("sam", "reports/2/editions/2/withdraw/", status=410),
]
