"""What is known of a whole notice as of two times, and what of it bears on one requirement?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from accounts.policy import Role
from assurance.facts import Asked, Decided, Facts, Measured, Members, Met, Partners, Raised, Served, Shown
from indicators.standing import Against
from notices.models import Agency, Membership, Notice, ReportingPoint, Requirement
from notices.notice_rows import AgencyKind
from plans.agreements import DECIDED_BY, latest_answer
from plans.models import PlanAgreement
from records.clock import AsOf

WITHOUT_TARGET = (Against.NO_TARGET, Against.CONTEXT)


@dataclass(frozen=True)
class Concerned:
    """A concern with what it touches: the indicator it is about, the item it is about, the item that is to correct it."""

    raised: Raised
    code: str = ""
    items: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Whole:
    """The facts of a whole notice as of two times, handed out by requirement. `requirements` carry their measure and theme;
    `items` by number; `serving` and `evidence` by the reference of the requirement; `series` by code; `meetings` those held, in
    order of their days; `concerns` those before the Improvement Board."""

    on: date
    requirements: Sequence[Requirement]
    points: Sequence[ReportingPoint]
    decisions: tuple[Decided, ...]
    items: Mapping[int, Served]
    serving: Mapping[str, list[Served]]
    series: Mapping[str, Measured]
    evidence: Mapping[str, list[Shown]]
    meetings: tuple[Met, ...]
    concerns: Sequence[Concerned]
    members: Members

    def facts(self, requirement: Requirement, asked: Asked) -> Facts:
        codes: Collection[str] = self.series if asked.whole_plan else asked.codes
        items = self.items.values() if asked.whole_plan else self.serving.get(requirement.reference, ())
        return Facts(
            on=self.on,
            decisions=self.decisions,
            items=tuple(items),
            series=tuple(self.series[code] for code in codes if code in self.series),
            evidence=tuple(self.evidence.get(requirement.reference, ())),
            meetings=self.meetings,
            members=self.members,
            named=self.named[asked.measure],
            **self.of_theme[asked.theme],
        )

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """By the code of a paragraph, the indicators that its requirements name."""
        return _gathered((row.measure.code, row.indicator_codes) for row in self.requirements)

    @cached_property
    def of_theme(self) -> Mapping[str, dict[str, Any]]:
        """By the code of a heading, what Facts says of a theme. A concern is of every theme that its indicator, its item or its
        corrective action is of."""
        codes = _gathered((row.measure.theme.code, row.indicator_codes) for row in self.requirements)
        serving = _gathered(
            (row.measure.theme.code, [item.number for item in self.serving.get(row.reference, ())])
            for row in self.requirements
        )
        return {
            theme: {
                "milestones": sum(self.items[number].is_milestone for number in serving[theme]),
                "targets": sum(
                    code in self.series and self.series[code].in_use and self.series[code].against not in WITHOUT_TARGET
                    for code in codes[theme]
                ),
                "raised": tuple(
                    row.raised for row in self.concerns if row.code in codes[theme] or row.items & serving[theme]
                ),
            }
            for theme in codes
        }


def _gathered(pairs: Iterable[tuple[str, Iterable[Any]]]) -> dict[str, frozenset]:
    found: dict[str, set] = defaultdict(set)
    for key, values in pairs:
        found[key].update(values)
    return {key: frozenset(values) for key, values in found.items()}


def members(notice: Notice, asof: AsOf) -> Members:
    """Who sits on the Board on the day; one query. A membership has no time of recording, so `known` cannot take one away."""
    that_day = Membership.objects.for_notice(notice).on(asof.on).order_by("from_on")
    said = {f"said_of_{code}": latest_answer(code, asof) for code in DECIDED_BY}
    agencies = Agency.objects.for_notice(notice).annotate(
        chair_since=Subquery(that_day.filter(role=Role.CHAIR).values("from_on")[:1]),
        sits=Exists(that_day.filter(role=Role.PARTNER, agency=OuterRef("pk"))),
        **said,
    )
    partners = [agency for agency in agencies if agency.kind == AgencyKind.PARTNER]
    return Members(
        chair_since=next((agency.chair_since for agency in agencies), None),  # the council is always among them
        partners=tuple(agency.name for agency in partners if agency.sits),
        missing=tuple(agency.name for agency in partners if not agency.sits),
        of_plans=tuple(_of_plan(code, partners) for code in DECIDED_BY),
    )


def _of_plan(code: str, agencies: Sequence[Agency]) -> Partners:
    """What the partner agencies say of the plan of this code."""
    by_answer: dict[str | None, list[str]] = defaultdict(list)
    for agency in agencies:
        by_answer[getattr(agency, f"said_of_{code}")].append(agency.name)
    return Partners(
        kind=DECIDED_BY[code],
        agreed=tuple(by_answer[PlanAgreement.Answer.AGREED]),
        not_agreed=tuple(by_answer[PlanAgreement.Answer.NOT_AGREED]),
        silent=tuple(by_answer[None]),
    )
