"""Pages of the office that asks: rounds, surveys, their questions, sending and closing them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.surveys.commands import rounds, sending
from preceptor.develop.surveys.commands.rounds import Text
from preceptor.develop.surveys.pages.forms import (
    ContentForm,
    GroupForm,
    MeetingForm,
    QuestionForm,
    RoundForm,
    SurveyForm,
    survey_initial,
)
from preceptor.develop.surveys.queries.office import round_detail_page, round_list_page, survey_detail_page
from preceptor.develop.surveys.queries.scope import own_round, own_survey
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal


@require_http_methods(["GET", "POST"])
def round_list(request: Page) -> HttpResponse:
    """The rounds of listening that I run; the form begins one."""
    by, now = actor_of(request), timezone.now()
    page = round_list_page(by=by, now=now)
    form = RoundForm([(each.id, each.name) for each in page.offices], request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        title, purpose = Text(said["title"], said["title_es"]), Text(said["purpose"], said["purpose_es"])
        try:
            new = rounds.open_round(unit_id=said["unit"], title=title, purpose=purpose, by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:round-detail", round_id=new)
    status = 422 if form.errors else 200
    return render(request, "surveys/round_list.html", {"page": page, "form": form}, status=status)


@require_GET
def round_detail(request: Page, round_id: int) -> HttpResponse:
    """A round: surveys, focus groups, themes, content, and the advisory group."""
    page = round_detail_page(round_id=round_id, by=actor_of(request), now=timezone.now())
    said = {
        "page": page,
        "group_form": GroupForm(prefix="group"),
        "meeting_form": MeetingForm(prefix="meeting"),
        "content_form": ContentForm([(each.id, each.name) for each in page.themes], list(page.cycles)),
    }
    return render(request, "surveys/round_detail.html", said)


@require_http_methods(["GET", "POST"])
def survey_write(request: Page, round_id: int) -> HttpResponse:
    """Begin a survey of a round."""
    by, now = actor_of(request), timezone.now()
    row = own_round(round_id, by, now)
    form = SurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = rounds.write_survey(round_id=round_id, terms=form.terms(), by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:survey-detail", survey_id=new)
    said = {"form": form, "round_id": round_id, "round": row.title, "title": ""}
    return render(request, "surveys/survey_form.html", said, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def survey_change(request: Page, survey_id: int) -> HttpResponse:
    """Change whom a survey asks and when it closes, while it is being written."""
    by, now = actor_of(request), timezone.now()
    survey = own_survey(survey_id, by, now)
    form = SurveyForm(request.POST or None, initial=survey_initial(survey))
    if request.method == "POST" and form.is_valid():
        try:
            rounds.change_survey(survey_id=survey_id, terms=form.terms(), by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:survey-detail", survey_id=survey_id)
    said = {"form": form, "round_id": survey.round_id, "round": survey.round.title, "title": survey.title}
    return render(request, "surveys/survey_form.html", said, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def survey_detail(request: Page, survey_id: int) -> HttpResponse:
    """A survey: its questions, whom it asks, how many have answered; the form adds a question."""
    by, now = actor_of(request), timezone.now()
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rounds.add_question(survey_id=survey_id, question=form.question(), by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("surveys:survey-detail", survey_id=survey_id)
    page = survey_detail_page(survey_id=survey_id, by=by, now=now)
    status = 422 if form.errors else 200
    return render(request, "surveys/survey_detail.html", {"page": page, "form": form}, status=status)


@require_POST
def question_remove(request: Page, survey_id: int, question_id: int) -> HttpResponse:
    """Take a question out of a survey that is being written."""
    rounds.remove_question(survey_id=survey_id, question_id=question_id, by=actor_of(request), now=timezone.now())
    return redirect("surveys:survey-detail", survey_id=survey_id)


@require_POST
def survey_open(request: Page, survey_id: int) -> HttpResponse:
    """Send a survey to everybody whom it asks."""
    asked = sending.open_survey(survey_id=survey_id, by=actor_of(request), now=timezone.now())
    told = ngettext("%(count)s person is asked.", "%(count)s people are asked.", asked) % {"count": asked}
    messages.success(request, told)
    return redirect("surveys:survey-detail", survey_id=survey_id)


@require_POST
def survey_remind(request: Page, survey_id: int) -> HttpResponse:
    """Remind everybody who has not answered and was not written today."""
    count = sending.remind(survey_id=survey_id, by=actor_of(request), now=timezone.now())
    messages.success(
        request, ngettext("%(count)s reminder sent.", "%(count)s reminders sent.", count) % {"count": count}
    )
    return redirect("surveys:survey-detail", survey_id=survey_id)


@require_POST
def survey_close(request: Page, survey_id: int) -> HttpResponse:
    """Close a survey now."""
    sending.close_survey(survey_id=survey_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The survey is closed. What was said in words waits to be read."))
    return redirect("surveys:survey-results", survey_id=survey_id)


@require_POST
def survey_share(request: Page, survey_id: int) -> HttpResponse:
    """Let everybody who was asked read the results."""
    sending.share_results(survey_id=survey_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Everybody who was asked can read the results, and is told so."))
    return redirect("surveys:survey-results", survey_id=survey_id)
