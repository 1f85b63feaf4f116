"""Is it really this person who presses? The password is asked again where an act cannot be undone."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError

from accounts.models import User


def wrong_password(person: User, password: str) -> str:
    """Why the password does not do, as a sentence; "" where it is the person's. It counts with the attempts to sign in."""
    try:
        right = get_adapter().reauthenticate(person, password)
    except ValidationError:
        return "Too many wrong passwords were given for your account. Wait 15 minutes, then try again."
    return "" if right else "This is not your password. Enter the one with which you sign in."
