"""Letters of reference for a renewal: asked by the holder, written by link without an account, counted as a duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Recorded, record_activity
from preceptor.develop.awards.commands.refusals import AwardRefused
from preceptor.develop.awards.models import Certificate, ReferenceRequest
from preceptor.develop.awards.queries.mine import HELD
from preceptor.develop.awards.queries.references import LINK_PURPOSE, about, id_from, letter_kind, missing_reference
from preceptor.develop.awards.queries.renewing import renewal_standing
from preceptor.develop.awards.queries.terms import AwardTerms, award_terms
from preceptor.foundation.accounts.public import make_link, open_link, revoke_links, use_link
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import people
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Recipient, send

HOLD, REFER = "awards.hold", "awards.refer"
OPEN_FOR = timedelta(days=60)
LONGEST_TEXT, LONGEST_REASON, SHORTEST_TEXT = 10_000, 500, 100
State = ReferenceRequest.State


class LetterUnfit(Refusal):
    """A letter that cannot be taken as it is; `field` names where."""

    status = 422


@dataclass(frozen=True)
class Referee:
    """Who is asked, and how they know the work of the one who asks."""

    name: str
    email: str
    relation: str


@dataclass(frozen=True)
class Reply:
    """What the referee sends: the letter, with the statement that is signed, or a reason for declining."""

    writes: bool
    text: str = ""
    states: bool = False
    reason: str = ""


@transaction.atomic
def ask_reference(*, certificate_id: int, referee: Referee, by: Actor, now: datetime) -> int:
    """Ask somebody by letter for a reference about one's own last cycle; gives the request's number."""
    require(by, HOLD, now=now)
    rows = Certificate.objects.select_for_update().filter(person_id=by.id or 0, state__in=HELD)
    row = rows.filter(pk=certificate_id).first()
    if row is None:
        raise missing_reference()
    terms = award_terms(row.cycle_id, row.award)
    _expect_renewable(row, terms, now)
    who = Referee(referee.name.strip()[:160], referee.email.strip(), referee.relation.strip()[:200])
    own = {each.email.lower() for each in people([by.id or 0]).values()} | {row.holder_email.lower()}
    if not who.name or "@" not in who.email or not who.relation or who.email.lower() in own:
        raise AwardRefused(
            "referee-unnamed",
            _("The letter comes from somebody else, with a name, an address and how they know your work."),
            remedy=_("Fill in all three; it cannot be yourself."),
        )
    made = _asked(row, who, now)
    _write(made, row, terms, now)
    facts = {"certificate": row.number}
    record(by=by, action="awards.ask-reference", about=about(made.pk), facts=facts, now=now)
    return made.pk


@transaction.atomic
def withdraw_reference(*, reference_id: int, by: Actor, now: datetime) -> int:
    """Take one's own request back, so that somebody else can be asked; gives the number of the certificate."""
    require(by, HOLD, now=now)
    rows = ReferenceRequest.objects.select_for_update().select_related("certificate")
    row = rows.filter(pk=reference_id, certificate__person_id=by.id or 0).first()
    if row is None:
        raise missing_reference()
    if row.state == State.ASKED:
        row.state = State.WITHDRAWN
        row.save(update_fields=["state"])
        revoke_links(about(row.pk), LINK_PURPOSE, now=now)
        record(by=by, action="awards.withdraw-reference", about=about(row.pk), facts={}, now=now)
    return row.certificate_id


@transaction.atomic
def answer_reference(*, token: str, reply: Reply, now: datetime) -> int:
    """Write the letter, or decline, by the secret link of the request, which is used up by it."""
    about_text = open_link(token, LINK_PURPOSE, now).about
    rows = ReferenceRequest.objects.select_for_update().select_related("certificate")
    row = rows.filter(pk=id_from(about_text)).first()
    if row is None or row.state != State.ASKED:
        raise missing_reference()
    by = use_link(token, LINK_PURPOSE, now).actor
    require(by, REFER, now=now)
    _answered(row, reply, now)
    if row.state == State.GIVEN:
        _count(row, by, now)
    record(by=by, action="awards.refer", about=about_text, facts={"answer": row.state}, now=now)
    _tell_holder(row, now)
    return row.pk


