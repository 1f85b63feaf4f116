"""What would the containers run? docker-compose.yml and the Dockerfile, read as the engine reads them, without an engine."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import yaml

from tests.processes.running import ROOT

VARIABLE = re.compile(r"\$\{(\w+)(?::([?-])([^}]*))?\}")
SERVED_BY_OURSELVES = ("web", "worker", "beat")  # the services of the product's own image that stay up


@dataclass(frozen=True)
class Containers:
    """Both files as text, so that a test can look at a bad one, and what `given` of the environment makes of them."""

    compose: str
    dockerfile: str
    given: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def services(self) -> dict[str, dict]:
        return yaml.safe_load(self.compose)["services"]

    @cached_property
    def instructions(self) -> list[tuple[str, str]]:
        """The Dockerfile's instructions in their order, each with its words, continued lines joined."""
        joined = re.sub(r"\\\n\s*", "", self.dockerfile)
        lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
        return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]

    def said(self, instruction: str) -> list[str]:
        return [words for name, words in self.instructions if name == instruction]

    def of_the_product(self) -> Iterator[tuple[str, dict]]:
        """The services that are built here, that is, all but the bought ones."""
        return ((name, service) for name, service in self.services.items() if "build" in service)

    def variables(self) -> set[str]:
        """What the file takes from the environment of whoever starts it."""
        return {name for name, _, _ in VARIABLE.findall(self.compose)}

    def environment(self, service: str) -> dict[str, str]:
        """What a container of the service finds in its environment: the image's, then the service's own."""
        image = dict(re.findall(r"(\w+)=(\S+)", " ".join(self.said("ENV"))))
        del image["PATH"]
        return image | {name: self._filled(value) for name, value in self.services[service]["environment"].items()}

    def command(self, service: str) -> list[str]:
        """The service's own command or, where it has none, the image's."""
        return self.services[service].get("command") or json.loads(self.said("CMD")[-1])

    def health_check(self, service: str) -> list[str]:
        kind, *command = self.services[service]["healthcheck"]["test"]
        assert kind == "CMD", f"{service} is asked through {kind}"
        return command

    def _filled(self, value: str) -> str:
        def fill(found: re.Match) -> str:
            name, sign, words = found.groups()
            if given := self.given.get(name):
                return given
            assert sign == "-", f"{name} is wanted: {words}"
            return words

        return VARIABLE.sub(fill, value)


def containers(**given: str) -> Containers:
    return Containers((ROOT / "docker-compose.yml").read_text(), (ROOT / "Dockerfile").read_text(), given)
