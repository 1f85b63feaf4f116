"""How do many tests begin with the sample, which takes long to live through? Once a run, then each from a copy."""

import fcntl
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from notices.models import Notice
from records.models import DemonstrationClock, StoredFile
from tests.tables import append_only_lifted, empty_the_tables

DATABASE, SEQUENCES, SAID, FILES = "sample.sqlite3", "sequences.json", "said", "files"


class SampleCopy:
    """The whole database and its stored files as they are after the command load_sample, kept in a folder that every worker
    of a run shares."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def said(self) -> str:
        """What the command said that loaded it."""
        return (self.folder / SAID).read_text()

    def take_once(self) -> None:
        """Load the sample and keep a copy, unless another worker has; the database is empty before and afterwards."""
        with self._alone():
            if self.folder.exists():
                return
            said = StringIO()
            call_command("load_sample", stdout=said)
            unfinished = self.folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            (unfinished / SAID).write_text(said.getvalue())
            _copy_files(Path(settings.MEDIA_ROOT), unfinished / FILES)
            self._keep_sqlite(unfinished) if connection.vendor == "sqlite" else self._keep_postgresql(unfinished)
            unfinished.rename(self.folder)
            empty_the_tables()

    def put_back(self) -> Notice:
        """Fill the database with the copy, in place of whatever it holds; its clock runs on from now."""
        self._put_back_sqlite() if connection.vendor == "sqlite" else self._put_back_postgresql()
        ContentType.objects.clear_cache()
        DemonstrationClock.objects.update(set_at=timezone.now())
        _copy_files(self.folder / FILES, Path(settings.MEDIA_ROOT))
        return Notice.objects.get()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self.folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _keep_sqlite(self, folder: Path) -> None:
        connection.ensure_connection()
        kept = sqlite3.connect(folder / DATABASE)
        connection.connection.backup(kept)
        kept.close()

    def _put_back_sqlite(self) -> None:
        connection.ensure_connection()
        kept = sqlite3.connect(self.folder / DATABASE)
        kept.backup(connection.connection)
        kept.close()

    def _keep_postgresql(self, folder: Path) -> None:
        with connection.cursor() as cursor:
            for table in _tables():
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as rows:
                    (folder / table).write_bytes(b"".join(bytes(part) for part in rows))
            cursor.execute(
                "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL"
            )
            (folder / SEQUENCES).write_text(json.dumps(dict(cursor.fetchall())))

    def _put_back_postgresql(self) -> None:
        with transaction.atomic(), append_only_lifted(), connection.cursor() as cursor:
            tables = _tables()
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
            for table in tables:
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as rows:
                    rows.write((self.folder / table).read_bytes())
            for name, last in json.loads((self.folder / SEQUENCES).read_text()).items():
                cursor.execute("SELECT setval(%s, %s)", [name, last])


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _copy_files(from_folder: Path, to_folder: Path) -> None:
    """The files that the database names, into another folder of stored files."""
    for sha256 in StoredFile.objects.values_list("sha256", flat=True):
        (to_folder / sha256[:2]).mkdir(parents=True, exist_ok=True)
        shutil.copy(from_folder / sha256[:2] / sha256, to_folder / sha256[:2])
