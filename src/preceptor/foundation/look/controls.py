"""Which USWDS component draws which form field, and what a field says where its answer is missing."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "usa-textarea"),
    (forms.CheckboxInput, "usa-checkbox__input"),
    (forms.SelectMultiple, "usa-select usa-select--multiple"),
    (forms.Select, "usa-select"),
    (forms.FileInput, "file-input"),
)

_MISSING: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.Field, _("This is left empty. Fill it in.")),
    (forms.ChoiceField, _("Nothing is chosen here. Choose an answer.")),
    (forms.DateField, _("No day is given here. Give one.")),
    (forms.FileField, _("No file is chosen. Choose one.")),
    (forms.BooleanField, _("The box is not ticked. Tick it to go on.")),
)


def say_what_is_missing() -> None:
    """Let every field of these kinds, and of kinds made from them, say its sentence where it names none of its own."""
    for kind, sentence in _MISSING:
        kind.default_error_messages = {**kind.default_error_messages, "required": sentence}


def is_group(field: BoundField) -> bool:
    """Whether the field is several inputs under one question, and so a fieldset with a legend."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


def is_single_box(field: BoundField) -> bool:
    """Whether the field is one tick box."""
    return isinstance(field.field.widget, forms.CheckboxInput)


def classes(field: BoundField) -> str:
    """The classes of the field's input, its own first."""
    widget = field.field.widget
    ours = next((names for kind, names in _CLASSES if isinstance(widget, kind)), "usa-input")
    wrong = "usa-input--error" if field.errors and not is_single_box(field) else ""
    return " ".join(part for part in (str(widget.attrs.get("class", "")), ours, wrong) if part)


def control(field: BoundField) -> SafeString:
    """The input itself; label, hint and error stand in the field's template."""
    if is_group(field):
        return SafeString(render_to_string("look/forms/choices.html", {"field": field, "options": _options(field)}))
    return field.as_widget(attrs={"class": classes(field)})


def _options(field: BoundField) -> list[dict[str, Any]]:
    """The single inputs of a group, each with its class."""
    widget = field.field.widget
    # Django makes the tick boxes a kind of radio buttons, so these are asked for first.
    kind = "checkbox" if isinstance(widget, forms.CheckboxSelectMultiple) else "radio"
    attrs = field.build_widget_attrs({"id": field.auto_id, "class": f"usa-{kind}__input"}, widget)
    return [
        dict(option, kind=kind, wrap_label=False, label_id=option["attrs"].get("id"))
        for option in widget.subwidgets(field.html_name, field.value(), attrs)
    ]
