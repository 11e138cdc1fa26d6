"""Pages of the office that finds coaches: who is ready, nominations; and the nominated person's answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.growth.commands import nominating
from preceptor.develop.growth.queries import nominations, readiness
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import record_view
from preceptor.foundation.look.public import table_response, wants_table


@require_GET
def readiness_list(request: Page) -> HttpResponse:
    """The rules of readiness."""
    lines = readiness.readiness_list(by=actor_of(request), now=timezone.now())
    return render(request, "growth/readiness_list.html", {"lines": lines})


@require_GET
def readiness_detail(request: Page, key: str) -> HttpResponseBase:
    """Who is ready to be trained, across all groups, and who is missing what."""
    by, now, got = actor_of(request), timezone.now(), request.GET
    asked = readiness.Asked(
        got.get("shown", "near"),
        got.get("group", ""),
        got.get("missing", ""),
        got.get("text", ""),
        got.get("page", "1"),
    )
    if wants_table(request):
        columns, rows = readiness.readiness_rows(key=key, asked=asked, by=by, now=now)
        facts = {"rows": len(rows)}
        record_view(by=by, action="growth.export-readiness", about=f"growth.readiness:{key}", facts=facts, now=now)
        return table_response(request, f"ready-{key}", columns, rows)
    page = readiness.readiness_page(key=key, asked=asked, by=by, now=now)
    return render(request, "growth/readiness_detail.html", {"page": page})


@require_http_methods(["GET", "POST"])
def nomination_new(request: Page, key: str, person_id: int) -> HttpResponse:
    """Nominate somebody for training."""
    by, now, told = actor_of(request), timezone.now(), ""
    page = nominations.nomination_new_page(key=key, person_id=person_id, by=by, now=now)
    if request.method == "POST":
        sent = request.POST
        code, reason = sent.get("training", ""), sent.get("reason", "")
        try:
            nominating.nominate(key=key, person_id=person_id, code=code, reason=reason, by=by, now=now)
        except nominating.NominationRefused as refusal:
            told = str(refusal)
        else:
            messages.success(request, _("Nominated; %(name)s is asked and decides.") % {"name": page.row.name})
            return redirect("growth:readiness-detail", key=key)
    context = {"page": page, "told": told, "reason": request.POST.get("reason", "")}
    return render(request, "growth/nomination_new.html", context, status=422 if told else 200)


@require_http_methods(["GET", "POST"])
def nomination_detail(request: Page, nomination_id: int) -> HttpResponse:
    """A nomination of mine: I accept or decline."""
    by, now = actor_of(request), timezone.now()
    if request.method == "POST":
        accept = request.POST.get("answer", "") == "accept"
        application = nominating.answer_nomination(nomination_id=nomination_id, accept=accept, by=by, now=now)
        if application is not None:
            messages.success(request, _("Accepted. Your application is begun; hand it in before the call closes."))
            return redirect("admissions:application-edit", application_id=application)
        messages.success(request, _("Accepted.") if accept else _("Declined; nothing follows from it."))
        return redirect("growth:nomination-detail", nomination_id=nomination_id)
    page = nominations.nomination_page(nomination_id=nomination_id, by=by, now=now)
    return render(request, "growth/nomination_detail.html", {"page": page})


@require_GET
def nomination_list(request: Page) -> HttpResponse:
    """Nominations into the programs that I coordinate."""
    page = nominations.nomination_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "growth/nomination_list.html", {"page": page})


@require_POST
def nomination_take_up(request: Page, nomination_id: int) -> HttpResponse:
    """Say that an accepted nomination is seen to."""
    nominating.take_up(nomination_id=nomination_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken up."))
    return redirect("growth:nomination-list")
