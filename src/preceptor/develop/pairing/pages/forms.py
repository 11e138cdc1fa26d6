"""Forms of pairing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from preceptor.develop.pairing.models import Conflict, Pair

LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("hy", _("Armenian")),
    ("zh", _("Chinese")),
    ("ko", _("Korean")),
    ("tl", _("Tagalog")),
]


class WishForm(forms.Form):
    """One short form of wishes."""

    topics = forms.MultipleChoiceField(label=_("Topics"), widget=forms.CheckboxSelectMultiple, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"), widget=forms.CheckboxSelectMultiple, choices=LANGUAGES, required=False
    )
    wished = forms.MultipleChoiceField(
        label=_("People you would like to be paired with"),
        help_text=_("At most three; leave it empty if you have no wish."),
        widget=forms.SelectMultiple(attrs={"size": "8"}),
        required=False,
    )

    def __init__(
        self, topics: Sequence[tuple[str, str]], others: Sequence[tuple[int, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("topics", topics)
        self._choices("wished", [(str(person_id), name) for person_id, name in others])

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = list(choices)


class ConflictForm(forms.Form):
    """With whom, and what kind; never what it is about."""

    email = forms.EmailField(
        label=_("E-mail address of the other person"),
        help_text=_("As in the district's directory; the search box finds it."),
    )
    kind = forms.ChoiceField(label=_("What kind"), choices=Conflict.Kind.choices, widget=forms.RadioSelect)


class ChangeForm(forms.Form):
    """A change by hand to one pair."""

    act = forms.ChoiceField(choices=[(act, act) for act in ("lock", "forbid", "move", "release")])
    mentor = forms.IntegerField(min_value=1)
    mentee = forms.IntegerField(min_value=1)
    reason = forms.CharField(max_length=300, required=False)

    def change(self) -> tuple[str, int, int]:
        """The change as the commands take it."""
        return self.cleaned_data["act"], self.cleaned_data["mentor"], self.cleaned_data["mentee"]


class MentorForm(forms.Form):
    """One mentor of a list."""

    mentor = forms.IntegerField(min_value=1)


class EndForm(forms.Form):
    """Why a pair ends."""

    reason = forms.ChoiceField(label=_("Why"), choices=Pair.End.choices, widget=forms.RadioSelect)
