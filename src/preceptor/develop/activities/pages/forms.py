"""Forms of activities."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.develop.activities.queries.entry import EntryFormPage
from preceptor.develop.activities.rules.entering import LONGEST, SHORTEST, Typed
from preceptor.foundation.district.public import zone

MOST_RADIOS = 6


class EntryForm(forms.Form):
    """What, with whom, when, how long; on a phone three taps when the guesses are right."""

    what = forms.ChoiceField(label=_("What"))
    partner = forms.ChoiceField(label=_("With whom"), required=False)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"step": "5", "inputmode": "numeric"}),
    )
    tasks = forms.MultipleChoiceField(label=_("Kinds of support"), widget=forms.CheckboxSelectMultiple, required=False)
    competencies = forms.MultipleChoiceField(
        label=_("Competencies worked on"), widget=forms.CheckboxSelectMultiple, required=False
    )
    remote_reason = forms.ChoiceField(label=_("Why it was not in person"), required=False)
    sent_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, page: EntryFormPage, data: Any = None) -> None:
        super().__init__(data, initial=page.initial)
        widget = forms.RadioSelect if len(page.whats) <= MOST_RADIOS else forms.Select
        self._choices("what", page.whats, widget)
        self._choices("partner", page.partners, forms.RadioSelect)
        self._choices("tasks", page.tasks, None)
        self._choices("competencies", page.competencies, None)
        self._choices("remote_reason", (("", _("In person, or no reason needed")), *page.reasons), None)
        offered = {"tasks": page.tasks, "competencies": page.competencies, "partner": page.partners}
        for name in (each for each, choices in offered.items() if not choices):
            del self.fields[name]

    def _choices(self, name: str, choices: Any, widget: type[forms.Widget] | None) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        if widget is not None:
            field.widget = widget()
        field.choices = list(choices)

    def typed(self) -> Typed:
        """The entry as plain values, its moment on the district's clock."""
        said = self.cleaned_data
        kind, mode = said["what"].split("/", 1)
        return Typed(
            kind=kind,
            mode=mode,
            starts=datetime.combine(said["day"], said["time"], zone()),
            minutes=said["minutes"],
            partner_ids=(int(said["partner"]),) if said.get("partner") else (),
            tasks=tuple(said.get("tasks", ())),
            competencies=tuple(said.get("competencies", ())),
            remote_reason=said["remote_reason"] if mode != "in_person" else "",
        )


class QuestionForm(forms.Form):
    """What the office wants to know."""

    question = forms.CharField(
        label=_("Your question"),
        help_text=_("Ask about hours, days or kinds; what the two talked about stays between them."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=500,
    )


class DueForm(forms.Form):
    """The day until which logs are in time."""

    day = forms.DateField(label=_("Logs are due on"), widget=forms.DateInput(attrs={"type": "date"}))


class ExemptionForm(forms.Form):
    """What somebody is exempted from, and why."""

    owed = forms.ChoiceField(label=_("Duty and period"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person reads it, with your name. Write nothing about anybody's health."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=500,
    )

    def __init__(self, choices: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["owed"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = [("", _("Choose one")), *choices]
