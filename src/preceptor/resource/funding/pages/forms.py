"""Forms of funding."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.district.public import zone
from preceptor.resource.funding.models import BudgetWindow
from preceptor.resource.funding.plans.shipped import ShippedFormula, shipped_formulas
from preceptor.resource.funding.queries.budgets import FundPart
from preceptor.resource.funding.queries.wording import titles_of
from preceptor.resource.funding.rules.budgeting import Spending

LARGEST = 4_000_000
MOST_DOLLARS = Decimal(999_999_999)
AMOUNT = re.compile(r"^(?:\d{1,3}(?:,\d{3})+|\d{1,12})?(?:\.\d{1,2})?$(?<=\d)", re.ASCII)
EMPTY_LINES = 2


def year_field() -> forms.RegexField:
    """A school year as it is written everywhere."""
    return forms.RegexField(
        r"^\d{4}-\d{2}$",
        label=_("School year"),
        help_text=_("Such as 2026-27."),
        max_length=7,
        error_messages={"invalid": _("That is no school year. Write it such as 2026-27.")},
    )


def title_of(formula: ShippedFormula) -> str:
    """A shipped formula's title in the reader's language."""
    return titles_of({"translations": formula.translations}).get(formula.title, formula.title)


class ScenarioForm(forms.Form):
    """A new scenario: by which formula, on which figures."""

    title = forms.CharField(label=_("What to call it"), max_length=120)
    year = year_field()
    formula = forms.ChoiceField(label=_("Formula"))
    own_formula = forms.FileField(
        label=_("Or a formula of your own"),
        help_text=_("A TOML file, in the language of the reference."),
        required=False,
    )
    table = forms.FileField(
        label=_("Schools"),
        help_text=_(
            "A CSV file with the columns that the formula names. Without one, the district's own records are read."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["formula"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = [(each.key, title_of(each)) for each in shipped_formulas()]

    def clean_own_formula(self) -> str:
        """The text of the formula given; nothing when there is none."""
        return self._text("own_formula")

    def clean_table(self) -> str:
        """The text of the table given; nothing when there is none."""
        return self._text("table")

    def _text(self, name: str) -> str:
        given = self.cleaned_data.get(name)
        if not given:
            return ""
        if given.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 4 MB. Leave out columns that the formula does not name.")
            )
        try:
            text: str = given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The text is not UTF-8. Save the file as “CSV UTF-8”.")) from error
        if "\x00" in text:
            raise forms.ValidationError(_("This is no text file."))
        return text

    def formula_text(self) -> str:
        """The formula chosen or given."""
        said = self.cleaned_data
        own: str = said["own_formula"]
        return own or next(each.text for each in shipped_formulas() if each.key == said["formula"])


class CopyForm(forms.Form):
    """A copy with changes: pools, weights, floors and ceilings."""

    title = forms.CharField(label=_("What to call the copy"), max_length=120)

    def __init__(self, settings: Sequence[tuple[str, str, str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        words = {
            "pools": _("Pool"),
            "weights": _("Weight"),
            "minimum": _("At least for each school"),
            "maximum": _("At most for each school"),
        }
        for place, group, title, number in settings:
            self.fields[place] = forms.DecimalField(
                label=f"{words[group]}: {title}",
                initial=number,
                min_value=0,
                max_digits=16,
                decimal_places=4,
                required=group != "pools" or bool(number),
                widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            )
        self.numbers = {place: number for place, _group, _title, number in settings}

    def changes(self) -> dict[str, str]:
        """What differs from the scenario copied."""
        said = {place: self.cleaned_data.get(place) for place in self.numbers}
        return {
            place: f"{value:f}"
            for place, value in said.items()
            if value is not None and (not self.numbers[place] or value != Decimal(self.numbers[place]))
        }


class WindowForm(forms.Form):
    """When budgets are developed."""

    year = year_field()
    audience = forms.ChoiceField(label=_("For whom"), choices=BudgetWindow.Audience.choices)
    opens = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    closes = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        said = super().clean() or {}
        if said.get("opens") and said.get("closes") and said["closes"] < said["opens"]:
            self.add_error("closes", _("The last day lies before the first."))
        return said

    def moments(self) -> tuple[datetime, datetime]:
        """From the first day's beginning to the last day's end, on the district's clock."""
        said = self.cleaned_data
        return (
            datetime.combine(said["opens"], time(0), zone()),
            datetime.combine(said["closes"] + timedelta(days=1), time(0), zone()),
        )


class QuestionForm(forms.Form):
    """What the approver wants to know."""

    question = forms.CharField(label=_("Your question"), widget=forms.Textarea(attrs={"rows": "3"}), max_length=500)


class AmountField(forms.CharField):
    """Dollars as people write them, with a dollar sign and commas; what is no amount stays on the page as typed."""

    def to_python(self, value: Any) -> Any:
        """The amount, or nothing where the field is empty."""
        text = str(super().to_python(value) or "").strip()
        bare = text.removeprefix("$").strip()
        if not text:
            return None
        if not AMOUNT.match(bare):
            raise forms.ValidationError(
                _("“%(text)s” is no amount. Write dollars and cents of zero or more, such as 1,500.50."),
                params={"text": text[:30]},
            )
        amount = Decimal(bare.replace(",", ""))
        if amount > MOST_DOLLARS:
            raise forms.ValidationError(_("That is more than any fund holds. Mend the amount."))
        return amount


class LineForm(forms.Form):
    """One line of a budget; empty ones are left out."""

    fund = forms.CharField(widget=forms.HiddenInput, max_length=60)
    kind = forms.ChoiceField(
        label=_("On what"),
        error_messages={"invalid_choice": _("This money may not be spent on that. Choose something from the list.")},
    )
    amount = AmountField(
        label=_("Dollars"), required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "12"})
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, choices: Sequence[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = list(choices)

    def spending(self) -> Spending | None:
        """The line as a plain value; nothing when its amount is empty."""
        said = self.cleaned_data
        amount = said.get("amount")
        if not amount:
            return None
        return Spending(said["fund"], said["kind"], amount, said.get("note", ""))


def line_forms(part: FundPart, data: Any = None) -> list[LineForm]:
    """The forms of one fund's lines and two empty ones more."""
    key = part.state.fund.key
    count = len(part.lines) + EMPTY_LINES
    if data is not None:
        try:
            count = min(int(data.get(f"{key}-count", count)), 60)
        except (ValueError, InvalidOperation):
            count = EMPTY_LINES
    made = []
    for at in range(count):
        line = part.lines[at] if at < len(part.lines) else None
        initial: dict[str, Any] = {"fund": key}
        if line is not None:
            initial |= {"kind": line.kind, "amount": line.amount, "note": line.note}
        made.append(LineForm(part.choices, data, prefix=f"{key}-{at}", initial=initial))
    return made
