"""Which series have crossed into a signal, or out of it, since they were last looked at, and is that recorded once?

A Signal is the record of telling. How a series stands is read from its figures (indicators/reading.py): a job compares the two
and appends what differs, so that a crossing is recorded once, however often the job runs, late, twice or beside another.
"""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from boards.models import Decision
from indicators.crossings import because_revised, crossings, rows
from indicators.figures import Series
from indicators.models import Indicator, IndicatorTerms, Observation, Rebase, Signal, SignalLook, Target
from indicators.series import series_of
from notices.models import Notice
from records import audit
from records.clock import AsOf, london_day
from records.models import AuditChain, AuditEntry
from records.writing import position, writing

PRODUCT = audit.person_reference(None)  # whose own entries change no figure


def record_signals(*, notice: Notice, asof: AsOf, at: datetime) -> int:
    """Append what has crossed since the newest signals, inside `writing`; returns how many rows. Nothing crossed, nothing
    written. Of a history that nobody looked at, only what stands now is told."""
    rows = crossed(notice, asof, at=at)
    Signal.objects.bulk_create(rows)
    if rows:
        audit.record(
            notice.slug, at=at, by=None, verb="record_signals", thing=f"{len(rows)} signals", fields={"on": asof.on}
        )
    return len(rows)


def look(notice: Notice) -> int:
    """Record what has crossed in one notice, and how far its log had been written when it was looked for. The notice is
    opened for writing only where there is something to write, and then it is looked at again."""
    entry = AuditChain.objects.get(reference=notice.slug).head_number
    asof = position(notice.slug)
    made = 0
    if crossed(notice, asof, at=asof.known):
        with writing(notice.slug) as at:
            asof = AsOf(london_day(at), at)
            made = record_signals(notice=notice, asof=asof, at=at)
    SignalLook.objects.update_or_create(notice=notice, defaults={"entry": entry, "known": asof.known})
    return made


def look_where_written() -> int:
    """As `look`, in the notices where since then something was recorded of which series are made. For the sweep: one query where
    no person has written at all, and one more where what was written is no figure."""
    looked = SignalLook.objects.filter(notice=OuterRef("pk"))
    notices = Notice.objects.annotate(
        entry=Coalesce(Subquery(looked.values("entry")[:1]), Value(0)), known=Subquery(looked.values("known")[:1])
    )
    written = AuditEntry.objects.filter(chain__reference=OuterRef("slug"), number__gt=OuterRef("entry"))
    made = 0
    for notice in notices.filter(Exists(written.exclude(person=PRODUCT))).order_by("slug"):
        entry = AuditChain.objects.get(reference=notice.slug).head_number
        if _may_read_otherwise(notice, notice.known):
            made += look(notice)
        else:
            SignalLook.objects.filter(notice=notice).update(entry=entry)
    return made


def _may_read_otherwise(notice: Notice, known: datetime | None) -> bool:
    """Whether anything was recorded since of which a series is made, or a decision that undoes some of it."""
    if known is None:
        return True
    parts = (Observation, Target, IndicatorTerms, Rebase)
    since = [Exists(part.objects.filter(indicator__notice=notice, recorded_at__gte=known)) for part in parts]
    since.append(Exists(Decision.objects.for_notice(notice).filter(replaces__isnull=False, recorded_at__gte=known)))
    return Notice.objects.filter(reduce(or_, since), pk=notice.pk).exists()


def days_that_pass() -> set[date]:
    """Days after which a series of any notice says something else though nobody writes: its definition begins or ends. That its
    figures grow too old to look ahead from ends no warning (indicators/crossings.py)."""
    terms = IndicatorTerms.objects.values_list("valid_from", "valid_to")
    found: set[date] = set()
    for begins, ends in terms:
        found |= {begins - timedelta(days=1)} if begins else set()
        found |= {ends} if ends else set()
    return found


def crossed(notice: Notice, asof: AsOf, *, at: datetime) -> list[Signal]:
    """The rows that the newest signals lack as of `asof`, not saved. A fixed number of queries for any number of indicators;
    where something has crossed, those of the figures as they were known at the last look besides."""
    newest = {
        (signal.indicator.code, signal.kind): signal
        for signal in Signal.objects.for_notice(notice).newest().select_related("indicator")
    }
    found = list(crossings(series_of(notice, asof, with_benchmarks=False), newest))
    if not found:
        return []
    codes = [one.series.code for one in found]
    indicators = {row.code: row for row in Indicator.objects.for_notice(notice).filter(code__in=codes)}
    numbers = dict.fromkeys(indicators, 0)
    for (code, _), signal in newest.items():
        numbers[code] = max(numbers.get(code, 0), signal.number)
    then = known_at_last_look(notice, asof)
    made = []
    for one in found:
        for row in rows(one, because_revised(one, then.get(one.series.code))):
            numbers[one.series.code] += 1
            row.indicator, row.number = indicators[one.series.code], numbers[one.series.code]
            row.counts_on, row.recorded_at = asof.on, at
            made.append(row)
    return made


def known_at_last_look(notice: Notice, asof: AsOf) -> dict[str, Series]:
    """By code the series of today as they were known when somebody last looked; nothing where nobody has."""
    last = SignalLook.objects.filter(notice=notice).first()
    if last is None:
        return {}
    return {row.code: row for row in series_of(notice, AsOf(asof.on, last.known), with_benchmarks=False)}
