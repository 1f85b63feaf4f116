"""Who did what to which thing when: one chain of hashes per notice, written inside the act it records."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime

from django.db import connection

from records.models import AuditChain, AuditEntry

APPEND_ONLY = ("records_auditentry",)


def record(
    reference: str, *, at: datetime, by: object, verb: str, thing: str, fields: Mapping[str, object] | None = None
) -> AuditEntry:
    """Append one entry. Texts are kept as hashes only; what was said lives in the ledgers.

    Raises RuntimeError where the notice was not opened with `writing(reference)`, or `at` is not its instant.
    """
    chain = AuditChain.objects.get(reference=reference)
    if not connection.in_atomic_block or chain.head_at != at:
        raise RuntimeError("open the notice with records.writing.writing() and pass on its instant")
    entry = AuditEntry(
        chain=chain,
        number=chain.head_number + 1,
        at=at,
        person=person_reference(by),
        verb=verb,
        thing=thing,
        fields={name: _digest(value) for name, value in sorted((fields or {}).items())},
        previous_hash=chain.head_hash,
    )
    entry.hash = _entry_hash(reference, entry)
    entry.save(force_insert=True)
    AuditChain.objects.filter(pk=chain.pk).update(head_number=entry.number, head_hash=entry.hash)
    return entry


def head_number(reference: str) -> int:
    """The number of the last entry so far."""
    return AuditChain.objects.values_list("head_number", flat=True).get(reference=reference)


def is_written_since(reference: str, number: int, *, but: Collection[str]) -> bool:
    """Whether anything but acts of these verbs was recorded after the entry of that number."""
    later = AuditEntry.objects.filter(chain__reference=reference, number__gt=number)
    return later.exclude(verb__in=but).exists()


def person_reference(by: object) -> str:
    """How an entry names a person: by number, so that the log holds no name. None is the product itself."""
    return "product" if by is None else f"person {getattr(by, 'pk', by)}"


def faults(reference: str) -> Iterator[str]:
    """What is wrong with a chain, in sentences; nothing when it is whole."""
    chain = AuditChain.objects.get(reference=reference)
    previous, expected = "0" * 64, 1
    for entry in chain.entries.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            yield f"{reference}: entry {expected} is missing."
            return
        if entry.previous_hash != previous or entry.hash != _entry_hash(reference, entry):
            yield f"{reference}: entry {entry.number} is not what was written."
            return
        previous, expected = entry.hash, expected + 1
    if (chain.head_number, chain.head_hash) != (expected - 1, previous):
        yield f"{reference}: the chain ends at {expected - 1}, its head says {chain.head_number}."


def _digest(value: object) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()


def _entry_hash(reference: str, entry: AuditEntry) -> str:
    body = [
        reference,
        entry.number,
        entry.at.astimezone(UTC).isoformat(),  # as the database gives it back, wherever the instant came from
        entry.person,
        entry.verb,
        entry.thing,
        entry.fields,
        entry.previous_hash,
    ]
    return hashlib.sha256(
        json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
