"""Forms of the district's pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from preceptor.foundation.district.models import School
from preceptor.foundation.district.queries.pages import SchoolFilters
from preceptor.foundation.district.rules.kinds import KINDS

KIND_NAMES = {
    "units": _lazy("Offices"),
    "schools": _lazy("Schools"),
    "groups": _lazy("Groups of schools"),
    "figures": _lazy("Yearly figures of schools"),
    "feeders": _lazy("Feeder links between schools"),
    "people": _lazy("People"),
    "positions": _lazy("Positions and reporting line"),
    "standing": _lazy("Standing (confidential)"),
    "qualifications": _lazy("Credentials, trainings and coaching duties"),
    "calendar": _lazy("School years, semesters, closed days"),
}
_ANY = [("", _lazy("All"))]


class SchoolFilterForm(forms.Form):
    """Filters of the list of schools, kept in the address."""

    q = forms.CharField(label=_lazy("Name, city or code"), required=False, max_length=100)
    level = forms.ChoiceField(label=_lazy("Level"), required=False, choices=[*_ANY, *School.Level.choices])
    charter = forms.ChoiceField(label=_lazy("Charter status"), required=False, choices=[*_ANY, *School.Charter.choices])
    local_district = forms.ChoiceField(label=_lazy("Local district"), required=False)

    def offer(self, districts: tuple[tuple[str, str], ...]) -> None:
        """Offer these local districts."""
        field = self.fields["local_district"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*_ANY, *districts]

    @staticmethod
    def filters(asked: dict[str, str]) -> SchoolFilters:
        """The filters of an address; what is not known asks for nothing."""
        return SchoolFilters(
            text=asked.get("q", "").strip()[:100],
            level=_known(asked.get("level", ""), School.Level.values),
            charter=_known(asked.get("charter", ""), School.Charter.values),
            local_district=asked.get("local_district", "")[:40],
        )


def _known(word: str, words: list[str]) -> str:
    """The word when it is one of those that we know."""
    return word if word in words else ""


class LoadForm(forms.Form):
    """A file to load, what it holds, and how it is written when we cannot tell."""

    kind = forms.ChoiceField(
        label=_lazy("What does the file hold?"), choices=[(kind, KIND_NAMES[kind]) for kind in KINDS]
    )
    file = forms.FileField(label=_lazy("File"), help_text=_lazy("CSV or Excel workbook (.xlsx)."))
    mapping = forms.FileField(
        label=_lazy("Mapping"),
        required=False,
        help_text=_lazy(
            "A TOML file that says which column holds what; needed only when your columns have other names."
        ),
    )

    def clean_file(self) -> File[bytes]:
        """A file that is not too large."""
        return _small_enough(self.cleaned_data["file"])

    def clean_mapping(self) -> File[bytes] | None:
        """A mapping that is not too large and is text."""
        given: File[bytes] | None = self.cleaned_data.get("mapping")
        return _small_enough(given) if given else None

    def mapping_text(self) -> str:
        """The mapping as text; empty when none was given."""
        given = self.cleaned_data.get("mapping")
        return given.read().decode("utf-8", errors="replace") if given else ""


def _small_enough(file: File[bytes]) -> File[bytes]:
    """The file, when it keeps within the limit."""
    most = settings.UPLOAD_MAX_BYTES
    if (file.size or 0) > most:
        megabytes = most // 1_000_000
        raise forms.ValidationError(
            _("The file is larger than %(megabytes)s MB. Split it, or load it with the command on the server.")
            % {"megabytes": megabytes}
        )
    return file
