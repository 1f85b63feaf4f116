"""What does a circulated pack, or a supplement, show to one reader? From its photograph: what is closed to them left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boards.models import Meeting
from boards.papers import SECTIONS
from indicators import adoption
from records import files
from records.models import StoredFile
from reports import charts, scorecard
from reports.drawing import CHART_HEIGHT, LIMITS_HEIGHT, content_of
from reports.figure_tables import tables_of
from reports.models import Circulation, Production
from reports.photograph import short
from reports.sheets import themes_with_requirements

Data = dict[str, Any]


class Figures:
    """The position of a pack as its sections draw it; each part is made when it is asked for."""

    def __init__(self, position: Data, changes: Data | None) -> None:
        self.p = position
        self.changes = changes

    @cached_property
    def scorecard(self) -> list[tuple[str, list[scorecard.Row]]]:
        return scorecard.sections(scorecard.photographed(self.p))

    @property
    def caution(self) -> str:
        return scorecard.CAUTION

    @cached_property
    def themes(self) -> list[Data]:
        return themes_with_requirements(self.p)

    @property
    def judged(self) -> list[Data]:
        """The measures that the Board judges, in the order of the notice."""
        return [row for theme in self.themes if theme["kind"] == "measures" for row in theme["rows"]]

    @cached_property
    def adoption(self) -> list[Data]:
        """The indicators of the adoption scorecard that are in use, each with its chart and its table."""
        rows = [row for row in self.p["indicators"]["rows"] if row["code"] in adoption.CODES and row["in_use"]]
        return [row | {"chart": _chart(row), "tables": tables_of(row)} for row in rows]


def _chart(row: Data) -> str:
    has_values = any(point["value"] is not None for point in row["points"])
    return charts.run(row, height=LIMITS_HEIGHT if charts.has_limits(row) else CHART_HEIGHT) if has_values else ""


@dataclass(frozen=True)
class Pack:
    """One circulation as one reader has it. `first` is the pack itself, whose figures a supplement falls back on."""

    circulation: Circulation
    first: Circulation
    reads_closed: bool

    @cached_property
    def content(self) -> Data:
        return content_of(self.circulation.photograph)

    @property
    def is_supplement(self) -> bool:
        return self.circulation.number > 1

    @property
    def head(self) -> Data:
        return self.content["head"]

    @property
    def sent(self) -> Data:
        """Of which meeting it is, and when it was sent by whom."""
        return self.content["circulation"]

    @property
    def fingerprint(self) -> str:
        return short(self.circulation.photograph.sha256)

    @cached_property
    def hidden(self) -> int:
        """How many items the reader may not read."""
        return 0 if self.reads_closed else sum(item["closed"] for item in self.content["agenda"])

    @cached_property
    def items(self) -> list[Data]:
        """The agenda for this reader; each item and paper with its `key`, under which the PDF has its pages."""
        return [
            item | {"key": f"item-{item['number']}", "papers": [_paper(item, paper) for paper in item["papers"]]}
            for item in self._open(self.content["agenda"])
        ]

    @property
    def uploads(self) -> list[Data]:
        """The papers that are files, in their order."""
        return [paper for item in self.items for paper in item["papers"] if paper["file"]]

    @property
    def withdrawn(self) -> list[Data]:
        return self._open(self.content["withdrawn"])

    @cached_property
    def figures(self) -> Figures:
        content = content_of(self.first.photograph) if self.is_supplement else self.content
        return Figures(content["position"], content["changes"])

    @cached_property
    def production(self) -> Production | None:
        """The PDF for this reader. Where nothing is closed there is one for everybody."""
        made = {one.open_only: one for one in self.circulation.productions.select_related("file")}
        return made.get(False) if self.reads_closed or True not in made else made[True]

    def _open(self, things: Iterable[Data]) -> list[Data]:
        return [thing for thing in things if self.reads_closed or not thing["closed"]]


def _paper(item: Data, paper: Data) -> Data:
    key = f"paper-{item['number']}-{paper['number']}"
    template = f"reports/pack/_{paper['section']}.html" if paper["section"] in SECTIONS else ""
    return paper | {"key": key, "item": item["number"], "template": template}


def file_of(paper: Data) -> StoredFile | None:
    """The stored file of a paper that was circulated, if it may be given to anybody."""
    return StoredFile.objects.filter(sha256=paper["file"]["sha256"], scan__in=files.SERVED).first()


def packs_of(meeting: Meeting, *, reads_closed: bool) -> list[Pack]:
    """What was circulated for the meeting, the pack first. One query."""
    sent = list(
        Circulation.objects.filter(meeting=meeting).select_related("photograph", "recorded_by").order_by("number")
    )
    return [Pack(one, sent[0], reads_closed) for one in sent]


def with_pages(items: Iterable[Data], pages: Data) -> list[Data]:
    """Items and papers with the words for where the PDF has them, and with what went wrong when it was drawn."""
    faults = pages.get("faults", {})

    def said(thing: Data) -> Data:
        return thing | {"pages": words_of(pages.get(thing["key"]))}

    return [
        said(item)
        | {
            "papers": [
                said(paper) | {"fault": paper["fault"] or faults.get(paper["key"], "")} for paper in item["papers"]
            ]
        }
        for item in items
    ]


def words_of(pages: list[int] | None) -> str:
    """page 4, or pages 4 to 9; nothing where it is not known."""
    if not pages:
        return ""
    first, last = pages[0], pages[-1]
    return f"page {first}" if first == last else f"pages {first} to {last}"
