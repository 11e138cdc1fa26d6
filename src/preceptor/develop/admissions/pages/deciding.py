"""Pages of decisions: the board, the letters to all at once, the waitlist, appeals."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from preceptor.develop.admissions.commands.deciding import (
    CannotDecide,
    Choice,
    decide,
    move_on_waitlist,
    record_appeal,
    release_accepted,
)
from preceptor.develop.admissions.commands.telling import promote_from_waitlist, send_letters
from preceptor.develop.admissions.queries.board import DecisionBoardPage, decision_board_page, letters_page
from preceptor.develop.admissions.queries.office import ROWS
from preceptor.develop.admissions.queries.seen import Candidate
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal, table_response, wants_table


@dataclass(frozen=True)
class BoardRow:
    """One person on the board with what the form holds about them."""

    one: Candidate
    ticked: bool = False
    reason: str = ""
    capacity: int | None = None
    told: str = ""

    @property
    def numbers(self) -> range:
        """How many partners can be given: what was wished, or fewer."""
        return range(1, (self.one.wished or 0) + 1)


@require_http_methods(["GET", "POST"])
def decision_board(request: Page, cycle_id: int, role: str) -> HttpResponseBase:
    """The board: tick, choose an outcome, decide. Nothing is told before the letters go out."""
    by, now = actor_of(request), timezone.now()
    page = decision_board_page(cycle_id=cycle_id, role=role, by=by, now=now)
    if wants_table(request):
        return table_response(request, f"decisions-{cycle_id}-{role}", _columns(), map(_row, page.rows))
    if request.method == "GET":
        ticked = _top(request, page)
        pager = _part(request, page, ticked)
        rows = [_board_row(one, ticked=one.id in ticked) for one in pager]
        context = {"page": page, "pager": pager, "rows": rows, "number": len(ticked)}
        return render(request, "admissions/decision_board.html", context)
    ticked = _numbers(request.POST.getlist("application"))
    if not ticked or not request.POST.get("outcome"):
        messages.error(request, _("Tick the people, choose what is decided about them, then press “Decide”."))
        return _back_to(request, cycle_id, role)
    try:
        number = decide(cycle_id=cycle_id, role=role, choices=_choices(request.POST, ticked), by=by, now=now)
    except CannotDecide as refusal:
        return _again(request, page, refusal, ticked)
    told = ngettext("One decision is noted.", "%(n)d decisions are noted.", number) % {"n": number}
    messages.success(request, f"{told} {_('Nobody has been told yet.')}")
    return _back_to(request, cycle_id, role)


def _back_to(request: Page, cycle_id: int, role: str) -> HttpResponse:
    """The same part of the board."""
    (number,) = _numbers([request.GET.get("page", "")]) or [1]
    board = reverse("admissions:decision-board", args=[cycle_id, role])
    return redirect(f"{board}?page={number}" if number > 1 else board)


def _part(request: Page, page: DecisionBoardPage, ticked: Collection[int]) -> "Slice[Candidate]":
    """A part of the board, long enough to show everybody who is ticked."""
    last = max((place for place, one in enumerate(page.rows, 1) if one.id in ticked), default=0)
    return Paginator(page.rows, max(ROWS, last)).get_page(request.GET.get("page", "1"))


def _top(request: Page, page: DecisionBoardPage) -> list[int]:
    """The first undecided people by score, ticked by the address so that it works without script."""
    (number,) = _numbers([request.GET.get("tick", "")]) or [0]
    return [one.id for one in page.rows if one.decision is None][:number]


def _numbers(texts: Sequence[str]) -> list[int]:
    """The numbers among these texts."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


def _choices(sent: QueryDict, ticked: Sequence[int]) -> list[Choice]:
    """One choice for everybody ticked; a reason of one's own comes before the common one."""
    common = sent.get("reason", "")
    return [
        Choice(
            one,
            sent.get("outcome", ""),
            sent.get(f"reason-{one}", "").strip() or common,
            next(iter(_numbers([sent.get(f"capacity-{one}", "")])), None),
        )
        for one in ticked
    ]


