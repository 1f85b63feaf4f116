"""How many pages has a PDF that somebody sent, and can a pack hold them? Asked in a process that can do little else.

`python -m boards.paper_child`, as records/limited.py asks it.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import pikepdf

from boards.paper_faults import DAMAGED, EMPTY, LOCKED, MOST_PAGES, SEALED, TOO_LARGE, too_many
from records import limited

MEMORY_BYTES = 300_000_000
CPU_SECONDS = 20


def messages(source: BinaryIO) -> Iterator[dict[str, Any]]:
    """One: the pages, or why it cannot stand in a pack."""
    try:
        yield {"end": _pages(source)}
    except limited.Unreadable as fault:
        yield {"failed": str(fault)}
    except MemoryError:
        yield {"failed": TOO_LARGE}
    except Exception as fault:  # what a PDF of any kind of disorder makes qpdf raise is no list that ends
        yield {"failed": TOO_LARGE if "bad_alloc" in str(fault) else DAMAGED}


def _pages(source: BinaryIO) -> int:
    try:
        opened = pikepdf.open(source)
    except pikepdf.PasswordError:
        raise limited.Unreadable(LOCKED) from None
    with opened:
        if opened.is_encrypted:  # and opens without a password
            raise limited.Unreadable(SEALED)
        number = len(opened.pages)
        if number == 0:
            raise limited.Unreadable(EMPTY)
        if number > MOST_PAGES:
            raise limited.Unreadable(too_many(number))
        for page in opened.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            if right == left or top == bottom:
                raise limited.Unreadable(DAMAGED)
            if "/Contents" in page:
                page.contents_coalesce()
                page.Contents.read_bytes()  # or a pack would find out that it does not unpack
        return number


def main() -> None:
    limited.limit(memory_bytes=MEMORY_BYTES, cpu_seconds=CPU_SECONDS)
    with limited.standard_input() as source:
        limited.tell(messages(cast(BinaryIO, source)))


if __name__ == "__main__":
    main()
