"""Is a file of 1,000,000 figures read, checked, previewed and recorded at no less than 0.4 of the rate at which the database takes
ready rows, and in no more memory than one of 100,000?

The whole way of the product, in a process of its own, but for the page: what is sent there has at most 25 MB, and this file is
larger. The bare way takes the same rows, ready, into the same table: on PostgreSQL by COPY to a temporary table and INSERT …
SELECT, on SQLite by executemany; in one transaction. Each goes its way twice, and the better time counts.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction

from accounts.policy import Role
from indicators.imports.applying import confirm, shown
from indicators.imports.facts import facts_of
from indicators.imports.waiting import read_waiting, record_confirmed
from indicators.models import FigureFile, Indicator, IndicatorPart, Observation
from notices.models import Membership
from records import files
from records.file_kinds import pieces
from records.limited import ENVIRONMENT
from records.models import StoredFile
from records.uploads import fingerprint
from records.writing import writing
from tests.bench.timing import line
from tests.cast import make_cast
from tests.clock import Clock
from tests.conftest import START
from tests.factories import World, make_world
from tests.processes.running import ROOT, database_url

ON_DISK = True  # the importing process is another
FEW, MANY = 100_000, 1_000_000
INDICATORS, TEAMS, WEEKS = 40, 50, 500
TODAY, LAST_WEEK = date(2012, 11, 20), date(2012, 11, 16)
LEAST_RATE, MOST_MEMORY = 0.4, 1.2
TABLE = Observation._meta.db_table
TAKE = "import django, sys; django.setup(); from tests.bench.imports import take; take(sys.argv[1])"
# What the child does, and what it took: its peak as rusage has it begins with that of the process that started it.
READ = """
import json, sys
from indicators.imports.child import messages
with open(sys.argv[1], "rb") as source, open(sys.argv[2]) as facts, open("/dev/null", "w") as checked:
    for message in messages(source, json.load(facts), checked):
        pass
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
COLUMNS = [field.column for field in Observation._meta.concrete_fields if not field.primary_key]
LISTED = ", ".join(COLUMNS)


def measure() -> Iterator[str]:
    clock, cast = Clock(START), make_cast()
    world = make_world(cast, clock, cast.a)
    define(world)
    with tempfile.TemporaryDirectory() as folder:
        taken: dict[int, dict[str, float]] = {}
        ready = Path(folder) / "ready"
        for many in (FEW, MANY, MANY):
            write(path := Path(folder) / f"{many}.csv", many)
            found = in_process(path)
            taken[many] = min(taken.get(many, found), found, key=lambda one: one["read"] + one["record"])
            assert (found["figures"], Observation.objects.count()) == (many, many)
            yield (
                f"                    {many:,} figures: read and previewed in {found['read']:.1f} s, recorded in "
                f"{found['record']:.1f} s; {found['megabytes']:.0f} MB at the peak, {found['child']:.0f} MB in the child"
            )
            if many == MANY and not ready.exists():
                keep_ready(ready)
            empty()
        bare = min(take_ready(ready) for _ in range(2))
    whole = taken[MANY]["read"] + taken[MANY]["record"]
    rate = bare / whole
    yield line(
        f"{MANY:,} ready rows take {bare:.1f} s, the import takes {1 / rate:.2f} times that: {rate:.2f} of the rate",
        1 / rate,
        1 / LEAST_RATE,
    )
    for of in ("megabytes", "child"):
        more = taken[MANY][of] / taken[FEW][of]
        whose = "the importing process" if of == "megabytes" else "its child"
        yield line(f"{whose} takes {more:.2f} times the memory for ten times the figures", more, MOST_MEMORY)


def define(world: World) -> None:
    for number in range(INDICATORS):
        unit = "percent" if number % 2 else "count"
        world.define_indicator(f"BB-{number:02}", unit=unit, polarity="higher", breakdown="team")
    said = {"number": 1, "counts_on": world.clock.today, "recorded_at": world.clock.now, "recorded_by": world.secretary}
    IndicatorPart.objects.bulk_create(
        IndicatorPart(indicator=row, code=f"team-{team}", name=f"Team {team}", **(said | {"number": team + 1}))
        for row in Indicator.objects.filter(code__startswith="BB-")
        for team in range(TEAMS)
    )
    world.clock.move_to(TODAY)


