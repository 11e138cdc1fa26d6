"""Pages of the two of a pair: their notes, releases, conflicts; and the page that says who can read what."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from preceptor.develop.confidences.commands import conflicts, notes
from preceptor.develop.confidences.pages.forms import ConflictTellForm, NoteForm, ReleaseForm
from preceptor.develop.confidences.queries import pages as queries
from preceptor.foundation.accounts.public import Page, actor_of
from preceptor.foundation.audit.public import record_view
from preceptor.foundation.look.public import Refusal


@require_GET
@never_cache
def pair_list(request: Page) -> HttpResponse:
    """The pairs in which I share notes, and what others have released to me."""
    page = queries.pair_list_page(by=actor_of(request), now=timezone.now())
    return render(request, "confidences/pair_list.html", {"page": page})


@require_GET
def who_can_read(request: Page) -> HttpResponse:
    """Who can read what the two of a pair write, and who could."""
    return render(request, "confidences/who_can_read.html")


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
@never_cache
def pair_notes(request: Page, pair_id: int) -> HttpResponse:
    """The sealed notes of one of my pairs, and a new one."""
    by, now = actor_of(request), timezone.now()
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            notes.write_note(
                pair_id=pair_id, text=said["text"], activity_id=said["entry"], sent_key=said["sent_key"], by=by, now=now
            )
        except notes.NoteRefused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Sealed for the two of you."))
            return redirect("confidences:pair-notes", pair_id=pair_id)
    entry = request.POST.get("entry", "") or request.GET.get("entry", "")
    page = queries.pair_notes_page(
        pair_id=pair_id, by=by, now=now, page=number(request.GET.get("page")) or 1, activity_id=number(entry)
    )
    if any(note.new for note in page.notes):
        notes.see_notes(pair_id=pair_id, by=by, now=now)
    if not form.is_bound:
        form = NoteForm(initial={"sent_key": page.sent_key, "entry": number(entry) if page.entry else None})
    context = {"page": page, "form": form}
    return render(request, "confidences/pair_notes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
def note_detail(request: Page, note_id: UUID) -> HttpResponse:
    """One note; the mentee can release it to a named person."""
    by, form = actor_of(request), ReleaseForm(request.POST or None)
    page = queries.note_detail_page(note_id=note_id, by=by)
    if request.method == "POST" and form.is_valid():
        try:
            notes.release_note(note_id=note_id, email=form.cleaned_data["email"], by=by, now=timezone.now())
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, _("Released. The person and your mentor get a letter; the letters hold no content.")
            )
            return redirect("confidences:note-detail", note_id=note_id)
    context = {"page": page, "form": form}
    return render(request, "confidences/note_detail.html", context, status=422 if form.errors else 200)


@require_POST
def release_withdraw(request: Page, release_id: int) -> HttpResponse:
    """Take a release back."""
    note_id = notes.withdraw_release(release_id=release_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Taken back; the person can read it no more."))
    return redirect("confidences:note-detail", note_id=note_id)


@require_GET
@never_cache
def released_note(request: Page, release_id: int) -> HttpResponse:
    """A note that a mentee lets me read."""
    by = actor_of(request)
    page = queries.released_note_page(release_id=release_id, by=by)
    about = f"confidences.release:{release_id}"
    record_view(by=by, action="confidences.read-released", about=about, facts={}, now=timezone.now())
    return render(request, "confidences/released_note.html", {"page": page})


@sensitive_post_parameters("matter", "way")
@require_http_methods(["GET", "POST"])
@never_cache
def conflict_list(request: Page, pair_id: int) -> HttpResponse:
    """Conflicts of interest between the two of us, and how we deal with them."""
    by, form = actor_of(request), ConflictTellForm(request.POST or None)
    page = queries.conflict_list_page(pair_id=pair_id, by=by)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            conflicts.tell_conflict(
                pair_id=pair_id,
                matter=said["matter"],
                way=said["way"],
                sent_key=said["sent_key"],
                by=by,
                now=timezone.now(),
            )
        except notes.NoteRefused as refusal:
            form.add_error("matter", str(refusal))
        else:
            messages.success(request, _("Told. The other one of you is asked whether this is the way."))
            return redirect("confidences:conflict-list", pair_id=pair_id)
    if not form.is_bound:
        form = ConflictTellForm(initial={"sent_key": page.sent_key})
    context = {"page": page, "form": form}
    return render(request, "confidences/conflict_list.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("way")
@require_POST
def conflict_reword(request: Page, conflict_id: UUID) -> HttpResponse:
    """Propose another way to deal with a conflict."""
    way = request.POST.get("way", "")
    pair_id = conflicts.reword_way(conflict_id=conflict_id, way=way, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Proposed. The other one of you is asked."))
    return redirect("confidences:conflict-list", pair_id=pair_id)


@require_POST
def conflict_agree(request: Page, conflict_id: UUID) -> HttpResponse:
    """Agree to the way that the other proposed."""
    pair_id = conflicts.agree_way(conflict_id=conflict_id, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Both of you have recorded what you agreed."))
    return redirect("confidences:conflict-list", pair_id=pair_id)


def number(text: str | None) -> int | None:
    """A positive whole number that a database can hold, else nothing."""
    return int(text) if text and text.isascii() and text.isdigit() and 0 < int(text) < 2**31 else None
