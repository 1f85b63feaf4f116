"""Which address is whose? Everything of a notice lives under its slug; the public routes are the ones before it, and no others."""

from django.urls import path

urlpatterns: list = []
