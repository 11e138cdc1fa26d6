"""Forms of confidences."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.develop.confidences.commands.disclosing import Named
from preceptor.develop.confidences.commands.notes import LONGEST
from preceptor.develop.confidences.models import Disclosure
from preceptor.develop.confidences.queries.portfolio import PortfolioPage
from preceptor.develop.confidences.rules.disclosing import Demand
from preceptor.foundation.look.public import day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _long(label: "StrOrPromise", help_text: "StrOrPromise" = "", rows: str = "5") -> forms.CharField:
    # Nothing that is typed here may be kept by the browser's own memory of forms.
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=LONGEST)


class NoteForm(forms.Form):
    """A note for the two of a pair."""

    text = _long(_("Your note"), _("Only the two of you can read it here. It cannot be changed afterwards."), "6")
    entry = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    sent_key = forms.CharField(widget=forms.HiddenInput, max_length=40)


class ReflectionForm(forms.Form):
    """A reflection: what it is about, what it says, which competencies it shows."""

    entry = forms.ChoiceField(label=_("About"), required=False)
    text = _long(_("Your reflection"), _("Only you can read it here. It cannot be changed afterwards."), "6")
    competencies = forms.MultipleChoiceField(
        label=_("Competencies that it shows"), widget=forms.CheckboxSelectMultiple, required=False
    )
    sent_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, page: PortfolioPage, data: Any = None) -> None:
        super().__init__(data, initial={"sent_key": page.sent_key})
        entries = [(str(number), f"{title}, {day(starts)}") for number, title, starts in page.entries]
        self._choices("entry", [("", _("Nothing in particular")), *entries])
        self._choices("competencies", list(page.competencies))
        if not page.competencies:
            del self.fields["competencies"]

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = choices


class ReleaseForm(forms.Form):
    """To whom a note is released."""

    email = forms.EmailField(
        label=_("E-mail address of the person who may read it"),
        help_text=_("As in the district's directory; the search box finds it."),
    )


class ConflictTellForm(forms.Form):
    """A conflict of interest and a first proposal."""

    matter = _long(_("What the conflict of interest is"), rows="4")
    way = _long(_("How you propose to deal with it"), _("Choose what serves the mentee best."), "4")
    sent_key = forms.CharField(widget=forms.HiddenInput, max_length=40)


class DisclosureForm(forms.Form):
    """What the law demands, of whom, and on which ground."""

    mentor = forms.EmailField(label=_("E-mail address of one of the two"))
    mentee = forms.EmailField(label=_("E-mail address of the other"))
    ground = forms.ChoiceField(label=_("Legal ground"), choices=Disclosure.Ground.choices, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("The case, the order or the provision; the pair will read it."),
        max_length=200,
    )
    first = forms.DateField(label=_("Notes from"), widget=DayInput)
    last = forms.DateField(label=_("Notes until"), widget=DayInput)
    readable_until = forms.DateField(
        label=_("The two officers read until"), help_text=_("Within ninety days."), widget=DayInput
    )
    order = forms.CharField(
        label=_("Order of a court not to tell the pair"),
        help_text=_("Only when there is one: its number. Otherwise the pair is told at once."),
        max_length=200,
        required=False,
    )
    silent_until = forms.DateField(label=_("Last day of that order"), widget=DayInput, required=False)

    def named(self) -> Named:
        """What was typed, as the command takes it."""
        said = self.cleaned_data
        demand = Demand(said["first"], said["last"], said["readable_until"], said["order"], said["silent_until"])
        return Named((said["mentor"], said["mentee"]), said["ground"], said["reference"], demand)
