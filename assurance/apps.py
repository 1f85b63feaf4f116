"""The Django app: is it real?"""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "assurance"