def write(path: Path, many: int) -> None:
    """Series after series, the oldest week first, as a system exports them."""
    weeks = [(LAST_WEEK - timedelta(weeks=back)).isoformat() for back in range(WEEKS - 1, -1, -1)]
    with path.open("w") as file:
        file.write("Indicator,Part,Period,Numerator,Denominator,Value,Note\n")
        for number in range(many):
            of, week = divmod(number, WEEKS)
            indicator, team = divmod(of, TEAMS)
            numbers = f"{50 + number % 11},{100 + number % 13}," if indicator % 2 else f",,{1000 + number * 7 % 41}"
            file.write(f"BB-{indicator:02},team-{team},{weeks[week]},{numbers},{'Late.' if not number % 50 else ''}\n")


def in_process(path: Path) -> dict[str, float]:
    environment = os.environ | {"DATABASE_URL": database_url(connection.settings_dict)}
    command = [sys.executable, "-c", TAKE, str(path)]
    return json.loads(subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def keep_ready(path: Path) -> None:
    """The rows that the import made, as the bare way takes them: text to copy, or values in memory."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with path.open("wb") as file, cursor.copy(f"COPY {TABLE} ({LISTED}) TO STDOUT") as copy:
                file.writelines(copy)
            return
        cursor.execute(f"SELECT {LISTED} FROM {TABLE}")
        path.write_text(json.dumps(cursor.fetchall(), default=str))


def take_ready(path: Path) -> float:
    rows = json.loads(path.read_text()) if connection.vendor == "sqlite" else []
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute(f"CREATE TEMPORARY TABLE ready ON COMMIT DROP AS SELECT {LISTED} FROM {TABLE} WHERE false")
            with path.open("rb") as file, cursor.copy(f"COPY ready ({LISTED}) FROM STDIN") as copy:
                while piece := file.read(256 * 1024):
                    copy.write(piece)
            cursor.execute(f"INSERT INTO {TABLE} ({LISTED}) SELECT {LISTED} FROM ready")
        else:
            cursor.executemany(f"INSERT INTO {TABLE} ({LISTED}) VALUES ({', '.join(['%s'] * len(COLUMNS))})", rows)
    took = time.perf_counter() - began
    assert Observation.objects.count() == MANY
    empty()
    return took


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {TABLE}")


def take(name: str) -> None:
    """In the process of its own: sent past the page's limit of 25 MB, read, said yes to, recorded."""
    path = Path(name)
    member = Membership.objects.select_related("notice", "person").get(notice__slug="wiltshire-2012", role=Role.ANALYST)
    notice, sender = member.notice, member.person
    with path.open("rb") as source, writing(notice.slug) as at:
        stored = files.keep_pieces(
            pieces(source),
            sha256=fingerprint(source),
            size=path.stat().st_size,
            content_type="text/csv",
            scan=StoredFile.Scan.NOT_SCANNED,
            at=at,
        )
        number = FigureFile.objects.count() + 1
        row = FigureFile.objects.create(
            notice=notice, number=number, person=sender, file=stored, file_name=path.name, sent_at=at
        )
    began = time.perf_counter()
    assert read_waiting() == 1, FigureFile.objects.get(pk=row.pk).failed
    read = time.perf_counter() - began
    found = FigureFile.objects.get(pk=row.pk).preview["found"]
    assert (found["many_faults"], found["many_questions"]) == (0, 0), (found["faults"][:3], found["questions"][:3])
    began = time.perf_counter()
    with writing(notice.slug) as at:
        confirm(file=row, seen=shown(found), by=sender, at=at)
    assert record_confirmed() == 1
    took = {
        "figures": FigureFile.objects.get(pk=row.pk).figures,
        "read": read,
        "record": time.perf_counter() - began,
        "megabytes": peak(Path("/proc/self/status").read_text()),
    }
    with tempfile.NamedTemporaryFile("w") as facts:
        json.dump(facts_of(notice, at, order=""), facts)
        facts.flush()
        command = [sys.executable, "-c", READ, name, facts.name]
        said = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True).stdout
    print(json.dumps(took | {"child": int(said) / 1000}))


def peak(status: str) -> float:
    """Megabytes that a process had at most."""
    return next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmHWM")) / 1000
