"""What do the owners do? They say how their items go, ask the Board for other dates, and show what came of the work."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from improvement.sample.plan import Agreed, Answered, Asked, Said, Shown, told
from improvement.sample.stage import Act, Stage
from plans import domain as plan


def acts() -> Iterator[Act]:
    for kind in (Said, Asked, Shown):
        yield from acted(told(kind))


def acted(entries: Iterable[tuple[Agreed, Said | Asked | Shown]]) -> Iterator[Act]:
    """What each entry, of its item, is an account of."""
    for item, entry in entries:
        if isinstance(entry, Said):
            yield Act(entry.at, f"update of item {item.number}", partial(_update, item, entry))
        elif isinstance(entry, Asked):
            yield Act(entry.at, f"new date for item {item.number}", partial(_ask, item, entry))
        else:
            yield Act(entry.at, f"evidence of item {item.number}", partial(_show, item, entry))
            for answered in entry.answers:
                what = f"answer to the evidence of item {item.number}"
                yield Act(answered.at, what, partial(answer, entry.key or entry.shows, answered))


def _update(item: Agreed, said: Said, stage: Stage, at: datetime) -> None:
    owner = stage.people[item.owner]
    plan.submit_update(
        item=stage.items[item.number],
        progress=said.says,
        forecast=said.expects,
        done_so_far=said.done,
        next_step=said.next,
        by=stage.people[said.typed_by] if said.typed_by else owner,
        on_behalf_of=owner if said.typed_by else None,
        source=said.source,
        counts_on=said.said_on,
        at=at,
    )


def _ask(item: Agreed, asked: Asked, stage: Stage, at: datetime) -> None:
    stage.changes[item.number] = plan.propose_date(
        item=stage.items[item.number],
        to=asked.asks_for,
        analysis=asked.because,
        remedy=asked.remedy,
        by=stage.people[item.owner],
        at=at,
    )


def _show(item: Agreed, shown: Shown, stage: Stage, at: datetime) -> None:
    agreed = stage.items[item.number]
    stage.evidence[shown.key or shown.shows] = plan.record_evidence(
        notice=stage.notice,
        item=agreed,
        expected=agreed.expected_evidence.get(number=shown.expected) if shown.expected else None,
        title=shown.shows,
        note=shown.note,
        link=shown.link,
        strength=shown.strength,
        requirements=[stage.requirements[reference] for reference in shown.proves],
        review_by_on=shown.review_by,
        supersedes=stage.evidence[shown.in_place_of] if shown.in_place_of else None,
        by=stage.people[item.owner],
        at=at,
    )


def answer(key: str, answered: Answered, stage: Stage, at: datetime) -> None:
    plan.rule_on_evidence(
        evidence=stage.evidence[key],
        answer=answered.answer,
        words=answered.words,
        by=stage.people[answered.by],
        at=at,
    )
