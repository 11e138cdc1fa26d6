"""What every form says of an answer that is missing: a sentence with what to do, in place of "is required"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SENTENCES: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.Field, _("This is left empty. Fill it in.")),
    (forms.ChoiceField, _("Nothing is chosen here. Choose an answer.")),
    (forms.DateField, _("No day is given here. Give one.")),
    (forms.FileField, _("No file is chosen. Choose one.")),
    (forms.BooleanField, _("The box is not ticked. Tick it to go on.")),
)


def say_what_is_missing() -> None:
    """Let every field of these kinds, and of kinds made from them, say its sentence where it names none of its own."""
    for kind, sentence in SENTENCES:
        kind.default_error_messages = {**kind.default_error_messages, "required": sentence}
