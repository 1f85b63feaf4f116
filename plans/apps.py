"""The Django app: the plan."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"

    def ready(self) -> None:
        from boards.domain import before_held
        from plans.concerns import check_answered

        before_held.connect(check_answered)
