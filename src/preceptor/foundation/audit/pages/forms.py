"""The filters of the audit trail."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.audit.queries.trail import Filters


class FilterForm(forms.Form):
    """What to look for, kept in the address of the page."""

    about = forms.CharField(
        label=_("About"), required=False, max_length=120, help_text=_("For example admissions.application:12")
    )
    actor = forms.CharField(label=_("Who"), required=False, max_length=200)
    action = forms.CharField(
        label=_("What was done"), required=False, max_length=80, help_text=_("For example documents.downloaded")
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def filters(self) -> Filters:
        """The filters as asked; parts that were not understood ask for nothing and are marked on the form."""
        asked = self.cleaned_data if self.is_valid() else {name: self.cleaned_data.get(name) for name in self.fields}
        return Filters(
            zone=timezone.get_default_timezone(),
            about=asked.get("about") or "",
            actor=asked.get("actor") or "",
            action=asked.get("action") or "",
            since=asked.get("since"),
            until=asked.get("until"),
        )
