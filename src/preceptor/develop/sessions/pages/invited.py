"""The page behind the letter of an invitation: looking changes nothing, the button makes the account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from preceptor.develop.sessions.commands.inviting import accept_invitation
from preceptor.develop.sessions.pages.forms import AcceptForm
from preceptor.develop.sessions.queries.inviting import PURPOSE, invitation_page
from preceptor.foundation.accounts.public import Page, PasswordUnfit, open_link, open_to_all


@open_to_all
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Page, token: str) -> HttpResponse:
    """Read the invitation; accept it with a name and a password of one's own."""
    now = timezone.now()
    page = invitation_page(open_link(token, PURPOSE, now))
    form = AcceptForm(request.POST or None, initial={"given_name": page.given_name, "family_name": page.family_name})
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(token=token, said=form.accepting(), now=now)
        except PasswordUnfit as weak:
            form.add_error("password", str(weak))
        else:
            messages.success(request, _("Welcome. Sign in with your e-mail address and your new password."))
            return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "cohorts/invitation.html", {"page": page, "form": form}, status=status)
