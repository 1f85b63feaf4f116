"""Which PDFs do people send as papers, sound ones and others? Made in memory, with as many pages as are asked for."""

import io
import zlib

import pikepdf

DAMAGED = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def pdf(pages: int = 1, *, content: bytes = b"", **how: object) -> bytes:
    """A PDF of empty pages, or with this on each of them. `how` is handed to pikepdf, `encryption` for one."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
            if content:
                document.pages[-1].Contents = document.make_stream(content)
        document.save(made, **{"deterministic_id": "encryption" not in how} | how)
    return made.getvalue()


def locked(*, user: str = "secret") -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=user))


def bomb(megabytes: int = 1_500) -> bytes:
    """A page whose content unpacks to so much from next to nothing."""
    made = io.BytesIO()
    packer, content = zlib.compressobj(9), io.BytesIO()
    for _ in range(megabytes):
        content.write(packer.compress(bytes(1024 * 1024)))
    content.write(packer.flush())
    with pikepdf.new() as document:
        document.add_blank_page()
        stream = pikepdf.Stream(document, b"")
        stream.write(content.getvalue(), filter=pikepdf.Name.FlateDecode)
        document.pages[0].Contents = stream
        document.save(made)
    return made.getvalue()
