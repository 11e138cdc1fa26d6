"""Pages of the personnel office: facts that applicants contest."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from preceptor.develop.admissions.commands.judging import answer_contest
from preceptor.develop.admissions.pages.forms import ContestAnswerForm
from preceptor.develop.admissions.queries.contests import contest_detail_page, contest_list_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import record_view, require


@require_GET
def contest_list(request: Page) -> HttpResponse:
    """Contested facts, those that wait first."""
    require(actor_of(request), "district.standing", now=timezone.now())
    return render(request, "admissions/contest_list.html", {"page": contest_list_page()})


@require_http_methods(["GET", "POST"])
def contest_detail(request: Page, contest_id: int) -> HttpResponse:
    """One contested fact: statement, what the records said, and the answer. Who looks is recorded."""
    by, now = actor_of(request), timezone.now()
    require(by, "district.standing", now=now)
    page = contest_detail_page(contest_id)
    form = ContestAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        corrected, answer = form.cleaned_data["outcome"] == "corrected", form.cleaned_data["answer"]
        answer_contest(contest_id=contest_id, corrected=corrected, answer=answer, by=by, now=now)
        messages.success(request, _("The applicant has been told that there is an answer."))
        return redirect("admissions:contest-list")
    record_view(by=by, action="admissions.see-contest", about=f"admissions.contest:{contest_id}", now=now)
    context = {"page": page, "form": form}
    return render(request, "admissions/contest_detail.html", context, status=422 if form.errors else 200)
