"""What exactly was signed? Canonical JSON and its fingerprint: the same content gives the same bytes for ever."""

import hashlib
import json

SCHEMA = 2  # raised with every change of the content once a release has written this one; drawing.py reads all
SHORT = 12


def canonical(content: dict) -> str:
    """Sorted keys, no spaces, UTF-8 as it is. Refuses floats, whose text could differ, and everything that is not JSON."""
    _check(content, "photograph")
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def fingerprint(body: str) -> str:
    """SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(body.encode()).hexdigest()


def short(sha256: str) -> str:
    """The first twelve digits in groups of four, as printed in the foot of every page."""
    head = sha256[:SHORT]
    return " ".join(head[start : start + 4] for start in range(0, SHORT, 4))


def _check(value: object, path: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{path}: the key {key!r} is not text")
            _check(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            _check(inner, f"{path}[{position}]")
    elif value is not None and not isinstance(value, str | int | bool):
        raise TypeError(f"{path}: {type(value).__name__} has no canonical form")
