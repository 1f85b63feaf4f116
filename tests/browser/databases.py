"""Where does an installation of a test keep its rows? In a database of the kind that the tests run on, copied in a moment."""

import os
import shutil
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


class Databases:
    """Makes databases and forgets them: files below `folder` or, where DATABASE_URL names a PostgreSQL, on that server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        url = os.environ.get("DATABASE_URL", "")
        self.server = url if url.startswith("postgres") else None
        self.made: list[str] = []

    def make(self, copy_of: str | None = None) -> str:
        """The address of an empty database, or of a copy of one that nobody is connected to."""
        name = f"browser_{uuid.uuid4().hex}"
        if self.server is None:
            if copy_of:
                shutil.copy(copy_of.removeprefix("sqlite:///"), self.folder / name)
            return f"sqlite:///{self.folder / name}"
        template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(urlsplit(copy_of).path[1:])) if copy_of else sql.SQL("")
        self.tell(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + template)
        self.made.append(name)
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def drop_all(self) -> None:
        for name in self.made:
            self.tell(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def tell(self, command: sql.Composed) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(command)
