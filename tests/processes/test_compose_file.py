"""Are the container files fit to be run? Pins, secrets, settings, users, health checks; each rule beside a file that breaks it."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.processes.containers import SERVED_BY_OURSELVES, Containers, containers
from tests.processes.running import ROOT

# Of the PostgreSQL image, not of the product.
OF_POSTGRESQL = {"POSTGRES_USER", "POSTGRES_PASSWORD"}
PINNED = re.compile(r"[a-z]+:\d+(\.\d+)?-([a-z]+-)?bookworm")


def operating() -> str:
    return (ROOT / "docs" / "operating.md").read_text()


def settings_explained() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", operating(), re.MULTILINE))


# Checkers: each takes the files and gives their faults


def images_not_pinned(files: Containers) -> Iterator[str]:
    """A version and a Debian release. Without them the next build may be another product."""
    bought = [service["image"] for service in files.services.values() if "build" not in service]
    return (f"{image} may be anything" for image in [*bought, *files.said("FROM")] if not PINNED.fullmatch(image))


def secrets_baked_in(files: Containers) -> Iterator[str]:
    """Whatever is secret comes from outside and is wanted: it has no default, and the image does not know it."""
    for name, service in files.services.items():
        for variable, value in service.get("environment", {}).items():
            is_secret = re.search("KEY|PASSWORD|SECRET|TOKEN", variable) or "://" in value and "@" in value
            if is_secret and not re.search(r"\$\{\w+:\?[^}]+\}", value):
                yield f"{name} has its {variable} in the file"
    for instruction in ("ENV", "ARG"):
        for words in files.said(instruction):
            if re.search("KEY|PASSWORD|SECRET|TOKEN", words):
                yield f"the image keeps {words}"


def settings_unknown(files: Containers) -> Iterator[str]:
    """Each variable is a setting of docs/operating.md; what has no default is named there for containers."""
    known = settings_explained()
    for name, service in files.of_the_product():
        yield from (f"{name}: nobody reads {setting}" for setting in sorted(set(service["environment"]) - known))
    for variable in sorted(files.variables() - known):
        if variable not in OF_POSTGRESQL or f"`{variable}`" not in operating():
            yield f"docs/operating.md does not explain {variable}"


def services_told_apart(files: Containers) -> Iterator[str]:
    """Web, worker, beat and the migration are one product: the same settings and the same files."""
    for part in ("environment", "volumes", "image"):
        said = {name: str(service.get(part)) for name, service in files.of_the_product()}
        if len(set(said.values())) != 1:
            yield f"{part} differs between {', '.join(said)}"


def roots(files: Containers) -> Iterator[str]:
    """The last user of the image is a number that is not 0, taken after everything was installed."""
    names = [name for name, _ in files.instructions]
    users = files.said("USER")
    if not users or not re.fullmatch(r"[1-9]\d*", users[-1]):
        yield f"the image runs as {users[-1] if users else 'root'}"
    elif "RUN" in names[names.index("USER") :]:
        yield "something is installed after the user was chosen"
    for name, service in files.of_the_product():
        if "user" in service or service.get("privileged"):
            yield f"{name} runs as somebody else"


def unhealthy(files: Containers) -> Iterator[str]:
    """Whatever stays up can be asked whether it is well, and whoever needs it waits for the answer."""
    for name, service in files.services.items():
        if service["restart"] != "no" and "healthcheck" not in service:
            yield f"nobody can tell whether {name} is well"
        for needed, terms in service.get("depends_on", {}).items():
            wanted = "service_healthy" if "healthcheck" in files.services[needed] else "service_completed_successfully"
            if terms["condition"] != wanted:
                yield f"{name} does not wait for {needed}"


def open_doors(files: Containers) -> Iterator[str]:
    """Only the web service has a port, and only this machine reaches it: TLS stands before it."""
    for name, service in files.services.items():
        for port in service.get("ports", []):
            if name != "web" or not port.startswith("127.0.0.1:"):
                yield f"{name} can be reached at {port}"


def change(old: str, new: str) -> Callable[[Containers], Containers]:
    """A twin: the files with something bad in them."""

    def changed(files: Containers) -> Containers:
        assert old in files.compose + files.dockerfile, f"{old!r} is not there to be changed"
        return Containers(files.compose.replace(old, new, 1), files.dockerfile.replace(old, new, 1))

    return changed


TWINS = {
    "any PostgreSQL": (images_not_pinned, change("postgres:15-bookworm", "postgres:latest")),
    "any Python": (images_not_pinned, change("FROM python:3.11-slim-bookworm", "FROM python")),
    "a key in the file": (secrets_baked_in, change("${SECRET_KEY:?at least 50 random characters}", "x" * 60)),
    "a password with a default": (secrets_baked_in, change(":?letters and digits}@", ":-letmein}@")),
    "a key in the image": (secrets_baked_in, change("EXPOSE 8000", "ENV SECRET_KEY=abc")),
    "a setting nobody reads": (settings_unknown, change("MAIL_FROM: $", "SENDER: $")),
    "a variable nobody explains": (settings_unknown, change("${MAIL_FROM:-}", "${SENDER:-}")),
    "a worker with a folder of its own": (
        services_told_apart,
        change("    stop_grace_period: 5m", "    volumes: [mine:/var/lib/improvement]\n    stop_grace_period: 5m"),
    ),
    "no user": (roots, change("USER 10001\n", "")),
    "the user root": (roots, change("USER 10001", "USER 0")),
    "an installation by the user": (roots, change("EXPOSE 8000", "RUN pip install x")),
    "a database that nobody asks": (
        unhealthy,
        change("    healthcheck:\n      # By", "    x-healthcheck:\n      # By"),
    ),
    "nobody waits": (unhealthy, change("service_completed_successfully", "service_started")),
    "a door to everywhere": (open_doors, change("127.0.0.1:8000:8000", "8000:8000")),
}
CHECKS = [images_not_pinned, secrets_baked_in, settings_unknown, services_told_apart, roots, unhealthy, open_doors]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_container_files_keep(check):
    assert list(check(containers())) == []


@pytest.mark.parametrize("rule", TWINS)
def test_bad_container_file_is_found(rule):
    check, spoil = TWINS[rule]
    assert list(check(spoil(containers()))) != []


def test_services_that_stay_up_are_the_three_processes():
    """The other service of the image migrates and ends."""
    staying = [name for name, service in containers().of_the_product() if service["restart"] != "no"]
    assert staying == list(SERVED_BY_OURSELVES)


def test_what_holds_secrets_or_data_is_not_copied_into_the_image():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".env*", ".git", "var"} <= set(ignored)


def test_everything_the_image_copies_by_name_is_there():
    copied = [path for words in containers().said("COPY") for path in words.split()[:-1]]
    assert len(copied) > 3
    assert [path for path in copied if not (ROOT / path).exists()] == []
