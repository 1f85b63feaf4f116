"""The Django app: wiring."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "improvement"
