"""Pages of those who are asked: their surveys and groups, answering, results."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.surveys.commands import answering, groups
from preceptor.develop.surveys.queries.asking import asked_of, invitation_of
from preceptor.develop.surveys.queries.mine import my_listening_page, survey_answer_page
from preceptor.develop.surveys.queries.results import results_table, survey_results_page
from preceptor.develop.surveys.rules.answering import tidy
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import table_response, wants_table


@require_GET
def my_listening(request: Page) -> HttpResponse:
    """What I am asked: surveys, focus groups, meetings of the advisory group, and what came of them."""
    page = my_listening_page(person_id=actor_of(request).id or 0, now=timezone.now())
    return render(request, "surveys/my_listening.html", {"page": page})


@require_http_methods(["GET", "POST"])
def survey_answer(request: Page, survey_id: int) -> HttpResponse:
    """Answer a survey on one page; what is missing is marked and nothing is lost."""
    by, now = actor_of(request), timezone.now()
    faults, given = {}, None
    if request.method == "POST":
        sent = _sent(request)
        try:
            answering.answer(survey_id=survey_id, given=sent, by=by, now=now)
        except answering.AnswersUnfit as unfit:
            faults = {each.key: each.code for each in unfit.found}
            given = tidy(asked_of(invitation_of(survey_id, by.id or 0).survey), sent)
        else:
            messages.success(request, _("Your answers are sent. Thank you: they will be read."))
            return redirect("surveys:my-listening")
    page = survey_answer_page(survey_id=survey_id, person_id=by.id or 0, now=now, given=given)
    said = {"page": page, "faults": faults}
    return render(request, "surveys/survey_answer.html", said, status=422 if faults else 200)


def _sent(request: Page) -> dict[str, list[str]]:
    """What the form sent, by the number of the question."""
    return {name[1:]: request.POST.getlist(name) for name in request.POST if name.startswith("q")}


@require_POST
def draft_save(request: Page, survey_id: int) -> HttpResponse:
    """Keep what I have written so far, to go on later."""
    answering.save_draft(survey_id=survey_id, given=_sent(request), by=actor_of(request), now=timezone.now())
    messages.success(request, _("Your draft is kept. Nobody else sees it; sending it is still to be done."))
    return redirect("surveys:survey-answer", survey_id=survey_id)


@require_GET
def survey_results(request: Page, survey_id: int) -> HttpResponseBase:
    """Results of a closed survey, as far as they may be shown."""
    group_by = request.GET.get("by", "level")
    page = survey_results_page(survey_id=survey_id, by=actor_of(request), now=timezone.now(), group_by=group_by)
    if wants_table(request):
        columns = [_("Question"), _("Who"), _("Answer"), _("Chosen"), _("Answered")]
        return table_response(request, page.title, columns, results_table(page))
    return render(request, "surveys/survey_results.html", {"page": page})


@require_POST
def group_reply(request: Page, group_id: int) -> HttpResponse:
    """Say whether I come to a focus group."""
    coming = request.POST.get("coming") == "yes"
    groups.reply(group_id=group_id, coming=coming, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Thank you for letting us know."))
    return redirect("surveys:my-listening")
