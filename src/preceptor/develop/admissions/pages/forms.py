"""Forms of admissions, drawn from the questions of a definition."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preceptor.develop.admissions.queries.asked import asked
from preceptor.develop.admissions.queries.words import fault_sentence
from preceptor.develop.admissions.rules.answers import fault_of
from preceptor.develop.programs.public import Question
from preceptor.foundation.district.public import PersonBrief

LONG_ANSWER = 200


def limits(question: Question) -> str:
    """The limits of an answer, said before anybody writes."""
    if question.max_words:
        return _("At most %(n)s words.") % {"n": question.max_words}
    if question.max_chars:
        return _("At most %(n)s characters.") % {"n": question.max_chars}
    if question.kind == "number" and question.at_least is not None and question.at_most is not None:
        return _("From %(low)s to %(high)s.") % {"low": question.at_least, "high": question.at_most}
    return ""


def _widget(question: Question, *, one_line: bool) -> forms.Widget:
    """The input that fits the kind of question."""
    made: dict[str, Callable[[], forms.Widget]] = {
        "number": lambda: forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        "date": lambda: forms.DateInput({"type": "date"}),
        "choice": lambda: forms.RadioSelect(choices=list(question.choices.items())),
        "yes_no": lambda: forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No"))]),
    }
    short = one_line or (question.max_chars or LONG_ANSWER) < LONG_ANSWER
    plain: forms.Widget = forms.TextInput() if short else forms.Textarea({"rows": 8})
    return made[question.kind]() if question.kind in made else plain


class AsTyped(forms.CharField):
    """Takes any text, an empty one too: drafts are kept as typed, and faults are told beside the answer."""

    def validate(self, value: Any) -> None:
        """Nothing is refused here; the rules of admissions judge the answer."""


class Shown(forms.BooleanField):
    """A statement that the page showed; the command says what a missing one means."""

    def validate(self, value: Any) -> None:
        """Nothing is refused here."""


def field_for(question: Question, *, one_line: bool = False) -> forms.Field:
    """The field of a question, marked optional where the definition says so."""
    hint = " ".join(part for part in (question.hint or "", limits(question)) if part)
    return AsTyped(
        label=question.asks,
        help_text=hint,
        required=question.required,
        strip=False,
        widget=_widget(question, one_line=one_line),
        label_suffix="",
    )


class AnswersForm(forms.Form):
    """The questions of an application."""

    use_required_attribute = False

    def __init__(self, questions: Mapping[str, Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for name, question in questions.items():
            self.fields[name] = field_for(question)

    def answers(self) -> dict[str, str]:
        """What was typed, as typed; a field that the form did not send stays as it is saved."""
        return {name: self.data[name] for name in self.questions if name in self.data}

    def tell_faults(self) -> bool:
        """Tell what does not fit yet; whether there was anything. An empty answer is no fault of a draft."""
        self.full_clean()
        for name, question in self.questions.items():
            fault = fault_of(asked(question), self.data.get(name, ""))
            if fault is not None and fault.code != "missing":
                self.add_error(name, fault_sentence(fault))
        return bool(self.errors)


class EndorseForm(forms.Form):
    """What the endorser certifies and fills in; contact details are there already."""

    use_required_attribute = False

    def __init__(
        self, statements: Mapping[str, str], fields: Mapping[str, Question], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        self.wanted = fields
        # One signature stands under all statements; each travels along, so that nobody signs one that was not shown.
        for name, says in statements.items():
            self.fields[f"certify-{name}"] = Shown(label=says, widget=forms.HiddenInput, initial="on")
        for name, question in fields.items():
            self.fields[name] = field_for(question, one_line=not question.max_words)

    def filled(self) -> dict[str, str]:
        """The fields as filled in."""
        return {name: self.data.get(name, "") for name in self.wanted}

    def tell(self, faults: Mapping[str, str]) -> None:
        """Put each sentence beside its field."""
        self.full_clean()
        for name, sentence in faults.items():
            self.add_error(f"certify-{name}" if name in self.statements else name, sentence)


class DeclineForm(forms.Form):
    """Why the endorser declines."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Why you decline"),
        help_text=gettext_lazy("The applicant reads this. A sentence is enough."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )


class NamedEndorserForm(forms.Form):
    """Who endorses, where the program lets the applicant name somebody."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))


class StatementForm(forms.Form):
    """What is wrong with a fact."""

    statement = forms.CharField(
        label=gettext_lazy("What is right instead, and where can that be seen?"),
        help_text=gettext_lazy("The personnel office reads this and answers here. Nobody else sees it."),
        widget=forms.Textarea({"rows": 5}),
        max_length=3000,
    )


class ContestAnswerForm(forms.Form):
    """The personnel office's answer."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What the record says after your check"),
        choices=[
            ("stands", gettext_lazy("The record stands")),
            ("corrected", gettext_lazy("The record was wrong and has been corrected")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Your answer to the applicant"), widget=forms.Textarea({"rows": 4}), max_length=3000
    )


class ReplaceForm(forms.Form):
    """Who is asked instead, and why."""

    person = forms.TypedChoiceField(label=gettext_lazy("Ask instead"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For example: the supervisor changed on November 1."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )

    def __init__(self, choices: tuple[PersonBrief, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  declared just above
        field.choices = [(above.id, above.name) for above in choices]
