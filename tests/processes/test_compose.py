"""Do the containers' commands make a whole product? The same commands and settings as processes, with a PostgreSQL of their own
name and a Redis; the machine of the tests has no container engine, so the image itself is not built here."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from celery import Celery
from django.db import connection
from psycopg import sql

from tests.processes.containers import Containers, containers
from tests.processes.post import PostOffice
from tests.processes.running import SECRET_KEY, Process, Product, database_url, product

pytestmark = [
    pytest.mark.only_on("postgresql"),  # where containers keep their rows
    pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server here to be started as the file says"),
]
HOST = "board.example.gov.uk"
SWEEP = "improvement.tasks.sweep"
AS_THE_PROXY_ASKS = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}


def spare_port() -> int:
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        return spare.getsockname()[1]


@pytest.fixture(scope="module")
def server_database() -> Iterator[str]:
    """An empty database on the server of the tests: the address that stands for `postgres:5432`."""
    server = connection.settings_dict | {"NAME": "postgres"}
    name = f"containers_{os.getpid()}"
    with psycopg.connect(database_url(server), autocommit=True) as line:
        line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield database_url(server | {"NAME": name})
        finally:
            line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


class Deployment:
    """The services of docker-compose.yml as processes. Swapped are the addresses that only containers have, and nothing else."""

    def __init__(self, files: Containers, running: Product, database: str) -> None:
        self.files, self.running, self.database = files, running, database
        self.web_port, self.redis_port = spare_port(), spare_port()

    def here(self, word: str) -> str:
        """A word of a command or a setting, said for this machine."""
        if word == "8000":
            return str(self.web_port)
        for theirs, ours in {
            "0.0.0.0:8000": f"127.0.0.1:{self.web_port}",
            "redis://redis:6379/": f"redis://127.0.0.1:{self.redis_port}/",
            "postgres://improvement:letters@postgres:5432/improvement": self.database,
            "/var/lib/improvement": str(self.running.folder),
        }.items():
            word = word.replace(theirs, ours)
        return word

    def environment(self, service: str) -> dict[str, str]:
        return {name: self.here(value) for name, value in self.files.environment(service).items()}

    def up(self, service: str) -> Process:
        command = [self.here(word) for word in self.files.command(service)]
        return self.running.start(*command, name=service, **self.environment(service))

    def up_redis(self) -> Process:
        command = [*self.files.command("redis"), "--bind", "127.0.0.1", "--port", str(self.redis_port)]
        return self.running.start(*command, "--dir", str(self.running.folder), name="redis")

    def is_healthy(self, service: str) -> bool:
        """What the engine learns when it asks."""
        words = self.files.health_check(service)
        if service == "redis":
            words = [*words[:1], "-p", str(self.redis_port), *words[1:]]
            environment = self.running.env
        else:
            environment = self.running.env | self.environment(service)
        log = self.running.folder / "healthy.log"
        with log.open("ab") as stream:
            asked = subprocess.run(
                [self.here(word) for word in words], env=environment, cwd=Path(__file__).parents[2],
                stdout=stream, stderr=stream, timeout=30, check=False,
            )  # fmt: skip
        return asked.returncode == 0

    def wait_healthy(self, service: str) -> None:
        self.running.until(lambda: self.is_healthy(service), f"{service} is healthy")

    def leave_a_mail(self, subject: str) -> None:
        """A row that waits, as a rule would have written it."""
        with psycopg.connect(self.database) as line:
            line.execute(
                "INSERT INTO accounts_message (person_id, reference, subject, body, composed_at)"
                " SELECT id, 'test', %s, 'Good morning.', now() FROM accounts_user",
                [subject],
            )

    def get(self, path: str) -> http.client.HTTPResponse:
        asked = http.client.HTTPConnection("127.0.0.1", self.web_port, timeout=10)
        asked.request("GET", path, headers=AS_THE_PROXY_ASKS)
        answer = asked.getresponse()
        answer.read()
        asked.close()
        return answer


@pytest.fixture(scope="module")
def post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office
        office.shutdown()


@pytest.fixture(scope="module")
def deployed(
    server_database: str, post_office: PostOffice, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """Redis is up, the database is migrated and has the first notice with its secretary, as docs/operating.md says."""
    folder = tmp_path_factory.mktemp("containers")
    files = containers(
        SECRET_KEY=SECRET_KEY,
        POSTGRES_PASSWORD="letters",
        BASE_URL=f"https://{HOST}",
        ALLOWED_HOSTS=HOST,
        EMAIL_URL=post_office.url,
    )
    with product(folder, {"HOME": str(folder / "none")}) as running:  # the image's user has no home either
        deployment = Deployment(files, running, server_database)
        deployment.up_redis()
        deployment.wait_healthy("redis")
        assert deployment.up("prepare").popen.wait(60) == 0, running.log("prepare")
        running.env |= deployment.environment("web")  # docker compose exec web python manage.py …
        running.manage("load_notice", "notices/data/wiltshire-2012.yaml")
        who = ("--role", "secretary", "--agency", "council", "--name", "Sam Secretary", "--email", "sam@example.gov.uk")
        running.manage("add_member", "--notice", "wiltshire-2012", *who)
        yield deployment


def test_web_answers_through_its_proxy_and_the_health_check_sees_it(deployed: Deployment) -> None:
    assert not deployed.is_healthy("web")
    web = deployed.up("web")
    deployed.wait_healthy("web")

    assert deployed.get("/account/login/").status == 200
    assert deployed.get("/static/app.css").status == 200
    assert deployed.get("/demonstration/").status == 404
    assert web.stop() == 0
    assert not deployed.is_healthy("web")


def test_worker_takes_a_bell_and_beat_rings_it(deployed: Deployment, post_office: PostOffice) -> None:
    deployed.leave_a_mail("One")
    worker = deployed.up("worker")
    with Celery(broker=deployed.environment("worker")["BROKER_URL"]) as bell:
        bell.send_task(SWEEP)
    deployed.running.until(lambda: left_here(post_office) == ["One"], "the worker has swept once")
    assert deployed.is_healthy("worker")

    deployed.leave_a_mail("Two")
    beat = deployed.up("beat")
    deployed.running.until(lambda: left_here(post_office) == ["One", "Two"], "beat rings and the worker sweeps")
    assert set(post_office.addresses()) == {"sam@example.gov.uk"}
    assert deployed.is_healthy("beat")

    assert beat.stop() == 0
    assert worker.stop() == 0
    assert not deployed.is_healthy("worker")
    grow_old(deployed.running.folder)
    assert not deployed.is_healthy("beat")


def left_here(office: PostOffice) -> list[str]:
    """The subjects of the mails of these tests; the first sweep also tells of a report whose day was in 2013."""
    return [mail["Subject"] for mail in office.received if mail["Subject"] in ("One", "Two")]


def grow_old(folder: Path) -> None:
    """As if beat had written nothing down for an hour."""
    then = time.time() - 3600
    schedules = list(folder.glob("beat-schedule*"))
    assert schedules
    for schedule in schedules:
        os.utime(schedule, (then, then))
