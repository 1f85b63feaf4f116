"""How do tests draw an edition on paper, from any content and without a database?"""

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from reports.drawing import pdf_html
from reports.models import Edition, Photograph, Signature
from reports.pdf import render
from reports.photograph import canonical, fingerprint
from reports.position import exceptions


@dataclass(frozen=True)
class Drawn:
    """One edition: what was photographed, the HTML drawn from it, and the PDF drawn from that when it is asked for."""

    content: dict
    sha256: str
    html: str

    @cached_property
    def pdf(self) -> bytes:
        return render(self.html)

    @cached_property
    def pages(self) -> list[str]:
        run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=self.pdf, capture_output=True, check=True)
        return run.stdout.decode().split("\f")[:-1]


def drawn_from(content: dict, *, edition: int = 1) -> Drawn:
    """An edition of any content, drawn without a database; from the second on it replaces the one before. What a test wrote
    over the items stands among the exceptions too."""
    position = content["position"]
    position["exceptions"] = exceptions.section(position["items"], position["objectives"], position["concerns"])
    body = canonical({name: value for name, value in content.items() if name not in ("sheets", "kind", "parts")})
    picture = Photograph(body=body, sha256=fingerprint(body))
    at = datetime(2013, 3, 5, 10, tzinfo=UTC)
    before = Edition(number=edition - 1, published_at=at) if edition > 1 else None
    made = Edition(number=edition, photograph=picture, replaces=before)
    Signature(edition=made, name="Chris Chair", role="Independent chair", signed_at=at, sha256=picture.sha256)
    return Drawn(content, picture.sha256, pdf_html(made))
