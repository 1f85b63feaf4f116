"""How are the pages of an uploaded PDF looked at and put into a pack, in a process that can do little else?

`python -m reports.papers_child look` reads the PDF that is its standard input and says how large each page is.
`python -m reports.papers_child join KEY… NUMBER…` reads the drawn pack and writes it, joined, to the first numbered file; each other
file is the paper of a key, and stands in on the pages that the pack keeps for it (as records/limited.py asks).
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

import pikepdf
from pikepdf import Dictionary, Name, NameTree, Page, Pdf, Rectangle, Stream

from boards.paper_faults import DAMAGED, EMPTY, LOCKED
from records import limited

MEMORY_BYTES = 700_000_000
CPU_SECONDS = 60
LARGEST_PACK = 1_000_000_000
Message = dict[str, Any]
BAD_PAGE = "Its page {number} cannot be read."
# Room left on a kept page, in points: for its number above, and a rim.
TOP, RIM = 40, 20
STANDS_IN = "/Uploaded"


def look(source: BinaryIO) -> Iterator[Message]:
    """Whether each page is wider than high, page by page; or why the PDF cannot stand in a pack."""
    try:
        with Pdf.open(source) as paper:
            pages = []
            for number, page in enumerate(paper.pages, 1):
                _form_of(page, number)
                pages.append(_is_wide(page))
    except _Bad as bad:
        yield {"failed": str(bad)}
    except pikepdf.PasswordError:
        yield {"failed": LOCKED}
    except pikepdf.PdfError:
        yield {"failed": DAMAGED}
    else:
        yield {"wide": pages, "end": True} if pages else {"failed": EMPTY}


def join(source: BinaryIO, out: BinaryIO, papers: dict[str, BinaryIO]) -> Iterator[Message]:
    """Says each paper when it is in, or which is `bad` and why, where nothing is written; at the end on which pages each part stands."""
    with ExitStack() as opened:
        pack = opened.enter_context(Pdf.open(source))
        places = _places(pack)
        for key, file in papers.items():
            try:
                paper = opened.enter_context(Pdf.open(file))
                for number, page in enumerate(paper.pages, 1):
                    kept = Page(pack.pages[places[f"{key}-page-{number}"] - 1])
                    _stand_in(pack, kept, _form_of(page, number))
            except (_Bad, pikepdf.PdfError) as fault:
                yield {"bad": key, "why": str(fault) if isinstance(fault, _Bad) else DAMAGED, "end": True}
                return
            yield {"joined": key}
        if papers:
            _claim_nothing(pack)
        pack.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield {"places": places, "pages": len(pack.pages), "end": True}


class _Bad(Exception):
    """A page that cannot be put in; the message is a sentence."""


def _form_of(page: Page, number: int) -> Stream:
    """The page as one drawing, without whatever else hangs on it: forms, scripts, links, its place in another structure."""
    try:
        form = cast(Stream, page.as_form_xobject())
        form.read_bytes()  # what cannot be unpacked is found now
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as fault:
        raise _Bad(BAD_PAGE.format(number=number)) from fault
    _forget_structure(form, set())
    return form


def _forget_structure(form: Stream, seen: set) -> None:
    """Numbers of a foreign structure tree would be taken for numbers of ours."""
    for name in ("/StructParent", "/StructParents"):
        if name in form:
            del form[name]
    inner = form.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    for one in inner.values():
        if isinstance(one, Stream) and one.objgen not in seen:
            seen.add(one.objgen)
            _forget_structure(one, seen)


def _is_wide(page: Page) -> bool:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    turned = int(page.get("/Rotate", 0)) % 180 == 90
    return (right - left > top - bottom) is not turned


def _stand_in(pack: Pdf, kept: Page, form: Stream) -> None:
    """Draws the form on a kept page, as large as fits under its number. Pages share their resources, and this one gets its own."""
    left, bottom, right, top = (float(edge) for edge in kept.mediabox)
    room = Rectangle(left + RIM, bottom + RIM, right - RIM, top - TOP)
    ours = pack.copy_foreign(form)
    resources = Dictionary(dict(kept.resources.items()))
    resources.XObject = Dictionary({**dict(resources.get("/XObject", Dictionary()).items()), STANDS_IN: ours})
    kept.obj.Resources = resources
    kept.contents_add(b"q", prepend=True)  # what is drawn there already leaves its axes turned
    where = kept.calc_form_xobject_placement(
        ours, Name(STANDS_IN), room, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    kept.contents_add(b"Q\n" + where)


def _places(pack: Pdf) -> dict[str, int]:
    """On which page each named part of the pack begins."""
    numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pack.pages, 1)}
    names = NameTree(pack.Root.Names.Dests) if "/Names" in pack.Root and "/Dests" in pack.Root.Names else {}
    return {str(name): numbers[target[0].objgen] for name, target in names.items()}


def _claim_nothing(pack: Pdf) -> None:
    """What others made has no tags of ours, so the whole does not say that it is PDF/UA."""
    with pack.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name in ("pdfuaid:part", "pdfuaid:rev"):
            if name in metadata:
                del metadata[name]


def main(act: str, arguments: list[str]) -> None:
    limited.limit(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS, file_bytes=LARGEST_PACK if act == "join" else 0)
    with limited.standard_input() as given:
        source = cast(BinaryIO, given)
        if act == "look":
            limited.tell(look(source))
            return
        keys = arguments[: (len(arguments) - 1) // 2]
        numbers = map(int, arguments[len(keys) :])
        out = cast(BinaryIO, os.fdopen(next(numbers), "wb"))
        papers = [cast(BinaryIO, os.fdopen(number, "rb")) for number in numbers]
        limited.tell(join(source, out, dict(zip(keys, papers, strict=True))))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
