"""Pages of sessions: one's own, one session, signing in by the code, the calendar feed."""

from datetime import datetime, time

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.sessions.commands import attending, dating, feeds
from preceptor.develop.sessions.pages.forms import SessionForm, told
from preceptor.develop.sessions.queries.attended import my_sessions_page
from preceptor.develop.sessions.queries.feeds import feed_of
from preceptor.develop.sessions.queries.sitting import session_detail_page, sign_in_page
from preceptor.foundation.accounts.public import Page, actor_of, open_to_all
from preceptor.foundation.district.public import zone
from preceptor.foundation.look.public import Refusal

FEED = "sessions_feed"


@require_GET
def my_sessions(request: Page) -> HttpResponse:
    """My sessions, and those of the groups that I lead."""
    page = my_sessions_page(person_id=actor_of(request).id or 0, now=timezone.now())
    secret = request.session.pop(FEED, "")
    address = request.build_absolute_uri(reverse("cohorts:feed", args=[secret])) if secret else ""
    return render(request, "cohorts/my_sessions.html", {"page": page, "address": address})


@require_POST
def feed_make(request: Page) -> HttpResponse:
    """Make a new secret address of my calendar feed; it is shown once."""
    request.session[FEED] = feeds.make_feed(by=actor_of(request), now=timezone.now())
    return redirect("cohorts:my-sessions")


@open_to_all
@require_GET
def feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """A calendar feed by its secret address, for calendar programs."""
    return HttpResponse(feed_of(secret), content_type="text/calendar; charset=utf-8")


@require_http_methods(["GET", "POST"])
def session_detail(request: Page, session_id: int) -> HttpResponse:
    """A session: when and where, who came when; the form moves it."""
    by, now = actor_of(request), timezone.now()
    page = session_detail_page(session_id=session_id, by=by, now=now)
    form = SessionForm(page.modes, request.POST or None, told(page))
    if request.method == "POST" and form.is_valid():
        try:
            dating.move_session(session_id=session_id, planned=form.planned(), by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Moved; it keeps its place in every calendar."))
            return redirect("cohorts:session-detail", session_id=session_id)
    status = 422 if form.errors else 200
    return render(request, "cohorts/session_detail.html", {"page": page, "form": form}, status=status)


@require_POST
def session_attend(request: Page, session_id: int) -> HttpResponse:
    """Enter who came and left when; with one press everybody of whom nothing is said, as there from the start."""
    by, now = actor_of(request), timezone.now()
    page = session_detail_page(session_id=session_id, by=by, now=now)
    day = timezone.localtime(page.session.starts, zone()).date()
    others = page.session.starts if "others" in request.POST else None
    rows = []
    for line in page.rows:
        came = _moment(request, f"came-{line.person.id}", day, line.came)
        left = _moment(request, f"left-{line.person.id}", day, line.left)
        made_up = request.POST.get(f"made-up-{line.person.id}", "")
        minutes = int(made_up) if made_up.isdecimal() and len(made_up) < 4 else 0
        rows.append(attending.Came(line.person.id, came or (others if line.came is None else None), left, minutes))
    present = attending.enter_attendance(session_id=session_id, rows=tuple(rows), by=by, now=now)
    messages.success(request, _("Entered: %(n)s present.") % {"n": present})
    return redirect("cohorts:session-detail", session_id=session_id)


def _moment(request: HttpRequest, name: str, day: object, kept: datetime | None) -> datetime | None:
    """A time of the session's day as typed; one that was not touched keeps its seconds."""
    said: time | None = None
    try:
        said = parse_time(request.POST.get(name, ""))
    except ValueError:
        said = None
    if said is None:
        return None
    if kept is not None and timezone.localtime(kept, zone()).strftime("%H:%M") == said.strftime("%H:%M"):
        return kept
    return datetime.combine(day, said, zone())  # type: ignore[arg-type]  # a day


@require_POST
def session_cancel(request: Page, session_id: int) -> HttpResponse:
    """Call a session off."""
    dating.cancel_session(session_id=session_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Called off; calendars show it as such."))
    return redirect("cohorts:session-detail", session_id=session_id)


@require_GET
def session_code(request: Page, session_id: int) -> HttpResponse:
    """The code to sign in by, large enough for a room."""
    page = session_detail_page(session_id=session_id, by=actor_of(request), now=timezone.now())
    address = request.build_absolute_uri(reverse("cohorts:sign-in", args=[page.code]))
    picture = segno.make(address, error="m").svg_data_uri(scale=8, border=2)
    return render(request, "cohorts/session_code.html", {"page": page, "address": address, "picture": picture})


@require_http_methods(["GET", "POST"])
def sign_in(request: Page, code: str) -> HttpResponse:
    """Sign in to a session by its code: a button, since opening a link changes nothing."""
    by, now = actor_of(request), timezone.now()
    if request.method == "POST":
        attending.sign_in(code=code, by=by, now=now)
        messages.success(request, _("You are signed in."))
        return redirect("cohorts:sign-in", code=code)
    page = sign_in_page(code=code, person_id=by.id or 0, now=now)
    return render(request, "cohorts/sign_in.html", {"page": page})
