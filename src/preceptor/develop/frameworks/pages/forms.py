"""Forms of frameworks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.develop.frameworks.models import Framework

# What a form can hand back to itself after the trial; larger files go in by the command.
MOST_FILE_BYTES = 2_000_000


class LoadForm(forms.Form):
    """A package, the name it is to have, and whose words it is in."""

    file = forms.FileField(label=_("File"), help_text=_("A CFPackage of CASE 1.1, as JSON, of 2 MB at most."))
    key = forms.CharField(
        label=_("Short name"),
        help_text=_("The name by which program definitions refer to it, such as mentor_competencies."),
        max_length=60,
    )
    wording = forms.ChoiceField(label=_("Whose words"), choices=Framework.Wording.choices, widget=forms.RadioSelect)
    ground = forms.CharField(
        label=_("On what ground the owner's text may be used here"),
        help_text=_("For an official text: the permission or license, who gave it and when."),
        max_length=500,
        required=False,
    )
