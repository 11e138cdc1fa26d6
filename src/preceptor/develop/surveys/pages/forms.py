"""Forms of surveys."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from preceptor.develop.surveys.commands.building import Planned
from preceptor.develop.surveys.commands.groups import MOST_MEMBERS, Sitting
from preceptor.develop.surveys.commands.rounds import Questioned, Terms, Text
from preceptor.develop.surveys.models import Content, Question, Survey
from preceptor.foundation.district.public import zone

LEVELS = {
    "elementary": _("Elementary schools"),
    "middle": _("Middle schools"),
    "high": _("High schools"),
    "span": _("Span schools"),
    "other": _("Other schools"),
}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _long(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": 3}), **more)


class RoundForm(forms.Form):
    """What the round is for, in one language or two."""

    unit = forms.TypedChoiceField(label=_("Office"), coerce=int)
    title = forms.CharField(label=_("Title"), max_length=120)
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=120, required=False)
    purpose = _long(_("What it is for"), 1000, help_text=_("Everybody who is asked reads this."))
    purpose_es = _long(_("What it is for, in Spanish"), 1000, required=False)

    def __init__(self, offices: list[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data, initial={"unit": offices[0][0] if offices else None})
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  declared above; tells the type checker
        field.choices = offices


class SurveyForm(forms.Form):
    """Whom a survey asks, and under which promise."""

    title = forms.CharField(label=_("Title"), max_length=120)
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=120, required=False)
    promise = forms.ChoiceField(
        label=_("Whose answers they are"),
        choices=[
            ("anonymous", _("Anonymous: nobody learns who answered what")),
            ("named", _("Named: the office sees who answered what")),
        ],
        widget=forms.RadioSelect,
        initial="anonymous",
    )
    levels = forms.MultipleChoiceField(
        label=_("Principals of"),
        choices=list(LEVELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: of all schools."),
    )
    sample = forms.IntegerField(
        label=_("How many to ask"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("Empty: everybody. A number: that many, drawn by lot from each level in proportion."),
    )
    least = forms.IntegerField(
        label=_("Least number of answers that is shown"),
        min_value=5,
        max_value=1000,
        initial=10,
        help_text=_("Smaller groups are shown together with others."),
    )
    closes_day = _day(_("Closes on"))
    closes_time = _time(_("At"))

    def terms(self) -> Terms:
        """The survey as plain values, its moment on the district's clock."""
        said = self.cleaned_data
        return Terms(
            title=Text(said["title"], said["title_es"]),
            closes=datetime.combine(said["closes_day"], said["closes_time"], zone()),
            anonymous=said["promise"] == "anonymous",
            levels=tuple(said["levels"]),
            sample=said["sample"],
            least=said["least"],
        )


def survey_initial(survey: Survey) -> dict[str, Any]:
    """What the form of a survey that is being written is filled with."""
    local = timezone.localtime(survey.closes, zone())
    return {
        "title": survey.title,
        "title_es": survey.title_es,
        "promise": "anonymous" if survey.anonymous else "named",
        "levels": survey.levels,
        "sample": survey.sample,
        "least": survey.least,
        "closes_day": local.date(),
        "closes_time": local.time(),
    }


class QuestionForm(forms.Form):
    """A question with its choices, a line each."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Question.Kind.choices, widget=forms.RadioSelect, initial="scale")
    text = forms.CharField(label=_("Question"), max_length=300)
    text_es = forms.CharField(label=_("Question in Spanish"), max_length=300, required=False)
    choices = _long(_("Choices, one on each line"), 2000, required=False)
    choices_es = _long(_("Choices in Spanish, in the same order"), 2000, required=False)
    may_skip = forms.BooleanField(label=_("It may be left out"), required=False)

    def question(self) -> Questioned:
        """The question as plain values; choices only where the kind has any."""
        said = self.cleaned_data
        english, spanish = _lines(said["choices"]), _lines(said["choices_es"])
        chosen_from = said["kind"] in (Question.Kind.ONE, Question.Kind.MANY)
        padded = [*spanish, *[""] * (len(english) - len(spanish))]
        pairs = [Text(one, other) for one, other in zip(english, padded, strict=False)] if chosen_from else []
        return Questioned(said["kind"], Text(said["text"], said["text_es"]), pairs, required=not said["may_skip"])


def _lines(text: str) -> list[str]:
    return [line.strip()[:200] for line in text.splitlines() if line.strip()]


class SittingForm(forms.Form):
    """What, when, how long and where people meet."""

    title = forms.CharField(label=_("Title"), max_length=120)
    day = _day(_("Day"))
    time = _time(_("From"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, initial=60)
    place = forms.CharField(label=_("Place or video link"), max_length=300, required=False)

    def sitting(self) -> Sitting:
        """The meeting as plain values, its moment on the district's clock."""
        said = self.cleaned_data
        starts = datetime.combine(said["day"], said["time"], zone())
        return Sitting(said["title"], starts, said["minutes"], said["place"])


class GroupForm(SittingForm):
    """A focus group: how many principals to ask."""

    members = forms.IntegerField(
        label=_("How many to ask"),
        min_value=1,
        max_value=MOST_MEMBERS,
        initial=8,
        help_text=_("Drawn by lot from all levels; nobody is asked twice in one round."),
    )


class MeetingForm(SittingForm):
    """A meeting of the advisory group."""

    agenda = _long(_("What it is about"), 2000, required=False)


class ContentForm(forms.Form):
    """What is to be built, and which themes it answers."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Content.Kind.choices)
    says = _long(_("What people will learn or get"), 1000, required=False)
    themes = forms.TypedMultipleChoiceField(
        label=_("Themes that it answers"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    cycle = forms.TypedChoiceField(label=_("Program that runs it"), coerce=int, empty_value=None, required=False)
    launches = _day(_("Launch"), required=False)

    def __init__(self, themes: list[tuple[int, str]], cycles: list[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data)
        for name, choices in (("themes", themes), ("cycle", [("", _("None yet")), *cycles])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
            field.choices = choices

    def planned(self) -> Planned:
        """The content as plain values."""
        said = self.cleaned_data
        return Planned(
            said["title"], said["says"], said["kind"], tuple(said["themes"]), said["cycle"], said["launches"]
        )
