"""Which forms are sent in vain? Each with what was typed, and how it is answered."""

from dataclasses import dataclass, field

from playwright.sync_api import Response

from tests.journeys.places import NOTICE
from tests.journeys.visitor import Visitor

SEND = """(button, typed) => {
  const fields = [...button.form.elements]
  const tick = (one) => ["radio", "checkbox"].includes(one.type)
  for (const one of fields.filter((one) => one.localName !== "button" && one.type !== "hidden")) {
    if (tick(one)) one.checked = false
    else one.value = ""
  }
  for (const [name, text] of Object.entries(typed)) {
    const named = fields.filter((one) => one.name === name)
    if (!named.length) throw new Error(`the form does not ask for ${name}`)
    for (const one of named) {
      if (tick(one)) one.checked = one.value === text
      else one.value = text
    }
  }
  button.form.requestSubmit(button)
}"""


@dataclass(frozen=True)
class Form:
    """A form and its button. What is not `typed` is left empty, whatever the page proposed."""

    who: str
    path: str
    button: str
    typed: dict[str, str] = field(default_factory=dict)
    status: int = 422

    def __str__(self) -> str:
        return f"{self.who or 'stranger'} {self.path} {' '.join(self.typed) or 'empty'}"

    def send(self, visitor: Visitor) -> Response:
        """Sends the form of the page that is open."""
        with visitor.page.expect_navigation() as sent:
            button = visitor.page.locator("main").get_by_role("button", name=self.button, exact=True).first
            button.evaluate(SEND, self.typed)
        return sent.value


def _day(name: str, day: int | str, month: int | str, year: int | str) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def _sam(path: str, button: str, typed: dict[str, str] | None = None, status: int = 422) -> Form:
    return Form("sam", f"{NOTICE}/{path}", button, typed or {}, status)