def _again(request: Page, page: DecisionBoardPage, refusal: CannotDecide, ticked: list[int]) -> HttpResponse:
    """The board with what was typed, and beside each person what stands in the way."""
    sent, pager = request.POST, _part(request, page, ticked)
    rows = [
        _board_row(
            one,
            ticked=one.id in ticked,
            reason=sent.get(f"reason-{one.id}"),
            capacity=next(iter(_numbers([sent.get(f"capacity-{one.id}", "")])), None),
            told=refusal.told.get(one.id, ""),
        )
        for one in pager
    ]
    context = {"page": page, "pager": pager, "rows": rows, "refusal": refusal, "sent": sent.dict()}
    return render(request, "admissions/decision_board.html", context, status=refusal.status)


def _board_row(
    one: Candidate, *, ticked: bool, reason: str | None = None, capacity: int | None = None, told: str = ""
) -> BoardRow:
    """A row with what was typed, else with what was decided, else with what was wished."""
    made = one.decision
    given = capacity or (made.capacity if made else None) or one.wished
    return BoardRow(one, ticked, made.reason if reason is None and made else reason or "", given, told)


def _columns() -> list[str]:
    """The columns of the file."""
    return [_("Name"), _("Place"), _("Score"), _("Wished"), _("Decision"), _("Mentees"), _("Rank"), _("Told")]


def _row(one: Candidate) -> tuple[object, ...]:
    """One person as the board shows them."""
    made = one.decision
    score = round(float(one.review.score), 2) if one.review.score is not None else None
    decided = (made.title, made.capacity, made.rank, made.told_at) if made else ("", None, None, None)
    return (one.name, one.place, score, one.wished, *decided)


@require_http_methods(["GET", "POST"])
def letter_send(request: Page, cycle_id: int, role: str) -> HttpResponse:
    """What would be told and to how many; the button tells everybody at once."""
    by, now = actor_of(request), timezone.now()
    if request.method == "GET":
        page = letters_page(cycle_id=cycle_id, role=role, by=by, now=now)
        return render(request, "admissions/letter_send.html", {"page": page})
    try:
        number = send_letters(cycle_id=cycle_id, role=role, key=request.POST.get("key", ""), by=by, now=now)
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        page = letters_page(cycle_id=cycle_id, role=role, by=by, now=now)
        return render(request, "admissions/letter_send.html", {"page": page, "refusal": refusal}, status=409)
    told = ngettext("One letter is on its way.", "%(n)d letters are on their way.", number) % {"n": number}
    messages.success(request, told)
    return redirect("admissions:decision-board", cycle_id=cycle_id, role=role)


@require_POST
def waitlist_promote(request: Page, cycle_id: int, role: str) -> HttpResponse:
    """Accept the first of the waitlist and write to them."""
    application_id = promote_from_waitlist(cycle_id=cycle_id, role=role, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Accepted from the waitlist; the letter is on its way."))
    return redirect("admissions:candidate-detail", application_id=application_id)


@require_POST
def waitlist_move(request: Page, application_id: int) -> HttpResponse:
    """Put somebody at another place of the waitlist."""
    (rank,) = _numbers([request.POST.get("rank", "")]) or [1]
    move_on_waitlist(application_id=application_id, rank=rank, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The waitlist has its new order."))
    return redirect("admissions:candidate-detail", application_id=application_id)


@require_POST
def acceptance_release(request: Page, application_id: int) -> HttpResponse:
    """Let an accepted person go."""
    by, now = actor_of(request), timezone.now()
    release_accepted(application_id=application_id, reason=request.POST.get("reason", ""), by=by, now=now)
    messages.success(request, _("Released; the place is free again."))
    return redirect("admissions:candidate-detail", application_id=application_id)


@require_POST
def appeal_record(request: Page, application_id: int) -> HttpResponse:
    """Write down an appeal."""
    by, now = actor_of(request), timezone.now()
    record_appeal(application_id=application_id, statement=request.POST.get("statement", ""), by=by, now=now)
    messages.success(request, _("The appeal is recorded. Its answer is a new decision on the board, with its reason."))
    return redirect("admissions:candidate-detail", application_id=application_id)
