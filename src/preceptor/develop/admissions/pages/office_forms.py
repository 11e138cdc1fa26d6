"""Forms of the office and of reviewers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preceptor.foundation.district.public import people, people_by_email, people_by_number


class WaiverForm(forms.Form):
    """Which rule is to be waived, and why."""

    rule = forms.ChoiceField(label=gettext_lazy("Rule"))
    reason = forms.CharField(
        label=gettext_lazy("Why it should not count here"),
        help_text=gettext_lazy("Write nothing from the personnel file. The record keeps the reason."),
        widget=forms.Textarea({"rows": 3}),
        max_length=3000,
    )


class WaiverAnswerForm(forms.Form):
    """The second signature."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[("sign", gettext_lazy("I agree and sign")), ("refuse", gettext_lazy("I refuse"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("A word on it"),
        help_text=gettext_lazy("Needed when you refuse."),
        widget=forms.Textarea({"rows": 3}),
        max_length=3000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == "refuse" and not cleaned.get("note"):
            self.add_error("note", _("Say why you refuse."))
        return cleaned


class ReviewersForm(forms.Form):
    """Who reads: people ticked in the list, and others by e-mail address or employee number."""

    people = forms.TypedMultipleChoiceField(coerce=int, required=False)
    others = forms.CharField(
        label=gettext_lazy("Others, by e-mail address or employee number"),
        help_text=gettext_lazy("One on a line. Anybody who works in the district can read."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    def __init__(self, offered: Sequence[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101  declared just above
        field.choices = [(one, one) for one in offered]

    def clean_others(self) -> list[int]:
        """The people behind what was typed; what names nobody is told."""
        typed = [line.strip() for line in str(self.cleaned_data["others"]).replace(",", "\n").splitlines()]
        wanted = [line for line in typed if line]
        known = {**people_by_number(wanted), **people_by_email(wanted)}
        missing = [line for line in wanted if line not in known and line.lower() not in known]
        if missing:
            raise forms.ValidationError(_("Nobody here: %(names)s.") % {"names": ", ".join(missing)})
        return [known[line] if line in known else known[line.lower()] for line in wanted]

    def chosen(self) -> set[int]:
        """Everybody who was ticked or typed."""
        return {*self.cleaned_data.get("people", []), *self.cleaned_data.get("others", [])}


class ReviewerForm(forms.Form):
    """One more reader, by hand."""

    person = forms.CharField(
        label=gettext_lazy("E-mail address or employee number"),
        widget=forms.TextInput({"autocomplete": "off"}),
        max_length=200,
    )

    def clean_person(self) -> int:
        """The person behind what was typed."""
        typed = str(self.cleaned_data["person"]).strip()
        known = {**people_by_number([typed]), **people_by_email([typed])}
        found = known.get(typed) or known.get(typed.lower())
        if found is None or found not in people([found]):
            raise forms.ValidationError(_("Nobody here has this address or number."))
        return found
