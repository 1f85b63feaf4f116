"""Where in this notice does it say so? One box over its words, the plan, decisions, minutes, papers, evidence and indicators.

Each package searches its own rows; here they are gathered, ordered and given their addresses. Who reads nothing live searches
the photographs that they may read, and the notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

import boards.searching
import indicators.searching
import notices.searching
import plans.searching
from accounts.policy import Permission, Sight
from notices.http import NoticeView
from notices.searching import Viewer
from records import wording
from records.searching import LONGEST, Hit, Part, Sought
from reports import searching

FIRST = 20  # of a group; the others are one link away
A_PAGE = 100
# What a group holds, in the order of the page: its key in the address, its heading, the kinds of hits in it.
GROUPS = (
    ("notice", "The notice", {"measure", "requirement", "stake"}),
    ("items", "Items of the plan", {"item"}),
    ("decisions", "Decisions", {"decision", "decision of the LSCB"}),
    ("minutes", "Minutes", {"minutes"}),
    ("papers", "Papers", {"paper"}),
    ("evidence", "Evidence", {"evidence"}),
    ("concerns", "Concerns", {"concern"}),
    ("indicators", "Indicators", {"indicator"}),
    ("texts", "The chair’s words in reports", {"text"}),
)
LIVE = (notices.searching, plans.searching, boards.searching, indicators.searching)
PHOTOGRAPHED = (notices.searching, searching)
PAGES = {
    "item": "pages:item",
    "concern": "plans:concern",
    "evidence": "plans:evidence",
    "indicator": "pages:indicator",
    "minutes": "boards:minutes",
}


# What the day of a hit is the day of, before it.
DAYS = {
    "item": "agreed ",
    "concern": "raised ",
    "evidence": "recorded ",
    "indicator": "defined ",
    "minutes": "meeting of ",
    "paper": "meeting of ",
    "text": "as at ",
}


@dataclass(frozen=True)
class Shown:
    """A hit as the page draws it; `day` says of what its day is."""

    hit: Hit
    url: str
    name: list[Part]
    excerpt: list[Part]
    day: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind, newest first: how many there are, and those that are shown."""

    key: str
    heading: str
    total: int
    rows: list[Shown]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


class SearchView(NoticeView):
    """The question, what it names exactly, then what holds its words, by group; or one group whole, a page at a time."""

    permission = Permission.VIEW_POSITION
    section = "search"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        question = request.GET.get("q", "").strip()
        alone = request.GET.get("in", "")
        if alone and alone not in {key for key, *_ in GROUPS}:
            raise Http404
        context = {"question": question, "live": self.sight is Sight.WORKING, "longest": LONGEST, "asof": self.asof}
        if len(question) > LONGEST:
            context["too_long"] = f"Search for at most {LONGEST} characters. You typed {len(question):,}."
            return self.page("pages/search.html", context, status=422)
        sought = Sought(question)
        hits = self.hits(sought) if sought.words else []
        exact, others = [hit for hit in hits if hit.exact], [hit for hit in hits if not hit.exact]
        page = self.one_group(alone, hits) if alone else None
        context |= {
            "sought": bool(sought.words),
            "total": len(hits),
            "exact": self.shown(sought, exact),
            "groups": [self.group(sought, group, others) for group in GROUPS],
            "page": page,
            "page_rows": self.shown(sought, page.object_list) if page else [],
            "heading": next((heading for key, heading, _ in GROUPS if key == alone), ""),
        }
        return self.page("pages/search.html", context)

    def hits(self, sought: Sought) -> list[Hit]:
        """Everything found, newest first."""
        viewer = Viewer(self.notice, self.asof, self.may)
        packages = LIVE if self.sight is Sight.WORKING else PHOTOGRAPHED
        found = [hit for package in packages for hit in package.search(sought, viewer)]
        return sorted(found, key=lambda hit: (hit.on, hit.place), reverse=True)

    def one_group(self, key: str, hits: Iterable[Hit]) -> Page:
        kinds = next(kinds for name, _, kinds in GROUPS if name == key)
        return Paginator([hit for hit in hits if hit.kind in kinds], A_PAGE).get_page(self.request.GET.get("page"))

    def group(self, sought: Sought, group: tuple[str, str, set[str]], hits: Iterable[Hit]) -> Group:
        key, heading, kinds = group
        rows = [hit for hit in hits if hit.kind in kinds]
        return Group(key, heading, len(rows), self.shown(sought, rows[:FIRST]))

    def shown(self, sought: Sought, hits: Iterable[Hit]) -> list[Shown]:
        return [
            Shown(hit, self.address(hit), sought.excerpt(hit.reference), sought.excerpt(hit.text), self.day(hit))
            for hit in hits
        ]

    def day(self, hit: Hit) -> str:
        if hit.on == date.min:
            return ""
        return f"{'as at ' if hit.on == hit.pictured_on else DAYS.get(hit.kind, '')}{wording.day(hit.on)}"

    def address(self, hit: Hit) -> str:
        """Of the page on which the thing stands, as of the same days; "" where there is none."""
        slug = self.notice.slug
        kept = {name: self.request.GET[name] for name in ("on", "known") if self.request.GET.get(name)}
        if hit.key and hit.key[0] == "edition":
            return reverse("reports:edition", args=[slug, *hit.key[1:]])
        if hit.key and hit.key[0] == "pack":
            _, meeting, number, *place = hit.key
            sent = {"supplement": int(number) - 1} if int(number) > 1 else None
            return reverse("pages:pack", args=[slug, meeting], query=sent, fragment="".join(map(str, place)) or None)
        if hit.kind == "paper":
            return reverse("pages:papers", args=[slug, *hit.key])
        if hit.kind == "stake":
            return reverse("notices:notice", args=[slug])
        if hit.kind in ("measure", "requirement"):
            return reverse("pages:measure", args=[slug, hit.key[0]]) + (f"#{hit.key[1]}" if hit.key[1:] else "")
        if hit.kind == "decision":
            query = urlencode({"q": f"decision {hit.key[0]}"} | kept)
            return f"{reverse('pages:decisions', args=[slug])}?{query}#decision-{hit.key[0]}"
        if hit.kind not in PAGES:
            return ""
        part = f"#paragraph-{hit.key[1]}" if hit.kind == "minutes" else ""
        return reverse(PAGES[hit.kind], args=[slug, hit.key[0]]) + (f"?{urlencode(kept)}" if kept else "") + part
