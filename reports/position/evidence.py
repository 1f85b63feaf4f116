"""What was brought to show that requirements are met or items done, how did reviewers answer, and how strong is it?"""

from collections import Counter, defaultdict

from notices.models import Notice
from plans.models import Evidence
from records import wording
from records.clock import AsOf

STATES = {
    "accepted": "Accepted",
    "waiting": "Waiting for review",
    "returned": "Returned",
    "out_of_date": "Out of date",
}


def section(notice: Notice, asof: AsOf) -> dict[str, object]:
    """Two queries. `strengths` counts what is accepted and not out of date, the only evidence that shows anything."""
    found = list(
        Evidence.objects.for_notice(notice).with_state(asof).select_related("owner", "item", "file").order_by("number")
    )
    references = _references([row.pk for row in found])
    rows = [_row(row, references[row.pk]) for row in found]
    states = Counter(row["state"] for row in rows)
    strengths = Counter(row["strength"] for row in rows if row["state"] == STATES["accepted"])
    return {
        "rows": rows,
        "counts": {word: states[word] for word in STATES.values()},
        "strengths": {word: strengths[word] for word in Evidence.Strength.labels},
    }


def _row(row: Evidence, references: list[str]) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "standing": row.state,
        "state": STATES[row.state],
        "strength": row.get_strength_display(),
        "owner": row.owner.name,
        "item": row.item.number if row.item else None,
        "references": references,
        "file": {"name": row.file_name, "sha256": row.file.sha256} if row.file else None,
        "given": wording.day(row.counts_on),
        "review_by_on": row.review_by_on.isoformat() if row.review_by_on else "",
        "review_by": wording.day(row.review_by_on) if row.review_by_on else "",
    }


def _references(keys: list[int]) -> dict[int, list[str]]:
    shown: dict[int, list[str]] = defaultdict(list)
    through = Evidence.requirements.through.objects.filter(evidence__in=keys).order_by("requirement__position")
    for key, reference in through.values_list("evidence_id", "requirement__reference"):
        shown[key].append(reference)
    return shown
