"""Forms of sessions."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from preceptor.develop.sessions.commands.dating import LONGEST, Planned
from preceptor.develop.sessions.commands.inviting import Accepting, Invitee
from preceptor.foundation.district.public import zone

WAYS = {"in_person": _("In person"), "video": _("By video"), "phone": _("By telephone"), "electronic": _("In writing")}


# A line with one name and an address has the whole name in front.
ONE_NAME = 2


def _named(autocomplete: str) -> forms.TextInput:
    return forms.TextInput({"autocomplete": autocomplete})


class SessionForm(forms.Form):
    """What, when, how long, where or by which link."""

    title = forms.CharField(label=_("Name of the session"), max_length=120)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST)
    mode = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    link = forms.URLField(label=_("Video link"), max_length=400, required=False, assume_scheme="https")

    def __init__(self, modes: tuple[str, ...], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["mode"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = [(mode, WAYS[mode]) for mode in modes]

    def planned(self) -> Planned:
        """The session as plain values, its moment on the district's clock."""
        said = self.cleaned_data
        starts = datetime.combine(said["day"], said["time"], zone())
        return Planned(said["title"], starts, said["minutes"], said["mode"], said["place"], said["link"])


def told(page: Any) -> dict[str, Any]:
    """What the form of a session is filled with."""
    line = page.session
    local = timezone.localtime(line.starts, zone())
    said = {"title": line.title, "day": local.date(), "time": local.time(), "minutes": line.minutes}
    return {**said, "mode": page.mode, "place": line.place, "link": line.link}


class AcceptForm(forms.Form):
    """Who accepts an invitation, and the password that they will sign in with."""

    given_name = forms.CharField(label=_("Given name"), max_length=80, widget=_named("given-name"))
    family_name = forms.CharField(label=_("Family name"), max_length=80, widget=_named("family-name"))
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("es", "Español")], widget=forms.RadioSelect, initial="en"
    )
    password = forms.CharField(
        label=_("A new password"),
        help_text=_("Twelve characters at least; several words together are good."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", _("This is not the same password."))
        return said

    def accepting(self) -> Accepting:
        """What was typed, as plain values."""
        said = self.cleaned_data
        return Accepting(said["given_name"], said["family_name"], said["language"], said["password"])


def invitees(text: str) -> tuple[Invitee, ...]:
    """People, one on each line, as typed or pasted from a spreadsheet: given name, family name, e-mail address."""
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in re.split(r"[,;\t]", line) if part.strip()]
        if parts:
            names = " ".join(parts[:-1]) if len(parts) == ONE_NAME else ""
            given, family = _two(names) if names else (parts[0], parts[1] if len(parts) > ONE_NAME else "")
            found.append(Invitee(given if len(parts) > 1 else "", family, parts[-1]))
    return tuple(found)


def _two(name: str) -> tuple[str, str]:
    """A whole name in its two parts; the last word is the family name."""
    given, _space, family = name.rpartition(" ")
    return given or family, family if given else ""
