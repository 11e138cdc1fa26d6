"""The office's pages of groups: opening, roster, leaders, invitations, moving on line, calling off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.sessions.commands import dating, groups, inviting, roster
from preceptor.develop.sessions.pages.forms import SessionForm, invitees
from preceptor.develop.sessions.queries.office import group_detail_page, group_list_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal


@require_GET
def group_list(request: Page) -> HttpResponse:
    """The groups of the programs that I run."""
    page = group_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "cohorts/group_list.html", {"page": page})


@require_POST
def group_open(request: Page, cycle_id: int) -> HttpResponse:
    """Open a group of a kind that the program names."""
    cohort, title = request.POST.get("cohort", ""), request.POST.get("title", "")
    group_id = groups.open_group(
        cycle_id=cycle_id, cohort=cohort, title=title, by=actor_of(request), now=timezone.now()
    )
    return redirect("cohorts:group-detail", group_id=group_id)


@require_http_methods(["GET", "POST"])
def group_detail(request: Page, group_id: int) -> HttpResponse:
    """A group: its roster and its sessions; the form adds a session."""
    by, now = actor_of(request), timezone.now()
    page = group_detail_page(group_id=group_id, by=by, now=now)
    form = SessionForm(page.modes, request.POST or None, {"place": page.place, "mode": page.modes[0]})
    if request.method == "POST" and form.is_valid():
        try:
            dating.add_session(group_id=group_id, planned=form.planned(), by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The session is added; calendars learn of it by themselves."))
            return redirect("cohorts:group-detail", group_id=group_id)
    status = 422 if form.errors else 200
    return render(request, "cohorts/group_detail.html", {"page": page, "form": form}, status=status)


@require_POST
def group_begin(request: Page, group_id: int) -> HttpResponse:
    """Say that the group takes place."""
    groups.begin_group(group_id=group_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The group takes place."))
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def group_cancel(request: Page, group_id: int) -> HttpResponse:
    """Call the group off."""
    groups.cancel_group(group_id=group_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Called off; everybody on the roster is told, and calendars show it."))
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def group_virtual(request: Page, group_id: int) -> HttpResponse:
    """Hold every session that is still to come by video."""
    link = request.POST.get("link", "")
    changed = dating.turn_virtual(group_id=group_id, link=link, by=actor_of(request), now=timezone.now())
    said = ngettext(
        "%(n)d session is on line now; it keeps its place in every calendar, and members are told.",
        "%(n)d sessions are on line now; they keep their place in every calendar, and members are told.",
        changed,
    )
    messages.success(request, said % {"n": changed})
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def member_add(request: Page, group_id: int) -> HttpResponse:
    """Put somebody on the roster."""
    email = request.POST.get("email", "")
    room = roster.add_member(group_id=group_id, email=email, by=actor_of(request), now=timezone.now())
    messages.success(request, _("On the roster.") if room else _("The group is full; they wait for a place."))
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def member_remove(request: Page, group_id: int, person_id: int) -> HttpResponse:
    """Take somebody off the roster."""
    roster.remove_member(group_id=group_id, person_id=person_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Off the roster; what was attended stays."))
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def leader_name(request: Page, group_id: int) -> HttpResponse:
    """Name somebody to lead the group."""
    email, role = request.POST.get("email", ""), request.POST.get("role", "")
    roster.name_leader(group_id=group_id, email=email, role=role, by=actor_of(request), now=timezone.now())
    messages.success(request, _("They lead the group from today."))
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def leader_end(request: Page, group_id: int, leader_id: int) -> HttpResponse:
    """Let somebody lead the group no more."""
    roster.end_leader(group_id=group_id, leader_id=leader_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("They lead the group no more."))
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def invite(request: Page, group_id: int) -> HttpResponse:
    """Invite people from outside the district."""
    people, role = invitees(request.POST.get("people", "")), request.POST.get("role", "")
    done = inviting.invite(group_id=group_id, people=people, role=role, by=actor_of(request), now=timezone.now())
    sent, known, just = done
    said = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", sent) % {"n": sent}
    if just:
        there = _("Somebody has invited these a moment ago, and that letter stands: %(addresses)s.")
        said = f"{said} {there % {'addresses': ', '.join(just)}}"
    if known:
        there = ngettext(
            "%(n)d person is known here already and is in the group now.",
            "%(n)d people are known here already and are in the group now.",
            known,
        )
        said = f"{said} {there % {'n': known}}"
    messages.success(request, said)
    return redirect("cohorts:group-detail", group_id=group_id)


@require_POST
def invitation_withdraw(request: Page, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    group_id = inviting.withdraw_invitation(invitation_id=invitation_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back; its link does not work any more."))
    return redirect("cohorts:group-detail", group_id=group_id)
