"""What was counted for a requirement, line by line: what it is, where it stands, its own word? Pure."""

from dataclasses import dataclass

from assurance.at_meetings import Occasion
from assurance.facts import Asked, Facts, Shown, Standing
from assurance.slots import Slot, kinds_of
from assurance.states import CONDITION, Judged
from records import wording

STANDINGS = {
    Standing.WAITING: "waiting for review",
    Standing.ACCEPTED: "accepted",
    Standing.RETURNED: "returned",
    Standing.OUT_OF_DATE: "accepted, and out of date",
}


@dataclass(frozen=True)
class Line:
    """One thing counted. `kind` and `key` say which page shows it (decision 2, item 3, indicator FD-05, meeting 4; no key: the
    list of them); `word` is a status word or nothing, `note` says in plain words what has none."""

    kind: str
    where: str
    words: str = ""
    key: str = ""
    word: str = ""
    note: str = ""

    def as_data(self) -> dict[str, str]:
        return {
            "kind": self.kind,
            "key": self.key,
            "where": self.where,
            "words": self.words,
            "word": self.word,
            "note": self.note,
        }


def lines(asked: Asked, facts: Facts, judged: Judged, *, of_the_plan: list[Slot]) -> list[Line]:
    """What was counted, decisions first. `of_the_plan` are the slots that count the whole plan, too long to list."""
    if judged.state is None:
        return []
    if judged.occasions:
        occasions = [_occasion(occasion) for occasion in judged.occasions]
        return occasions if asked.decided_by else [*occasions, *_items(facts), *map(_evidence, facts.evidence)]
    found = _decisions(asked, facts)
    if asked.point and asked.point.sent_on:
        note = f"sent on {wording.day(asked.point.sent_on)}"
        found.append(Line("report", "Report for Ministers", wording.month(asked.point.on), note=note))
    if of_the_plan:
        found += [Line("plan", "The whole plan", slot.said) for slot in of_the_plan]
    else:
        found += [Line("indicator", row.code, row.name, key=row.code, word=row.against) for row in facts.series]
        found += _items(facts)
    return found + [_evidence(row) for row in facts.evidence]


def _items(facts: Facts) -> list[Line]:
    return [
        Line(
            "item",
            f"{'Milestone' if row.is_milestone else 'Action'} {row.number}",
            row.words,
            str(row.number),
            row.word,
        )
        for row in facts.items
    ]


def _decisions(asked: Asked, facts: Facts) -> list[Line]:
    asked_of = {
        (body, kind) for body in asked.agreed_by for kind in (kinds_of(asked.decided_by) if asked.decided_by else ())
    }
    asked_of |= {(body, row.kind) for row in asked.rests_on for body in row.bodies}
    if asked.condition:
        asked_of.add(("Board", CONDITION))
    return [
        Line(
            "decision" if row.body == "Board" else "decision of the LSCB",
            f"{row.body} decision {row.number}",
            row.words,
            key=str(row.number),
            note=wording.day(row.on),
        )
        for row in facts.decisions
        if (row.body, row.kind) in asked_of
    ]


def _occasion(occasion: Occasion) -> Line:
    note = "kept" if occasion.kept else "not kept"
    if occasion.meeting is None:
        return Line("meeting", "Since the last meeting", occasion.said, note=note)
    return Line("meeting", f"Meeting {occasion.meeting}", occasion.said, key=str(occasion.meeting), note=note)


def _evidence(row: Shown) -> Line:
    note = STANDINGS[row.standing] + (f", {row.strength}" if row.strength else "")
    if row.review_by_on and row.standing is Standing.ACCEPTED:
        note += f", to be reviewed by {wording.day(row.review_by_on)}"
    return Line("evidence", f"Evidence E{row.number}", row.title, key=str(row.number), note=note)
