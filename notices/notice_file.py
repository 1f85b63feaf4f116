"""What does a notice file say? A YAML file and the published text beside it, read into frozen rows or refused by line.

Nothing here knows the database. Every quote must stand exactly once in the published text, white space aside, so
that a page can show where it stands.
"""

from pathlib import Path

from notices.notice_requirements import quote, requirement
from notices.notice_rows import (
    AgencyKind,
    AgencyRow,
    BasisRow,
    Body,
    ContextRow,
    Deadline,
    DeadlineKind,
    DecidedBy,
    Force,
    MeasureRow,
    NoticeFile,
    ProofKind,
    RecommendationRow,
    ReportingPointRow,
    RequirementRow,
    ReviewKind,
    ReviewRow,
    Stake,
    ThemeKind,
    ThemeRow,
)
from notices.notice_syntax import (
    Fields,
    NoticeFileError,
    Value,
    compose,
    decode,
    flatten,
    last_day,
    read_bytes,
    refuse_twice,
    shown,
)
from notices.notice_text import quotations, sentences, unquoted

__all__ = [
    "AgencyKind",
    "AgencyRow",
    "BasisRow",
    "Body",
    "ContextRow",
    "Deadline",
    "DeadlineKind",
    "DecidedBy",
    "Force",
    "MeasureRow",
    "NoticeFile",
    "NoticeFileError",
    "ProofKind",
    "RecommendationRow",
    "ReportingPointRow",
    "RequirementRow",
    "ReviewKind",
    "ReviewRow",
    "Stake",
    "ThemeKind",
    "ThemeRow",
    "parse",
    "quotations",
    "read",
    "sentences",
    "unquoted",
]


def read(path: Path) -> NoticeFile:
    """The notice file at `path` with the text it names; raises NoticeFileError, and nothing else, if it is unusable."""
    return parse(read_bytes(path), folder=path.parent, name=path.name)


