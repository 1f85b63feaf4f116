"""Who may open an account? Nobody by themselves: people are added to a notice (manage.py add_member)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: Any) -> bool:
        return False
