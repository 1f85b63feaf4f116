"""Which characters has the typeface that a report is printed in, and what is printed in the place of any other?

A character that it lacks would be taken from whatever typeface the machine happens to have, so that the same report gave other
bytes elsewhere; or, where it has none, be a box that nobody can read or copy, which PDF/UA forbids. So it is printed by its name
in Unicode: [melting face]. The page shows the character itself.
"""

import re
import unicodedata
from collections.abc import Set
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

MARK_OF_TEXT = set("\t\n\r\f")
LIKE_A_HYPHEN = {"\u2010", "\u2011"}
INVISIBLE = {"Cc", "Cf"}  # among them the signs that turn the order of letters round
SELECTORS = re.compile("[\ufe00-\ufe0f]")  # which of two looks the character before them has


@cache
def characters(folder: Path) -> frozenset[str]:
    """Those that every weight has, of which each is a file for the usual ones and one for the rest. None where there are no files."""
    weights: dict[str, set[str]] = {}
    for file in folder.glob("public-sans-[0-9]*.woff2"):
        if "italic" not in file.name:  # no report has any
            weight = file.stem.removesuffix("-ext")
            weights.setdefault(weight, set()).update(map(chr, TTFont(file, lazy=True).getBestCmap()))
    return frozenset(set.intersection(*weights.values()) | MARK_OF_TEXT) if weights else frozenset()


def printable(html: str, known: Set[str]) -> str:
    """The document with nothing in it that the typeface lacks, where it is `known` what it has."""
    if not known or known >= set(html):
        return html
    composed = unicodedata.normalize("NFC", html)  # a letter and its accent may be one character that it has
    return composed.translate({ord(one): instead_of(one) for one in set(composed) - known})


def instead_of(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in INVISIBLE or SELECTORS.match(character):
        return ""
    if kind[0] == "Z":
        return " "
    if character in LIKE_A_HYPHEN:
        return "-"
    return f"[{unicodedata.name(character, '').lower() or f'U+{ord(character):04X}'}]"