def _expect_renewable(row: Certificate, terms: AwardTerms, now: datetime) -> None:
    standing = renewal_standing(row, terms, now)
    if not standing.may_be_renewed or letter_kind(terms) is None:
        raise AwardRefused(
            "no-reference-now",
            standing.sentence or _("The renewal of this certificate asks for no letter of reference."),
            remedy=_("The page of the certificate says what its renewal asks for and when it opens."),
        )


def _asked(row: Certificate, who: Referee, now: datetime) -> ReferenceRequest:
    try:
        with transaction.atomic():
            return ReferenceRequest.objects.create(
                certificate=row,
                referee_name=who.name,
                referee_email=who.email,
                relation=who.relation,
                asked_at=now,
                until=now + OPEN_FOR,
            )
    except IntegrityError:
        raise AwardRefused(
            "asked-already",
            _("Somebody is asked already, or the letter is here."),
            remedy=_("Take the request back first if somebody else is to write."),
        ) from None


def _write(made: ReferenceRequest, row: Certificate, terms: AwardTerms, now: datetime) -> None:
    link = make_link(
        purpose=LINK_PURPOSE,
        about=about(made.pk),
        email=made.referee_email,
        name=made.referee_name,
        expires=made.until,
        now=now,
    )
    said = {"holder": row.holder_name, "title": row.title, "issuer": terms.issuer, "until": made.until, "link": link}
    to = Recipient(made.referee_name, made.referee_email, "en", None)
    letter = "awards.reference_asked"
    send(letter=letter, to=to, context=said, key=f"{letter}:{made.pk}", now=now, about=about(made.pk))


def _answered(row: ReferenceRequest, reply: Reply, now: datetime) -> None:
    """The letter with its statement, or the reason for declining."""
    text, reason = reply.text.strip(), reply.reason.strip()[:LONGEST_REASON]
    if not reply.writes:
        if not reason:
            raise LetterUnfit(
                "decline-reason-missing",
                _("Say in a sentence why you decline; the one who asked reads it."),
                remedy=_("Write the reason and send it again. Nothing was recorded."),
                facts={"field": "reason"},
            )
        row.state, row.reason = State.DECLINED, reason
    elif not SHORTEST_TEXT <= len(text) <= LONGEST_TEXT:
        raise LetterUnfit(
            "letter-length",
            _("A letter has between %(least)s and %(most)s letters; yours has %(n)s.")
            % {"least": SHORTEST_TEXT, "most": LONGEST_TEXT, "n": len(text)},
            remedy=_("Say what you saw of this mentor's work. Nothing was recorded yet."),
            facts={"field": "text"},
        )
    elif not reply.states:
        raise LetterUnfit(
            "statement-missing",
            _("The statement about these years is not ticked."),
            remedy=_("Tick it when it is true, or decline. Nothing was recorded yet."),
            facts={"field": "states"},
        )
    else:
        row.state, row.text = State.GIVEN, text
    row.answered_at = now
    row.save(update_fields=["state", "text", "reason", "answered_at"])


def _count(row: ReferenceRequest, by: Actor, now: datetime) -> None:
    """The letter counts for the duty of the renewal, as one activity of the holder."""
    mine = row.certificate
    kind = letter_kind(award_terms(mine.cycle_id, mine.award))
    if kind is None or mine.person_id is None:
        return
    said = Recorded(
        source=f"reference-{row.pk}",
        kind=kind[0],
        mode="electronic",
        starts=now,
        minutes=1,
        parties=((kind[1], mine.person_id),),
        key=f"reference-{row.pk}",
    )
    record_activity(cycle_id=mine.cycle_id, said=said, by=by, now=now)


def _tell_holder(row: ReferenceRequest, now: datetime) -> None:
    mine = row.certificate
    who = people([mine.person_id]).get(mine.person_id) if mine.person_id else None
    if who is None:
        return
    said = {
        "referee": row.referee_name,
        "title": mine.title,
        "given": row.state == State.GIVEN,
        "reason": row.reason,
        "path": reverse("awards:certificate-detail", args=[mine.pk]),
    }
    letter = "awards.reference_answered"
    to = Recipient(who.name, who.email, who.language, who.id)
    send(letter=letter, to=to, context=said, key=f"{letter}:{row.pk}", now=now, about=about(row.pk))
