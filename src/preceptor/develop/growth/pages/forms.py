"""Forms of growth."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from preceptor.develop.growth.commands.placing import LONGEST, Placed


class GoalForm(forms.Form):
    """A goal in a strand."""

    strand = forms.ChoiceField(label=_("Strand"))
    text = forms.CharField(
        label=_("What you want to reach"),
        widget=forms.Textarea(attrs={"rows": "4", "autocomplete": "off"}),
        max_length=LONGEST,
    )
    due = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, strands: list[tuple[str, str]], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["strand"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = strands


class EvidenceForm(forms.Form):
    """What shows how far a goal is."""

    text = forms.CharField(
        label=_("What shows it"),
        widget=forms.Textarea(attrs={"rows": "4", "autocomplete": "off"}),
        max_length=LONGEST,
    )


def placed(sent: QueryDict, strands: list[str]) -> dict[str, Placed]:
    """The levels and texts of a form, by strand."""
    found = {}
    for name in strands:
        level = sent.get(f"level-{name}", "")
        found[name] = Placed(int(level) if level in {"1", "2", "3", "4"} else None, sent.get(f"text-{name}", ""))
    return found
