"""What does the house look like from outside? Its packages, its sources, and the checkers of the tests beside this.

A checker takes a source and gives the faults it finds, in sentences. Each has a twin: a bad source that it must find.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Low to high: a package may name those before it and itself, never one after it.
PACKAGES = ["records", "accounts", "notices", "boards", "indicators", "plans", "assurance", "reports", "improvement"]


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the repository, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        return self.path.split("/")[0]


def modules() -> list[Source]:
    """Every module of ours that is not a migration."""
    return [source for package in PACKAGES for source in _read(package, "*.py") if "/migrations/" not in source.path]


def templates() -> list[Source]:
    """The pages; mails are plain text, in which nothing is markup."""
    return _read("templates", "*.html")


def test_modules() -> list[Source]:
    return _read("tests", "*.py")


def sheets_and_scripts() -> list[Source]:
    """What the browser runs and what the makefile runs; `static/vendor` is not ours."""
    static = [*_read("static", "*.css"), *_read("static", "*.js")]
    return [*(source for source in static if "/vendor/" not in source.path), *_read("scripts", "*")]


def _read(folder: str, pattern: str) -> list[Source]:
    paths = [path for path in sorted((ROOT / folder).rglob(pattern)) if path.is_file() and path.suffix != ".pyc"]
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text()) for path in paths]


# What a module names


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported, at the top or inside a function."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def upward_imports(source: Source) -> list[str]:
    above = PACKAGES[PACKAGES.index(source.package) + 1 :]
    return [
        f"{source.path}:{line} imports {name}, which stands above {source.package}"
        for line, name in imported(source)
        if name.split(".")[0] in above
    ]


# Rules: whatever is not an edge. A new module is a rule until its name says otherwise.

EDGES = re.compile(
    r"^improvement/|/(urls|views|verify|forms|http|held|admin|tasks|apps|converters|access)\.py$"
    r"|/(views|forms|pages|management|templatetags)/"
)
WEB = (
    *("django.http", "django.shortcuts", "django.views", "django.contrib.sessions", "django.contrib.messages"),
    *("django_htmx", "allauth", "celery", "weasyprint"),
)
# The few that may, and why.
MAY_IMPORT = {
    "accounts/adapter.py": "allauth",  # it is allauth's own door, shut
    "reports/pdf_child.py": "weasyprint",  # the child process that draws
}
CLOCK_READERS = {
    "records/clock.py",  # the one that is asked
    "records/writing.py",  # opens the notice: takes the lock, then asks
    "accounts/messages.py",  # machine time: how long a sender holds a mail
    "reports/production.py",  # machine time: how long a worker holds a drawing
    "indicators/imports/waiting.py",  # machine time: how long a worker holds a file of figures; and when it is compared
    "boards/paper_reading.py",  # when a job opened a paper
    "plans/workbooks/previews.py",  # machine time: how long a worker holds a workbook; and when it is compared
}


def is_rule(source: Source) -> bool:
    return not EDGES.search(source.path)


def web_in_rules(source: Source) -> list[str]:
    if not is_rule(source):
        return []
    may = MAY_IMPORT.get(source.path, " ")
    return [
        f"{source.path}:{line} imports {name}: a rule knows no web and no queue"
        for line, name in imported(source)
        if any(f"{name}.".startswith(f"{web}.") for web in WEB) and not name.startswith(may)
    ]


def clock_in_rules(source: Source) -> list[str]:
    if not is_rule(source) or source.path in CLOCK_READERS:
        return []
    faults = []
    for node in ast.walk(source.tree):
        called = node.func if isinstance(node, ast.Call) else None
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        if name in ("now", "today", "utcnow", "localdate", "localtime", "monotonic") or (
            isinstance(called, ast.Attribute) and name == "time" and getattr(called.value, "id", "") == "time"
        ):
            faults.append(f"{source.path}:{node.lineno} reads a clock: a rule is told the time")
    return faults


WIRES = (
    *("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals"),
    *("celery.signals", "allauth.account.signals", "django.contrib.contenttypes.fields"),
)
# How a process of Celery lives is no fact of ours.
MAY_HEAR = {("improvement/celery.py", f"celery.signals.{name}") for name in ("beat_init", "task_prerun")}


def hidden_wires(source: Source) -> list[str]:
    """Signals and generic foreign keys: things that happen where nobody looks."""
    return [
        f"{source.path}:{line} imports {name}"
        for line, name in imported(source)
        if any(f"{name}.".startswith(f"{wire}.") for wire in WIRES) and (source.path, name) not in MAY_HEAR
    ]


# Views: rows are reached through the notice

VIEWS = re.compile(r"/(views|verify|http)\.py$|/(views|pages)/|_views\.py$")
MAY_REACH = {
    ("notices/http.py", "Membership.objects.on"),  # how a notice is reached at all
    ("reports/pages/home.py", "Membership.objects.on"),  # the person's own notices
    ("improvement/demonstration_views.py", "DemonstrationClock.objects.exists"),  # stands outside every notice
    ("reports/verify.py", "Edition.objects.select_related"),  # public: what was published, by its fingerprint
}
# for_notice is the way in; open_to is the list of the person's own notices.
WAYS_IN = {"for_notice", "open_to"}


def is_view(source: Source) -> bool:
    return bool(VIEWS.search(source.path))


def is_lookup(call: ast.Call) -> bool:
    return ast.unparse(call.func).split(".")[-1] in ("get_object_or_404", "get_list_or_404") and bool(call.args)


def rows_past_the_notice(source: Source) -> list[str]:
    if not is_view(source):
        return []
    after = {id(node.value): node.attr for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)}
    faults = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_base_manager", "_default_manager"):
            said = f"{ast.unparse(node)}.{after.get(id(node), '')}".rstrip(".")
            if after.get(id(node)) not in WAYS_IN and (source.path, said) not in MAY_REACH:
                faults.append(
                    f"{source.path}:{node.lineno} reads {said}: begin with .objects.for_notice(…) or from the notice"
                )
        if isinstance(node, ast.Call) and is_lookup(node) and re.match(r"[A-Z]\w*$", ast.unparse(node.args[0])):
            faults.append(f"{source.path}:{node.lineno} looks in a bare class: give it rows of the notice")
    return faults


# Files

LONGEST = 300
TRUSTED = {"indicators/charts.py"}  # the chart module alone writes markup


def too_long(source: Source) -> list[str]:
    lines = source.text.count("\n")
    return [f"{source.path} has {lines} lines; a file has one subject and under {LONGEST}"] if lines >= LONGEST else []


def trusted_markup(source: Source) -> list[str]:
    if source.path in TRUSTED:
        return []
    names = ("mark_safe", "SafeString", "SafeText", "SafeData")
    faults = [f"{source.path}:{line} imports {name}" for line, name in imported(source) if name.split(".")[-1] in names]
    faults += [
        f"{source.path}:{node.lineno} trusts what it is given (__html__ or safe)"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in (*names, "__html__")
        or isinstance(node, ast.FunctionDef)
        and node.name == "__html__"
    ]
    return faults


def silent_opening(source: Source) -> list[str]:
    """A module opens with one line on the question it answers; an empty __init__ answers none."""
    if not source.text.strip() or ast.get_docstring(source.tree):
        return []
    return [f"{source.path} does not say what question it answers"]


def unfinished(source: Source) -> list[str]:
    words = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "XX" + "X")
    return [f"{source.path} says {word}" for word in words if re.search(rf"\b{word}\b", source.text)]


# Templates

MARKUP = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a handler in an attribute": r"<[^>]*\son[a-z]+\s*=",
    "code in an htmx attribute": r"hx-on|hx-vals\s*=\s*[\"']js:|hx-headers\s*=\s*[\"']js:|hx-vars",
    "an inline style sheet": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\ssrc\s*=)",
    "a javascript: address": r"javascript:",
    "trust in what was typed": r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off",
    "an address of another host": r"<(script|link|img|iframe)\b[^>]*(src|href)\s*=\s*[\"'](https?:)?//",
}


def unsafe_markup(source: Source) -> list[str]:
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", source.text, flags=re.DOTALL)
    return [
        f"{source.path} holds {what}" for what, pattern in MARKUP.items() if re.search(pattern, text, re.IGNORECASE)
    ]
