"""The Django app: the notice."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
