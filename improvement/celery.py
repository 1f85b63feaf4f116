"""Celery works, the rows are the queue: the application and its timetable. Beat runs in UTC; days are London days."""

import os

from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import beat_init, task_prerun
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "improvement.settings")

app = Celery("improvement")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    timezone="UTC",
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_soft_time_limit=240,
    task_time_limit=300,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 600,
        "unacked_restore_throttle": 1,
        "socket_timeout": 1,
        "socket_connect_timeout": 1,
    },
    beat_schedule={
        # Hourly, so that a London day begins within the hour in summer and winter and a machine that slept catches up.
        "flag-overdue": {"task": "plans.tasks.flag_overdue", "schedule": crontab(minute="5")},
        "record-signals": {"task": "indicators.tasks.record_signals", "schedule": crontab(minute="6")},
        "sweep": {"task": "improvement.tasks.sweep", "schedule": 2.0, "options": {"expires": 10}},
    },
)
app.autodiscover_tasks()


@task_prerun.connect
def leave_broken_connections(task: Task, **_: object) -> None:
    """A worker gives every task a fresh connection; a beat process that is eager has this, or it would keep one that is dead."""
    if task.request.is_eager:
        close_old_connections()


@beat_init.connect
def run_daily_jobs_at_start(**_: object) -> None:
    """A machine that was off overnight does what each day brings, as soon as it is on again: it flags what became overdue
    meanwhile, and records which figures crossed a line."""
    for name in ("plans.tasks.flag_overdue", "indicators.tasks.record_signals"):
        app.send_task(name) if not app.conf.task_always_eager else app.tasks[name].delay()
