"""What do the papers of the sample look like inside? A few lines on A4, made here, with the mark of the sample on each page."""

import io
import textwrap
from collections.abc import Sequence

import pikepdf

MARK = "Sample – invented figures"
WIDTH, HEIGHT, MARGIN = 595, 842, 60
A_LINE = 84  # letters of Helvetica at 11 points


def sheets(title: str, pages: Sequence[str]) -> bytes:
    """A PDF with one page for each text, whose paragraphs are parted by empty lines; the same bytes for the same words."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for number, text in enumerate(pages, 1):
            document.add_blank_page(page_size=(WIDTH, HEIGHT))
            page = document.pages[-1]
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = document.make_stream(_drawn(title, text, f"{MARK}. Page {number} of {len(pages)}."))
        with document.open_metadata(set_pikepdf_as_editor=False) as said:
            said["dc:title"] = title
        document.Root.Lang = pikepdf.String("en-GB")
        document.save(made, deterministic_id=True)
    return made.getvalue()


def _drawn(title: str, text: str, foot: str) -> bytes:
    lines = [line for part in text.split("\n\n") for line in [*textwrap.wrap(part, A_LINE), ""]]
    top = HEIGHT - MARGIN
    drawn = [b"BT", _at(16, top, title), *(_at(11, top - 40 - 16 * place, line) for place, line in enumerate(lines))]
    return b"\n".join([*drawn, _at(9, MARGIN / 2, foot), b"ET"])


def _at(size: int, height: float, words: str) -> bytes:
    said = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F %d Tf 1 0 0 1 %d %d Tm (%s) Tj" % (size, MARGIN, height, said)
