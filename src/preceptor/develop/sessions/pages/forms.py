"""Forms of sessions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from preceptor.develop.sessions.commands.dating import LONGEST, Planned
from preceptor.foundation.district.public import zone

WAYS = {"in_person": _("In person"), "video": _("By video"), "phone": _("By telephone"), "electronic": _("In writing")}


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
