"""The Django app: Boards, meetings, decisions."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"
