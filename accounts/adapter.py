"""Who may open an account? Nobody by themselves: people are added to a notice (manage.py add_member)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccountAdapter(DefaultAccountAdapter):
    # The wait is that of ACCOUNT_RATE_LIMITS in the settings.
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "Too many attempts to sign in have failed. Wait 15 minutes, then try again."
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False
