"""The Django app: how facts are kept."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
