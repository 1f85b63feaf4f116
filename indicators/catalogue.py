"""Which indicators may a Board follow, and what does each count? They stand in a file that is read and checked here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db.models import TextChoices

from accounts.models import User
from indicators import checks
from indicators.domain import define_indicator, name_part, record_benchmark, set_target
from indicators.models import Benchmark, Indicator, IndicatorTerms, Target
from indicators.standing import Polarity
from notices.models import Notice
from notices.notice_file import NoticeFileError
from notices.notice_syntax import Fields, Value, compose, decode, read_bytes, refuse_twice, shown

CATALOGUE = Path(__file__).parent / "data" / "catalogue.yaml"
CODE = r"[A-Z]{2}-\d{2}"
NEEDED = ("code", "name", "definition", "unit", "polarity", "every")
MAY = (
    *("numerator", "denominator", "source", "impact", "people", "breakdown", "valid_from", "valid_to", "successor"),
    *("published", "benchmarks"),
)
USUAL_SOURCE = "The council's case management system"


class CatalogueError(NoticeFileError):
    """The file of indicators cannot be used. The sentence names the indicator, if it has a code, and the line."""


@dataclass(frozen=True)
class PublishedThreshold:
    """What somebody has published that the figure should reach, for periods from a day on; `known_from` as for benchmarks. A notice
    issued after `until` does not take it."""

    from_on: date
    words: str
    known_from: date | None
    until: date | None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class BenchmarkEntry:
    """A figure of others; `known_from` is the first day on which it could be known, where that matters."""

    kind: str
    who: str
    period: str
    value: Decimal
    source: str
    verified: bool
    measured_on: date | None = None
    known_from: date | None = None


@dataclass(frozen=True)
class Entry:
    """One indicator of the catalogue."""

    code: str
    name: str
    definition: str
    unit: str
    polarity: str
    every: str
    numerator: str
    denominator: str
    source: str
    impact: bool
    people: bool
    breakdown: str
    valid_from: date | None
    valid_to: date | None
    successor: str
    published: tuple[PublishedThreshold, ...]
    benchmarks: tuple[BenchmarkEntry, ...]


def read(path: Path = CATALOGUE) -> tuple[Entry, ...]:
    """The indicators in the order of the file; raises CatalogueError, and nothing else, where one is malformed."""
    try:
        text = decode(read_bytes(path), path.name)
        values = compose(text).fields(("indicators",))["indicators"].items("indicator", least=1)
        entries = tuple(_entry(value) for value in values)
        refuse_twice(values, (entry.code for entry in entries))
        by_code = {entry.code: entry for entry in entries}
        for value, entry in zip(values, entries, strict=True):
            _check_successor(value, entry, by_code)
    except CatalogueError:
        raise
    except NoticeFileError as error:
        raise CatalogueError(error.line, error.sentence) from error
    return entries


def _entry(value: Value) -> Entry:
    fields = value.fields(NEEDED, MAY)
    code = fields["code"].shaped(CODE, "FD-05")
    try:
        return _checked(value, fields, code)
    except NoticeFileError as error:
        raise CatalogueError(error.line, f"{code}: {error.sentence}") from error


def _checked(value: Value, fields: Fields, code: str) -> Entry:
    unit, polarity = _word(fields["unit"], IndicatorTerms.Unit), fields["polarity"].one_of(Polarity)
    share = unit == IndicatorTerms.Unit.PERCENT
    if share and ("numerator" not in fields or "denominator" not in fields):
        raise value.refusal("a percentage needs its 'numerator' and its 'denominator'.")
    if not share and ("numerator" in fields or "denominator" in fields):
        raise value.refusal("only a percentage has a numerator and a denominator.")
    begins, ends = _day(fields, "valid_from"), _day(fields, "valid_to")
    if begins and ends and ends < begins:
        raise fields["valid_to"].refusal("the definition would end before it begins.")
    return Entry(
        code=code,
        name=fields["name"].text(most=200),
        definition=fields["definition"].text(),
        unit=unit,
        polarity=polarity,
        every=_word(fields["every"], IndicatorTerms.Every),
        numerator=fields.text_or_empty("numerator"),
        denominator=fields.text_or_empty("denominator"),
        source=fields.text_or_empty("source") or USUAL_SOURCE,
        impact=_yes(fields, "impact", default=False),
        people=_yes(fields, "people", default=True),
        breakdown=_word(fields["breakdown"], IndicatorTerms.Breakdown) if "breakdown" in fields else "",
        valid_from=begins,
        valid_to=ends,
        successor=fields["successor"].shaped(CODE, "FD-05") if "successor" in fields else "",
        published=tuple(_published(row, polarity) for row in fields.items_or_none("published", "threshold")),
        benchmarks=tuple(_benchmark(row) for row in fields.items_or_none("benchmarks", "benchmark")),
    )


def _published(value: Value, polarity: Polarity) -> PublishedThreshold:
    if polarity is Polarity.CONTEXT:
        raise value.refusal("what is shown for context takes no threshold.")
    ends = ("low", "high") if polarity is Polarity.BAND else ("value",)
    fields = value.fields((*ends, "from", "words"), ("known_from", "until"))
    bounds = {name: _number(fields[name]) for name in ends}
    if "low" in bounds and bounds["low"] > bounds["high"]:
        raise fields["low"].refusal("the lower end of the band lies above the upper end.")
    known_from, until = _day(fields, "known_from"), _day(fields, "until")
    from_on, said = fields["from"].day(), fields["words"].text()
    return PublishedThreshold(from_on=from_on, words=said, known_from=known_from, until=until, **bounds)


def _benchmark(value: Value) -> BenchmarkEntry:
    fields = value.fields(("kind", "who", "period", "value", "verified"), ("source", "measured_on", "known_from"))
    verified = fields["verified"].yes_no()
    if verified and "source" not in fields:
        raise value.refusal("a benchmark that is verified needs its 'source'.")
    return BenchmarkEntry(
        kind=_word(fields["kind"], Benchmark.Kind),
        who=fields["who"].text(most=120),
        period=fields["period"].text(most=60),
        value=_number(fields["value"]),
        source=fields.text_or_empty("source"),
        verified=verified,
        measured_on=_day(fields, "measured_on"),
        known_from=_day(fields, "known_from"),
    )


def _check_successor(value: Value, entry: Entry, by_code: Mapping[str, Entry]) -> None:
    if not entry.successor:
        return
    follows = by_code.get(entry.successor)
    if follows is None or follows is entry:
        raise CatalogueError(value.line, f"{entry.code}: there is no other indicator {shown(entry.successor)}.")
    if entry.valid_to is None or follows.valid_from is None or follows.valid_from <= entry.valid_to:
        raise CatalogueError(
            value.line, f"{entry.code}: its successor {follows.code} must begin after it has ended ('valid_to')."
        )


def _word(value: Value, choices: type[TextChoices]) -> str:
    word = value.text()
    if word not in choices.values:
        among = ", ".join(filter(None, choices.values))
        raise value.refusal(f"the {value.name} {shown(word)} is not one of: {among}.")
    return word


def _day(fields: Fields, name: str) -> date | None:
    return fields[name].day() if name in fields else None


def _yes(fields: Fields, name: str, *, default: bool) -> bool:
    return fields[name].yes_no() if name in fields else default


def _number(value: Value) -> Decimal:
    try:
        number = Decimal(value.text())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise value.refusal(f"the {value.name} {shown(value.text())} is not a number from 0 on.")
    return number


def worth_defining(entries: Iterable[Entry], on: date) -> list[Entry]:
    """Those that are used on some day from `on`: what has ended before a notice begins is not begun for it."""
    return [entry for entry in entries if entry.valid_to is None or entry.valid_to >= on]


def define_catalogue(
    *, notice: Notice, by: User, at: datetime, counts_on: date, entries: Sequence[Entry] | None = None
) -> Mapping[str, Indicator]:
    """Begin the indicators of the catalogue, or only `entries`, for a notice; returns them by code in their order.

    Their published thresholds become targets and their benchmarks stand beside them, each from the day on which it
    could be known. Where figures are kept by agency, every partner of the notice is a part. Refused: a code that the
    notice has already.
    """
    chosen = worth_defining(read(), counts_on) if entries is None else entries
    made: dict[str, Indicator] = {}
    there = {row.code: row for row in Indicator.objects.for_notice(notice)}
    for entry in _successors_first(chosen):
        made[entry.code] = define_indicator(
            notice=notice,
            code=entry.code,
            name=entry.name,
            definition=entry.definition,
            numerator=entry.numerator,
            denominator=entry.denominator,
            unit=entry.unit,
            polarity=entry.polarity,
            every=entry.every,
            source=entry.source,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            successor=made.get(entry.successor) or there.get(entry.successor),
            impact=entry.impact,
            people=entry.people,
            breakdown=entry.breakdown,
            by=by,
            at=at,
            counts_on=counts_on,
        )
        _surround(made[entry.code], entry, by=by, at=at, counts_on=counts_on)
    return {entry.code: made[entry.code] for entry in chosen}


def _surround(indicator: Indicator, entry: Entry, *, by: User, at: datetime, counts_on: date) -> None:
    """What belongs to an indicator from the start: its published thresholds, its benchmarks, its agencies."""
    for published in entry.published:
        issued = indicator.notice.issued_on
        if checks.is_near(indicator.notice, published.from_on) and (published.until or issued) >= issued:
            set_target(
                indicator=indicator,
                from_on=published.from_on,
                value=published.value,
                low=published.low,
                high=published.high,
                source=Target.Source.PUBLISHED,
                source_words=published.words,
                by=by,
                at=at,
                counts_on=max(counts_on, published.known_from or counts_on),
            )
    for row in entry.benchmarks:
        record_benchmark(
            indicator=indicator,
            kind=row.kind,
            who=row.who,
            period=row.period,
            value=row.value,
            source=row.source,
            verified=row.verified,
            measured_on=row.measured_on,
            by=by,
            at=at,
            counts_on=max(counts_on, row.known_from or counts_on),
        )
    if entry.breakdown == IndicatorTerms.Breakdown.AGENCY:
        for agency in indicator.notice.agencies.filter(kind="partner"):
            name_part(
                indicator=indicator,
                code=agency.code,
                name=agency.name,
                agency=agency,
                by=by,
                at=at,
                counts_on=counts_on,
            )


def _successors_first(entries: Iterable[Entry]) -> list[Entry]:
    """Whatever follows another comes before it, so that it can be pointed at; a later one begins later."""
    return sorted(entries, key=lambda entry: entry.valid_from or date.min, reverse=True)
