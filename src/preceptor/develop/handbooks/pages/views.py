"""Pages of handbooks: reading, what changed, one part, print, a new version, receipts, the communication plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.handbooks import commands, queries
from preceptor.develop.handbooks.pages.print import printed
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require


@require_GET
def handbook_list(request: Page) -> HttpResponse:
    """Every handbook in force."""
    return render(request, "handbooks/handbook_list.html", {"lines": queries.handbook_list_page()})


@require_GET
def handbook_detail(request: Page, key: str) -> HttpResponse:
    """One handbook in its newest version, or in the one that the address names."""
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None
    page = queries.handbook_detail_page(key=key, number=number, by=actor_of(request), now=timezone.now())
    return render(request, "handbooks/handbook_detail.html", {"page": page})


@require_GET
def handbook_changes(request: Page, key: str, number: int) -> HttpResponse:
    """What a version changed against the one before."""
    return render(request, "handbooks/handbook_changes.html", {"page": queries.changes_page(key=key, number=number)})


@require_GET
def part_detail(request: Page, key: str, code: str) -> HttpResponse:
    """One part by its code; the address stays good in every version."""
    return render(request, "handbooks/part_detail.html", {"page": queries.part_page(key=key, code=code)})


@require_GET
def handbook_print(request: Page, key: str) -> HttpResponse:
    """The newest version as a tagged PDF."""
    page = queries.handbook_detail_page(key=key, number=None, by=actor_of(request), now=timezone.now())
    answer = HttpResponse(printed(page), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{key}-{page.number}.pdf"'
    return answer


@require_http_methods(["GET", "POST"])
def handbook_edit(request: Page, key: str) -> HttpResponse:
    """Write a new version: what is typed is checked and its changes are shown before it is published."""
    by, now, told = actor_of(request), timezone.now(), ""
    require(by, queries.AUTHOR, now=now)
    row = queries.version_of(key, None)[0]
    typed = request.POST.get("text", row.text).replace("\r\n", "\n")
    preview = queries.preview(key=key, text=typed) if request.method == "POST" else None
    if preview is not None and preview.faults:
        told = "\n".join(preview.faults)
    elif preview is not None and "publish" in request.POST:
        number = commands.publish_handbook(text=typed, file=f"{key}.toml", by=by, now=now)[1]
        messages.success(request, _("Version %(number)s is in force.") % {"number": number})
        return redirect("handbooks:handbook-detail", key=key)
    context = {"key": key, "title": queries.title_of(row), "text": typed, "preview": preview, "told": told}
    return render(request, "handbooks/handbook_edit.html", context, status=422 if told else 200)


@require_POST
def handbook_read(request: Page, key: str, number: int) -> HttpResponse:
    """Say that I have read a version."""
    commands.say_read(key=key, number=number, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Thank you; it is off your desk."))
    return redirect("handbooks:handbook-detail", key=key)


@require_POST
def plan_done(request: Page, key: str, line: str) -> HttpResponse:
    """Say that a line of a communication plan is done."""
    commands.finish_line(key=key, line=line, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Done."))
    return redirect("handbooks:handbook-detail", key=key)
