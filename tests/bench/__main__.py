"""Which limits does the product keep on this machine? Each line says how much of its limit a measured figure is.

make bench                             all of them, on PostgreSQL and on SQLite
make bench ARGS=plan_list              one of them: plan_list, flags, dashboard, edition, workbook, signals, imports, search,
                                       pack, beside
DATABASES=postgresql make bench        on one database
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "improvement.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.bench import beside, dashboard, edition, flags, imports, pack, plan_list, search, signals, workbook  # noqa: E402

MEASURES = {
    "plan_list": plan_list,
    "flags": flags,
    "dashboard": dashboard,
    "edition": edition,
    "workbook": workbook,
    "signals": signals,
    "imports": imports,
    "search": search,
    "pack": pack,
    "beside": beside,
}


def main(asked: list[str]) -> int:
    unknown = [name for name in asked if name not in MEASURES]
    if unknown:
        print(f"bench: there is no {unknown[0]}; there are {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    setup_test_environment()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    name = connection.settings_dict["NAME"]
    for measure in asked or MEASURES:
        if connection.vendor == "sqlite":  # in memory, or where a process beside this one finds it
            on_disk = getattr(MEASURES[measure], "ON_DISK", False)
            connection.settings_dict["TEST"]["NAME"] = f"{name}.bench" if on_disk else None
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            for line in MEASURES[measure].measure():
                print(f"{connection.vendor:<11} {line}", flush=True)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
