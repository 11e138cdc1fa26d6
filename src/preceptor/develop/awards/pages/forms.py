"""Forms of awards."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_LIST_BYTES = 1_000_000


class NumberForm(forms.Form):
    """The number that stands on a certificate."""

    number = forms.CharField(
        label=_("Number on the certificate"),
        help_text=_("Twelve letters and digits, such as K7QM-2XRD-9PFT."),
        max_length=40,
    )


class FileForm(forms.Form):
    """The file of a credential."""

    file = forms.FileField(
        label=_("File of the credential"),
        help_text=_("JSON, or a PNG or SVG image with a credential in it. It is judged at once and not kept."),
    )


class ReasonForm(forms.Form):
    """A reason that stays on record."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": "3"}), max_length=500)


class RevokeForm(ReasonForm):
    """Why a certificate is revoked."""

    prefix = "revoke"


class DeclineForm(ReasonForm):
    """Why a proposal is not approved."""

    prefix = "decline"


class CorrectForm(forms.Form):
    """The name as it should stand."""

    prefix = "correct"
    holder_name = forms.CharField(label=_("Name as it should stand"), max_length=200)
    reason = forms.CharField(
        label=_("What was wrong"),
        help_text=_("The holder reads it, and it stays on record."),
        max_length=500,
    )


class RenewForm(forms.Form):
    """On what the office relies where the record does not show it."""

    prefix = "renew"
    reason = forms.CharField(
        label=_("On what the office relies"),
        help_text=_("Needed only where the training or the letter is not recorded here."),
        max_length=500,
        required=False,
    )


class CreditForm(forms.Form):
    """What the office has heard of the credits and the fee."""

    prefix = "credit"
    registered_on = forms.DateField(
        label=_("Credits registered on"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    fee_paid_on = forms.DateField(
        label=_("Fee paid on"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )


class OneForm(forms.Form):
    """One person, proposed on the office's judgement."""

    prefix = "one"
    email = forms.EmailField(label=_("E-mail of the person"), max_length=254)
    reason = forms.CharField(
        label=_("On what the office relies"), help_text=_("It stays with the certificate."), max_length=500
    )


class ListForm(forms.Form):
    """A list of holders certified before."""

    file = forms.FileField(
        label=_("List of holders"),
        help_text=_("CSV or Excel with the columns number, name, awarded_on and, if known, email and valid_until."),
    )
