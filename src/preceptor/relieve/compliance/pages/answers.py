"""The form on which somebody answers, signs, and says when they opened it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.documents.public import TextVersion
from preceptor.foundation.look.public import Refusal
from preceptor.relieve.compliance.commands.signing import Signed
from preceptor.relieve.compliance.rules.items import Question
from preceptor.relieve.compliance.rules.signing import LONGEST_ANSWER

SALT = "compliance.opened"
FAULTS = {
    "no-answer": _("This needs an answer."),
    "bad-yes": _("Choose yes or no."),
    "bad-number": _("Write a whole number."),
    "bad-date": _("Write a day of the calendar."),
    "bad-text": _("Write it shorter."),
}


class _ToldBySigning:
    """Needed to sign and not to save: what is missing is told by the command, in its own words."""

    def validate(self, value: object) -> None:
        """Take anything; a draft may be half done."""


class _Choice(_ToldBySigning, forms.ChoiceField):
    pass


class _Text(_ToldBySigning, forms.CharField):
    pass


def field_for(kind: str, words: str) -> forms.Field:
    """The field of a question."""
    if kind == "yes":
        answers = (("yes", _("Yes")), ("no", _("No")))
        return _Choice(label=words, choices=answers, widget=forms.RadioSelect)
    attributes = {"number": {"inputmode": "numeric"}, "date": {"type": "date"}}.get(kind, {})
    widget = forms.Textarea(attrs={"rows": "3"}) if kind == "text" else forms.TextInput(attrs=attributes)
    return _Text(label=words, widget=widget, max_length=LONGEST_ANSWER)


class AnswersForm(forms.Form):
    """Answers to an item's questions, with the wording that was shown and the moment at which it was."""

    use_required_attribute = False
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, questions: Sequence[tuple[str, str, Question]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name, words, question in questions:
            self.fields[name] = field_for(question.kind, words)

    def tell(self, refusal: Refusal) -> None:
        """Put a refusal beside the fields that it speaks of, else above the form."""
        fields = refusal.facts.get("fields")
        named = {name: code for name, code in fields.items() if name in self.fields} if isinstance(fields, dict) else {}
        for name, code in named.items():
            self.add_error(name, str(FAULTS[code]))
        if not named:
            self.add_error(None, f"{refusal.sentence} {refusal.remedy}")


def shown_now(statement: TextVersion, person_id: int | None, now: datetime) -> str:
    """What was shown to whom and when, so sealed that it comes back as it was."""
    said = [statement.id, statement.language, person_id, now.timestamp()]
    return signing.dumps(said, salt=SALT)


def signed_from(request: HttpRequest, person_id: int | None) -> Signed:
    """What somebody sends to sign; without a trace of opening it counts as not opened, and signs no text."""
    answers = {name: text[:LONGEST_ANSWER] for name, text in request.POST.items() if isinstance(text, str)}
    try:
        text_id, language, reader, moment = signing.loads(request.POST.get("shown", ""), salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return Signed(0, "en", answers, None)
    opened = datetime.fromtimestamp(moment, UTC) if reader == person_id else None
    return Signed(int(text_id), str(language), answers, opened)