def parse(content: bytes, *, folder: Path, name: str = "notice file") -> NoticeFile:
    """As `read`, for bytes already in hand; the text file that they name is looked for in `folder`."""
    root = compose(decode(content, name)).fields(
        ("notice", "bases", "themes", "measures", "reporting_points", "reviews", "stake", "agencies", "context")
    )
    notice = root["notice"].fields(
        ("slug", "council", "title", "issuer", "issued_on", "source", "licence", "text", "binding_from", "board"),
        ("issued_on_assumed", "issued_on_reason"),
    )
    text = _published_text(notice["text"], folder)
    assumed = "issued_on_assumed" in notice and notice["issued_on_assumed"].yes_no()
    if assumed and "issued_on_reason" not in notice:
        raise notice["issued_on_assumed"].refusal("an assumed day of issue needs its 'issued_on_reason'.")
    board = notice["board"].fields(("name",), ("aliases",))

    theme_values = root["themes"].items("theme", least=1)
    themes = tuple(_theme(value, text) for value in theme_values)
    refuse_twice(theme_values, (theme.code for theme in themes))
    codes = {theme.code for theme in themes}
    measure_values = root["measures"].items("measure", least=1)
    measures = tuple(_measure(value, text, codes) for value in measure_values)
    refuse_twice(measure_values, (measure.code for measure in measures))
    requirements = {row.ref: row for measure in measures for row in measure.requirements}
    point_values = root["reporting_points"].items("reporting point")
    points = tuple(_reporting_point(value, text, requirements) for value in point_values)
    refuse_twice(point_values, (f"{point.on:%Y-%m}" for point in points))
    review_values = root["reviews"].items("review")
    reviews = tuple(_review(value, text, requirements) for value in review_values)
    refuse_twice(review_values, (f"{review.on:%Y-%m}" for review in reviews))
    agency_values = root["agencies"].items("agency")
    agencies = tuple(_agency(value) for value in agency_values)
    refuse_twice(agency_values, (agency.code for agency in agencies))

    return NoticeFile(
        slug=notice["slug"].shaped(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*", "wiltshire-2012"),
        council=notice["council"].text(most=120),
        title=notice["title"].text(most=200),
        issuer=notice["issuer"].text(most=120),
        issued_on=notice["issued_on"].day(),
        issued_on_assumed=assumed,
        issued_on_reason=notice.text_or_empty("issued_on_reason"),
        source=notice["source"].text(),
        licence=notice["licence"].text(),
        text_file=notice["text"].text(),
        text=text,
        binding_from=quote(notice["binding_from"], text),
        board_name=board["name"].text(most=120),
        board_aliases=tuple(alias.text() for alias in board.items_or_none("aliases", "alias")),
        bases=tuple(_basis(value) for value in root["bases"].items("basis", least=1)),
        themes=themes,
        measures=measures,
        reporting_points=points,
        reviews=reviews,
        stake=_stake(root["stake"], text),
        agencies=agencies,
        context=tuple(_context(value, text) for value in root["context"].items("context")),
    )


def _published_text(value: Value, folder: Path) -> str:
    # One plain name: a notice file must not reach for files elsewhere on the machine.
    name = value.shaped(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.txt", "wiltshire-2012.txt")
    try:
        return decode(read_bytes(folder / name), name)
    except NoticeFileError as error:
        place = f" (its line {error.line})" if error.line else ""
        raise NoticeFileError(value.line, f"{error.sentence}{place}") from error


def _basis(value: Value) -> BasisRow:
    fields = value.fields(("title", "dated", "recommendations"), ("note",))
    recommendations = fields["recommendations"].items("recommendation")
    rows = tuple(_recommendation(row.fields(("ref", "words"), ("time_band",))) for row in recommendations)
    refuse_twice(recommendations, (row.ref for row in rows))
    return BasisRow(
        title=fields["title"].text(),
        dated_on=fields["dated"].month(),
        recommendations=rows,
        note=fields.text_or_empty("note"),
    )


def _recommendation(fields: Fields) -> RecommendationRow:
    return RecommendationRow(
        ref=fields["ref"].text(most=20),
        words=fields["words"].text(),
        time_band=fields.text_or_empty("time_band", most=60),
    )


def _theme(value: Value, text: str) -> ThemeRow:
    fields = value.fields(("code", "heading", "kind"), ("heading_is_ours",))
    heading = fields["heading"].text(most=200)
    ours = "heading_is_ours" in fields and fields["heading_is_ours"].yes_no()
    if not ours and heading not in {flatten(line) for line in text.splitlines()}:
        raise fields["heading"].refusal(f"the heading {shown(heading)} is not a line of the notice.")
    return ThemeRow(
        code=fields["code"].shaped(r"[A-Z]{2}", "QP"),
        heading=heading,
        kind=fields["kind"].one_of(ThemeKind),
        heading_is_ours=ours,
    )


def _measure(value: Value, text: str, themes: set[str]) -> MeasureRow:
    fields = value.fields(("code", "theme", "words", "requirements"))
    theme = fields["theme"].text()
    if theme not in themes:
        raise fields["theme"].refusal(f"the theme {shown(theme)} is not one of: {', '.join(sorted(themes))}.")
    code = fields["code"].shaped(rf"{theme}[1-9][0-9]?", f"{theme}1")
    values = fields["requirements"].items("requirement", least=1)
    requirements = tuple(requirement(row, text, code) for row in values)
    refuse_twice(values, (row.ref for row in requirements))
    return MeasureRow(code=code, theme=theme, words=quote(fields["words"], text), requirements=requirements)


def _reporting_point(value: Value, text: str, requirements: dict[str, RequirementRow]) -> ReportingPointRow:
    fields = value.fields(("month", "requirement", "words"), ("given_outside",))
    return ReportingPointRow(
        on=last_day(fields["month"].month()),
        requirement=_dated_requirement(fields, requirements),
        words=quote(fields["words"], text),
        given_outside=fields.text_or_empty("given_outside"),
    )


def _review(value: Value, text: str, requirements: dict[str, RequirementRow]) -> ReviewRow:
    fields = value.fields(("kind", "month", "requirement", "words"))
    return ReviewRow(
        kind=fields["kind"].one_of(ReviewKind),
        on=last_day(fields["month"].month()),
        requirement=_dated_requirement(fields, requirements),
        words=quote(fields["words"], text),
    )


def _dated_requirement(fields: Fields, requirements: dict[str, RequirementRow]) -> str:
    """The requirement that a date of the calendar stands for; the month is written in both places and must agree."""
    ref = fields["requirement"].text()
    if ref not in requirements:
        raise fields["requirement"].refusal(f"the requirement {shown(ref)} is not in this file.")
    if requirements[ref].deadline.on != last_day(fields["month"].month()):
        raise fields["month"].refusal(f"the month differs from the deadline of requirement {ref}.")
    return ref


def _stake(value: Value, text: str) -> Stake:
    fields = value.fields(("ref", "words"))
    return Stake(ref=fields["ref"].shaped(r"[A-Z]{2}[1-9][0-9]?", "RP5"), words=quote(fields["words"], text))


def _agency(value: Value) -> AgencyRow:
    fields = value.fields(("code", "name", "kind"))
    return AgencyRow(
        code=fields["code"].shaped(r"(?=.{1,30}$)[a-z0-9]+(-[a-z0-9]+)*", "police"),
        name=fields["name"].text(most=120),
        kind=fields["kind"].one_of(AgencyKind),
    )


def _context(value: Value, text: str) -> ContextRow:
    fields = value.fields(("quote", "reason"))
    return ContextRow(quote=quote(fields["quote"], text), reason=fields["reason"].text())
