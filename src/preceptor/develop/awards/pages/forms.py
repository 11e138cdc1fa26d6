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


class RefereeForm(forms.Form):
    """Who is asked for a letter of reference."""

    name = forms.CharField(label=_("Name of the person who is to write"), max_length=160)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("The link goes there; no account is needed."))
    relation = forms.CharField(
        label=_("How they know your work"),
        help_text=_("Such as supervisor of the school, principal, or the protégé you mentored."),
        max_length=200,
    )


class LetterForm(forms.Form):
    """A letter of reference with the statement that goes with it."""

    text = forms.CharField(
        label=_("Your letter"),
        help_text=_("What you saw of this mentor's skill and of what came of it. Between 100 and 10,000 letters."),
        widget=forms.Textarea(attrs={"rows": "12"}),
        max_length=10_000,
    )
    states = forms.BooleanField(
        label=_("I know this mentor's work of these years and write from what I saw."),
        required=False,
    )


class DeclineLetterForm(forms.Form):
    """Why somebody does not write."""

    reason = forms.CharField(
        label=_("Why you decline"), help_text=_("The one who asked reads it."), max_length=500, required=False
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
