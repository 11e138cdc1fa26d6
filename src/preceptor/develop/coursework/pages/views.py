"""Pages of coursework: how I stand, how everybody stands, one piece of work handed in and judged."""

from datetime import datetime, time
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from preceptor.develop.coursework.commands.handing import Given, hand_in
from preceptor.develop.coursework.commands.judging import Verdict, judge_work
from preceptor.develop.coursework.queries.access import Place
from preceptor.develop.coursework.queries.refusals import WorkRefused
from preceptor.develop.coursework.queries.standing import (
    boards,
    my_progress_page,
    progress_board_page,
    progress_detail_page,
)
from preceptor.develop.coursework.queries.waiting import to_judge_page
from preceptor.develop.coursework.queries.work import chosen, work_detail_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.district.public import today, zone

NOON = time(12)
LEVEL = "level-"


@require_GET
def my_progress(request: Page) -> HttpResponse:
    """What of my programs is met, and what is missing."""
    page = my_progress_page(person_id=actor_of(request).id or 0, now=timezone.now())
    return render(request, "coursework/my_progress.html", {"page": page})


@require_GET
def to_judge(request: Page) -> HttpResponse:
    """What waits for my judgement."""
    page = to_judge_page(person_id=actor_of(request).id or 0)
    return render(request, "coursework/to_judge.html", {"page": page})


@require_GET
def board_list(request: Page) -> HttpResponse:
    """The programs whose participants I can see; straight to the board where there is one."""
    found = boards(by=actor_of(request), now=timezone.now())
    if len(found) == 1:
        return redirect("coursework:progress-board", cycle_id=found[0].cycle_id)
    return render(request, "coursework/board_list.html", {"boards": found})


@require_GET
def progress_board(request: Page, cycle_id: int) -> HttpResponse:
    """Everybody of a program: who has met what."""
    only = request.GET.get("only", "")
    only = only if only in {"missing", "complete"} else ""
    page = progress_board_page(cycle_id=cycle_id, only=only, by=actor_of(request), now=timezone.now())
    return render(request, "coursework/progress_board.html", {"page": page})


@require_GET
def progress_detail(request: Page, cycle_id: int, person_id: int) -> HttpResponse:
    """How one participant stands."""
    page = progress_detail_page(cycle_id=cycle_id, person_id=person_id, by=actor_of(request), now=timezone.now())
    return render(request, "coursework/progress_detail.html", {"page": page})


@require_GET
def work_detail(request: Page, cycle_id: int, person_id: int, task: str, item: str) -> HttpResponse:
    """One piece of work: the task, what was handed in, how it was judged."""
    return _work_page(request, Place(cycle_id, person_id, task, item))


@require_POST
def work_hand_in(request: Page, cycle_id: int, person_id: int, task: str, item: str) -> HttpResponse:
    """Hand work in."""
    place = Place(cycle_id, person_id, task, item)
    given = Given(request.POST.get("text", ""), request.POST.get("link", "").strip())
    key = request.POST.get("sent_key", "") or uuid4().hex
    try:
        hand_in(
            place=place,
            given=given,
            upload=request.FILES.get("file"),
            sent_key=key,
            by=actor_of(request),
            now=timezone.now(),
        )
    except WorkRefused as refusal:
        return _work_page(request, place, refusal)
    messages.success(request, _("Handed in. You are told when it has been judged."))
    return redirect("coursework:work-detail", cycle_id, person_id, task, item)


@require_POST
def work_judge(request: Page, cycle_id: int, person_id: int, task: str, item: str) -> HttpResponse:
    """Judge work by its rubric, or record what was observed."""
    place, now = Place(cycle_id, person_id, task, item), timezone.now()
    try:
        reached = judge_work(place=place, verdict=_verdict(request, now), by=actor_of(request), now=now)
    except WorkRefused as refusal:
        return _work_page(request, place, refusal)
    messages.success(request, _("Accepted; it counts.") if reached else _("Returned with your comment."))
    return redirect("coursework:work-detail", cycle_id, person_id, task, item)


def _verdict(request: Page, now: datetime) -> Verdict:
    said = request.POST
    minutes = said.get("minutes", "")
    return Verdict(
        levels={name.removeprefix(LEVEL): str(said[name]) for name in said if name.startswith(LEVEL)},
        comment=said.get("comment", ""),
        held_at=_moment(said.get("day", ""), now),
        minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 4 else None,
        mode=said.get("mode", ""),
        returned=said.get("answer") == "return",
    )


def _moment(typed: str, now: datetime) -> datetime:
    """Noon of the day that was typed, or this moment for today and for what is no day."""
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None or day == today(now):
        return now
    return datetime.combine(day, NOON, zone())


def _work_page(request: Page, place: Place, refusal: WorkRefused | None = None) -> HttpResponse:
    """The page of a piece of work; after a refusal with what was typed."""
    now = timezone.now()
    page = work_detail_page(place=place, by=actor_of(request), now=now)
    typed: dict[str, Any] = {name: request.POST[name] for name in request.POST}
    typed.setdefault("day", today(now).isoformat())
    typed.setdefault("minutes", page.minutes)
    rubric = chosen(page.rubric, {name.removeprefix(LEVEL): str(value) for name, value in typed.items()})
    key = typed.get("sent_key") or uuid4().hex
    context = {"page": page, "rubric": rubric, "typed": typed, "refusal": refusal, "sent_key": key}
    return render(request, "coursework/work_detail.html", context, status=refusal.status if refusal else 200)
