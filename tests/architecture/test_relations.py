"""Do the keys between tables point down the packages, under a name that nothing below can read?"""

import inspect

from django.apps import apps
from django.db import models

from tests.architecture.house import PACKAGES


def keys(model: type[models.Model]) -> list[models.Field]:
    """Foreign keys, one-to-one and many-to-many fields that this model itself declares."""
    return [field for field in model._meta.get_fields() if field.is_relation and not field.auto_created]


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in PACKAGES]


def faults(model: type[models.Model]) -> list[str]:
    found = []
    home = model._meta.app_label
    for field in keys(model):
        name = f"{model.__name__}.{field.name}"
        if not field.concrete or field.related_model is None:
            found.append(f"{name} points at anything")
            continue
        to = field.related_model._meta.app_label
        is_person = (
            getattr(field, "swappable_setting", None) == "AUTH_USER_MODEL"
        )  # records know that there are people, not whose
        if not is_person and to in PACKAGES and PACKAGES.index(to) > PACKAGES.index(home):
            found.append(f"{name} points up at {to}")
        if to != home and not field.remote_field.hidden:
            found.append(f"{name} can be read from {to}: give it related_name='+'")
    return found


def test_keys_point_down_unseen():
    assert [fault for model in ours() for fault in faults(model)] == []


def test_upward_key_is_found():
    class Upward(models.Model):
        """A board's row that would know of the plan."""

        item = models.ForeignKey("plans.Item", on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "boards"

    class Readable(models.Model):
        """A plan's row that a notice could read."""

        notice = models.ForeignKey("notices.Notice", on_delete=models.PROTECT, related_name="readables")

        class Meta:
            app_label = "plans"

    try:
        assert faults(Upward) == ["Upward.item points up at plans"]
        assert faults(Readable) == ["Readable.notice can be read from notices: give it related_name='+'"]
    finally:
        for model in (Upward, Readable):
            del apps.all_models[model._meta.app_label][model._meta.model_name]
        apps.clear_cache()


def test_every_model_says_what_a_row_is():
    """Django writes a docstring of its own, the list of fields, where there is none."""
    written = {model: inspect.getdoc(model) or "" for model in ours()}
    assert [model.__name__ for model, words in written.items() if words.startswith(f"{model.__name__}(")] == []


def test_no_row_is_deleted_with_another():
    """Facts outlive what they point at: only a draft, which is no fact, goes with its person."""
    cascading = [
        f"{model.__name__}.{field.name}"
        for model in ours()
        for field in keys(model)
        if getattr(field.remote_field, "on_delete", None) is models.CASCADE
    ]
    assert cascading == ["Draft.person"]
