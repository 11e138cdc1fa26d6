"""Forms of programs and cycles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.develop.programs.definition.edits import Editable, Value
from preceptor.foundation.district.public import zone

MOST_BYTES = 500_000
ISO_DAY = len("2027-05-07")
HEADINGS = {
    "name": _("Name and number"),
    "timeline": _("Dates"),
    "pay": _("Money"),
    "roles": _("Roles"),
    "admission": _("Coming in"),
    "texts": _("Texts to sign"),
    "pairing": _("Pairs"),
    "duties": _("Duties"),
    "logs": _("Logs"),
    "open": _("What the source leaves open"),
    "wording": _("Wording of dates and money"),
    "other": _("Everything else"),
}


# What is different every year stands open; the rest is folded.
OPEN = ("name", "timeline", "pay")
NAMES = ("title", "number", "issued")
HINTS = {"timeline": _("A day (2027-05-07), a moment (2027-05-07T17:00) or words (14 days before orientation).")}


@dataclass(frozen=True)
class FormSection:
    """A part of the form: its heading, its fields, and whether it stands open."""

    title: str
    hint: str
    fields: tuple[forms.BoundField, ...]
    open: bool


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


class CopyForm(forms.Form):
    """The name of a new cycle."""

    name = forms.CharField(
        label=_("Name of the new cycle"), max_length=120, help_text=_("Usually the school year, for example 2026-27.")
    )


class ImportForm(CopyForm):
    """A definition file, and the name of the cycle that begins from it."""

    file = forms.FileField(label=_("Definition file"), help_text=_("A TOML file of at most 500 KB."))

    def clean_file(self) -> str:
        """Text of the file."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 500 KB, which no definition is. Choose the TOML file.")
            )
        try:
            return str(upload.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("This file is not text in UTF-8. Save it as UTF-8 and choose it again.")
            ) from None


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

    # A folded field that the browser finds empty could not be shown by it; the server names it instead.
    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, editables: Sequence[Editable], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editables = {f"f{number}": editable for number, editable in enumerate(editables)}
        for name, editable in self.editables.items():
            self.fields[name] = _field(editable)

    def sections(self) -> list[FormSection]:
        """The fields under the heading of their part of the definition; dates and money first and open."""
        sections: dict[str, list[forms.BoundField]] = {name: [] for name in HEADINGS}
        for name, editable in self.editables.items():
            sections[_part(editable)].append(self[name])
        return [
            FormSection(
                str(HEADINGS[name]),
                str(HINTS.get(name, "")),
                tuple(fields),
                name in OPEN or any(field.errors for field in fields),
            )
            for name, fields in sections.items()
            if fields
        ]

    def edits(self) -> dict[str, Value]:
        """What was changed, by path in the definition."""
        values = {each.path: (self.cleaned_data[name], each) for name, each in self.editables.items()}
        return {path: _value(new, each) for path, (new, each) in values.items() if _differs(new, each)}


def _part(editable: Editable) -> str:
    """The heading under which a value is edited; the wording of what stands open is folded apart."""
    part = editable.path.split(".")[0]
    if part in NAMES:
        return "name"
    if part in OPEN and editable.kind in {"text", "long_text"}:
        return "wording"
    return part if part in HEADINGS else "other"


def _shown(editable: Editable) -> str:
    """A value as its field first shows it."""
    value = editable.value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S")
    return "" if value is None else str(value)


def _differs(new: object, editable: Editable) -> bool:
    """Whether an answer changes the value."""
    said = "" if new is None else str(new).replace("\r\n", "\n").strip()
    return bool(said) and said != _shown(editable).strip()


def _value(new: object, editable: Editable) -> Value:
    """An answer as the definition holds it; a date told in words stays words: '14 days before orientation'."""
    if editable.kind == "figure" and isinstance(new, Decimal):
        return int(new) if new == int(new) else new
    if isinstance(new, date | time):
        return new
    words = str(new).replace("\r\n", "\n").strip()
    return (_moment(words) or words) if editable.kind == "date" else words


def _moment(words: str) -> date | datetime | None:
    """A written day or moment; nothing when the words are a rule."""
    try:
        return date.fromisoformat(words) if len(words) == ISO_DAY else datetime.fromisoformat(words)
    except ValueError:
        return None


def _field(editable: Editable) -> forms.Field:
    """The form field for one editable value."""
    label = editable.label[:1].upper() + editable.label[1:]
    about: dict[str, Any] = {"label": label, "initial": _shown(editable), "required": editable.value is not None}
    if editable.kind == "choice":
        return forms.ChoiceField(choices=list(editable.choices), widget=forms.RadioSelect, **about)
    if editable.kind == "figure":
        return forms.DecimalField(min_value=Decimal(0), decimal_places=2, max_digits=12, **about)
    if editable.kind == "day":
        return forms.DateField(widget=DateInput(), **about)
    if editable.kind == "time":
        return forms.TimeField(widget=TimeInput(), **about)
    if editable.kind == "long_text":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": _rows(about["initial"])}), **about)
    return forms.CharField(max_length=2000, **about)


def _rows(text: str) -> int:
    """Lines that show a text whole, within reason."""
    return min(16, max(2, text.count("\n") + len(text) // 70 + 1))


def local_parts(moment: datetime | None) -> dict[str, date | time]:
    """Day and time of a moment on the district's clock, as first values of a form."""
    if moment is None:
        return {}
    local = moment.astimezone(zone())
    return {"day": local.date(), "time": local.time().replace(microsecond=0)}
