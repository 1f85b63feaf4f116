"""Do the guides name what is there? Pages, buttons, links and fields word for word, and pictures that the script takes."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from records.templatetags.look import STATUSES
from tests.architecture.house import ROOT, Source, modules, templates

GUIDES = ["officer", "analyst", "secretary", "chair", "observer"]
LONGEST = 85  # lines: a guide is read at one sitting
LARGEST = 150_000  # bytes of one picture


def guide(name: str) -> Source:
    return Source(f"docs/{name}.md", (ROOT / f"docs/{name}.md").read_text())


def flat(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


@cache
def spoken() -> frozenset[str]:
    """Everything that a page can say in one piece: texts between tags, the words given to components, labels of forms."""
    said = set(STATUSES)
    for page in templates():
        text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", page.text, flags=re.DOTALL)
        for tag in re.findall(r"\{%.*?%\}", text):
            said.update(re.findall(r'"([^"]+)"', tag))
        said.update(re.split(r"<[^>]*>|\{%.*?%\}|\{\{.*?\}\}", text, flags=re.DOTALL))
    for module in modules():
        said.update(
            node.value
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    return frozenset(flat(piece).strip(" .,:") for piece in said)


def quoted(text: str) -> list[str]:
    """What stands in bold or in quotation marks. Bold that ends with a full stop begins a paragraph and quotes nothing."""
    found = re.findall(r"\*\*(.+?)\*\*|“(.+?)”", flat(text))
    return [bold or words for bold, words in found if not bold.endswith((".", "?"))]


def not_on_any_page(source: Source) -> Iterator[str]:
    """An ellipsis at the end stands for the rest of a text."""
    for words in quoted(source.text):
        start = words.removesuffix("…").rstrip()
        if start == words:
            is_there = words.strip(" .,:") in spoken()
        else:
            is_there = any(piece.startswith(start) for piece in spoken())
        if not is_there:
            yield f"{source.path}: no page says {words!r}"


def pictures_named(text: str) -> list[str]:
    return re.findall(r"\]\((?:docs/)?pictures/([\w.-]+)\)", text)


def pictures_without_words(source: Source) -> Iterator[str]:
    """Whoever cannot see a picture is told what it shows, in a sentence."""
    for words, name in re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", source.text):
        if len(words) < 30 or not words.endswith("."):
            yield f"{source.path}: {name} is not described"


TWINS = {
    "a button that is gone": (not_on_any_page, Source("docs/x.md", "Press **Make tea** now.")),
    "a label that is gone": (not_on_any_page, Source("docs/x.md", "Give the “Day of\nthe tea”.")),
    "a part of a label": (not_on_any_page, Source("docs/x.md", "Give the “Day of the first”.")),
    "a beginning that is gone": (not_on_any_page, Source("docs/x.md", "It says “Not brewed since …”.")),
    "a picture for the sighted": (pictures_without_words, Source("docs/x.md", "![Tea](pictures/tea.png)")),
}


@pytest.mark.parametrize("rule", TWINS)
def test_bad_guide_is_found(rule):
    check, bad = TWINS[rule]
    assert len(list(check(bad))) == 1


@pytest.mark.parametrize("name", GUIDES)
def test_guide_quotes_what_the_pages_say(name):
    assert len(quoted(guide(name).text)) > 5
    assert list(not_on_any_page(guide(name))) == []


@pytest.mark.parametrize("name", GUIDES)
def test_guide_is_one_page(name):
    assert len(guide(name).text.splitlines()) < LONGEST


@pytest.mark.parametrize("path", ["README.md", *(f"docs/{name}.md" for name in GUIDES)])
def test_pictures_are_described(path):
    assert list(pictures_without_words(Source(path, (ROOT / path).read_text()))) == []


def test_pictures_are_those_that_the_script_takes():
    """Each is named by a page, taken by scripts/pictures, there, and small."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {name for page in pages for name in pictures_named(page.read_text())}
    taken = set(re.findall(r'"([\w-]+\.png)"', (ROOT / "scripts" / "pictures").read_text()))
    there = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").iterdir()}
    assert len(named) > 3
    assert sorted(taken) == sorted(named)
    assert sorted(there) == sorted(named)
    assert [name for name, size in there.items() if size > LARGEST] == []


def test_readme_leads_to_every_guide():
    readme = (ROOT / "README.md").read_text()
    assert [name for name in GUIDES if f"(docs/{name}.md)" not in readme] == []
