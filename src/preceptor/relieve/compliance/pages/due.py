"""Pages of those who certify: what is due, one to answer and sign, several at once, what was signed, designees."""

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import Refusal
from preceptor.relieve.compliance.commands.preparing import (
    add_evidence,
    end_delegation,
    name_designee,
    remove_evidence,
    save_answers,
)
from preceptor.relieve.compliance.commands.signing import certify, undo_certification
from preceptor.relieve.compliance.pages.answers import AnswersForm, shown_now, signed_from
from preceptor.relieve.compliance.queries.designees import DesigneeListPage, designee_list_page
from preceptor.relieve.compliance.queries.due import my_due_page, obligation_detail_page, together_page
from preceptor.relieve.compliance.queries.signed import certification_detail_page, my_certifications, standing_for

MOST = 400


@require_safe
def my_due(request: Page) -> HttpResponse:
    """What I have to certify, in order, with its minutes; my own minutes, for me alone."""
    page = my_due_page(by=actor_of(request), now=timezone.now())
    return render(request, "compliance/my_due.html", {"page": page})


@require_http_methods(["GET", "POST"])
def obligation_detail(request: Page, obligation_id: int) -> HttpResponse:
    """Read, answer and sign one certification."""
    by, now = actor_of(request), timezone.now()
    if request.method == "POST":
        signed = signed_from(request, by.id)
        try:
            number = certify(obligation_ids=[obligation_id], signed=signed, by=by, now=now)
        except Refusal as refusal:
            if refusal.status == 404:
                raise
            return _not_signed(request, obligation_id, refusal)
        messages.success(request, _("Signed. You can take it back for ten minutes; then it is sent."))
        return redirect("compliance:certification-detail", certification_id=number)
    if signed_before := standing_for(obligation_id=obligation_id, by=by, now=now):
        return redirect("compliance:certification-detail", certification_id=signed_before)
    page = obligation_detail_page(obligation_id=obligation_id, by=by, now=now)
    form = AnswersForm(page.questions, initial={**page.drafted, "shown": shown_now(page.statement, by.id, now)})
    return render(request, "compliance/obligation_detail.html", {"page": page, "form": form})


def _not_signed(request: Page, obligation_id: int, refusal: Refusal) -> HttpResponse:
    """The page again, with what was answered kept as a draft, the words as they are now, and what is wrong."""
    by, now = actor_of(request), timezone.now()
    answers = signed_from(request, by.id).answers
    if refusal.code in ("signed-already", "delegation-ended"):
        if refusal.code == "delegation-ended":
            save_answers(obligation_id=obligation_id, answers=answers, by=by, now=now)
        raise refusal
    save_answers(obligation_id=obligation_id, answers=answers, by=by, now=now)
    page = obligation_detail_page(obligation_id=obligation_id, by=by, now=now)
    shown = request.POST.get("shown", "")
    if refusal.code == "text-changed" or signed_from(request, by.id).language != page.statement.language:
        shown = shown_now(page.statement, by.id, now)
    form = AnswersForm(page.questions, {**answers, "shown": shown})
    form.tell(refusal)
    return render(request, "compliance/obligation_detail.html", {"page": page, "form": form}, status=422)


@require_POST
def obligation_save(request: Page, obligation_id: int) -> HttpResponse:
    """What the form saves by itself; nothing is checked and nothing is lost."""
    by = actor_of(request)
    answers = signed_from(request, by.id).answers
    save_answers(obligation_id=obligation_id, answers=answers, by=by, now=timezone.now())
    return HttpResponse(status=204)


@require_POST
def obligation_attach(request: Page, obligation_id: int) -> HttpResponse:
    """Add a file that is signed with the answers."""
    upload = request.FILES.get("file")
    if upload is not None:
        add_evidence(obligation_id=obligation_id, upload=upload, by=actor_of(request), now=timezone.now())
        messages.success(request, _("The file is kept. It is signed together with your answers."))
    return redirect(f"{reverse('compliance:obligation-detail', args=[obligation_id])}#evidence")


