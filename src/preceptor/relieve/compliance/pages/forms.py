"""Forms of compliance."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.relieve.compliance.models import Basis, Frequency, Signer
from preceptor.relieve.compliance.queries.values import CHARTER_WORDS, LEVEL_WORDS, fault_sentence
from preceptor.relieve.compliance.rules.items import (
    MOST_MINUTES,
    ItemFault,
    ItemValues,
    item_faults,
    read_questions,
    write_questions,
)
from preceptor.relieve.compliance.rules.sheet import words

DAY = {"type": "date"}
NUMBER = {"inputmode": "numeric"}


def _minutes(label: Any, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs=NUMBER),
    )


class ItemForm(forms.Form):
    """Everything that the catalogue says about an item."""

    title = forms.CharField(label=_("Title"), max_length=200)
    statement = forms.CharField(
        label=_("Statement to sign"),
        help_text=_("What the signer certifies, in one or two sentences."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=4000,
    )
    statement_es = forms.CharField(
        label=_("The statement in Spanish"),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=4000,
        required=False,
    )
    basis = forms.ChoiceField(label=_("Legal basis"), choices=Basis.choices)
    citation = forms.CharField(
        label=_("Citation"),
        help_text=_("Statute, regulation, grant, article or policy number, as its owner and counsel know it."),
        max_length=200,
        required=False,
    )
    verified_on = forms.DateField(
        label=_("Citation verified on"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), required=False
    )
    owner = forms.CharField(label=_("Owning office, by its code"), max_length=40)
    least_signer = forms.ChoiceField(label=_("Who may certify at least"), choices=Signer.choices)
    signer = forms.ChoiceField(label=_("Who is asked"), choices=Signer.choices)
    levels = forms.MultipleChoiceField(
        label=_("Which schools"), choices=LEVEL_WORDS, widget=forms.CheckboxSelectMultiple
    )
    charters = forms.MultipleChoiceField(
        label=_("Run by whom"), choices=CHARTER_WORDS, widget=forms.CheckboxSelectMultiple
    )
    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices)
    due = forms.CharField(
        label=_("Due on, month and day"), help_text=_("For yearly items, such as 10-15."), max_length=5, required=False
    )
    due_days = forms.IntegerField(
        label=_("Due so many days after a period"), min_value=-60, max_value=120, required=False
    )
    window_days = forms.IntegerField(label=_("Open so many days before it is due"), min_value=1, max_value=200)
    evidence = forms.CharField(label=_("Evidence"), max_length=200, required=False)
    evidence_needed = forms.BooleanField(label=_("A file must be attached"), required=False)
    questions = forms.CharField(
        label=_("Questions"),
        help_text=_("One after another, with a bar between: “yes: Is the log complete? | number: How many drills?”"),
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=4000,
        required=False,
    )
    minutes = _minutes(_("Minutes, likely"), required=True)
    minutes_low = _minutes(_("Minutes at best"))
    minutes_high = _minutes(_("Minutes at worst"))
    minutes_office = _minutes(_("Minutes when an office answers"))
    minutes_data = _minutes(_("Minutes when data prove it"))
    form = forms.CharField(label=_("May share a form named"), max_length=40, required=False)
    sunset = forms.DateField(
        label=_("Ends on, unless renewed"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), required=False
    )
    requirements = forms.CharField(
        label=_("Requirements that it meets, by their codes"), max_length=400, required=False
    )

    code_of = ""

    def values(self, code: str) -> ItemValues:
        """The item as plain values, from cleaned or half-cleaned fields."""
        said = self.cleaned_data
        minutes = said.get("minutes") or 0
        return ItemValues(
            **{name: said.get(name) or "" for name in _TEXTS},
            code=code,
            levels=tuple(said.get("levels") or ()),
            charters=tuple(said.get("charters") or ()),
            verified_on=said.get("verified_on"),
            sunset=said.get("sunset"),
            due_days=said["due_days"] if said.get("due_days") is not None else 10,
            window_days=said.get("window_days") or 30,
            evidence_needed=bool(said.get("evidence_needed")),
            questions=read_questions(said.get("questions") or "") or (),
            minutes=minutes,
            minutes_low=minutes if said.get("minutes_low") is None else said["minutes_low"],
            minutes_high=minutes if said.get("minutes_high") is None else said["minutes_high"],
            minutes_office=said.get("minutes_office"),
            minutes_data=said.get("minutes_data"),
            requirements=words(said.get("requirements")),
        )

    def clean(self) -> dict[str, Any]:
        """Tell what is wrong beside its field."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if read_questions(said.get("questions") or "") is None:
            self._tell(ItemFault("questions", "bad-questions"))
        if not self.errors:
            for fault in item_faults(self.values(said.get("code") or self.code_of)):
                self._tell(fault)
        return said

    def _tell(self, fault: ItemFault) -> None:
        self.add_error(fault.field, " ".join(fault_sentence(fault)))


_TEXTS = (
    "title",
    "statement",
    "statement_es",
    "owner",
    "basis",
    "citation",
    "least_signer",
    "signer",
    "frequency",
    "due",
    "evidence",
    "form",
)


def initial_of(values: ItemValues) -> dict[str, Any]:
    """The form as an item fills it in."""
    said = {name: getattr(values, name) for name in ItemForm.base_fields if hasattr(values, name)}
    said |= {
        "levels": list(values.levels),
        "charters": list(values.charters),
        "questions": write_questions(values.questions),
        "requirements": "; ".join(values.requirements),
    }
    return said


class ItemEditForm(ItemForm):
    """A change of an item, with its reason."""

    why = forms.CharField(label=_("Why it changes"), max_length=200)


class RequestForm(ItemForm):
    """A request to ask more of principals, with why nothing existing covers it and who decides."""

    code = forms.SlugField(label=_("Code of its own"), max_length=40)
    why_new = forms.CharField(
        label=_("Why does nothing existing cover it?"),
        help_text=_("“See what exists” shows the nearest items above this form."),
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=2000,
    )
    approver = forms.ChoiceField(label=_("Who decides"))
    sent_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    field_order = ("code", "title", "statement", "why_new")

    def __init__(
        self, data: Any = None, *, approvers: Sequence[tuple[int, str]], initial: Mapping[str, Any], code: str = ""
    ) -> None:
        """With a code it asks for more of the item that has it, and begins with why and who decides."""
        super().__init__(data, initial=dict(initial))
        field = self.fields["approver"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = [(str(number), name) for number, name in approvers]
        self.code_of = code
        if code:
            del self.fields["code"]
            self.order_fields(_FIRST_FOR_MORE)


_FIRST_FOR_MORE = ("frequency", "due", "due_days", "signer", "levels", "charters", "minutes", "why_new", "approver")


class DecisionForm(forms.Form):
    """A decision's reason."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": "3"}), max_length=500)


class CatalogueFileForm(forms.Form):
    """A spreadsheet of the catalogue."""

    kind = forms.ChoiceField(
        label=_("What is in the file"),
        choices=(("requirements", _("Requirements")), ("items", _("Items"))),
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("CSV or Excel file"))
