"""What do the sign-in pages ask? allauth's forms, with sentences that name the question."""

from allauth.account import forms as allauth

from records.forms import PlainForm


class SignInForm(PlainForm, allauth.LoginForm):
    pass


class ResetForm(PlainForm, allauth.ResetPasswordForm):
    pass


class ResetFromKeyForm(PlainForm, allauth.ResetPasswordKeyForm):
    pass


class ChangeForm(PlainForm, allauth.ChangePasswordForm):
    pass
