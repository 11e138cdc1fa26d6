"""The office's pages: its calls, all applications of a role, one application, reminders, waivers."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.admissions.commands.chasing import remind_all_endorsers
from preceptor.develop.admissions.commands.waiving import answer_waiver, propose_waiver
from preceptor.develop.admissions.pages.office_forms import WaiverAnswerForm, WaiverForm
from preceptor.develop.admissions.queries.candidate import candidate_detail_page
from preceptor.develop.admissions.queries.chasing import endorser_remind_page
from preceptor.develop.admissions.queries.office import (
    CandidateListPage,
    Filters,
    candidate_list_page,
    office_page,
    set_aside,
    state_of,
    state_words,
    why_words,
)
from preceptor.develop.admissions.queries.seen import Candidate, rule_words
from preceptor.develop.admissions.queries.waivers import waiver_detail_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import table_response, wants_table


@require_GET
def office_home(request: Page) -> HttpResponse:
    """The calls that the reader coordinates; with one alone, its applications."""
    page = office_page(actor_of(request), timezone.now())
    return render(request, "admissions/office_home.html", {"page": page})


def _filters(request: Page) -> Filters:
    """What the address narrows the list to."""
    names = ("state", "endorsement", "rules", "decision", "text")
    return Filters(**{name: request.GET.get(name, "").strip()[:60] for name in names})


@require_GET
def candidate_list(request: Page, cycle_id: int, role: str) -> HttpResponseBase:
    """Every application of a role, narrowed by the address; as a file, exactly what the list shows."""
    page = candidate_list_page(
        cycle_id=cycle_id,
        role=role,
        by=actor_of(request),
        now=timezone.now(),
        filters=_filters(request),
        number=request.GET.get("page", "1"),
    )
    if wants_table(request):
        return table_response(request, f"applications-{cycle_id}-{role}", _columns(page), _rows(page))
    return render(request, "admissions/candidate_list.html", {"page": page})


def _columns(page: CandidateListPage) -> list[str]:
    """The columns of the file."""
    return [
        _("Name"),
        _("Place"),
        _("State"),
        _("Why not considered"),
        _("Handed in"),
        _("Missing"),
        _("Endorsement"),
        _("Since"),
        *page.rule_names.values(),
        _("Reviews"),
        _("Score"),
        _("Wished"),
        _("Decision"),
        _("Told"),
    ]


def _rows(page: CandidateListPage) -> Iterator[tuple[object, ...]]:
    """The rows of the file: what the page shows, and nothing else."""
    for one in page.shown:
        yield (
            one.name,
            one.place,
            state_words(state_of(one, page.open))[0],
            why_words(one.consideration) if set_aside(one, page.open) else "",
            one.submitted_at,
            "; ".join(one.missing),
            "; ".join(asked.person or _("Not asked yet") for asked in one.endorsements),
            *_endorsed(one),
            *(rule_words(rule.stands)[0] for rule in one.rules),
            f"{one.review.finished}/{one.review.wanted}" if one.review.wanted else "",
            round(float(one.review.score), 2) if one.review.score is not None else None,
            one.wished,
            one.decision.title if one.decision else "",
            one.decision.told_at if one.decision else None,
        )


def _endorsed(one: Candidate) -> tuple[object]:
    """Since when the first endorsement is as it is."""
    return (one.endorsements[0].since if one.endorsements else None,)


@require_GET
def candidate_detail(request: Page, application_id: int) -> HttpResponse:
    """One application: as handed in, signatures, endorsement, rules, waivers, readers, decisions, history."""
    return _detail(request, application_id, WaiverForm())


def _detail(request: Page, application_id: int, form: WaiverForm, status: int = 200) -> HttpResponse:
    """The page of one application with its forms."""
    page = candidate_detail_page(application_id, actor_of(request), timezone.now())
    form.fields["rule"].choices = page.waivable  # type: ignore[attr-defined]  # a choice field by its declaration
    return render(request, "admissions/candidate_detail.html", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
def endorser_remind(request: Page, cycle_id: int, role: str) -> HttpResponse:
    """Whom a reminder would go to; the button sends it."""
    by, now = actor_of(request), timezone.now()
    if request.method == "GET":
        page = endorser_remind_page(cycle_id=cycle_id, role=role, by=by, now=now)
        return render(request, "admissions/endorser_remind.html", {"page": page})
    number = remind_all_endorsers(cycle_id=cycle_id, role=role, by=by, now=now)
    told = ngettext("One supervisor gets a reminder.", "%(n)d supervisors get a reminder.", number) % {"n": number}
    messages.success(request, told)
    return redirect("admissions:candidate-list", cycle_id=cycle_id, role=role)


@require_POST
def waiver_propose(request: Page, application_id: int) -> HttpResponse:
    """Propose to waive a rule."""
    by, now = actor_of(request), timezone.now()
    form = WaiverForm(request.POST)
    page = candidate_detail_page(application_id, by, now)
    form.fields["rule"].choices = page.waivable  # type: ignore[attr-defined]  # a choice field by its declaration
    if not form.is_valid():
        return _detail(request, application_id, form, status=422)
    rule, reason = form.cleaned_data["rule"], form.cleaned_data["reason"]
    propose_waiver(application_id=application_id, rule=rule, reason=reason, by=by, now=now)
    messages.success(request, _("The waiver waits for its second signature."))
    return redirect("admissions:candidate-detail", application_id=application_id)


@require_http_methods(["GET", "POST"])
def waiver_detail(request: Page, waiver_id: int) -> HttpResponse:
    """A waiver with its reason, to sign as the second person or to refuse."""
    by, now = actor_of(request), timezone.now()
    page = waiver_detail_page(waiver_id, by, now)
    form = WaiverAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agrees, note = form.cleaned_data["answer"] == "sign", form.cleaned_data["note"]
        answer_waiver(waiver_id=waiver_id, agrees=agrees, note=note, by=by, now=now)
        messages.success(request, _("The waiver is signed.") if agrees else _("The waiver is refused."))
        return redirect("desk:my-desk")
    context = {"page": page, "form": form}
    return render(request, "admissions/waiver_detail.html", context, status=422 if form.errors else 200)
