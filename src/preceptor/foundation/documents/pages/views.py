"""Pages of documents: a download, and what was signed."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import record_view
from preceptor.foundation.documents.models import StoredFile
from preceptor.foundation.documents.queries.files import content_of, file_row
from preceptor.foundation.documents.queries.policies import may_download
from preceptor.foundation.documents.queries.signed_page import signature_page
from preceptor.foundation.documents.rules.fitness import CONTENT_TYPES
from preceptor.foundation.look.public import Refusal


class InQuarantine(Refusal):
    """The file waits for the virus check."""

    status = 409


def download(request: Page, file_id: int) -> FileResponse:
    """A stored file, for those whom the owning context lets; for everybody else there is none."""
    actor, now = actor_of(request), timezone.now()
    row = file_row(file_id)
    if row is None or not may_download(actor, row.about, now):
        raise Http404
    if row.state == StoredFile.State.QUARANTINED:
        raise _quarantined(row)
    content = content_of(row)
    record_view(by=actor, action="documents.downloaded", about=row.about, facts={"file": row.pk}, now=now)
    response = FileResponse(content, as_attachment=True, filename=row.name, content_type=CONTENT_TYPES[row.kind])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def signature(request: Page, signature_id: int) -> HttpResponse:
    """What was signed, by whom and when, and whether it still stands."""
    actor, now = actor_of(request), timezone.now()
    page = signature_page(signature_id, actor, now)
    if page is None:
        raise Http404
    record_view(by=actor, action="documents.signature-seen", about=page.about, facts={"signature": page.id}, now=now)
    return render(request, "documents/signature.html", {"page": page})


def _quarantined(row: StoredFile) -> InQuarantine:
    return InQuarantine(
        "file-quarantined",
        _("The file “%(name)s” still waits for the virus check.") % {"name": row.name},
        remedy=_("It is tried again every five minutes; come back a little later."),
        facts={"file": row.pk},
    )
