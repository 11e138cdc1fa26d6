"""Forms of initiatives."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.district.public import PersonBrief, people, people_by_email, people_by_number
from preceptor.foundation.measures.public import Measure
from preceptor.resource.initiatives.models import Milestone, MilestoneLink, Remark

LARGEST = 1_000_000


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DatesForm(forms.Form):
    """Other dates of a milestone, and why."""

    start = forms.DateField(label=_("First day"), widget=_Day())
    end = forms.DateField(
        label=_("Last day"), widget=_Day(), required=False, help_text=_("Without one it is the one day above.")
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where anything becomes later."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, row: Milestone, data: Any = None) -> None:
        initial = {"start": row.start, "end": row.end, "revision": row.revision}
        super().__init__(data, initial=initial)
        if row.on_going:
            del self.fields["end"]
        if row.started is not None:
            del self.fields["start"]  # what has begun is planned from the day on which it did


class DayForm(forms.Form):
    """The day on which something happened."""

    on = forms.DateField(label=_("On which day"), widget=_Day())


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Why"), max_length=500)


class TieForm(forms.Form):
    """The measure that says whether a milestone is reached."""

    measure = forms.ChoiceField(label=_("Measure"))
    comparison = forms.ChoiceField(label=_("It is reached when the measure is"), choices=Milestone.Comparison.choices)
    threshold = forms.DecimalField(
        label=_("This value"),
        max_digits=16,
        decimal_places=4,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )

    def __init__(self, measures: Iterable[Measure], row: Milestone, data: Any = None) -> None:
        threshold = None if row.threshold is None else f"{row.threshold.normalize():f}"
        initial = {"measure": row.measure, "comparison": row.comparison, "threshold": threshold}
        super().__init__(data, initial=initial)
        self.fields["measure"] = forms.ChoiceField(
            label=_("Measure"), choices=[("", _("Choose one")), *((one.code, str(one.title)) for one in measures)]
        )


def people_named(text: str) -> list[PersonBrief]:
    """People by employee numbers or e-mail addresses, separated by commas; refuses whom nobody knows."""
    told = [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]
    by_number = people_by_number([one for one in told if "@" not in one])
    by_email = people_by_email([one for one in told if "@" in one])
    found = {one: by_number.get(one) or by_email.get(one) or by_email.get(one.lower()) for one in told}
    unknown = [one for one, number in found.items() if number is None]
    if unknown:
        raise forms.ValidationError(
            _("Nobody in the district's records has this number or address: %(who)s. Look it up under People."),
            params={"who": ", ".join(unknown)},
        )
    known = people({number for number in found.values() if number is not None})
    return [known[number] for number in found.values() if number is not None]


class ChargeForm(forms.Form):
    """Who answers for a milestone, and what it costs."""

    owner = forms.CharField(
        label=_("Who answers for it"), required=False, max_length=320, help_text=_("Employee number or e-mail address.")
    )
    cost_per_day = forms.DecimalField(
        label=_("Cost of each day that it ends later, in dollars"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    budget = forms.DecimalField(
        label=_("Budget as planned, in dollars"),
        required=False,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )

    def clean_owner(self) -> int | None:
        """The person, if anybody is named."""
        found = people_named(self.cleaned_data["owner"])
        if len(found) > 1:
            raise forms.ValidationError(_("One person answers for a milestone. Name one."))
        return found[0].id if found else None


class LeadsForm(forms.Form):
    """Who leads an initiative here."""

    leads = forms.CharField(
        label=_("Leads"),
        required=False,
        max_length=1000,
        help_text=_("Employee numbers or e-mail addresses, separated by commas."),
    )

    def clean_leads(self) -> list[int]:
        """The people named."""
        return [one.id for one in people_named(self.cleaned_data["leads"])]


class LinkForm(forms.Form):
    """What a milestone waits for."""

    before = forms.ChoiceField(label=_("It waits for"))
    kind = forms.ChoiceField(label=_("And"), choices=MilestoneLink.Kind.choices)
    lag = forms.IntegerField(
        label=_("Days between"), initial=0, min_value=-1000, max_value=1000, help_text=_("Below zero they overlap.")
    )

    def __init__(self, others: Iterable[tuple[int, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["before"] = forms.ChoiceField(
            label=_("It waits for"), choices=[("", _("Choose one")), *((str(key), title) for key, title in others)]
        )


class RemarkForm(forms.Form):
    """A comment or a decision."""

    text = forms.CharField(label=_("What you have to say"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label=_("This is"), choices=Remark.Kind.choices, initial=Remark.Kind.COMMENT)

    def __init__(self, *args: Any, may_decide: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not may_decide:
            del self.fields["kind"]


class LoadForm(forms.Form):
    """The file of an initiative."""

    file = forms.FileField(label=_("File"), help_text=_("A TOML file; the reference says what it holds."))

    def clean_file(self) -> tuple[str, str]:
        """The name and the text of the file."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB. One file holds one initiative."))
        try:
            text: str = given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The text is not UTF-8. Save the file as UTF-8.")) from error
        return str(given.name), text
