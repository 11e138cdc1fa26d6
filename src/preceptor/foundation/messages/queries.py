"""What pages and other contexts see of the outbox; a list never shows a letter's text, which may hold a secret link."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.foundation.messages.models import Letter
from preceptor.foundation.messages.rules.writing import ACCOUNT_LETTER, without_links

ROWS = 25


@dataclass(frozen=True)
class LetterBrief:
    """A letter as other contexts see it: to whom, what about, and what became of it."""

    id: int
    key: str
    letter: str
    to_name: str
    to_email: str
    person_id: int | None
    subject: str
    state: str
    send_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class LetterRow:
    """One line of the list."""

    id: int
    subject: str
    to_name: str
    to_email: str
    moment: datetime
    state: str
    state_word: str
    uncertain: bool


@dataclass(frozen=True)
class LetterListPage:
    """Letters, latest first; `everyone` when the reader sees more than their own."""

    everyone: bool
    recipient: str
    rows: tuple[LetterRow, ...]
    pager: "Slice[Letter]"


@dataclass(frozen=True)
class LetterDetailPage:
    """One letter with its text; for others than its recipient links are covered, and all of a letter on an account."""

    id: int
    subject: str
    body: str
    own: bool
    covered: bool
    to_name: str
    to_email: str
    language: str
    moment: datetime
    sent_at: datetime | None
    state: str
    state_word: str
    sentence: str
    person_id: int | None


def letters_about(about: str) -> list[LetterBrief]:
    """All letters about one thing, oldest first."""
    return [
        LetterBrief(
            row.id,
            row.key,
            row.letter,
            row.to_name,
            row.to_email,
            row.person_id,
            row.subject,
            row.state,
            row.send_at,
            row.sent_at,
        )
        for row in Letter.objects.filter(about=about).defer("body").order_by("id")
    ]


def letter_list_page(
    *, person_id: int | None, everyone: bool, recipient: str, page: str, now: datetime
) -> LetterListPage:
    """The reader's own letters, or everyone's, by recipient; what is not yet due is shown to those who see all."""
    found = _visible(person_id, everyone, now).defer("body").order_by("-send_at", "-id")
    if recipient:
        found = found.filter(Q(to_name__icontains=recipient) | Q(to_email__icontains=recipient))
    pager = Paginator(found, ROWS).get_page(page)
    return LetterListPage(everyone, recipient, tuple(_row(row) for row in pager.object_list), pager)


def _row(row: Letter) -> LetterRow:
    """One letter as a line."""
    moment = row.sent_at or row.send_at
    return LetterRow(
        row.id, row.subject, row.to_name, row.to_email, moment, row.state, row.get_state_display(), bool(row.uncertain)
    )


def letter_detail_page(
    letter_id: int, *, person_id: int | None, everyone: bool, uncovered: bool, now: datetime
) -> LetterDetailPage | None:
    """One letter, if the reader may see it."""
    row = _visible(person_id, everyone, now).filter(id=letter_id).first()
    if row is None:
        return None
    own = person_id is not None and row.person_id == person_id
    body = row.body if own else _for_others(row, uncovered=uncovered)
    return LetterDetailPage(
        id=row.id,
        subject=row.subject,
        body=body,
        own=own,
        covered=body != row.body,
        to_name=row.to_name,
        to_email=row.to_email,
        language=row.language,
        moment=row.send_at,
        sent_at=row.sent_at,
        state=row.state,
        state_word=row.get_state_display(),
        sentence=_sentence(row),
        person_id=row.person_id,
    )


def _for_others(row: Letter, *, uncovered: bool) -> str:
    """What others may read of a letter: no key to a page, and nothing that leads into somebody's account."""
    if row.letter == ACCOUNT_LETTER:
        return _("This letter is about the recipient's account, so only its recipient sees what it says.")
    return row.body if uncovered else without_links(row.body, instead=_("[link, shown to the recipient only]"))


def _visible(person_id: int | None, everyone: bool, now: datetime) -> "QuerySet[Letter]":
    """The letters that the reader may open."""
    if everyone:
        return Letter.objects.all()
    if person_id is None:  # letters to nobody in the records belong to no account without a person either
        return Letter.objects.none()
    return Letter.objects.filter(person_id=person_id, send_at__lte=now).exclude(state=Letter.State.WITHDRAWN)


def _sentence(row: Letter) -> str:
    """What became of the letter, where the state's word does not say enough."""
    parts = [_of_state(row)]
    if row.uncertain:
        parts.append(
            ngettext(
                "The mail server's answer was lost %(count)s time, so the letter was sent again "
                "under the same number; it may arrive twice.",
                "The mail server's answer was lost %(count)s times, so the letter was sent again "
                "under the same number; it may arrive twice.",
                row.uncertain,
            )
            % {"count": row.uncertain}
        )
    return " ".join(part for part in parts if part)


def _of_state(row: Letter) -> str:
    """What the state means for whoever waits for the letter."""
    if row.answer == "address":
        return _("The address cannot be written to. Correct it in the records and write again.")
    told = {"answer": row.answer}
    sentences = {
        Letter.State.KEPT: _("No mail server is set, so letters are read here."),
        Letter.State.REFUSED: _("The mail server will not take it: %(answer)s. Check the address.") % told,
        Letter.State.SENDING: _("It was handed to the mail server, whose answer is still open."),
        Letter.State.WAITING: _("Its last answer: %(answer)s. It is tried again.") % told if row.answer else "",
    }
    return sentences.get(Letter.State(row.state), "")
