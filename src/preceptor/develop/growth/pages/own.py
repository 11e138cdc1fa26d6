"""Pages of one's own growth."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.growth.commands import goals, placing, releasing
from preceptor.develop.growth.pages.forms import EvidenceForm, GoalForm, placed
from preceptor.develop.growth.queries import own
from preceptor.develop.handbooks.public import glossary_words
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import Actor


@require_GET
@never_cache
def my_growth(request: Page) -> HttpResponse:
    """My growth: where I stand, goals, what is offered, what I have opened to whom."""
    page = own.my_growth_page(by=actor_of(request), now=timezone.now())
    words = glossary_words(("strand", "level", "placement", "reporting_line"))
    return render(request, "growth/my_growth.html", {"page": page, "words": words})


@require_POST
def placement_start(request: Page) -> HttpResponse:
    """Begin to place myself, or take up what is under way."""
    placement_id = placing.start_placement(by=actor_of(request), now=timezone.now())
    return redirect("growth:placement-detail", placement_id=placement_id)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
def placement_detail(request: Page, placement_id: UUID) -> HttpResponse:
    """Where I see myself in each strand, and with whom I agree on it."""
    by, now = actor_of(request), timezone.now()
    page, told = own.placement_page(placement_id=placement_id, by=by, now=now), ""
    if request.method == "POST":
        said = placed(request.POST, [line.strand.name for line in page.lines])
        partner = request.POST.get("partner", "")
        try:
            placing.save_placement(placement_id=placement_id, placed=said, by=by, now=now)
            if "ask" in request.POST:
                _ask(placement_id, partner, request, by, now)
        except placing.PlacingRefused as refusal:
            told = str(refusal)
        else:
            asked = "ask" in request.POST
            messages.success(request, _("Asked; they get a letter without any content.") if asked else _("Saved."))
            return redirect("growth:placement-detail", placement_id=placement_id)
        page = own.placement_page(placement_id=placement_id, by=by, now=now)
    context = {"page": page, "told": told}
    return render(request, "growth/placement_detail.html", context, status=422 if told else 200)


def _ask(placement_id: UUID, partner: str, request: Page, by: Actor, now: datetime) -> None:
    """Ask whoever was chosen."""
    partner_id = int(partner) if partner.isascii() and partner.isdigit() and len(partner) < 10 else 0
    knowing = request.POST.get("knowing", "") == "yes"
    placing.ask_partner(placement_id=placement_id, partner_id=partner_id, knowing=knowing, by=by, now=now)


@require_POST
def placement_take_back(request: Page, placement_id: UUID) -> HttpResponse:
    """Take my placement back from whom I asked."""
    placing.take_back(placement_id=placement_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back; they can read it no more."))
    return redirect("growth:placement-detail", placement_id=placement_id)


@require_POST
def placement_accept(request: Page, placement_id: UUID) -> HttpResponse:
    """Agree to the levels that the other sees."""
    placing.accept_answer(placement_id=placement_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Agreed."))
    return redirect("growth:my-growth")


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
@never_cache
def goal_new(request: Page) -> HttpResponse:
    """Set a goal in a strand."""
    by, now = actor_of(request), timezone.now()
    strands = own.goal_strands(by=by, now=now)
    form = GoalForm(strands, request.POST or None, {"strand": request.GET.get("strand", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            goal_id = goals.set_goal(strand=said["strand"], text=said["text"], due=said["due"], by=by, now=now)
        except goals.GoalRefused as refusal:
            form.add_error("due" if refusal.code == "day-past" else None, str(refusal))
        else:
            messages.success(request, _("Your goal is set; nobody sees it but you."))
            return redirect("growth:goal-detail", goal_id=goal_id)
    context = {"form": form, "strands": strands}
    return render(request, "growth/goal_new.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
@never_cache
def goal_detail(request: Page, goal_id: UUID) -> HttpResponse:
    """One goal of mine with its evidence."""
    by, now, form = actor_of(request), timezone.now(), EvidenceForm(request.POST or None)
    page = own.goal_page(goal_id=goal_id, by=by)
    if request.method == "POST" and form.is_valid():
        try:
            goals.add_evidence(goal_id=goal_id, text=form.cleaned_data["text"], by=by, now=now)
        except goals.GoalRefused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Written down."))
            return redirect("growth:goal-detail", goal_id=goal_id)
    context = {"page": page, "form": form}
    return render(request, "growth/goal_detail.html", context, status=422 if form.errors else 200)


@require_POST
def goal_close(request: Page, goal_id: UUID) -> HttpResponse:
    """Say that a goal is reached, or set it aside."""
    reached = request.POST.get("how", "") == "reached"
    goals.close_goal(goal_id=goal_id, reached=reached, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Reached. Well done.") if reached else _("Set aside."))
    return redirect("growth:my-growth")


@require_POST
def item_release(request: Page, item: str, number: UUID) -> HttpResponse:
    """Open one item of mine to a person."""
    sent = request.POST
    releasing.release_to(
        item=item,
        number=number,
        email=sent.get("email", ""),
        knowing=sent.get("knowing", "") == "yes",
        by=actor_of(request),
        now=timezone.now(),
    )
    messages.success(request, _("Opened; the person gets a letter without any content. You can take it back any time."))
    return redirect("growth:my-growth")


@require_POST
def level_share(request: Page, line_id: UUID) -> HttpResponse:
    """Let the office that finds coaches see one agreed level of mine."""
    releasing.release_to_office(line_id=line_id, by=actor_of(request), now=timezone.now())
    messages.success(
        request, _("The office that finds coaches sees this level now; nobody of your reporting line does.")
    )
    return redirect("growth:my-growth")


@require_POST
def release_withdraw(request: Page, release_id: int) -> HttpResponse:
    """Take an item back that I had opened."""
    releasing.withdraw_release(release_id=release_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back; it is closed at once."))
    return redirect("growth:my-growth")
