"""Wiring only: settings, addresses, the timetable, whole-product commands."""

from improvement.celery import app as celery_app

__all__ = ["celery_app"]
