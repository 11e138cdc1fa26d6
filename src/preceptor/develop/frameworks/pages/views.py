"""Pages of frameworks: the list, one framework, loading one, its package."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from preceptor.develop.frameworks.commands import Outcome, Source, load_framework
from preceptor.develop.frameworks.pages.forms import MOST_FILE_BYTES, LoadForm
from preceptor.develop.frameworks.queries import LOAD, framework_detail_page, framework_list_page, package_of
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.look.public import Refusal


@require_GET
def framework_list(request: Page) -> HttpResponse:
    """Every framework in the version that holds."""
    page = framework_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "frameworks/framework_list.html", {"page": page})


@require_GET
def framework_detail(request: Page, framework_id: int) -> HttpResponse:
    """One framework with its statements, rubrics and versions."""
    page = framework_detail_page(framework_id=framework_id, by=actor_of(request), now=timezone.now())
    return render(request, "frameworks/framework_detail.html", {"page": page})


@require_GET
def framework_package(request: Page, framework_id: int) -> HttpResponse:  # noqa: ARG001  views take the request
    """The CASE package of one version, as it was loaded."""
    name, text = package_of(framework_id)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(text, content_type="application/json", headers={"Content-Disposition": disposition})


@require_http_methods(["GET", "POST"])
def framework_load(request: Page) -> HttpResponse:
    """Load a framework: read the file, look at what it says, then keep it."""
    by, now = actor_of(request), timezone.now()
    require(by, LOAD, now=now)
    form = LoadForm(initial={"key": request.GET.get("key", ""), "wording": request.GET.get("wording", "")})
    outcome, text, status = None, "", 200
    if request.method == "POST":
        form = LoadForm(request.POST, request.FILES)
        form.fields["file"].required = "package" not in request.POST
        outcome, text = _tried(request, form)
        if outcome is not None and outcome.framework_id is not None and "package" in request.POST:
            messages.success(request, _("The framework is kept. What points at it shows the new version."))
            return redirect("frameworks:framework-detail", framework_id=outcome.framework_id)
        status = 422 if form.errors or outcome is None or outcome.faults else 200
    told = {"form": form, "outcome": outcome, "text": text}
    return render(request, "frameworks/framework_load.html", told, status=status)


def _tried(request: Page, form: LoadForm) -> tuple[Outcome | None, str]:
    """The file read without writing, or written when it comes back from the trial."""
    if not form.is_valid():
        return None, ""
    said = form.cleaned_data
    write = "package" in request.POST
    data = request.POST["package"].encode(errors="replace") if write else said["file"].read(MOST_FILE_BYTES + 1)
    try:
        if len(data) > MOST_FILE_BYTES:
            form.add_error("file", _("The file is larger than 2 MB. Ask your administrator to load it by command."))
            return None, ""
        source = Source(said["key"], data, said["wording"], said["ground"])
        outcome = load_framework(source=source, write=write, by=actor_of(request), now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, f"{refusal.sentence} {refusal.remedy}")
        return None, ""
    return outcome, "" if outcome.faults else data.decode("utf-8-sig")