@require_POST
def obligation_detach(request: Page, obligation_id: int, file_id: int) -> HttpResponse:
    """Take a file away that is not signed yet."""
    remove_evidence(obligation_id=obligation_id, file_id=file_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The file is taken away."))
    return redirect(f"{reverse('compliance:obligation-detail', args=[obligation_id])}#evidence")


def numbers(texts: list[str]) -> list[int]:
    """Whole numbers among what was sent."""
    return [int(text) for text in texts[:MOST] if text.isdecimal() and len(text) < 18]


@require_http_methods(["GET", "POST"])
def together(request: Page) -> HttpResponse:
    """Sign several with one signature, where their statements are identical."""
    by, now = actor_of(request), timezone.now()
    sent = request.POST if request.method == "POST" else request.GET
    ids = numbers(sent.getlist("id"))
    page, form = None, None
    if request.method == "POST":
        try:
            number = certify(obligation_ids=ids, signed=signed_from(request, by.id), by=by, now=now)
        except Refusal as refusal:
            if refusal.status == 404 or refusal.code == "signed-already":
                raise
            page = together_page(ids=ids, by=by, now=now)
            form = AnswersForm(page.questions, request.POST)
            form.tell(refusal)
        else:
            messages.success(request, _("Signed. You can take it back for ten minutes; then it is sent."))
            return redirect("compliance:certification-detail", certification_id=number)
    page = page or together_page(ids=ids, by=by, now=now)
    form = form or AnswersForm(page.questions, initial={"shown": shown_now(page.statement, by.id, now)})
    status = 422 if form.is_bound else 200
    return render(request, "compliance/together.html", {"page": page, "form": form}, status=status)


@require_safe
def certification_detail(request: Page, certification_id: int) -> HttpResponse:
    """What was signed, by whom, and whether it still stands."""
    page = certification_detail_page(certification_id=certification_id, by=actor_of(request), now=timezone.now())
    return render(request, "compliance/certification_detail.html", {"page": page})


@require_POST
def certification_undo(request: Page, certification_id: int) -> HttpResponse:
    """Take my signature back until it is sent."""
    ids = undo_certification(certification_id=certification_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back. It is open again."))
    if len(ids) == 1:
        return redirect("compliance:obligation-detail", obligation_id=ids[0])
    return redirect("compliance:my-due")


@require_safe
def my_signed(request: Page) -> HttpResponse:
    """What I signed last."""
    return render(request, "compliance/my_signed.html", {"lines": my_certifications(by=actor_of(request))})


class DesigneeForm(forms.Form):
    """Who signs for the principal what a designee may, and for how long."""

    unit = forms.ChoiceField(label=_lazy("School"))
    to = forms.ChoiceField(label=_lazy("Who"))
    starts = forms.DateField(label=_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends = forms.DateField(label=_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, page: DesigneeListPage, data: object = None, *, on: date) -> None:
        initial = {"starts": on, "ends": on + timedelta(days=90)}
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # a query dict or nothing
        for name, offered in (("unit", page.schools), ("to", page.staff)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above; tells the type checker
            field.choices = [(str(number), word) for number, word in offered]


@require_http_methods(["GET", "POST"])
def designee_list(request: Page) -> HttpResponse:
    """Who signs for me what a designee may."""
    by, now = actor_of(request), timezone.now()
    page = designee_list_page(by=by, now=now)
    form = DesigneeForm(page, request.POST or None, on=today(now))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        who = {"unit_id": int(said["unit"]), "to_id": int(said["to"])}
        try:
            name_designee(**who, starts=said["starts"], ends=said["ends"], by=by, now=now)
        except Refusal as refusal:
            form.add_error(str(refusal.facts.get("field", "to")), f"{refusal.sentence} {refusal.remedy}")
        else:
            messages.success(request, _("Your designee is named."))
            return redirect("compliance:designee-list")
    status = 422 if form.is_bound else 200
    return render(request, "compliance/designee_list.html", {"page": page, "form": form}, status=status)


@require_POST
def designee_end(request: Page, delegation_id: int) -> HttpResponse:
    """End a delegation at once."""
    end_delegation(delegation_id=delegation_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The delegation has ended."))
    return redirect("compliance:designee-list")
