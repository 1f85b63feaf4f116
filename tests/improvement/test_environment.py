"""Is every odd value of the environment refused with a sentence, before anything runs on a guess?"""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from improvement import environment as env
from tests.architecture.house import ROOT


@pytest.mark.parametrize(("given", "means"), [("on", True), ("off", False), ("", True)])
def test_flag_is_on_or_off(monkeypatch, given, means):
    monkeypatch.setenv("FLAG", given)
    assert env.flag("FLAG", default=True) is means


@pytest.mark.parametrize("given", ["yes", "1", "true", "On", "on ", "0", "offf"])
def test_flag_is_not_guessed(monkeypatch, given):
    monkeypatch.setenv("FLAG", given)
    with pytest.raises(ImproperlyConfigured, match="Write FLAG=on or FLAG=off"):
        env.flag("FLAG", default=False)


@pytest.mark.parametrize(
    ("given", "hosts"),
    [("", []), ("a.example.org, b.example.org,", ["a.example.org", "b.example.org"]), ("[::1]", ["[::1]"])],
)
def test_hosts_are_a_list(monkeypatch, given, hosts):
    monkeypatch.setenv("HOSTS", given)
    assert env.names("HOSTS") == hosts


@pytest.mark.parametrize(
    "given", ["*", "*.example.org", "https://a.example.org", "a.example.org:8000", "a/b", "good.example.org,*"]
)
def test_hosts_are_exact(monkeypatch, given):
    monkeypatch.setenv("HOSTS", given)
    with pytest.raises(ImproperlyConfigured, match="Give exact host names"):
        env.names("HOSTS")


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", ()),
        ("/run/clamav/clamd.ctl", ("/run/clamav/clamd.ctl",)),
        ("scan:3310", ("scan", 3310)),
        ("[::1]:1", ("::1", 1)),
    ],
)
def test_scanner_is_a_socket_or_an_address(monkeypatch, given, address):
    monkeypatch.setenv("SCANNER", given)
    assert env.scanner("SCANNER") == address


@pytest.mark.parametrize("given", ["clamd", "scan:", ":3310", "scan:0", "scan:65536", "scan:٣", "run/clamd.ctl"])
def test_scanner_is_not_guessed(monkeypatch, given):
    monkeypatch.setenv("SCANNER", given)
    with pytest.raises(ImproperlyConfigured, match="Give the path of clamd's socket, or host:port"):
        env.scanner("SCANNER")


@pytest.mark.parametrize("given", ["-1", "6", "two", "1.0", "٣", "1" * 5000])
def test_number_is_whole_and_within_its_limits(monkeypatch, given):
    monkeypatch.setenv("NUMBER", given)
    with pytest.raises(ImproperlyConfigured, match="Give a whole number from 0 to 5"):
        env.number("NUMBER", default=0, most=5)


@pytest.mark.parametrize("given", ["board", "a b@example.org", "board@example.org\nBcc: x"])
def test_sender_is_one_address(monkeypatch, given):
    monkeypatch.setenv("SENDER", given)
    with pytest.raises(ImproperlyConfigured, match="Give one mail address"):
        env.sender("SENDER", "board@localhost")


@pytest.mark.parametrize(("given", "said"), [("", "missing"), ("short", "too short"), ("x" * 49, "too short")])
def test_secret_is_asked_for(monkeypatch, given, said):
    monkeypatch.setenv("KEY", given)
    with pytest.raises(ImproperlyConfigured, match=f"KEY is {said}"):
        env.secret("KEY", debug=False)


def test_secret_stands_in_while_developing_only(monkeypatch):
    monkeypatch.delenv("KEY", raising=False)
    assert len(env.secret("KEY", debug=True)) >= 50
    monkeypatch.setenv("KEY", "short")
    with pytest.raises(ImproperlyConfigured):
        env.secret("KEY", debug=True)
    monkeypatch.setenv("KEY", "x" * 50)
    assert env.secret("KEY", debug=False) == "x" * 50


