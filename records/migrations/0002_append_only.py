"""The audit log becomes append-only; the table in which every process counts sign-in attempts is made."""

from django.core.management import call_command
from django.db import migrations

from records.triggers import lift_append_only, make_append_only


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.RunPython(make_append_only("records_auditentry"), lift_append_only("records_auditentry")),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
