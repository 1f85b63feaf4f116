"""Which evidence is there as of two times, in words? What waits for a reviewer first, then by what it shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from notices.models import Notice, Requirement
from plans import standing
from plans.evidence_querysets import EvidenceQuerySet
from plans.models import Evidence, Item
from records import wording
from records.clock import AsOf
from records.files import SERVED
from records.models import StoredFile


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence as lists show it: everything in words, so that a template only sets it."""

    number: int
    reference: str
    title: str
    strength: str
    owner: str
    by: str  # who entered it, where that is not its owner
    on: date
    item: int | None
    shows: tuple[str, ...]
    state: str
    word: str
    review_by: date | None
    file_name: str
    has_virus: bool


def evidence_of(notice: Notice, asof: AsOf, *, item: Item | None = None) -> EvidenceQuerySet:
    """What had been brought as of `asof`, newest first; of one item, where one is given."""
    found = Evidence.objects.for_notice(notice).with_state(asof).select_related("owner", "recorded_by", "item", "file")
    return (found.filter(item=item) if item else found).prefetch_related("requirements").order_by("-number")


def lines(evidence: Iterable[Evidence]) -> list[EvidenceLine]:
    """Evidence of `evidence_of` in words, in its order. Two queries: the rows, and the requirements of all."""
    return [
        EvidenceLine(
            number=row.number,
            reference=row.reference,
            title=row.title,
            strength=row.get_strength_display(),
            owner=row.owner.name,
            by="" if row.owner_id == row.recorded_by_id else row.recorded_by.name,
            on=row.counts_on,
            item=row.item.number if row.item else None,
            shows=tuple(requirement.reference for requirement in row.requirements.all()),
            state=row.state,
            word=standing.EVIDENCE[row.state],
            review_by=row.review_by_on,
            file_name=row.file_name,
            has_virus=row.file is not None and row.file.scan == StoredFile.Scan.INFECTED,
        )
        for row in evidence
    ]


def by_requirement(notice: Notice, shown: Iterable[EvidenceLine]) -> list[tuple[Requirement, list[EvidenceLine]]]:
    """The requirements for which something was brought, in the order of the notice, each with its lines. One query."""
    under: dict[str, list[EvidenceLine]] = {}
    for line in shown:
        for reference in line.shows:
            under.setdefault(reference, []).append(line)
    requirements = Requirement.objects.for_notice(notice).filter(reference__in=under).select_related("measure")
    return [(requirement, under[requirement.reference]) for requirement in requirements]


def counts(shown: Iterable[EvidenceLine]) -> list[tuple[str, str, int]]:
    """Each state, its word, and how many are in it."""
    found = Counter(line.state for line in shown)
    return [(state, word, found[state]) for state, word in standing.EVIDENCE.items()]


def counts_in_words(shown: Iterable[EvidenceLine]) -> str:
    """2 accepted, 1 waiting for review: every state that is not empty."""
    return ", ".join(wording.count(many, word.lower(), word.lower()) for _, word, many in counts(shown) if many)


@dataclass(frozen=True, slots=True)
class FileState:
    """The file of a piece of evidence: how it is shown, how large it is, whether it can be had, and what a scanner said."""

    name: str
    size: int
    can_be_had: bool
    scan: str
    has_virus: bool


def file_state(evidence: Evidence) -> FileState | None:
    """Of a row that came with its file; None where it is a note or a link alone."""
    if evidence.file is None:
        return None
    scan = StoredFile.Scan(evidence.file.scan)
    return FileState(
        name=evidence.file_name,
        size=evidence.file.size,
        can_be_had=scan in SERVED,
        scan=scan.label,
        has_virus=scan is StoredFile.Scan.INFECTED,
    )


def earlier_versions(evidence: Evidence, asof: AsOf) -> list[EvidenceLine]:
    """What this took the place of, and what that did before, the newest first. Three queries, however many there are."""
    rows = Evidence.objects.for_notice(evidence.notice).as_of(asof).exclude(supersedes=None).order_by()
    before = dict(rows.values_list("pk", "supersedes"))
    keys, key = [], before.get(evidence.pk)
    while key is not None:
        keys.append(key)
        key = before.get(key)
    return lines(evidence_of(evidence.notice, asof).filter(pk__in=keys))
