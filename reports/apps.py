"""The Django app: what is read across packages."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
