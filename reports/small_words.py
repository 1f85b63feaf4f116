"""Which passages that people wrote hold a number so small that it could point to somebody, before they are published?

Figures are hidden as they enter a photograph (indicators/suppression.py); words are not, since nobody's words are changed
by a program. Whoever signs, or circulates a pack, is shown these passages instead. A search for words, so it finds too much ("four of
five children", a share) and too little ("the twins", "the oldest of them"): it is a help in reading and no proof.
"""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass

WHO = (
    r"child(ren)?|young (person|people)|bab(y|ies)|infants?|toddlers?|teenagers?|boys?|girls?|siblings?|brothers?|sisters?"
    r"|twins?|pupils?|care leavers?|famil(y|ies)|parents?|mothers?|fathers?|carers?|adopters?|cases?|referrals?"
    r"|social workers?|members? of staff"
)
# What a number counts that stands before one of these is no person: 5 per cent, 3 weeks, 4 March.
NOBODY = rf"per|percent|in|working|hours?|days?|weeks?|months?|years?|times|{'|'.join(month_name[1:])}"
MORE = r"[6-9]|\d\d+|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|twenty|thirty"
SMALL = re.compile(
    r"(?<![\w.,/:–-])(?<!\bin )([1-5]|one|two|three|four|five|both|single|couple)(?![.,/:–-]?\w)"
    rf"(?!\s+({NOBODY})\b)"
    rf"(\s+([\w’'-]+\s+){{0,3}}({WHO})\b|\s+(out )?of (the |those |these )?({MORE})\b(?!\s+({NOBODY})\b))",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")

OF_ITEM = {
    "words": "its words",
    "analysis": "analysis",
    "remedy": "remedy",
    "said": "last update",
    "next_step": "next step",
}

# The sections of a position whose rows hold what people wrote; a report holds those that it shows.
WRITTEN = ("items", "objectives", "concerns", "evidence", "decisions", "indicators", "plan_on_a_page", "reviews")


@dataclass(frozen=True)
class Passage:
    """A sentence, where it stands, and the page of it: by name, with the key that it takes or none."""

    where: str
    words: str
    page: str
    key: str | int = ""


def passages(content: dict) -> list[Passage]:
    """The sentences of a photograph's content that hold a small number, each once, where it stands first."""
    found: dict[str, Passage] = {}
    for where, page, key, text in _written(content):
        for sentence in SENTENCE.split(text):
            if SMALL.search(sentence):
                found.setdefault(sentence, Passage(where, sentence.strip(), page, key))
    return list(found.values())


def _written(content: dict) -> Iterator[tuple[str, str, str | int, str]]:
    """All that people typed of what is photographed: where, its page and key, the text. A supplement to a pack has no position."""
    for item in content.get("agenda", ()):
        for text in (item["title"], *(paper["title"] for paper in item["papers"])):
            yield f"Agenda item {item['place']}", "pages:agenda", content["circulation"]["meeting"], text
    if "position" in content:
        yield from _of_position(content)


def _of_position(content: dict) -> Iterator[tuple[str, str, str | int, str]]:
    position = content["position"]
    rows = {name: position.get(name, {}).get("rows", ()) for name in WRITTEN}
    for row in content.get("text", ()):
        yield "The chair’s text", "reports:report", content["report"]["number"], row["answer"]
    for row in (content.get("contribution") or {}).get("said", ()):
        yield "What the council says", "reports:contribution", content["report"]["number"], row["answer"]
    for code, row in position.get("judgements", {}).get("rows", {}).items():
        for reason in (row["printed_reason"], row["reason"], *(said["reason"] for said in reversed(row["history"]))):
            yield f"Reason of the judgement on {code}", "pages:measure", code, reason
    for row in rows["items"]:
        place = f"Item {row['number']}", "pages:item", row["number"]
        for name, what in OF_ITEM.items():
            yield f"{place[0]}, {what}", *place[1:], row[name]
        for said, names in ((row["change"], ("analysis", "remedy")), (row["ruling"], ("words",))):
            for name in names if said else ():
                yield f"{place[0]}, a date asked for", *place[1:], said[name]
    for row in rows["objectives"]:
        for name in ("words", "evidence_agreed"):
            yield f"Objective {row['number']}", "plans:objective_list", "", row[name]
    for row in rows["concerns"]:
        for name in ("words", "none_needed", "held_over"):
            yield f"Concern C{row['number']}", "plans:concern", row["number"], row[name]
    for row in rows["evidence"]:
        for text in (row["title"], row["file"]["name"] if row["file"] else ""):
            yield f"Evidence E{row['number']}", "plans:evidence", row["number"], text
    for row in rows["decisions"]:
        for text in (row["words"], *row["settled"]):
            yield f"Decision {row['cited']}", "pages:decisions", "", text
    for code, text in position.get("commentary", {}).items():
        yield f"Commentary on {code}", "pages:indicator", code, text
    for row in rows["indicators"]:
        notes = [*(point["note"] for point in row["points"]), *(done["reason"] for done in row["rebases"])]
        for text in (*notes, row["baseline"]["source"] if row["baseline"] else ""):
            yield f"Note on {row['code']}", "pages:indicator", row["code"], text
    for row in rows["plan_on_a_page"]:
        for text in (row["words"], *(item["words"] for item in row["next"])):
            yield "The plan on a page", "plans:objective_list", "", text
    for row in rows["reviews"]:
        for name in ("attended", "conclusions", "effect"):
            yield f"Review of {row['month']}", "pages:review", row["on"][:7], row[name]
    calendar = position.get("calendar", {"meetings": (), "points": ()})
    for meeting in calendar["meetings"]:
        yield f"Meeting {meeting['number']}", "pages:meeting", meeting["number"], meeting["reason"]
    for point in calendar["points"]:
        yield f"Information of {point['month']}", "pages:calendar", "", point["given_outside"]
