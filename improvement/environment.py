"""What does the environment say, and is it something we understand? Odd values are refused with a sentence."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

# recursive_triggers: without it INSERT OR REPLACE deletes a row past the trigger that keeps its table append-only.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
    "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
)


def flag(name: str, *, default: bool) -> bool:
    """on or off. Anything else ("yes", "1", a typing slip) is refused rather than guessed."""
    given = os.environ.get(name, "")
    if given == "":
        return default
    if given not in ("on", "off"):
        raise ImproperlyConfigured(f"{name} is {given!r}. Write {name}=on or {name}=off.")
    return given == "on"


def number(name: str, *, default: int, most: int) -> int:
    """A whole number from 0 to `most`."""
    given = os.environ.get(name, "")
    if given == "":
        return default
    if not (given.isascii() and given.isdecimal() and len(given) < 9 and int(given) <= most):
        raise ImproperlyConfigured(f"{name} is {given!r}. Give a whole number from 0 to {most}.")
    return int(given)


def sender(name: str, default: str) -> str:
    """The address that mail comes from."""
    given = os.environ.get(name) or default
    if "@" not in given or any(character.isspace() for character in given):
        raise ImproperlyConfigured(f"{name} is {given!r}. Give one mail address, as in board@example.gov.uk.")
    return given


def names(name: str, default: str = "") -> list[str]:
    """Host names separated by commas; no schemes, no ports, no wildcards."""
    found = [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]
    for host in found:
        if "*" in host or "/" in host or (":" in host and not host.startswith("[")):
            raise ImproperlyConfigured(f"{name} names {host!r}. Give exact host names, without scheme, port or *.")
    return found


def directory(name: str, default: Path) -> Path:
    path = Path(os.environ.get(name) or default).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret(name: str, *, debug: bool) -> str:
    """A key of at least 50 characters. Without one nothing starts, except where DEBUG is on."""
    given = os.environ.get(name, "")
    if not given and debug:
        return "insecure-" + "development-key-" * 4
    if len(given) < 50:
        raise ImproperlyConfigured(
            f"{name} is {'missing' if not given else 'too short'}. Set {name} to a secret of at least 50 characters."
        )
    return given


def database(name: str, default: str) -> dict:
    """The database as Django wants it. SQLite or PostgreSQL: the suite runs on both and on nothing else."""
    url = os.environ.get(name) or default
    scheme = urlsplit(url).scheme
    if scheme not in ("sqlite", "postgresql", "postgres"):
        raise ImproperlyConfigured(f"{name} begins with {scheme!r}. Use sqlite:///path or postgresql://user@host/name.")
    config = dict(environ.Env.db_url_config(url))
    if scheme == "sqlite":
        config |= {
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
            "CONN_MAX_AGE": None,
        }
        return config
    limits = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
    limits += " -c jit=off"  # compiling a query of ours takes longer than running it
    return config | {
        "OPTIONS": {"connect_timeout": 3, "options": limits} | dict(config.get("OPTIONS", {})),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def broker(name: str, default: str) -> str:
    url = os.environ.get(name) or default
    if urlsplit(url).scheme not in ("memory", "redis", "rediss"):
        raise ImproperlyConfigured(f"{name} is {url!r}. Use memory:// (one machine) or redis://host:port/number.")
    return url


def mail(name: str, default: str) -> dict:
    try:
        return environ.Env.email_url_config(os.environ.get(name) or default)
    except (ImproperlyConfigured, KeyError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not understood. Use consolemail:// or smtp://host:25.") from error


def email_address(name: str) -> str:
    """One mail address, or nothing."""
    given = os.environ.get(name, "")
    if given and not re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+", given):
        raise ImproperlyConfigured(f"{name} is {given!r}. Give one address, as in board@example.gov.uk.")
    return given


def scanner(name: str) -> tuple[str] | tuple[str, int] | tuple[()]:
    """Where clamd listens: the path of its socket, host and port, or nothing."""
    given = os.environ.get(name, "")
    if not given:
        return ()
    if given.startswith("/"):
        return (given,)
    host, _, port = given.rpartition(":")
    if not (host and port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65_536):
        raise ImproperlyConfigured(f"{name} is {given!r}. Give the path of clamd's socket, or host:port.")
    return (host.strip("[]"), int(port))


def address(name: str, default: str) -> str:
    """The address people type, for links in mail: scheme and host, no path."""
    given = (os.environ.get(name) or default).rstrip("/")
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        raise ImproperlyConfigured(f"{name} is {given!r}. Give scheme and host, as in https://board.example.gov.uk.")
    return given
