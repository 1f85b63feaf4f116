"""What do the partners of the sample say of the plans, what is asked about an item, and what is drafted and not agreed yet?"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from improvement.sample.stage import Act, Stage, on
from plans import domain as plan

JOINT_DAYS = 34


def acts() -> Iterator[Act]:
    for at, code, agency, said in (
        (on(2012, 11, 12, 11), "safeguarding", "police", {"by": "pat"}),
        (on(2012, 11, 15, 9, 30), "safeguarding", "health", {"by": "hugh", "words": "With our share of item 30."}),
        (
            on(2012, 11, 16, 14),
            "safeguarding",
            "schools",
            {"by": "shona", "answer": "not_agreed", "words": "No school was asked which actions are its own."},
        ),
        (
            on(2012, 11, 19, 10),
            "safeguarding",
            "probation",
            {"by": "sam", "counts_on": date(2012, 11, 16), "source": "Its letter of 16 November."},
        ),
        (
            on(2012, 11, 28, 12),
            "safeguarding",
            "schools",
            {"by": "shona", "words": "With the actions that are now marked as ours."},
        ),
        (on(2012, 12, 10, 16), "adoption", "health", {"by": "hugh"}),
    ):
        yield Act(at, f"{agency} on the {code} plan", partial(agree, code=code, agency=agency, said=said))
    yield Act(on(2013, 3, 4, 9, 45), "Olive drafts an item", draft)
    yield Act(on(2013, 3, 4, 11, 20), "Wendy asks for a fifth joint day", ask)


def agree(stage: Stage, at: datetime, *, code: str, agency: str, said: dict[str, Any]) -> None:
    given = {"answer": "agreed"} | said | {"by": stage.people[said["by"]]}
    plan.agree_plan(plan=stage.plans[code], agency=stage.agencies[agency], at=at, **given)


def draft(stage: Stage, at: datetime) -> None:
    answers: dict[str, str | list[str]] = {
        "kind": "action",
        "words": "Show every school on one page when and how to refer a child, and ask ten of them whether it helps.",
        "owner": "olive-frontdoor",
        "agency": "council",
        "supporting": ["police", "schools"],
        "due_on": ["", "6", "2013"],
        "serves": ["QP1.a"],
    }
    plan.write_draft(notice=stage.notice, answers=answers, by=stage.people["olive"], at=at)


def ask(stage: Stage, at: datetime) -> None:
    plan.propose_terms(
        item=stage.items[JOINT_DAYS],
        what="change",
        words="Hold five joint days on strategy discussions for police, health, schools and social workers.",
        reason="Schools asked to come, and 60 more people than the four days can take have put their names down.",
        by=stage.people["wendy"],
        at=at,
    )
