"""What do tests with real processes stand on? The test database, a Redis and a post office on this machine."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import Celery
from django.db import connection

from tests.processes.post import PostOffice
from tests.processes.running import Product, database_url, product


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Redis that scripts/test has started or, without it, one of our own."""
    if url := os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    server = subprocess.Popen(
        [
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            str(port),
            "--dir",
            folder,
            "--save",
            "",
            "--logfile",
            folder / "log",
        ]
    )
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def broker(redis_url: str) -> Iterator[redis.Redis]:
    """The Redis, empty."""
    with redis.Redis.from_url(redis_url, retry=redis.retry.Retry(redis.backoff.ConstantBackoff(0.1), 50)) as server:
        server.flushdb()
        yield server
        server.flushdb()


@pytest.fixture
def bell(redis_url: str, broker: redis.Redis) -> Iterator[Celery]:
    """Rings as the product does: `bell.send_task("plans.tasks.flag_overdue")`."""
    with Celery(broker=redis_url) as app:
        yield app


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office
        office.is_open.set()
        office.shutdown()


@pytest.fixture
def embedded(transactional_db: None, post_office: PostOffice, tmp_path: Path, settings) -> Iterator[Product]:
    """The product on the database of this test, with no other server than the post office."""
    settings.MEDIA_ROOT = tmp_path / "files"
    given = {"DATABASE_URL": database_url(connection.settings_dict), "EMAIL_URL": post_office.url}
    with product(tmp_path, given) as running:
        yield running


@pytest.fixture
def grown_up(embedded: Product, redis_url: str, broker: redis.Redis) -> Product:
    """The same with a Redis: workers and beat are processes of their own."""
    embedded.env["BROKER_URL"] = redis_url
    return embedded
