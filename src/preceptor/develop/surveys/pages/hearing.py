"""Pages of hearing people out: focus groups, passages and themes, content, the advisory group."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.surveys.commands import advising, building, coding, groups
from preceptor.develop.surveys.commands.advising import Reply
from preceptor.develop.surveys.pages.forms import ContentForm, GroupForm, MeetingForm
from preceptor.develop.surveys.queries.coding import passage_list_page
from preceptor.develop.surveys.queries.office import content_choices, group_detail_page
from preceptor.develop.surveys.queries.scope import own_round
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal

LONGEST_NUMBER = 9


def _planned(request: Page, round_id: int, form: Form, title: str, keep: Callable[[], object]) -> HttpResponse:
    """Keep what a form plans and go back to the round; a faulty form is shown by itself, filled as it was."""
    row = own_round(round_id, actor_of(request), timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is planned."))
            return redirect("surveys:round-detail", round_id=round_id)
    said = {"form": form, "round_id": round_id, "round": row.title, "title": title}
    return render(request, "surveys/plan_form.html", said, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def group_plan(request: Page, round_id: int) -> HttpResponse:
    """Plan a focus group and ask principals to come."""
    form = GroupForm(request.POST or None, prefix="group")
    by, now = actor_of(request), timezone.now()

    def keep() -> int:
        members = form.cleaned_data["members"]
        return groups.plan_group(round_id=round_id, sitting=form.sitting(), members=members, by=by, now=now)

    return _planned(request, round_id, form, _("Plan a focus group"), keep)


@require_http_methods(["GET", "POST"])
def meeting_plan(request: Page, round_id: int) -> HttpResponse:
    """Plan a meeting of the advisory group."""
    form = MeetingForm(request.POST or None, prefix="meeting")
    by, now = actor_of(request), timezone.now()

    def keep() -> int:
        agenda = form.cleaned_data["agenda"]
        return advising.plan_meeting(round_id=round_id, sitting=form.sitting(), agenda=agenda, by=by, now=now)

    return _planned(request, round_id, form, _("Plan a meeting"), keep)


@require_http_methods(["GET", "POST"])
def content_plan(request: Page, round_id: int) -> HttpResponse:
    """Plan a piece of content that answers themes."""
    by, now = actor_of(request), timezone.now()
    themes, cycles = content_choices(round_id=round_id, by=by, now=now)
    form = ContentForm(themes, cycles, request.POST or None)

    def keep() -> int:
        return building.plan_content(round_id=round_id, planned=form.planned(), by=by, now=now)

    return _planned(request, round_id, form, _("Plan content"), keep)


@require_http_methods(["GET", "POST"])
def group_detail(request: Page, group_id: int) -> HttpResponse:
    """A focus group: who comes; the form keeps what was said, without who said it."""
    by, now = actor_of(request), timezone.now()
    if request.method == "POST":
        said = request.POST.get("statements", "")
        new = groups.hold_group(group_id=group_id, statements=said, by=by, now=now)
        messages.success(
            request, ngettext("%(count)s statement kept.", "%(count)s statements kept.", new) % {"count": new}
        )
        return redirect("surveys:group-detail", group_id=group_id)
    return render(request, "surveys/group_detail.html", {"page": group_detail_page(group_id=group_id, by=by, now=now)})


@require_POST
def group_cancel(request: Page, group_id: int) -> HttpResponse:
    """Call a focus group off."""
    groups.cancel_group(group_id=group_id, by=actor_of(request), now=timezone.now())
    return redirect("surveys:group-detail", group_id=group_id)


@require_GET
def passage_list(request: Page, round_id: int) -> HttpResponse:
    """Read what was said and say which themes it speaks of."""
    asked = request.GET
    page = passage_list_page(
        round_id=round_id,
        by=actor_of(request),
        now=timezone.now(),
        show=asked.get("show", ""),
        theme_id=next(iter(_numbers([asked.get("theme", "")])), 0),
        number=asked.get("page", "1"),
    )
    return render(request, "surveys/passage_list.html", {"page": page})


@require_POST
def theme_add(request: Page, round_id: int) -> HttpResponse:
    """Name a theme."""
    name, says = request.POST.get("name", ""), request.POST.get("says", "")[:300]
    coding.add_theme(round_id=round_id, name=name, says=says, by=actor_of(request), now=timezone.now())
    return redirect("surveys:passage-list", round_id=round_id)


@require_POST
def passage_code(request: Page, passage_id: UUID) -> HttpResponse:
    """Say which themes a passage speaks of."""
    by, now = actor_of(request), timezone.now()
    chosen = _numbers(request.POST.getlist("theme"))
    round_id = coding.code_passage(passage_id=str(passage_id), theme_ids=chosen, by=by, now=now)
    messages.success(request, _("Your reading is kept."))
    return redirect("surveys:passage-list", round_id=round_id)


def _numbers(texts: list[str]) -> set[int]:
    """Those of the texts that are numbers of rows."""
    return {int(each) for each in texts if each.isascii() and each.isdecimal() and len(each) <= LONGEST_NUMBER}


@require_POST
def passage_strike(request: Page, passage_id: UUID) -> HttpResponse:
    """Strike words out of a passage that would tell who speaks."""
    by, now = actor_of(request), timezone.now()
    round_id = coding.strike(passage_id=str(passage_id), words=request.POST.get("words", ""), by=by, now=now)
    messages.success(request, _("The words are struck out."))
    return redirect("surveys:passage-list", round_id=round_id)


@require_POST
def content_move(request: Page, content_id: int) -> HttpResponse:
    """Move content on; a launch says who was told of it."""
    round_id = building.move_content(
        content_id=content_id,
        state=request.POST.get("state", ""),
        told=request.POST.get("told", "")[:1000],
        by=actor_of(request),
        now=timezone.now(),
    )
    return redirect("surveys:round-detail", round_id=round_id)


@require_POST
def adviser_add(request: Page, round_id: int) -> HttpResponse:
    """Ask somebody into the advisory group."""
    email = request.POST.get("email", "")
    advising.add_adviser(round_id=round_id, email=email, by=actor_of(request), now=timezone.now())
    return redirect("surveys:round-detail", round_id=round_id)


@require_POST
def adviser_release(request: Page, round_id: int, person_id: int) -> HttpResponse:
    """Let somebody leave the advisory group."""
    advising.release_adviser(round_id=round_id, person_id=person_id, by=actor_of(request), now=timezone.now())
    return redirect("surveys:round-detail", round_id=round_id)


@require_POST
def advice_take(request: Page, meeting_id: int) -> HttpResponse:
    """Write down a piece of advice."""
    round_id = advising.take_advice(
        meeting_id=meeting_id,
        text=request.POST.get("text", ""),
        content_id=None,
        by=actor_of(request),
        now=timezone.now(),
    )
    return redirect("surveys:round-detail", round_id=round_id)


@require_POST
def advice_answer(request: Page, advice_id: int) -> HttpResponse:
    """Answer a piece of advice."""
    said = request.POST
    reply = Reply(said.get("answer", ""), said.get("reason", "")[:1000], _date(said.get("due", "")))
    round_id = advising.answer_advice(advice_id=advice_id, reply=reply, by=actor_of(request), now=timezone.now())
    return redirect("surveys:round-detail", round_id=round_id)


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@require_POST
def advice_finish(request: Page, advice_id: int) -> HttpResponse:
    """Say that what was promised is done."""
    round_id = advising.finish_advice(advice_id=advice_id, by=actor_of(request), now=timezone.now())
    return redirect("surveys:round-detail", round_id=round_id)
