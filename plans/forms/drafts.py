"""What is asked of whoever drafts an item that nobody has agreed yet?"""

from typing import Any

from plans.forms.agreed import AgreeItemForm
from plans.item_drafts import Answers


class DraftItemForm(AgreeItemForm):
    """An item that nobody has agreed yet: as the form that enters one, of which only the words are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["decision"]
        self.fields["words"].help_text = "As the Board would agree it."
        for name, field in self.fields.items():
            field.required = name == "words"

    def as_kept(self) -> Answers:
        """Every answer as it was typed, by field."""
        return {field.name: field.data for field in self.visible_fields() if field.data}
