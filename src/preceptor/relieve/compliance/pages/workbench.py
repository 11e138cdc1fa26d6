"""Pages of the reduction workbench: overlaps, labels, proposals, approvals, adopting, looking back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import table_response, wants_table
from preceptor.relieve.compliance.commands import adopting, looking_back, overlapping, proposing
from preceptor.relieve.compliance.models import Frequency, Signer
from preceptor.relieve.compliance.queries.workbench import ChangeLine, proposal_detail_page, workbench_page

ACTS = {
    "end": _lazy("Ask no more"),
    "combine": _lazy("Combine into %(into)s"),
    "change": _lazy("%(frequency)s, %(signer)s"),
}


@require_safe
def workbench(request: Page) -> HttpResponse:
    """Items that ask for much the same, to be labelled, and proposals of what can go."""
    asked = request.GET
    page = workbench_page(
        page=asked.get("page", "1"), show=asked.get("show", ""), by=actor_of(request), now=timezone.now()
    )
    return render(request, "compliance/workbench.html", {"page": page})


@require_POST
def overlaps_search(request: Page) -> HttpResponse:
    """Search the catalogue for overlaps, in the background."""
    overlapping.search_overlaps(by=actor_of(request), now=timezone.now())
    messages.success(request, _("The search has begun."))
    return redirect("compliance:workbench")


@require_POST
def pair_label(request: Page, pair_id: int) -> HttpResponse:
    """Say of two items whether they are the same, overlap or differ."""
    label = request.POST.get("label", "")
    overlapping.label_pair(pair_id=pair_id, label=label, by=actor_of(request), now=timezone.now())
    back = redirect("compliance:workbench")
    back["Location"] += f"?show={request.POST.get('show', '')}#pair-{pair_id}"
    return back


@require_POST
def proposal_start(request: Page) -> HttpResponse:
    """Plan a reduction, in the background."""
    year = request.POST.get("year", "")
    number = proposing.start_proposal(year=year, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The planning has begun."))
    return redirect("compliance:proposal-detail", proposal_id=number)


def change_words(line: ChangeLine) -> str:
    """What happens to an item, in words."""
    words = {
        "into": line.into,
        "frequency": Frequency(line.frequency).label if line.frequency else "",
        "signer": Signer(line.signer).label if line.signer else "",
    }
    return str(ACTS[line.act]) % words


@require_safe
def proposal_detail(request: Page, proposal_id: int) -> HttpResponseBase:
    """One proposal: hours given back, changes, proof of cover, approvals, and the look-back."""
    page = proposal_detail_page(proposal_id=proposal_id, by=actor_of(request), now=timezone.now())
    if wants_table(request):
        columns = ("code", "title", "change", "owner", "covered_by", "why")
        rows = (
            (each.code, each.title, change_words(each), each.owner, ", ".join(each.covered_by), each.why)
            for each in page.changes
        )
        return table_response(request, f"reduction-{page.id}", columns, rows)
    changes = [(each, change_words(each)) for each in page.changes]
    years = [page.look_back[name] for name in ("before", "after")] if page.look_back else []
    shown = {"page": page, "changes": changes, "look_back_years": years}
    return render(request, "compliance/proposal_detail.html", shown)


@require_POST
def proposal_answer(request: Page, approval_id: int) -> HttpResponse:
    """Approve or refuse a proposal as owner or counsel."""
    approved = request.POST.get("answer") == "approve"
    reason = request.POST.get("reason", "")
    by, now = actor_of(request), timezone.now()
    proposing.answer_proposal(approval_id=approval_id, approved=approved, reason=reason, by=by, now=now)
    messages.success(request, _("Your word is kept."))
    return redirect("compliance:proposal-detail", proposal_id=int(request.POST.get("proposal", "0") or 0))


@require_POST
def proposal_adopt(request: Page, proposal_id: int) -> HttpResponse:
    """Adopt a proposal: the next cycle asks what it leaves."""
    adopting.adopt_proposal(proposal_id=proposal_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Adopted. The next cycle that is frozen asks what is left."))
    return redirect("compliance:proposal-detail", proposal_id=proposal_id)


@require_POST
def proposal_undo(request: Page, proposal_id: int) -> HttpResponse:
    """Take an adopted proposal back."""
    adopting.undo_adoption(proposal_id=proposal_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back. Items are as they were before."))
    return redirect("compliance:proposal-detail", proposal_id=proposal_id)


@require_POST
def proposal_drop(request: Page, proposal_id: int) -> HttpResponse:
    """Drop a proposal that is not adopted."""
    proposing.drop_proposal(proposal_id=proposal_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Dropped."))
    return redirect("compliance:workbench")


@require_POST
def proposal_look_back(request: Page, proposal_id: int) -> HttpResponse:
    """After a year, keep whether the hours fell and whether anything slipped."""
    looking_back.look_back(proposal_id=proposal_id, by=actor_of(request), now=timezone.now())
    return redirect("compliance:proposal-detail", proposal_id=proposal_id)
