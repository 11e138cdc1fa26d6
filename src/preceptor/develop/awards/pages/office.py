"""Pages of the office: awards of its cycles, one award with everybody, holders certified before."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.awards.commands import proposing
from preceptor.develop.awards.commands.importing import import_holders
from preceptor.develop.awards.pages.forms import MOST_LIST_BYTES, ListForm, OneForm
from preceptor.develop.awards.queries.board import award_board_page, award_home_page, certificate_rows
from preceptor.develop.awards.queries.terms import award_terms
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.district.public import people_by_email
from preceptor.foundation.look.public import Refusal, table_response, wants_table

COLUMNS = ("number", "title", "holder", "stands", "dates")
MOST_IDS = 5_000
# Digits of the largest number that a table can hold.
LONGEST_ID = 18


@require_GET
def award_home(request: Page) -> HttpResponse:
    """The awards of my programs, those that wait first."""
    page = award_home_page(by=actor_of(request), now=timezone.now())
    return render(request, "awards/award_home.html", {"page": page})


@require_GET
def award_board(request: Page, cycle_id: int, award: str) -> HttpResponseBase:
    """One award: who has earned it, what waits for approval, what was issued."""
    return _board(request, cycle_id, award, OneForm())


def _board(request: Page, cycle_id: int, award: str, form: OneForm, status: int = 200) -> HttpResponseBase:
    page = award_board_page(
        cycle_id=cycle_id,
        award=award,
        part=request.GET.get("part", ""),
        number=request.GET.get("page", ""),
        by=actor_of(request),
        now=timezone.now(),
    )
    if wants_table(request):
        rows = certificate_rows(cycle_id, award, page.part)
        cells = ((row.number, row.title, row.holder, row.badge[1], row.detail) for row in rows)
        return table_response(request, f"{award}-{page.part}", COLUMNS, cells)
    return render(request, "awards/award_board.html", {"page": page, "form": form}, status=status)


@require_POST
def award_propose(request: Page, cycle_id: int, award: str) -> HttpResponse:
    """Propose everybody who has earned an award."""
    done = proposing.propose_earned(cycle_id=cycle_id, award=award, by=actor_of(request), now=timezone.now())
    said = ngettext("%(n)d certificate is proposed.", "%(n)d certificates are proposed.", done)
    messages.success(request, said % {"n": done})
    return redirect("awards:award-board", cycle_id=cycle_id, award=award)


@require_POST
def award_propose_one(request: Page, cycle_id: int, award: str) -> HttpResponseBase:
    """Propose one person on the office's judgement."""
    form = OneForm(request.POST)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        person_id = people_by_email([email]).get(email)
        if person_id is not None:
            proposing.propose_one(
                cycle_id=cycle_id,
                award=award,
                person_id=person_id,
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                now=timezone.now(),
            )
            messages.success(request, _("The certificate is proposed."))
            return redirect("awards:award-board", cycle_id=cycle_id, award=award)
        form.add_error("email", _("Nobody here has this address; check it, or invite the person first."))
    return _board(request, cycle_id, award, form, status=422)


@require_POST
def award_approve(request: Page, cycle_id: int, award: str) -> HttpResponse:  # noqa: ARG001  part of the address
    """Approve proposals and set the issuing going."""
    typed = [text for text in request.POST.getlist("certificate")[:MOST_IDS] if text.isascii() and text.isdigit()]
    ids = [int(text) for text in typed if len(text) <= LONGEST_ID]
    by = actor_of(request)
    _done, job_id = proposing.approve_certificates(cycle_id=cycle_id, ids=ids, by=by, now=timezone.now())
    messages.success(request, _("Approved. The certificates are being issued; holders hear by letter."))
    return redirect(reverse("jobs:job-progress", args=[job_id]))


@require_http_methods(["GET", "POST"])
def holder_import(request: Page, cycle_id: int, award: str) -> HttpResponse:
    """Record holders certified before: read the list, look at what it says, then record."""
    by, now = actor_of(request), timezone.now()
    terms = award_terms(cycle_id, award)
    form, outcome, text, status = ListForm(), None, "", 200
    if request.method == "GET":
        import_holders(cycle_id=cycle_id, award=award, data=EMPTY, write=False, by=by, now=now)
    elif "list" in request.POST:
        data = request.POST["list"].encode()[:MOST_LIST_BYTES]
        outcome = import_holders(cycle_id=cycle_id, award=award, data=data, write=True, by=by, now=now)
        said = ngettext("%(n)d holder is recorded.", "%(n)d holders are recorded.", outcome.recorded)
        messages.success(request, said % {"n": outcome.recorded})
        return redirect(f"{reverse('awards:award-board', args=[cycle_id, award])}?part=recorded")
    else:
        form = ListForm(request.POST, request.FILES)
        status = 422
        if form.is_valid():
            data = form.cleaned_data["file"].read(MOST_LIST_BYTES)
            try:
                outcome = import_holders(cycle_id=cycle_id, award=award, data=data, write=False, by=by, now=now)
            except Refusal as refusal:
                if refusal.status == 403:
                    raise
                form.add_error("file", f"{refusal.sentence} {refusal.remedy}")
            else:
                text, status = outcome.as_csv(), 200 if not outcome.faults else 422
    told = {"terms": terms, "form": form, "outcome": outcome, "text": text}
    return render(request, "awards/holder_import.html", told, status=status)


# Read without writing, so that a reader who may not is refused before anything is shown.
EMPTY = b"number,name,awarded_on\n0,-,2000-01-01\n"
