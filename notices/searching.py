"""Where does the notice itself say what is looked for? Its paragraphs and requirements, open to every member. And who looks?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notices.models import Notice, Requirement
from records.clock import AsOf
from records.searching import Hit, Sought


@dataclass(frozen=True)
class Viewer:
    """Who looks, as every package asks it: in which notice, as of when, and what this member may (by permission)."""

    notice: Notice
    asof: AsOf
    may: Mapping[str, bool]


def search(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """In the order of the notice, a paragraph before what it requires. One query."""
    code = ""
    for place, row in enumerate(Requirement.objects.for_notice(viewer.notice).select_related("measure")):
        if row.measure.code != code:
            code = row.measure.code
            yield from sought.look(Hit("measure", code, row.measure.words, (code,), place=-2 * place))
        text = " ".join([row.statement, *(f"“{quote}”" for quote in row.quotes)])
        yield from sought.look(
            Hit("requirement", row.reference, text, (code, row.reference), place=-2 * place - 1),
            f"requirement {row.reference}",
        )
    stake = viewer.notice.stake_reference
    yield from sought.look(Hit("stake", stake, viewer.notice.stake, place=-10_000))
