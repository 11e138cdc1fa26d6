"""Pages of the coordinator: the board of a cycle's pairs, the proposal, changes by hand, adoption."""

import json

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.pairing.commands import pairs as pair_commands
from preceptor.develop.pairing.commands import participants, runs
from preceptor.develop.pairing.pages.forms import ChangeForm, EndForm, MentorForm
from preceptor.develop.pairing.plans.weighing import choosing_page, weigh_page
from preceptor.develop.pairing.queries import pages as queries
from preceptor.develop.pairing.queries import proposals
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal, table_response, wants_table

COLUMNS = ("mentor", "mentor_place", "mentee", "mentee_place", "program_year", "origin", "started", "ended")


@require_GET
def pair_cycle_list(request: Page) -> HttpResponse:
    """The cycles whose pairs the reader coordinates; with one only, its board."""
    page = queries.pair_cycle_list_page(by=actor_of(request), now=timezone.now())
    if len(page.cycles) == 1:
        return redirect("pairing:pair-board", cycle_id=page.cycles[0].id)
    if not page.cycles:
        return redirect("pairing:my-pairs")
    return render(request, "pairing/pair_cycle_list.html", {"page": page})


@require_GET
def pair_board(request: Page, cycle_id: int) -> HttpResponseBase:
    """Mentors with their room, mentees who wait, pairs and runs of a cycle."""
    page = queries.pair_board_page(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    if wants_table(request):
        return table_response(request, f"pairs-{cycle_id}", COLUMNS, map(_row, (*page.pairs, *page.past)))
    return render(request, "pairing/pair_board.html", {"page": page})


def _row(line: queries.PairLine) -> tuple[object, ...]:
    who = (line.mentor.name, line.mentor.place, line.mentee.name, line.mentee.place)
    return (*who, line.program_year, line.origin, line.started, line.ended)


@require_POST
def participants_find(request: Page, cycle_id: int) -> HttpResponse:
    """Bring both sides up to date from decisions and records."""
    found = participants.find_participants(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    said = _("%(mentors)d mentors and %(mentees)d mentees are new; %(left)d left; %(continued)d pairs go on.")
    counts = {"mentors": found.mentors, "mentees": found.mentees, "left": found.left, "continued": found.continued}
    messages.success(request, said % counts)
    return redirect("pairing:pair-board", cycle_id=cycle_id)


@require_POST
def run_start(request: Page, cycle_id: int) -> HttpResponse:
    """Match mentors and mentees."""
    run_id = runs.start_run(cycle_id=cycle_id, by=actor_of(request), now=timezone.now())
    return redirect("pairing:run-detail", run_id=run_id)


@require_POST
def offer_make(request: Page, cycle_id: int, mentee_id: int) -> HttpResponse:
    """Offer a waiting mentee the best mentors with room."""
    pair_commands.offer_mentors(cycle_id=cycle_id, mentee_id=mentee_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The offer is on its way; it can be answered for seven days."))
    return redirect("pairing:pair-board", cycle_id=cycle_id)


@require_GET
def mentor_choose(request: Page, cycle_id: int, mentee_id: int) -> HttpResponse:
    """Every mentor for one mentee, the best first, and what can be done about it."""
    page = choosing_page(cycle_id=cycle_id, mentee_id=mentee_id, by=actor_of(request), now=timezone.now())
    return render(request, "pairing/mentor_choose.html", {"page": page})


@require_POST
def pair_make(request: Page, cycle_id: int, mentee_id: int) -> HttpResponse:
    """Make one pair by hand."""
    form = MentorForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a mentor."))
        return redirect("pairing:mentor-choose", cycle_id=cycle_id, mentee_id=mentee_id)
    mentor_id = form.cleaned_data["mentor"]
    pair_commands.make_pair(
        cycle_id=cycle_id, mentor_id=mentor_id, mentee_id=mentee_id, by=actor_of(request), now=timezone.now()
    )
    messages.success(request, _("The pair stands; both sides get a letter."))
    return redirect("pairing:pair-board", cycle_id=cycle_id)


@require_GET
def run_detail(request: Page, run_id: int) -> HttpResponse:
    """A proposal with its proof, every pair's reasons, and who waits and why."""
    by_points = request.GET.get("sort") == "points"
    by, now, number = actor_of(request), timezone.now(), request.GET.get("page", "1")
    page = proposals.run_page(run_id=run_id, by=by, now=now, by_points=by_points, number=number)
    template = "pairing/run_detail.html#working" if request.htmx and page.working else "pairing/run_detail.html"
    response = render(request, template, {"page": page})
    if request.htmx and not page.working:
        response["HX-Refresh"] = "true"
    return response


@require_GET
def pair_weigh(request: Page, run_id: int) -> HttpResponse:
    """What a change by hand would do, before it is made."""
    form = ChangeForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("Choose a mentor for the change."))
        return redirect("pairing:run-detail", run_id=run_id)
    page = weigh_page(run_id=run_id, change=form.change(), by=actor_of(request), now=timezone.now())
    return render(request, "pairing/pair_weigh.html", {"page": page})


@require_POST
def pair_mark(request: Page, run_id: int) -> HttpResponse:
    """Keep a change by hand and match again with it."""
    by, now, form = actor_of(request), timezone.now(), ChangeForm(request.POST)
    run, _brief = proposals.run_of(run_id, by=by, now=now)
    if not form.is_valid():
        return redirect("pairing:run-detail", run_id=run_id)
    act, mentor_id, mentee_id = form.change()
    mark = "lock" if act == "move" else act
    reason = form.cleaned_data["reason"]
    runs.mark_pair(cycle_id=run.cycle_id, pair=(mentor_id, mentee_id), mark=mark, reason=reason, by=by, now=now)
    new_run = runs.start_run(cycle_id=run.cycle_id, by=by, now=now, gently=act != runs.RELEASE)
    return redirect("pairing:run-detail", run_id=new_run)


@require_POST
def run_adopt(request: Page, run_id: int) -> HttpResponse:
    """Make the proposed pairs stand and write to both sides."""
    by, now = actor_of(request), timezone.now()
    run, _brief = proposals.run_of(run_id, by=by, now=now)
    try:
        made = runs.adopt_run(run_id=run_id, by=by, now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("pairing:run-detail", run_id=run_id)
    messages.success(
        request,
        ngettext("%(n)d pair stands; both sides get a letter.", "%(n)d pairs stand; both sides get a letter.", made)
        % {"n": made},
    )
    return redirect("pairing:pair-board", cycle_id=run.cycle_id)


@require_POST
def run_discard(request: Page, run_id: int) -> HttpResponse:
    """Set a proposal aside."""
    by, now = actor_of(request), timezone.now()
    run, _brief = proposals.run_of(run_id, by=by, now=now)
    runs.discard_run(run_id=run_id, by=by, now=now)
    return redirect("pairing:pair-board", cycle_id=run.cycle_id)


@require_GET
def run_inputs(request: Page, run_id: int) -> HttpResponse:
    """The frozen inputs and the outcome of a run as JSON, for anyone who wants to replay it."""
    run, _brief = proposals.run_of(run_id, by=actor_of(request), now=timezone.now())
    content = {"inputs_sha256": run.inputs_sha256, "inputs": run.inputs, "outcome": run.outcome}
    return HttpResponse(
        json.dumps(content, indent=1, sort_keys=True),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="matching-{run.pk}.json"'},
    )


@require_http_methods(["GET", "POST"])
def pair_end(request: Page, pair_id: int) -> HttpResponse:
    """End a pair for the office, with the reason; the mentee waits again."""
    by, now, form = actor_of(request), timezone.now(), EndForm(request.POST or None)
    page = queries.pair_end_page(pair_id=pair_id, by=by, now=now)
    if request.method == "POST" and form.is_valid():
        pair_commands.end_pair(pair_id=pair_id, reason=form.cleaned_data["reason"], by=by, now=now)
        messages.success(request, _("The pair has ended; both sides get a letter."))
        return redirect("pairing:pair-board", cycle_id=page.cycle_id)
    return render(request, "pairing/pair_end.html", {"page": page, "form": form}, status=422 if form.errors else 200)
