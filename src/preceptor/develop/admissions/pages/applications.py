"""The applicant's pages: state, form, documents, texts, check, submit, withdraw, take up again."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.admissions.commands.asking import ask_endorser
from preceptor.develop.admissions.commands.drafting import (
    OtherTab,
    Typed,
    reopen_application,
    save_answers,
    withdraw_application,
)
from preceptor.develop.admissions.commands.judging import judge_again
from preceptor.develop.admissions.commands.papers import attach_document, remove_document, sign_text
from preceptor.develop.admissions.commands.submitting import Incomplete, submit_application
from preceptor.develop.admissions.pages.forms import AnswersForm, NamedEndorserForm
from preceptor.develop.admissions.queries.mine import (
    ApplicationEditPage,
    application_check_page,
    application_detail_page,
    application_edit_page,
    application_list_page,
    text_sign_page,
)
from preceptor.develop.admissions.queries.told import told_decision
from preceptor.foundation.accounts.public import Page, actor_of, person_id_of
from preceptor.foundation.district.public import person
from preceptor.foundation.documents.public import FileUnfit


@require_GET
def application_list(request: Page) -> HttpResponse:
    """The reader's applications."""
    page = application_list_page(actor_of(request).id, timezone.now())
    return render(request, "admissions/application_list.html", {"page": page})


@require_GET
def application_detail(request: Page, application_id: int) -> HttpResponse:
    """What is done, what is missing, and what follows."""
    reader = actor_of(request).id
    page = application_detail_page(application_id, reader, timezone.now())
    context = {"page": page, "named": NamedEndorserForm(), "decision": told_decision(application_id, reader)}
    return render(request, "admissions/application_detail.html", context)


@require_http_methods(["GET", "POST"])
def application_edit(request: Page, application_id: int) -> HttpResponse:
    """The questions; what is typed is saved whether it fits or not, and faults are told."""
    by, now = actor_of(request), timezone.now()
    page = application_edit_page(application_id, by.id, now)
    if request.method == "GET":
        return _form_page(request, page, AnswersForm(page.questions, initial=dict(page.answers)))
    form = AnswersForm(page.questions, request.POST)
    try:
        save_answers(application_id=application_id, typed=_typed(request, form), by=by, now=now)
    except OtherTab as refusal:
        return _both_texts(request, page, form, refusal)
    if form.tell_faults():
        saved = application_edit_page(application_id, by.id, now)
        return _form_page(request, saved, form, status=422, notice=_("Saved. Some answers do not fit yet."))
    messages.success(request, _("Your answers are saved."))
    return redirect("admissions:application-detail", application_id=application_id)


def _typed(request: Page, form: AnswersForm) -> Typed:
    """What the form sent, with the version that it was drawn from."""
    version = request.POST.get("form-version", "")
    return Typed(form.answers(), _number(version), _tab(request))


