"""The office's page of what one person owes: exempting them from a duty, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from preceptor.develop.activities.commands.exempting import Owed, exempt_from_duty, withdraw_exemption
from preceptor.develop.activities.pages.forms import ExemptionForm
from preceptor.develop.activities.queries.duties import BETWEEN, person_duties_page
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.look.public import Refusal


@require_http_methods(["GET", "POST"])
def person_duties(request: Page, cycle_id: int, person_id: int) -> HttpResponse:
    """Everything that somebody owes in a program, with exemptions given and withdrawn."""
    by, now = actor_of(request), timezone.now()
    page = person_duties_page(cycle_id=cycle_id, person_id=person_id, by=by, now=now)
    form = ExemptionForm(page.choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        duty, period = form.cleaned_data["owed"].split(BETWEEN, 1)
        owed = Owed(cycle_id, duty, person_id, period)
        try:
            exempt_from_duty(owed=owed, reason=form.cleaned_data["reason"], by=by, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The exemption stands; %(name)s is told.") % {"name": page.person.name})
            return redirect("activities:person-duties", cycle_id=cycle_id, person_id=person_id)
    status = 422 if form.errors else 200
    return render(request, "activities/person_duties.html", {"page": page, "form": form}, status=status)


@require_POST
def exemption_withdraw(request: Page, exemption_id: int) -> HttpResponse:
    """Take an exemption back."""
    owed = withdraw_exemption(exemption_id=exemption_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The exemption is withdrawn: the duty is owed again, and the person is told."))
    return redirect("activities:person-duties", cycle_id=owed.cycle_id, person_id=owed.person_id)
