"""Pages of accreditation: the list of duties, a new one, one with its evidence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import require
from preceptor.foundation.indicators.commands.accreditation import DutyValues, add_duty, finish_duty
from preceptor.foundation.indicators.pages.forms import DutyForm, FinishForm
from preceptor.foundation.indicators.queries.duties import duty_list_page, duty_page
from preceptor.foundation.indicators.queries.rights import ACCREDIT
from preceptor.foundation.look.public import Refusal


@require_safe
def duty_list(request: Page) -> HttpResponse:
    """What keeps programs accredited: duties with dates, owners and evidence."""
    page = duty_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "indicators/duty_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def duty_add(request: Page) -> HttpResponse:
    """Enter an accreditation duty."""
    by, now = actor_of(request), timezone.now()
    require(by, ACCREDIT, now=now)
    form = DutyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        values = DutyValues(owner_id=given.pop("owner"), **given)
        try:
            duty_id = add_duty(values=values, by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The duty is entered. Its owner is reminded in time."))
            return redirect("indicators:duty-detail", duty_id=duty_id)
    return render(request, "indicators/duty_add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_detail(request: Page, duty_id: int) -> HttpResponse:
    """One accreditation duty, its evidence, and the form that marks it as done."""
    by, now = actor_of(request), timezone.now()
    page = duty_page(duty_id=duty_id, by=by, now=now)
    form = FinishForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            finish_duty(duty_id=duty_id, evidence=given["evidence"], note=given["note"], by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done, with its evidence."))
            return redirect("indicators:duty-detail", duty_id=duty_id)
    status = 422 if form.errors else 200
    return render(request, "indicators/duty_detail.html", {"page": page, "form": form}, status=status)
