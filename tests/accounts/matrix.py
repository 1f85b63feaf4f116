"""Which role may read which page, and which may write there? The whole product in one table, by hand.

It says again, page by page, what accounts/policy.py says by permission: either of the two alone could be wrong unseen.
A new route fails the tests until it stands here.
"""

from dataclasses import dataclass, field

from accounts.policy import Role

LETTERS = {
    "C": Role.CHAIR,
    "S": Role.SECRETARY,
    "L": Role.LEAD,
    "O": Role.OFFICER,
    "A": Role.ANALYST,
    "P": Role.PARTNER,
    "B": Role.LSCB,
    "Y": Role.SCRUTINY,
    "D": Role.OBSERVER,
}
EVERYBODY = "CSLOAPBYD"
WORKING = "CSLOAPB"  # whoever sees live rows
PACK = WORKING + "D"  # whoever reads what is circulated
NOBODY = ""
BOARD = "CS"  # who records for the Board
REVIEWER = "R"  # no role: a partner, as P, who also has the right to review evidence


@dataclass(frozen=True)
class Page:
    """Letters of the roles that read and write; None where the page takes no such request at all.

    `get` and `post` are the answers to a role that may: a post holds nothing, so that a form finds fault with it.
    Where there is no `read`, `met` are those who learn that (405), and everybody else is turned away before (403).
    `of` is what the address names in notice A, and `elsewhere` something that only notice B has.
    """

    read: str | None
    write: str | None = None
    get: int = 200
    post: int = 422
    met: str = NOBODY
    of: dict = field(default_factory=dict)
    elsewhere: dict = field(default_factory=dict)


ITEM = {"of": {"number": 1}, "elsewhere": {"number": 4}}
MEETING = {"of": {"number": 1}, "elsewhere": {"number": 11}}
NEXT_MEETING = {"of": {"number": 2}, "elsewhere": {"number": 11}}
WORKBOOK = {"of": {"number": 1}, "elsewhere": {"number": 2}}  # the officer's, and nobody else sees it
EVIDENCE = {"of": {"number": 1}, "elsewhere": {"number": 2}}
CONCERN = {"of": {"number": 1}, "elsewhere": {"number": 2}}
INDICATOR = {"of": {"code": "FD-05"}, "elsewhere": {"code": "FD-99"}}
SIGNAL = {"of": {"code": "FD-04", "number": 1}, "elsewhere": {"code": "FD-98", "number": 1}}
REPORT = {"of": {"number": 1}, "elsewhere": {"number": 2}}
EDITION = {"of": {"number": 1, "edition": 1}, "elsewhere": {"number": 2, "edition": 1}}

AGENDA_ITEM = {"of": {"number": 1, "item": 1}, "elsewhere": {"number": 1, "item": 2}}
PAPER = {"of": {"number": 1, "item": 1, "paper": 1}, "elsewhere": {"number": 1, "item": 1, "paper": 2}}
PARAGRAPH = {"of": {"number": 1, "paragraph": 1}, "elsewhere": {"number": 1, "paragraph": 3}}
CORRECTION = {"of": {"number": 1, "correction": 1}, "elsewhere": {"number": 1, "correction": 2}}
PACK_PAPER = {
    "of": {"number": 2, "item": 1, "paper": 1, "version": 1},
    "elsewhere": {"number": 2, "item": 2, "paper": 1, "version": 1},
}
AGREEMENT = {
    "of": {"code": "safeguarding", "agency": "police"},
    "elsewhere": {"code": "adoption", "agency": "police"},
}