@pytest.mark.parametrize(
    "given", ["mysql://root@localhost/x", "oracle://x", "improvement.sqlite3", "https://example.org"]
)
def test_database_is_one_that_the_tests_run_on(monkeypatch, given):
    monkeypatch.setenv("DB", given)
    with pytest.raises(ImproperlyConfigured, match=r"Use sqlite:///path or postgresql://user@host/name\."):
        env.database("DB", "sqlite:///x")


def test_sqlite_is_set_to_lose_nothing(monkeypatch):
    monkeypatch.delenv("DB", raising=False)
    options = env.database("DB", "sqlite:////tmp/x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        assert f"PRAGMA {pragma};" in options["init_command"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_postgresql_is_set_to_wait_for_nothing_long(monkeypatch, scheme):
    monkeypatch.setenv("DB", f"{scheme}://improver:secret@db.example.org:5433/improvement")
    config = env.database("DB", "")
    assert (config["HOST"], str(config["PORT"]), config["NAME"]) == ("db.example.org", "5433", "improvement")
    assert config["OPTIONS"]["connect_timeout"] == 3
    for limit in ("statement_timeout=15s", "lock_timeout=5s", "idle_in_transaction_session_timeout=30s"):
        assert limit in config["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("given", "kept"), [("", "memory://"), ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0")]
)
def test_broker_is_memory_or_redis(monkeypatch, given, kept):
    monkeypatch.setenv("BROKER", given)
    assert env.broker("BROKER", "memory://") == kept


@pytest.mark.parametrize("given", ["amqp://localhost", "localhost:6379", "sqs://"])
def test_other_brokers_are_refused(monkeypatch, given):
    monkeypatch.setenv("BROKER", given)
    with pytest.raises(ImproperlyConfigured, match="Use memory://"):
        env.broker("BROKER", "memory://")


@pytest.mark.parametrize("given", ["pigeon://loft", "localhost"])
def test_mail_is_understood_or_refused(monkeypatch, given):
    monkeypatch.setenv("MAIL", given)
    with pytest.raises(ImproperlyConfigured, match="Use consolemail:// or smtp://host:25"):
        env.mail("MAIL", "consolemail://")


def test_mail_goes_where_it_is_told(monkeypatch):
    monkeypatch.setenv("MAIL", "smtp://mail.example.org:2525")
    config = env.mail("MAIL", "consolemail://")
    assert (config["EMAIL_HOST"], config["EMAIL_PORT"]) == ("mail.example.org", 2525)


@pytest.mark.parametrize(
    "given", ["board.example.gov.uk", "ftp://board.example.gov.uk", "https://", "https://a.example.org/board"]
)
def test_address_is_scheme_and_host(monkeypatch, given):
    monkeypatch.setenv("ADDRESS", given)
    with pytest.raises(ImproperlyConfigured, match="Give scheme and host"):
        env.address("ADDRESS", "http://127.0.0.1:8000")


def test_address_ends_without_a_stroke(monkeypatch):
    monkeypatch.setenv("ADDRESS", "https://board.example.gov.uk/")
    assert env.address("ADDRESS", "") == "https://board.example.gov.uk"


def test_folder_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("FOLDER", str(tmp_path / "a" / "b"))
    assert env.directory("FOLDER", tmp_path).is_dir()


def settings_under(tmp_path, **given: str) -> subprocess.CompletedProcess:
    """The product's settings, read by a process of its own with nothing else in its environment."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import improvement.settings as s; print(s.SECURE_SITE, s.SESSION_COOKIE_NAME, s.DEBUG)",
        ],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **given},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_starts_without_a_secret(tmp_path):
    done = settings_under(tmp_path)
    assert done.returncode != 0
    assert "SECRET_KEY is missing" in done.stderr


def test_site_with_tls_keeps_its_cookies_to_it(tmp_path):
    done = settings_under(tmp_path, SECRET_KEY="x" * 50, BASE_URL="https://board.example.gov.uk")
    assert done.stdout.split() == ["True", "__Host-ib_session", "False"]
