"""Why can a paper not stand in a pack? The sentences; no Django, since the child that opens papers says them."""

MOST_PAGES = 250
LOCKED = "It is protected with a password. Save it without one and send that."
SEALED = "It is locked against changes, so that no pack can take its pages in. Print it into a new PDF and send that."
DAMAGED = "It is damaged and cannot be opened. Save it anew as a PDF and send that."
EMPTY = "It has no pages. Save it anew as a PDF and send that."
TOO_LARGE = "Opening it takes more time or memory than a paper may. Print it into a new PDF and send that."
GONE = "The stored file cannot be read any more. Send it again."


def too_many(pages: int) -> str:
    return f"It has {pages:,} pages, and a paper may have {MOST_PAGES}. Send what the Board has to read."