PAGES = {
    # of everything
    "pages:first": Page(EVERYBODY, get=302),
    "pages:dashboard": Page(EVERYBODY),
    "pages:calendar": Page(EVERYBODY),
    "pages:story": Page(EVERYBODY),
    "pages:review": Page(EVERYBODY, BOARD, of={"month": "2013-06"}, elsewhere={"month": "2013-09"}),
    "pages:add_review": Page(BOARD, BOARD),
    "pages:search": Page(EVERYBODY),
    # the notice
    "notices:notice": Page(EVERYBODY),
    "notices:people": Page(EVERYBODY),
    "pages:coverage": Page(WORKING),
    "pages:measure": Page(EVERYBODY, of={"code": "QP1"}, elsewhere={"code": "QP9"}),
    # the Board
    "boards:meeting_list": Page(EVERYBODY),
    "boards:feed": Page(EVERYBODY, EVERYBODY),
    "boards:plan_meetings": Page(BOARD, BOARD),
    "boards:move_meeting": Page(BOARD, BOARD, **NEXT_MEETING),
    "plans:hold_meeting": Page(BOARD, BOARD, **NEXT_MEETING),
    "boards:meeting_hours": Page(BOARD, BOARD, **NEXT_MEETING),
    "boards:cancel_meeting": Page(BOARD, BOARD, **NEXT_MEETING),
    "boards:change_timetable": Page(BOARD, BOARD, **NEXT_MEETING),
    "boards:record_decision": Page(BOARD, BOARD),
    "boards:record_lscb_decision": Page(BOARD, BOARD),
    "pages:meeting": Page(EVERYBODY, **MEETING),
    "pages:decisions": Page(WORKING),
    # the agenda: of meeting 1, which has one item
    "pages:agenda": Page(WORKING, **MEETING),
    "boards:draw_up_agenda": Page(None, BOARD, met=BOARD, **MEETING),
    "boards:add_agenda_item": Page(BOARD, BOARD, **MEETING),
    "boards:change_agenda_item": Page(BOARD, BOARD, **AGENDA_ITEM),
    "boards:move_agenda_item": Page(None, BOARD, met=BOARD, **AGENDA_ITEM),
    "boards:take_off_item": Page(BOARD, BOARD, **AGENDA_ITEM),
    "boards:put_back_item": Page(None, BOARD, met=BOARD, **AGENDA_ITEM),
    "plans:agenda_subjects": Page(BOARD, BOARD, **AGENDA_ITEM),
    # papers: the first is one that the officer sent
    "pages:papers": Page(WORKING, **AGENDA_ITEM),
    "pages:paper_file": Page(WORKING, **PAPER),
    "boards:send_paper": Page(WORKING, WORKING, **AGENDA_ITEM),
    "boards:add_section": Page(BOARD, BOARD, **AGENDA_ITEM),
    "boards:send_version": Page("CSO", "CSO", **PAPER),  # the officer sent it
    "boards:withdraw_paper": Page("CSO", "CSO", **PAPER),
    # in the room: of meeting 1, whose agenda has one item; notice B has a meeting more
    "boards:attendance": Page(WORKING, BOARD, **MEETING),
    "boards:keep_attendance": Page(None, BOARD, post=200, met=BOARD, **MEETING),
    "boards:interest": Page(BOARD, BOARD, **MEETING),
    "boards:ballot_list": Page(WORKING),
    "boards:propose_ballot": Page(BOARD, BOARD),
    "boards:ballot": Page(WORKING, "CLPB", **CONCERN),
    "boards:ballot_outcome": Page(BOARD, BOARD, **CONCERN),
    "boards:quorum": Page(BOARD, BOARD),
    "pages:run": Page(BOARD, BOARD, **MEETING),
    "pages:run_item": Page(BOARD, BOARD, **AGENDA_ITEM),
    "pages:keep_run": Page(None, BOARD, post=200, met=BOARD, **AGENDA_ITEM),
    # minutes: those of meeting 1 are circulated, and a correction is asked for
    "boards:minutes_list": Page(PACK),
    "boards:minutes": Page(PACK, **MEETING),
    "boards:circulate_minutes": Page(BOARD, BOARD, **MEETING),
    "boards:correct_minutes": Page(WORKING, WORKING, **PARAGRAPH),
    "boards:answer_correction": Page(BOARD, BOARD, **CORRECTION),
    "pages:edit_minutes": Page(BOARD, BOARD, get=302, **MEETING),
    "pages:keep_minutes": Page(None, BOARD, post=200, met=BOARD, **MEETING),
    "pages:confirm_minutes": Page(BOARD, BOARD, **MEETING),
    "pages:minutes_pdf": Page(PACK, **MEETING),
    "pages:minutes_docx": Page(PACK, **MEETING),
    # the pack of meeting 2, with a paper; that of notice B has one more
    "pages:circulate": Page(BOARD, BOARD, **NEXT_MEETING),
    "pages:pack": Page(PACK, BOARD, **NEXT_MEETING),
    "pages:pack_pdf": Page(PACK, **NEXT_MEETING),
    "pages:pack_paper": Page(PACK, **PACK_PAPER),
    "pages:actions": Page(WORKING),
    "pages:actions_sheet": Page(WORKING, of={"kind": "xlsx"}),
    # the plan; item 1 is the officer's, for whom the lead and the secretary may speak
    "plans:item_list": Page(WORKING),
    "plans:items_csv": Page(WORKING),
    "plans:items_xlsx": Page(WORKING),
    "plans:saved_views": Page(WORKING, WORKING),
    "plans:remove_view": Page(None, WORKING, met=WORKING),
    "plans:mine": Page("SLOPB"),
    "plans:round": Page(WORKING, "S"),
    "plans:deputies": Page("SLOPB", "SLOPB"),
    "plans:agree_item": Page("S", "S"),
    "plans:rule_on_dates": Page(BOARD, BOARD),
    "plans:propose_dates": Page("SLOPB", "SLOPB"),
    "plans:update": Page("SLO", "SLO", **ITEM),
    "plans:keep_draft": Page(None, "SLO", post=200, met="SLOPB", **ITEM),
    "plans:propose_date": Page("SLO", "SLO", **ITEM),
    "plans:take_back_date": Page("SLO", "SLO", **ITEM),
    "plans:propose_terms": Page("SLO", "SLO", **ITEM),
    "plans:take_back_terms": Page("SLO", "SLO", **ITEM),
    "plans:rule_on_terms": Page(BOARD, BOARD),
    # drafts: the first is the officer's
    "plans:draft_list": Page("SLOPB"),
    "plans:new_draft": Page("SLOPB", "SLOPB"),
    "plans:draft": Page("SLO", "SLO", of={"number": 1}, elsewhere={"number": 2}),
    "plans:hand_over": Page("SL", "SL"),
    # the plans: what the police say is said by their member
    "plans:plan_list": Page(WORKING),
    "plans:agree_plan": Page("SP", "SP", **AGREEMENT),
    "plans:item_evidence": Page("SLO", "SLO", **ITEM),
    "plans:workbook_xlsx": Page("SLOPB"),
    "plans:workbook_csv": Page("SLOPB"),
    "plans:workbooks": Page("SLOPB", "SLOPB"),
    "plans:workbook": Page("O", "O", **WORKBOOK),
    "plans:workbook_faults": Page("O", **WORKBOOK),
    "plans:objective_list": Page(WORKING),
    "plans:agree_objective": Page("S", "S"),
    "plans:change_objective": Page("S", "S", **CONCERN),
    "plans:concern_list": Page(WORKING),
    "plans:raise_concern": Page(WORKING, WORKING),
    "plans:close_concerns": Page(BOARD, BOARD),
    "plans:concern": Page(WORKING, **CONCERN),
    "plans:put_signal": Page("CSL", "CSL", **SIGNAL),
    "plans:set_signal_aside": Page("CSL", "CSL", **SIGNAL),
    "plans:evidence_list": Page(WORKING),
    "plans:record_evidence": Page("SLOPB", "SLOPB"),
    "plans:evidence": Page(WORKING, REVIEWER, **EVIDENCE),
    "plans:reopen_evidence": Page(BOARD, BOARD, **EVIDENCE),
    "pages:evidence_file": Page(EVERYBODY, **EVIDENCE),  # report 1 relies on it, so that it is published
    "pages:item": Page(WORKING, **ITEM),
    "pages:exceptions": Page(WORKING),
    "pages:exceptions_sheet": Page(WORKING, of={"kind": "xlsx"}),
    # the Board's words
    "pages:judgements": Page(WORKING, BOARD),
    "pages:keep_judgements": Page(None, BOARD, post=200, met=BOARD),
    # indicators
    "indicators:indicator_list": Page(WORKING),
    "indicators:agree": Page(BOARD, BOARD),
    "indicators:enter": Page("SLOA", "SLOA"),
    "indicators:keep_figures": Page(None, "SLOA", post=200, met="SLOA"),
    "indicators:approve": Page("SLOA", "SLOA"),
    "indicators:returns": Page(WORKING),
    "indicators:return_rules": Page("SL", "SL"),
    "indicators:period": Page(WORKING, "SL", of={"every": "week", "period": "2012-11-02"}),
    "indicators:name_owners": Page("SLA", "SLA"),
    "indicators:comment": Page("SLOA", "SLOA", **INDICATOR),
    "indicators:set_standard": Page("SLA", "SLA", **INDICATOR),
    # files of figures: the first is the officer's, as that workbook is
    "indicators:imports": Page("SLOA", "SLOA"),
    "indicators:import": Page("O", "O", **WORKBOOK),
    "indicators:import_faults": Page("O", **WORKBOOK),
    "indicators:template": Page("SLOA", of={"kind": "csv"}),
    "indicators:export": Page(WORKING, of={"kind": "xlsx"}),
    "indicators:report_figure": Page("SLOA", "SLOA", **INDICATOR),
    "indicators:set_target": Page(BOARD, BOARD, **INDICATOR),
    "indicators:rebase": Page(BOARD, BOARD, **INDICATOR),
    "pages:scorecard": Page(WORKING),
    "pages:scorecard_sheet": Page(WORKING, of={"kind": "xlsx"}),
    "pages:adoption": Page(WORKING),
    "pages:front_door": Page(WORKING),
    "pages:indicator": Page(WORKING, **INDICATOR),
    "pages:signals": Page(WORKING),
    # reports; report 1 is published
    "reports:report_list": Page(EVERYBODY, BOARD, post=404),  # a post names its month, and this one names none
    "reports:report": Page(WORKING, BOARD, **REPORT),
    "reports:keep_text": Page(None, BOARD, post=200, met=WORKING, **REPORT),
    "reports:contribution": Page(WORKING, "LO", **REPORT),
    "reports:keep_contribution": Page(None, "LO", post=200, met=WORKING, **REPORT),
    "reports:draw_up": Page(None, BOARD, met=WORKING, **REPORT),
    "reports:remarks": Page(WORKING, "LO", **REPORT),
    "reports:checked": Page(None, "LO", met=WORKING, **REPORT),
    "reports:answer_remark": Page(BOARD, BOARD, of={"number": 1, "remark": 1}, elsewhere={"number": 1, "remark": 2}),
    "reports:draft": Page(WORKING, "C", **REPORT),
    "reports:edition": Page(EVERYBODY, **EDITION),
    "reports:send": Page(BOARD, BOARD, **EDITION),
    "reports:acknowledge": Page(BOARD, BOARD, **EDITION),
    "reports:edition_pdf": Page(EVERYBODY, **EDITION),
    "reports:withdraw": Page(BOARD, BOARD, **EDITION),
    "reports:draw_again": Page(None, BOARD, post=302, met=BOARD, **EDITION),
    "reports:edition_docx": Page(EVERYBODY, **EDITION),
    "reports:edition_xlsx": Page(EVERYBODY, **EDITION),
    "reports:edition_csv": Page(EVERYBODY, **EDITION),
}

# Outside every notice: what a stranger without an account is answered to a read and to an empty post.
SIGN_IN = 302
PUBLIC = {
    "health": (200, 405),
    "csp_report": (405, 400),
    "security_txt": (404, 405),  # where no address to write to is set
    "accessibility": (200, 405),
    "verify": (200, 422),
    "calendar_feed": (404, 405),  # a key that opens nothing; test_feed.py asks with one that does
    "account_login": (200, 200),
    "account_signup": (200, 200),  # the sign-in page: there is no other way in
    "account_inactive": (200, 405),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 405),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 405),
    # a demonstration's pages do not exist but on this machine itself
    "demonstration": (404, 405),
    "demonstration_sign_in": (405, 404),
    "demonstration_clock": (405, 404),
    # for anybody signed in
    "pages:home": (SIGN_IN, 405),
    "account_logout": (SIGN_IN, SIGN_IN),
    "account_change_password": (SIGN_IN, SIGN_IN),
}
PUBLIC_OF = {
    "calendar_feed": {"key": "no-such-key"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
}
