"""Forms of stipends."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from preceptor.develop.stipends.models import FormulaChoice
from preceptor.develop.stipends.queries.office import FormulaFormPage
from preceptor.develop.stipends.rules.choosing import faults
from preceptor.develop.stipends.rules.values import Terms

MONEY = {"max_digits": 9, "decimal_places": 2, "min_value": Decimal(0)}
Formula = FormulaChoice.Formula


def _money(label: Any, help_text: Any = "") -> forms.DecimalField:
    widget = forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"})
    return forms.DecimalField(label=label, help_text=help_text, required=False, widget=widget, **MONEY)  # type: ignore[arg-type]  # figures of a field


class FormulaForm(forms.Form):
    """The formula, its figures, what a missing log means, and why."""

    formula = forms.ChoiceField(label=_("How it is worked out"), choices=Formula.choices, widget=forms.RadioSelect)
    amount = _money(
        _("Amount"), _("For the period, for the first partner, or for an hour. Leave it out with amounts by number.")
    )
    later_percent = forms.IntegerField(
        label=_("Each partner after the first gives, in percent"),
        help_text=_("50 is half for a second one. It counts with an amount for each partner."),
        min_value=0,
        max_value=100,
        initial=100,
        required=False,
    )
    by_days = forms.BooleanField(label=_("A part of the period counts by its days"), required=False)
    missing_log = forms.ChoiceField(
        label=_("What a missing log means"),
        choices=(
            ("all", _("Nothing is paid until every log of the period is accepted")),
            ("share", _("Each log carries an equal part; the part of a missing one is not paid")),
        ),
        initial="all",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why this reading"),
        help_text=_("It is kept with your name, and everybody who is paid can read it."),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=500,
    )

    def __init__(self, page: FormulaFormPage, data: Any = None) -> None:
        super().__init__(data, initial=page.initial)
        self.page = page
        for number in range(1, page.partners + 1):
            self.fields[f"tier_{number}"] = _money(
                ngettext("In all with %(n)s partner", "In all with %(n)s partners", number) % {"n": number}
            )
        last = [name for name in self.fields if name.startswith("tier_")]
        first = ["formula", "amount", "later_percent"]
        self.order_fields([*first, *last, "by_days", "missing_log", "reason"])
        if not page.has_logs:
            del self.fields["missing_log"]

    def clean(self) -> dict[str, Any]:
        """Each fault beside its field."""
        said = super().clean() or {}
        words = {
            "unknown": _("This is none of the formulas."),
            "order": _("Give amounts by number of partners; more partners never give less."),
            "missing": _("The amount is missing."),
            "over": _("This is more than the upper amount that the program states."),
            "range": _("Give a figure between 0 and 100."),
        }
        if not self.errors:
            for field, fault in faults(self.terms(), said["reason"]):
                self.add_error("tier_1" if field == "tiers" else field, words[fault])
        return said

    def terms(self) -> Terms:
        """The choice as plain values."""
        said = self.cleaned_data
        tiers = [(n, said.get(f"tier_{n}")) for n in range(1, self.page.partners + 1)]
        by_partners = said["formula"] == Formula.BY_PARTNERS
        later = said.get("later_percent")
        return Terms(
            formula=said["formula"],
            amount=Decimal(0) if by_partners else said.get("amount") or Decimal(0),
            at_most=self.page.at_most,
            later_percent=100 if later is None else later,
            tiers=tuple((n, amount) for n, amount in tiers if amount) if by_partners else (),
            by_days=said["by_days"],
            needs_logs=self.page.has_logs,
            log_share=said.get("missing_log") == "share",
        )


class CorrectForm(forms.Form):
    """The whole sum that is right, and why."""

    owed = forms.DecimalField(
        label=_("What is owed for the period in all"),
        help_text=_("The new line pays the difference to what payroll has."),
        widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
        max_digits=9,
        decimal_places=2,
        min_value=Decimal(0),
    )
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": "3"}), max_length=500)
