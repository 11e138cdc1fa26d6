"""Forms of programs and cycles."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.develop.programs.definition.editing import Editable
from preceptor.foundation.district.public import zone

MOST_BYTES = 500_000


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time field, to the second."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(attrs={"step": "1"}, format="%H:%M:%S")


class ImportForm(forms.Form):
    """A definition file."""

    file = forms.FileField(label=_("Definition file"), help_text=_("A TOML file of at most 500 KB."))

    def clean_file(self) -> str:
        """Text of the file."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 500 KB, which no definition is. Choose the TOML file."))
        try:
            return str(upload.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is not text in UTF-8. Save it as UTF-8 and choose it again.")) from None


class CopyForm(forms.Form):
    """The name of a new cycle."""

    name = forms.CharField(label=_("Name of the new cycle"), max_length=120, help_text=_("Usually the school year, for example 2026-27."))


class MoveDateForm(forms.Form):
    """A new moment for one date, on the district's clock."""

    day = forms.DateField(label=_("Day"), widget=DateInput())
    time = forms.TimeField(label=_("Time"), widget=TimeInput())
    reason = forms.CharField(label=_("Why it moves"), max_length=300, help_text=_("Kept in the audit; people ask."))

    def moment(self) -> datetime:
        """The moment on the district's clock."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=zone())


class DraftForm(forms.Form):
    """One field for each date, amount and text that a page may change."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, editables: Sequence[Editable], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on to Django's form as they came
        self.editables = {f"f{number}": editable for number, editable in enumerate(editables)}
        for name, editable in self.editables.items():
            self.fields[name] = _field(editable)

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        sections: dict[str, list[forms.BoundField]] = {}
        for name, editable in self.editables.items():
            sections.setdefault(editable.section, []).append(self[name])
        return list(sections.items())

    def edits(self) -> dict[str, object]:
        """What was changed, by path in the definition."""
        values = {editable.path: (self.cleaned_data[name], editable.value) for name, editable in self.editables.items()}
        return {path: new for path, (new, old) in values.items() if _differs(new, old)}


def _differs(new: object, old: object) -> bool:
    """Whether an answer changes the value; an empty answer leaves it."""
    return new not in (None, "") and str(new).replace("\r\n", "\n").strip() != str(old).strip()


def _field(editable: Editable) -> forms.Field:
    """The form field for one editable value."""
    about = {"label": editable.label, "help_text": editable.hint, "initial": editable.value, "required": False}
    if editable.kind == "choice":
        return forms.ChoiceField(choices=list(editable.choices), **about)
    if editable.kind == "count":
        return forms.IntegerField(min_value=0, **about)
    if editable.kind == "money":
        return forms.DecimalField(min_value=Decimal(0), decimal_places=2, max_digits=12, **about)
    if editable.kind == "long_text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), **about)
    return forms.CharField(max_length=2000, **about)


def local_parts(moment: datetime | None) -> dict[str, date | time]:
    """Day and time of a moment on the district's clock, as first values of a form."""
    if moment is None:
        return {}
    local = moment.astimezone(zone())
    return {"day": local.date(), "time": local.time().replace(microsecond=0)}
