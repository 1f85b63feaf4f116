"""Who may do what: the one permission table. Roles are held per notice, from a day to a day; nothing is allowed that is not here."""

from enum import StrEnum


class Role(StrEnum):
    """A role on a notice. The value is stored; the label is shown."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    LEAD = "council_lead"
    OFFICER = "council_officer"
    ANALYST = "data_analyst"
    PARTNER = "partner_member"
    LSCB = "lscb_member"
    SCRUTINY = "scrutiny_member"
    OBSERVER = "dfe_observer"

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]

    @property
    def sight(self) -> "Sight":
        return Sight.CIRCULATED if self in (Role.OBSERVER, Role.SCRUTINY) else Sight.WORKING


ROLE_LABELS = {
    Role.CHAIR: "Independent chair",
    Role.SECRETARY: "Board secretary",
    Role.LEAD: "Council lead",
    Role.OFFICER: "Council officer",
    Role.ANALYST: "Data analyst",
    Role.PARTNER: "Partner Board member",
    Role.LSCB: "LSCB member",
    Role.SCRUTINY: "Scrutiny member",
    Role.OBSERVER: "DfE observer",
}


class Sight(StrEnum):
    """Working: live rows. Circulated: photographs only."""

    WORKING = "working"
    CIRCULATED = "circulated"


class Permission(StrEnum):
    VIEW_NOTICE = "view_notice"
    VIEW_POSITION = "view_position"
    VIEW_WORKING = "view_working"
    VIEW_EDITIONS = "view_editions"
    LIST_MEMBERS = "list_members"
    UPDATE_ITEM = "update_item"
    UPDATE_ON_BEHALF = "update_on_behalf"
    CHASE_OWNERS = "chase_owners"
    PROPOSE_DATE = "propose_date"
    RECORD_EVIDENCE = "record_evidence"
    RULE_EVIDENCE = "rule_evidence"
    RAISE_CONCERN = "raise_concern"
    AGREE_ITEM = "agree_item"
    DRAFT_ITEM = "draft_item"
    AGREE_PLAN = "agree_plan"
    HAND_OVER = "hand_over"
    PLAN_MEETING = "plan_meeting"
    EDIT_AGENDA = "edit_agenda"
    SEND_PAPER = "send_paper"
    READ_CLOSED = "read_closed"
    CIRCULATE_PACK = "circulate_pack"
    VIEW_PACK = "view_pack"
    RECORD_MEETING = "record_meeting"
    RECORD_DECISION = "record_decision"
    WRITE_MINUTES = "write_minutes"
    CORRECT_MINUTES = "correct_minutes"
    PROPOSE_BALLOT = "propose_ballot"
    ANSWER_BALLOT = "answer_ballot"
    JUDGE_MEASURES = "judge_measures"
    ENTER_VALUE = "enter_value"
    APPROVE_VALUE = "approve_value"
    CLOSE_PERIOD = "close_period"
    NAME_OWNER = "name_owner"
    ANSWER_SIGNAL = "answer_signal"
    WRITE_REPORT = "write_report"
    CONTRIBUTE_REPORT = "contribute_report"
    REMARK_REPORT = "remark_report"
    SIGN_REPORT = "sign_report"
    WITHDRAW_EDITION = "withdraw_edition"
    RECORD_REVIEW = "record_review"
    SEND_REPORT = "send_report"


PERMISSION_WORDS = {
    Permission.VIEW_NOTICE: "Read the notice, its dates, the meeting calendar",
    Permission.VIEW_POSITION: "Read the position: live, or as published (by sight)",
    Permission.VIEW_WORKING: "Read live items, figures, decisions and reports in preparation",
    Permission.VIEW_EDITIONS: "Read and download published editions",
    Permission.LIST_MEMBERS: "See members' names and roles",
    Permission.UPDATE_ITEM: "Update an item of one's own",
    Permission.UPDATE_ON_BEHALF: "Update an item on behalf of its owner, both named",
    Permission.CHASE_OWNERS: "Write to owners who have not answered for the next meeting",
    Permission.PROPOSE_DATE: "Propose a new date or a change for an item of one's own",
    Permission.RECORD_EVIDENCE: "Record evidence of one's own, or on behalf of its owner, both named",
    Permission.RULE_EVIDENCE: "Accept or return evidence that is nobody's own",
    Permission.RAISE_CONCERN: "Put a concern before a meeting of the Board",
    Permission.AGREE_ITEM: "Enter an objective or an item that the Board has agreed",
    Permission.DRAFT_ITEM: "Draft an item that the Board has not agreed yet",
    Permission.AGREE_PLAN: "Say whether one's own agency agrees a plan, or record it with its source",
    Permission.HAND_OVER: "Hand one person's open items to another",
    Permission.PLAN_MEETING: "Plan meetings and record that they were held",
    Permission.EDIT_AGENDA: "Draw up the agenda of a meeting",
    Permission.SEND_PAPER: "Send a paper for a meeting, and withdraw one of one's own",
    Permission.READ_CLOSED: "Read the papers and minutes of closed items of an agenda",
    Permission.CIRCULATE_PACK: "Circulate the pack of a meeting, and supplements to it",
    Permission.VIEW_PACK: "Read and download circulated packs and minutes",
    Permission.RECORD_MEETING: "Record who is at a meeting and what they declare",
    Permission.RECORD_DECISION: "Record the Board's decisions and its rulings on dates",
    Permission.WRITE_MINUTES: "Write minutes, circulate them, answer corrections",
    Permission.CORRECT_MINUTES: "Ask for a correction to the minutes of a meeting at which one was present",
    Permission.PROPOSE_BALLOT: "Propose a decision between meetings, and say what came of it",
    Permission.ANSWER_BALLOT: "Answer a decision proposed between meetings",
    Permission.JUDGE_MEASURES: "Record the Board's judgements of the notice's measures",
    Permission.ENTER_VALUE: "Enter, revise and import figures, and comment on them",
    Permission.APPROVE_VALUE: "Approve a figure that somebody else reported",
    Permission.CLOSE_PERIOD: "Say how figures come in; close a period and open it again",
    Permission.NAME_OWNER: "Say who is told when an indicator changes, and the standard that it counts against",
    Permission.ANSWER_SIGNAL: "Put a signal before the Board, or set it aside with a reason",
    Permission.WRITE_REPORT: "Write the chair's text of a report",
    Permission.CONTRIBUTE_REPORT: "Write what the council says for a report",
    Permission.REMARK_REPORT: "Remark on a draft report, and say that its facts are checked",
    Permission.SIGN_REPORT: "Sign a report",
    Permission.WITHDRAW_EDITION: "Withdraw a published edition, with a reason",
    Permission.RECORD_REVIEW: "Record what a review by the Department concluded, and add a further one",
    Permission.SEND_REPORT: "Record that a report was sent, and who acknowledged it",
}

EVERY_ROLE = frozenset(Role)
WORKING = frozenset(role for role in Role if role.sight is Sight.WORKING)
COUNCIL = frozenset({Role.LEAD, Role.OFFICER})
MEMBERS_WITH_ITEMS = COUNCIL | {Role.PARTNER, Role.LSCB}
BOARD = frozenset({Role.CHAIR, Role.LEAD, Role.PARTNER, Role.LSCB})  # who decide

POLICY: dict[Permission, frozenset[Role]] = {
    Permission.VIEW_NOTICE: EVERY_ROLE,
    Permission.VIEW_POSITION: EVERY_ROLE,
    Permission.VIEW_WORKING: WORKING,
    Permission.VIEW_EDITIONS: EVERY_ROLE,
    Permission.LIST_MEMBERS: EVERY_ROLE,
    Permission.UPDATE_ITEM: MEMBERS_WITH_ITEMS | {Role.SECRETARY},
    Permission.UPDATE_ON_BEHALF: frozenset({Role.SECRETARY, Role.LEAD}),
    Permission.CHASE_OWNERS: frozenset({Role.SECRETARY}),
    Permission.PROPOSE_DATE: MEMBERS_WITH_ITEMS | {Role.SECRETARY},
    Permission.RECORD_EVIDENCE: MEMBERS_WITH_ITEMS | {Role.SECRETARY},
    Permission.RULE_EVIDENCE: frozenset(),  # of no role: added to a member by name, see REVIEWER_MAY
    Permission.RAISE_CONCERN: WORKING,
    Permission.AGREE_ITEM: frozenset({Role.SECRETARY}),
    Permission.DRAFT_ITEM: MEMBERS_WITH_ITEMS | {Role.SECRETARY},
    Permission.AGREE_PLAN: frozenset({Role.SECRETARY, Role.LEAD, Role.PARTNER, Role.LSCB}),
    Permission.HAND_OVER: frozenset({Role.SECRETARY, Role.LEAD}),
    Permission.PLAN_MEETING: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.EDIT_AGENDA: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.SEND_PAPER: WORKING,
    Permission.READ_CLOSED: BOARD | {Role.SECRETARY},
    Permission.CIRCULATE_PACK: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.VIEW_PACK: WORKING | {Role.OBSERVER},
    Permission.RECORD_MEETING: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.RECORD_DECISION: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.WRITE_MINUTES: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.CORRECT_MINUTES: WORKING,
    Permission.PROPOSE_BALLOT: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.ANSWER_BALLOT: BOARD,
    Permission.JUDGE_MEASURES: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.ENTER_VALUE: COUNCIL | {Role.ANALYST, Role.SECRETARY},
    Permission.APPROVE_VALUE: COUNCIL | {Role.ANALYST, Role.SECRETARY},
    Permission.CLOSE_PERIOD: frozenset({Role.SECRETARY, Role.LEAD}),
    Permission.NAME_OWNER: frozenset({Role.SECRETARY, Role.LEAD, Role.ANALYST}),
    Permission.ANSWER_SIGNAL: frozenset({Role.SECRETARY, Role.CHAIR, Role.LEAD}),
    Permission.WRITE_REPORT: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.CONTRIBUTE_REPORT: COUNCIL,
    Permission.REMARK_REPORT: COUNCIL,
    Permission.SIGN_REPORT: frozenset({Role.CHAIR}),
    Permission.WITHDRAW_EDITION: frozenset({Role.CHAIR, Role.SECRETARY}),
    Permission.RECORD_REVIEW: frozenset({Role.SECRETARY, Role.CHAIR}),
    Permission.SEND_REPORT: frozenset({Role.SECRETARY, Role.CHAIR}),
}


def who_may(permission: Permission) -> str:
    """the Board secretary or the council lead"""
    labels = [role.label for role in Role if role in POLICY[permission]]
    said = [
        "the " + (label if label.startswith(("Board", "LSCB", "DfE")) else label[0].lower() + label[1:])
        for label in labels
    ]
    return f"{', '.join(said[:-1])} or {said[-1]}" if len(said) > 1 else "".join(said)


# What the reviewer's right adds to a role that sees live rows.
REVIEWER_MAY = frozenset({Permission.RULE_EVIDENCE})


def allows(role: Role, permission: Permission, *, reviewer: bool = False) -> bool:
    """Whether a member of this role may; `reviewer` where the membership also has the right to review evidence."""
    added = reviewer and role in WORKING and permission in REVIEWER_MAY
    return added or role in POLICY[permission]