def _number(text: str) -> int:
    """The number of a version, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _tab(request: Page) -> str:
    """The browser tab that sent the form."""
    return request.POST.get("form-tab", "")[:40]


def _both_texts(request: Page, page: ApplicationEditPage, form: AnswersForm, refusal: OtherTab) -> HttpResponse:
    """Show what is saved beside what was typed here; saving again then takes what stands in the form."""
    form.full_clean()
    both = [(page.questions[name].asks, saved) for name, (saved, _typed) in refusal.differing.items()]
    return _form_page(request, page, form, status=409, both=both)


def _form_page(
    request: Page,
    page: ApplicationEditPage,
    form: AnswersForm,
    *,
    status: int = 200,
    notice: str = "",
    both: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """The form, drawn from the version that is saved now."""
    context = {
        "page": page,
        "form": form,
        "notice": notice,
        "both": both or [],
        "tab": _tab(request) or secrets.token_hex(8),
    }
    return render(request, "admissions/application_edit.html", context, status=status)


@require_POST
def application_save(request: Page, application_id: int) -> HttpResponse:
    """What the form saves by itself; a refusal is told beside the form and loses nothing."""
    by, now = actor_of(request), timezone.now()
    page = application_edit_page(application_id, by.id, now)
    form = AnswersForm(page.questions, request.POST)
    save_answers(application_id=application_id, typed=_typed(request, form), by=by, now=now)
    return HttpResponse(status=204)


@require_POST
def document_attach(request: Page, application_id: int, requirement: str) -> HttpResponse:
    """Take a file for one requirement."""
    by, now = actor_of(request), timezone.now()
    upload = request.FILES.get("file")
    if upload is None or isinstance(upload, list):
        messages.error(request, _("No file was chosen. Choose one, then press “Upload”."))
        return redirect("admissions:application-detail", application_id=application_id)
    try:
        attach_document(application_id=application_id, requirement=requirement, upload=upload, by=by, now=now)
    except FileUnfit as refusal:
        page = application_detail_page(application_id, by.id, now)
        context = {"page": page, "refusal": refusal, "named": NamedEndorserForm()}
        return render(request, "admissions/application_detail.html", context, status=refusal.status)
    messages.success(request, _("Your file is here."))
    return redirect("admissions:application-detail", application_id=application_id)


@require_POST
def document_remove(request: Page, application_id: int, requirement: str) -> HttpResponse:
    """Take a file out again."""
    remove_document(application_id=application_id, requirement=requirement, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The file is taken out."))
    return redirect("admissions:application-detail", application_id=application_id)


@require_http_methods(["GET", "POST"])
def text_sign(request: Page, application_id: int, text: str) -> HttpResponse:
    """Read a text and sign it."""
    page = text_sign_page(application_id, text, person(person_id_of(request)))
    if request.method == "POST":
        if request.POST.get("agree") != "yes":
            context = {"page": page, "told": _("Tick the box to sign.")}
            return render(request, "admissions/text_sign.html", context, status=422)
        shown = request.POST.get("version", "")
        version, language = _number(shown), request.POST.get("language", "")[:2]
        by, now = actor_of(request), timezone.now()
        sign_text(application_id=application_id, text=text, text_version_id=version, language=language, by=by, now=now)
        messages.success(request, _("Signed."))
        return redirect("admissions:application-detail", application_id=application_id)
    return render(request, "admissions/text_sign.html", {"page": page})


@require_POST
def endorser_ask(request: Page, application_id: int, name: str) -> HttpResponse:
    """Ask the supervisor of record by letter."""
    named = (request.POST.get("name", ""), request.POST.get("email", "")) if "email" in request.POST else None
    by, now = actor_of(request), timezone.now()
    ask_endorser(application_id=application_id, name=name, named=named, by=by, now=now)
    messages.success(request, _("The letter is on its way. Reminders go out by themselves."))
    return redirect("admissions:application-detail", application_id=application_id)


@require_GET
def application_check(request: Page, application_id: int) -> HttpResponse:
    """Everything as it would be submitted now."""
    page = application_check_page(application_id, actor_of(request).id, timezone.now())
    return render(request, "admissions/application_check.html", {"page": page})


@require_POST
def application_submit(request: Page, application_id: int) -> HttpResponse:
    """Hand the application in."""
    by, now = actor_of(request), timezone.now()
    try:
        submit_application(application_id=application_id, checked=request.POST.get("checked", ""), by=by, now=now)
    except Incomplete as refusal:
        page = application_check_page(application_id, by.id, now)
        context = {"page": page, "refusal": refusal}
        return render(request, "admissions/application_check.html", context, status=refusal.status)
    messages.success(request, _("Your application is submitted. A letter confirms it."))
    return redirect("admissions:application-detail", application_id=application_id)


@require_POST
def application_judge(request: Page, application_id: int) -> HttpResponse:
    """Look at the records of today."""
    judge_again(application_id=application_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Judged on the records of today."))
    return redirect("admissions:application-detail", application_id=application_id)


@require_POST
def application_withdraw(request: Page, application_id: int) -> HttpResponse:
    """Take the application back; until the deadline it can be taken up again."""
    withdraw_application(application_id=application_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Your application is withdrawn. Until the deadline you can take it up again."))
    return redirect("admissions:application-detail", application_id=application_id)


@require_POST
def application_reopen(request: Page, application_id: int) -> HttpResponse:
    """Take the application up again."""
    reopen_application(application_id=application_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("You can change your application. Submit it again before the deadline."))
    return redirect("admissions:application-detail", application_id=application_id)