FAULTY = [
    Form("", "/account/login/", "Sign in", {"login": "sam@sample.invalid", "password": "no such password"}, 200),
    Form("", "/account/password/reset/", "Send the link", {"email": "not an address"}, 200),
    Form("sam", "/account/password/change/", "Change password", {"password1": "short", "password2": "shorter"}, 200),
    Form("", "/verify/", "Check"),
    Form("", "/verify/", "Check", {"fingerprint": "garbage"}),
    _sam("plan/items/37/update/", "Submit this update of item 37"),
    _sam("plan/items/65/update/", "Submit this update of item 65", _day("item-65-counts_on", 31, 2, 2013)),
    _sam("plan/items/37/date/", "Ask for this date", _day("to", 30, "", 13)),
    Form("olive", f"{NOTICE}/plan/dates/new/?item=3&item=53", "Ask for these dates", _day("to_53", 31, 2, 2013)),
    _sam("plan/views/?show=done", "Keep this view"),
    _sam("plan/items/new/", "Enter this item"),
    _sam("plan/changes/", "Record this decision", {"meeting": "4", "answer_34_1": "refused"}),
    _sam("plan/drafts/1/", "Keep this draft"),
    _sam("plan/hand-over/?from=olive-frontdoor", "Hand these items over"),
    _sam("plan/plans/safeguarding/schools/", "Record this", {"answer": "not_agreed"}),
    Form("olive", f"{NOTICE}/plan/items/4/change/", "Ask for this change"),
    _sam("indicators/WF-05/signals/2/board/", "Put it before the Board", {"meeting": "improvement-5"}),
    _sam("indicators/WF-05/signals/2/aside/", "Set it aside"),
    _sam("plan/concerns/new/", "Put it before the Board", {"item": "many", "words": "", "meeting": "improvement-5"}),
    _sam(
        "plan/concerns/outcomes/", "Record the outcomes", {"outcome_3_0": "action", "because_3_0": "It is the season."}
    ),
    Form("olive", f"{NOTICE}/plan/items/53/evidence/", "Record this evidence"),
    Form("quinn", f"{NOTICE}/plan/evidence/20/", "Send this answer", {"answer": "returned"}),
    _sam("plan/workbook/", "Send this workbook"),
    _sam("indicators/import/", "Send this file"),
    _sam("plan/evidence/new/", "Record this evidence"),
    _sam("plan/evidence/5/reopen/", "Reopen it"),
    _sam("plan/objectives/new/", "Enter this objective"),
    _sam("judgements/?meeting=2", "Record the words as they stand above", {"meeting": "2", "word_QP1": "off_course"}),
    _sam("plan/dates/", "Record this decision", {"meeting": "4", "answer_49_2": "refused", "answer_10_1": "other"}),
    _sam("board/meetings/5/agenda/new/", "Add this item", {"title": "x", "minutes": "many"}),
    _sam(
        "board/meetings/5/agenda/4/", "Save this item", {"title": "Position", "purpose": "discussion", "closed": "on"}
    ),
    _sam("board/meetings/5/agenda/4/off/", "Take it off"),
    _sam("board/meetings/5/agenda/4/about/", "Add to it", {"things": "FD-99, 14"}),
    _sam("board/meetings/5/agenda/5/papers/new/", "Send this paper", {"title": "A paper without its file"}),
    _sam("board/meetings/5/agenda/5/papers/drawn/", "Add it to the pack"),
    Form("hugh", f"{NOTICE}/board/meetings/5/agenda/10/papers/1/withdraw/", "Withdraw it"),
    _sam("board/decisions/new/", "Record the decision"),
    _sam(
        "board/decisions/new/",
        "Record the decision",
        {"kind": "other", "words": "Before the notice was issued."} | _day("taken_on", 16, 10, 2012),
    ),
    _sam("board/decisions/lscb/new/", "Record the decision", {"kind": "other", "words": "Noted."}),
    _sam("board/meetings/plan/", "Show the days"),
    _sam("board/meetings/5/hours/", "Save hours and place", {"starts": "3pm", "ends": "teatime"}),
    _sam("board/between/new/", "Ask the members", {"words": "Wait."} | _day("closes_on", 9, 4, 2013)),
    Form("chris", f"{NOTICE}/board/between/2/", "Send my answer", {"answer": "objects"}),
    _sam("board/between/2/outcome/", "Withdraw the proposal"),
    _sam("board/meetings/5/cancel/", "Cancel the meeting"),
    _sam("board/meetings/5/move/", "Move the meeting"),
    _sam("board/meetings/5/held/", "Record it as held", _day("on", 9, 4, 2013)),
    _sam("indicators/agree/", "Check what changes", {"headline_1": "FD-05", "headline_2": "FD-05"}),
    _sam("indicators/FD-05/enter/", "Save the figure", {"value": "many"}),
    _sam("indicators/PA-03/enter/?part=police", "Save the figure", {"numerator": "9", "denominator": "8"}),
    _sam(
        "indicators/FD-04/enter/",
        "Save the figure",
        {"numerator": "462", "denominator": "507"} | _day("period_on", 15, 2, 2013),
    ),
    _sam("indicators/FD-04/target/", "Set the target", {"value": "all", "tolerance": "none"}),
    Form(
        "anita",
        f"{NOTICE}/indicators/enter/",
        "Save these figures",
        {"numerator_FD-04": "509", "denominator_FD-04": "507", "note_FD-07": "Only a note."},
    ),
    Form(
        "anita",
        f"{NOTICE}/indicators/enter/",
        "Save these figures",
        {"numerator_FD-04": "50", "denominator_FD-04": "507", "no_data_because_FD-07": "Not counted yet."},
    ),
    Form("anita", f"{NOTICE}/indicators/owners/", "Name the owner"),
    Form("anita", f"{NOTICE}/indicators/FD-04/comment/", "Save the commentary", {"text": "See 943 476 5919."}),
    Form("anita", f"{NOTICE}/indicators/FD-04/standard/", "Set the standard"),
    _sam("indicators/returns/rules/", "Set these rules", {"due_days": "0", "weekly_due_days": "many"}),
    _sam("calendar/reviews/2012-12/", "Record the review", {"attended": "The Department"}),
    _sam("calendar/reviews/add/", "Add the review", {"words": "A further review."}),
    _sam("reports/", "Begin the report to Ministers of September 2013", {"token": ""}),
    Form("chris", f"{NOTICE}/reports/2/", "Save text", {"safer": "word " * 1_000}),
    _sam("reports/2/", "Save and draw up the report", {"token": ""}),
    Form("dana", f"{NOTICE}/reports/2/contribution/", "Save what the council says", {"better": "word " * 1_000}),
]
# What each form was drawn from is not the newest any more: `after` says so, as in a page that was left open.
OVERTAKEN = [
    _sam("plan/drafts/1/", "Keep this draft", {"after": "0", "words": "Other words."}, 409),
    _sam(
        "plan/items/37/date/",
        "Ask for this date",
        {"after": "0", "analysis": "Why", "remedy": "What"} | _day("to", 12, 4, 2013) | _day("counts_on", 4, 3, 2013),
        409,
    ),
    _sam(
        "board/decisions/new/",
        "Record the decision",
        {"after": "1", "kind": "other", "words": "Something else.", "meeting": "3"},
        409,
    ),
    _sam(
        "board/meetings/5/move/",
        "Move the meeting",
        {"after": "0", "reason": "The room is taken."} | _day("to", 16, 4, 2013),
        409,
    ),
    _sam(
        "board/meetings/5/agenda/4/",
        "Save this item",
        {"after": "0", "title": "Position", "purpose": "discussion"},
        409,
    ),
    _sam(
        "indicators/FD-04/enter/?period=2012-12-31",
        "Save the figure",
        {"after": "1", "numerator": "340", "denominator": "404", "reason": "Counted again."},
        409,
    ),
    _sam(
        "indicators/FD-04/target/",
        "Set the target",
        {"after": "0", "value": "91", "decision": "2"} | _day("from_on", 1, 3, 2013),
        409,
    ),
    Form("chris", f"{NOTICE}/reports/2/", "Save text", {"after": "0", "safer": "Safer."}, 409),
]
EXPIRED = _sam(
    "plan/items/37/update/",
    "Submit this update of item 37",
    {"csrfmiddlewaretoken": "expired", "item-37-done_so_far": "A third draft."},
    403,
)
UNREAD = Form("chris", f"{NOTICE}/reports/2/draft/", "Sign and publish")
SIGNED = {"read": "on", "password": "sample-password-2012"}
WRONG_PASSWORD = Form("chris", f"{NOTICE}/reports/2/draft/", "Sign and publish", SIGNED | {"password": "wrong"})
CHANGED = Form("chris", f"{NOTICE}/reports/2/draft/", "Sign and publish", SIGNED | {"sha256": "0" * 64}, 409)
WITHDRAWN = Form("sam", f"{NOTICE}/reports/2/editions/2/withdraw/", "Withdraw this edition")
MISTYPED = Form("", "", "Change password", {"password1": "one-of-two-2012", "password2": "two-of-two-2012"}, 200)
