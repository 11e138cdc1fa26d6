"""Forms of the indicators."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.district.public import people_by_email
from preceptor.foundation.indicators.queries.preview import FreezePage

LONG = {"rows": "3"}


def _reason(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=500, widget=forms.Textarea(attrs=LONG)
    )


class _Owned(forms.Form):
    """A form that names an owner by work e-mail."""

    owner = forms.EmailField(label=_("Who answers for it"), help_text=_("The work e-mail of somebody in the district."))

    def clean_owner(self) -> int | None:
        """The person of the address."""
        given = self.cleaned_data["owner"]
        if not given:
            return None
        found = people_by_email([given])
        if given.lower() not in found:
            raise forms.ValidationError(_("Nobody in the district has this address."))
        return found[given.lower()]


class ChargeForm(_Owned):
    """Owner and target."""

    target = forms.DecimalField(
        label=_("Target"),
        help_text=_("A percentage for a share, otherwise a number. Leave it out when there is none."),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    target_year = forms.RegexField(
        r"^\d{4}-\d{2}$", label=_("To be reached in school year"), help_text=_("Such as 2027-28."), required=False
    )
    reason = _reason(_("Where the target comes from"), _("For instance the board's decision and its day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].required = False

    def clean(self) -> dict[str, Any]:
        """A target needs its reason."""
        said = super().clean() or {}
        if said.get("target") is not None and not (said.get("reason") or "").strip():
            self.add_error("reason", _("A target needs its reason."))
        return said


class FreezeForm(forms.Form):
    """Freezing, entering or revising a period."""

    number = forms.IntegerField(label="", min_value=0)
    out_of = forms.IntegerField(label="", min_value=0)
    evidence = forms.FileField(label=_("Evidence"))
    reason = _reason(_("Why the figure changes"), _("It is kept beside the revision, with your name."))

    def __init__(self, page: FreezePage, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["number"].label, self.fields["out_of"].label = page.counted_says, page.out_of_says
        self.fields["evidence"].help_text = page.evidence_says
        # What is missing is said as the command says it, in a sentence that helps more than "required".
        self.fields["evidence"].error_messages["required"] = format_lazy(
            "{} {}",
            _("A figure without evidence cannot be kept."),
            _("Choose the file that shows it: a report, a result list, minutes."),
        )
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = _("Say why it changes, and a revision is made beside it.")
        if not page.entered:
            del self.fields["number"], self.fields["evidence"]
        if not page.entered or not page.share:
            del self.fields["out_of"]
        if not page.revision:
            del self.fields["reason"]


class DefinitionForm(forms.Form):
    """A definition as text or file."""

    file = forms.FileField(label=_("A definition file (TOML)"), required=False)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": "16", "spellcheck": "false", "class": "usa-textarea usa-textarea--tall"}),
    )

    def clean(self) -> dict[str, Any]:
        """Either of them."""
        said = super().clean() or {}
        given = said.get("file")
        if given is not None:
            try:
                said["text"] = given.read(200_000).decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", _("The file is not text in UTF-8. Save it as TOML and choose it again."))
        if not self.errors and not (said.get("text") or "").strip():
            self.add_error("text", _("Choose a file, or paste the text."))
        return said


class DutyForm(_Owned):
    """A new accreditation duty."""

    title = forms.CharField(label=_("What has to be done"), max_length=200)
    program = forms.CharField(label=_("Which program it keeps accredited"), max_length=200)
    body = forms.CharField(label=_("Who accredits"), max_length=200)
    evidence_wanted = forms.CharField(label=_("Which evidence shows it"), max_length=500)
    due = forms.DateField(label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}))
    remind_days = forms.IntegerField(label=_("Remind so many days before"), min_value=1, max_value=365, initial=30)
    field_order = ("title", "program", "body", "evidence_wanted", "due", "owner", "remind_days")


class FinishForm(forms.Form):
    """Evidence of a duty."""

    evidence = forms.FileField(
        label=_("Evidence"), error_messages={"required": _("A duty is done when its evidence is here.")}
    )
    note = _reason(_("Note"))
