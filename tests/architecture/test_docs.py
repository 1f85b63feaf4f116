"""Are the words that accompany the product true? Links, decisions, settings, status words, commands and paths."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from improvement.sample.people import PEOPLE
from indicators.catalogue import CATALOGUE, read
from records.templatetags.look import OPEN_STATUSES, STATUSES
from tests.architecture.house import ROOT, Source

HEADINGS = ["The question", "What was decided", "What speaks against it", "What would make us change it"]


def page(path: str) -> Source:
    return Source(path, (ROOT / path).read_text())


def pages() -> list[Source]:
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [page(path.relative_to(ROOT).as_posix()) for path in sorted(paths)]


def decisions() -> list[Source]:
    return [source for source in pages() if source.path.startswith("docs/adr/")]


def headings(text: str) -> list[str]:
    return re.findall(r"^#+ (.+)$", text, re.MULTILINE)


def section(text: str, heading: str) -> str:
    """What stands under a heading, its own subheadings included."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^(?!\1#)#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no heading {heading!r}"
    return found[2]


def first_cells(text: str) -> Iterator[str]:
    """The first column of every table, without the head of each."""
    for table in re.findall(r"^\|[^\n]+\n\|[ :|-]+\n((?:\|[^\n]*\n)*)", text + "\n", re.MULTILINE):
        yield from (row.split("|")[1].strip() for row in table.splitlines())


def anchor(heading: str) -> str:
    """What a link says for a heading: small letters, hyphens for spaces, no other signs."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


# Checkers: each takes a page and gives its faults


def broken_links(source: Source) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", source.text):
        if target.startswith(("https://", "mailto:")):
            continue
        path, _, part = target.partition("#")
        there = (ROOT / source.path).parent / path if path else ROOT / source.path
        if not there.exists():
            yield f"{source.path}: {target} leads nowhere"
        elif part and part not in map(anchor, headings(there.read_text())):
            yield f"{source.path}: {target} names no heading"


def unknown_targets(source: Source) -> Iterator[str]:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    code = re.findall(r"^ {4}\S.*$|`[^`\n]+`", source.text, re.MULTILINE)
    named = {name for line in code for name in re.findall(r"\bmake ([a-z]+)", line)}
    return (f"{source.path}: there is no make {name}" for name in sorted(named - known))


def missing_paths(source: Source) -> Iterator[str]:
    """Code in backticks that reads as a path of the repository; a * stands for any name."""
    for named in re.findall(r"`([\w.*/-]+)`", source.text):
        is_path = "/" in named.strip("/") or named.endswith(("/", ".py", ".md", ".yaml"))
        if is_path and not named.startswith("/") and not any(ROOT.glob(named.rstrip("/"))):
            yield f"{source.path}: there is no {named}"


def faults_of_decision(source: Source) -> Iterator[str]:
    number = Path(source.path).name[:4]
    title, *parts = headings(source.text)
    if not title.startswith(f"{number}: "):
        yield f"{source.path}: its heading says {title!r}"
    if parts != HEADINGS:
        yield f"{source.path}: it has the parts {parts}"


TWINS = {
    "a link to nothing": (broken_links, Source("docs/x.md", "[a](adr/0000-gone.md)")),
    "a link to no heading": (broken_links, Source("README.md", "[a](docs/operating.md#gone)")),
    "a target that is not made": (unknown_targets, Source("README.md", "Say `make tea`.")),
    "a path that is gone": (missing_paths, Source("CONTRIBUTING.md", "See `plans/gone.py`.")),
    "a folder that is gone": (missing_paths, Source("CONTRIBUTING.md", "See `gone/`.")),
    "another number": (
        faults_of_decision,
        Source("docs/adr/0002-x.md", "\n".join(f"# {h}" for h in ["0001: X", *HEADINGS])),
    ),
    "no doubt": (faults_of_decision, Source("docs/adr/0001-x.md", "# 0001: X\n# The question\n# What was decided\n")),
}


@pytest.mark.parametrize("rule", TWINS)
def test_bad_page_is_found(rule):
    check, bad = TWINS[rule]
    assert len(list(check(bad))) == 1


@pytest.mark.parametrize("check", [broken_links, unknown_targets], ids=lambda check: check.__name__)
def test_pages_keep(check):
    assert [fault for source in pages() for fault in check(source)] == []


@pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md", "docs/operating.md"])
def test_every_path_named_is_there(path):
    assert list(missing_paths(page(path))) == []


def test_decisions_are_numbered_and_whole():
    numbers = [Path(source.path).name[:4] for source in decisions()]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert [fault for source in decisions() for fault in faults_of_decision(source)] == []


def test_readme_leads_to_every_decision():
    assert [source.path for source in decisions() if f"({source.path})" not in page("README.md").text] == []


def test_page_of_rights_is_what_the_table_says():
    call_command("rights_page", check=True)


def test_every_status_word_is_in_the_glossary():
    """And no other: a word that the product has lost goes from here too."""
    explained = list(first_cells(section(page("docs/glossary.md").text, "Status words")))
    spoken = {word.replace("…", "1 May").replace("n of m", "1 of 2"): word for word in explained}
    open_words = {word for said, word in spoken.items() if any(pattern.fullmatch(said) for pattern, _ in OPEN_STATUSES)}
    assert len(open_words) == len(OPEN_STATUSES)
    assert sorted(set(explained) - open_words) == sorted(STATUSES)
    assert len(explained) == len(set(explained))


def test_every_setting_is_explained():
    """And no other: the table of the page is the environment that the settings read."""
    calls = [node for node in ast.walk(ast.parse(page("improvement/settings.py").text)) if isinstance(node, ast.Call)]
    read = {
        node.args[0].value
        for node in calls
        if ast.unparse(node.func).startswith("env.") and isinstance(node.args[0], ast.Constant)
    }
    explained = [cell.strip("`") for cell in first_cells(section(page("docs/operating.md").text, "Settings"))]
    assert len(read) > 5
    assert sorted(explained) == sorted(read)


def test_numbers_that_the_readme_says_are_counted():
    """Of the notice, the catalogue and the sample, from the files that they are read from."""
    readme = " ".join(page("README.md").text.split())
    notice = yaml.safe_load(page("notices/data/wiltshire-2012.yaml").text)
    plan = [yaml.safe_load(path.read_text()) for path in (ROOT / "improvement/sample/data/plan").glob("*.yaml")]
    said = [
        f"taken apart into {sum(len(measure['requirements']) for measure in notice['measures'])} requirements",
        f"{len(read(CATALOGUE))} in the product's catalogue",
        f"{sum(len(group['items']) for group in plan)} items are agreed",
        f"any of its {len(PEOPLE)} people",
    ]
    assert [words for words in said if words not in readme] == []


def test_accounts_of_the_readme_are_people_of_the_sample():
    named = re.findall(r"`([\w.]+@sample\.invalid)`", page("README.md").text)
    assert len(named) > 5
    assert set(named) <= {person.email for person in PEOPLE}
