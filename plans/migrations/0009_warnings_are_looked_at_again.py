from datetime import timedelta

from django.db import migrations, models

SIX_WEEKS = timedelta(weeks=6)  # in which a Board has met


def name_a_day(apps, schema_editor):
    """Warnings set aside before a day was asked for are looked at again after six weeks."""
    SetAside = apps.get_model('plans', 'SignalSetAside')
    for row in SetAside.objects.all():
        SetAside.objects.filter(pk=row.pk).update(look_again_on=row.counts_on + SIX_WEEKS)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0008_what_an_agenda_item_is_about'),
    ]

    operations = [
        migrations.AddField(
            model_name='signalsetaside',
            name='look_again_on',
            field=models.DateField(null=True),
        ),
        migrations.RunPython(name_a_day, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='signalsetaside',
            name='look_again_on',
            field=models.DateField(),
        ),
        migrations.AddConstraint(
            model_name='signalsetaside',
            constraint=models.CheckConstraint(condition=models.Q(('look_again_on__gt', models.F('counts_on'))), name='a_signal_is_looked_at_again_on_a_later_day'),
        ),
    ]
