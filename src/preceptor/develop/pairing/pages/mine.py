"""Pages of mentors and mentees: my pairs, wishes, conflicts, offers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.pairing.commands import pairs, wishes
from preceptor.develop.pairing.models import Pair
from preceptor.develop.pairing.pages.forms import ConflictForm, MentorForm, WishForm
from preceptor.develop.pairing.queries import mine as queries
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal


@require_GET
def my_pairs(request: Page) -> HttpResponse:
    """My mentees or my mentor, how to reach them, and what I may still say."""
    page = queries.my_pairs_page(by=actor_of(request), now=timezone.now())
    return render(request, "pairing/my_pairs.html", {"page": page, "conflict_form": ConflictForm()})


@require_http_methods(["GET", "POST"])
def wish_form(request: Page, participant_id: int) -> HttpResponse:
    """One short form: topics, languages, people."""
    by = actor_of(request)
    page = queries.wish_page(participant_id=participant_id, by=by)
    form = WishForm(page.topics, page.others, request.POST or None, initial=page.chosen)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            wishes.save_wish(
                participant_id=participant_id,
                topics=said["topics"],
                languages=said["languages"],
                wished=[int(each) for each in said["wished"]],
                by=by,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your wishes are saved. You can change them until you are paired."))
            return redirect("pairing:my-pairs")
    return render(request, "pairing/wish_form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@require_POST
def conflict_form(request: Page) -> HttpResponse:
    """Disclose a conflict of interest with somebody."""
    form, by, now = ConflictForm(request.POST), actor_of(request), timezone.now()
    if form.is_valid():
        try:
            wishes.declare_conflict(email=form.cleaned_data["email"], kind=form.cleaned_data["kind"], by=by, now=now)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Disclosed. You two will never be paired."))
            return redirect("pairing:my-pairs")
    page = queries.my_pairs_page(by=by, now=now)
    return render(request, "pairing/my_pairs.html", {"page": page, "conflict_form": form}, status=422)


@require_POST
def conflict_withdraw(request: Page, conflict_id: int) -> HttpResponse:
    """Take a disclosure back."""
    wishes.withdraw_conflict(conflict_id=conflict_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect("pairing:my-pairs")


@require_http_methods(["GET", "POST"])
def offer_detail(request: Page, offer_id: int) -> HttpResponse:
    """Mentors to choose from, each with the reasons."""
    by, now = actor_of(request), timezone.now()
    page, refusal = queries.offer_page(offer_id=offer_id, by=by, now=now), None
    if request.method == "POST":
        form = MentorForm(request.POST)
        try:
            pairs.choose_offered(
                offer_id=offer_id, mentor_id=form.cleaned_data["mentor"] if form.is_valid() else 0, by=by, now=now
            )
        except Refusal as said:
            refusal = said
        else:
            messages.success(request, _("You two are a pair now; your mentor gets a letter."))
            return redirect("pairing:my-pairs")
    return render(
        request,
        "pairing/offer_detail.html",
        {"page": page, "refusal": refusal},
        status=refusal.status if refusal else 200,
    )


@require_POST
def my_pair_end(request: Page, pair_id: int) -> HttpResponse:
    """Say that a pair no longer helps."""
    pairs.end_pair(pair_id=pair_id, reason=Pair.End.NO_LONGER_HELPS, by=actor_of(request), now=timezone.now())
    messages.success(
        request, _("The pair has ended. The program office will find another mentor or another kind of help.")
    )
    return redirect("pairing:my-pairs")
