"""What has changed since a report was drawn up: of the words that go into it, and of the position?"""

from collections.abc import Callable
from typing import Any

from records import wording
from records.clock import AsOf
from reports.drawing import content_of
from reports.models import Photograph, Remark, ReportText
from reports.position import Position
from reports.position.changes import between
from reports.questions import questions_of

COMPARED = ("head", "items", "indicators", "judgements", "evidence", "decisions")


def _numbered(noun: str) -> Callable[[dict], str]:
    return lambda row: f"{noun}{row['number']}"


def _coded(row: dict) -> str:
    return str(row["code"])


# By kind of change: what is said before the names of what changed, how each is named, and what is said of one and of many.
SAID: dict[str, tuple[str, str, Callable[[dict], str], str, str]] = {
    "done": ("item ", "items ", _numbered(""), "is done", "are done"),
    "newly_overdue": ("item ", "items ", _numbered(""), "became overdue", "became overdue"),
    "moved": ("the date of item ", "the dates of items ", _numbered(""), "was moved", "were moved"),
    "judged": ("measure ", "measures ", _coded, "is judged otherwise", "are judged otherwise"),
    "accepted": ("evidence ", "evidence ", _numbered("E"), "was accepted", "was accepted"),
    "lapsed": ("evidence ", "evidence ", _numbered("E"), "went out of date", "went out of date"),
    "worse": ("indicator ", "indicators ", _coded, "stands worse", "stand worse"),
    "better": ("indicator ", "indicators ", _coded, "stands better", "stand better"),
    "headlines": ("", "", _coded, "has a newer figure", "have newer figures"),
    "signals_new": ("", "", _coded, "began to warn", "began to warn"),
    "decisions": ("decision ", "decisions ", lambda row: str(row["cited"]), "was recorded", "were recorded"),
}


def of_positions(earlier: dict, later: dict) -> list[str]:
    """What happened between two positions, as short clauses: “items 3 and 14 are done”."""
    found = between(earlier, later)
    clauses = []
    for kind, (one, many, name, is_so, are_so) in SAID.items():
        rows: Any = found[kind]
        names = list(dict.fromkeys(name(row) for row in sorted(rows, key=lambda row: row.get("number", 0))))
        if names:
            single = len(names) == 1
            clauses.append(f"{one if single else many}{wording.listed(names)} {is_so if single else are_so}")
    return clauses


def of_facts(picture: Photograph, asof: AsOf) -> list[str]:
    """What was recorded, or came with the days, since the photograph was taken. The position is read once more."""
    before = content_of(picture)["position"]
    return (
        of_positions(before, Position(picture.notice, asof, hide_small=True).only(*COMPARED)) if whole(before) else []
    )


def whole(position: dict) -> bool:
    """Whether a photograph holds all that is compared: an exception report and the plan on a page do not."""
    return all(name in position for name in COMPARED)


def of_words(picture: Photograph) -> list[str]:
    """What was written since: the chair's answers, the council's part, remarks that nobody has answered. Four queries."""
    report = picture.report
    assert report is not None  # a pack is not signed
    clauses = []
    text = report.texts.select_related("recorded_by").order_by("-number").first()
    if text and (changed := _answers_changed(picture, text)):
        clauses.append(f"{text.recorded_by} changed the chair’s text ({wording.listed(changed)})")
    part = report.contributions.select_related("recorded_by").order_by("-number").first()
    if part and part.recorded_at > picture.known:
        clauses.append(f"{part.recorded_by} changed the council’s part")
    open_remarks = Remark.objects.filter(report=report, answers=None).select_related("recorded_by").order_by("number")
    clauses += [f"{remark.recorded_by} made a remark that has no answer" for remark in open_remarks]
    return list(dict.fromkeys(clauses))


def _answers_changed(picture: Photograph, text: ReportText) -> list[str]:
    photographed = {row["question"]: row["answer"] for row in content_of(picture).get("text", [])}
    return [
        f"“{question}”"
        for name, question in questions_of(picture.notice).items()
        if question in photographed and photographed[question] != getattr(text, name)
    ]


def of_drafts(shown: Photograph, newest: Photograph) -> list[str]:
    """What differs between the draft that somebody read and the one that was drawn up after it. No query."""
    before, now = content_of(shown), content_of(newest)
    answers = {row["question"]: row["answer"] for row in before.get("text", [])}
    changed = [
        f"“{row['question']}”"
        for row in now.get("text", [])
        if row["question"] in answers and answers[row["question"]] != row["answer"]
    ]
    words = [f"the chair’s text was changed ({wording.listed(changed)})"] if changed else []
    return words + (of_positions(before["position"], now["position"]) if whole(before["position"]) else [])
