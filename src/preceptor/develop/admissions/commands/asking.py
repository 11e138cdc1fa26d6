"""Asking the supervisor of record for an endorsement, and asking another one instead."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.commands.opening import name_of, own_row
from preceptor.develop.admissions.models import Application, Endorsement
from preceptor.develop.admissions.queries.asked import endorsement_code, way_into
from preceptor.develop.admissions.queries.endorsing import LINK_PURPOSE, about, line_above, unknown_endorsement
from preceptor.develop.admissions.queries.own import current_endorsement
from preceptor.develop.admissions.queries.words import to_the_second
from preceptor.develop.admissions.rules.answers import tidy
from preceptor.develop.admissions.rules.deadlines import window
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.develop.programs.public import Endorsement as Wanted
from preceptor.foundation.accounts.public import make_link, revoke_links
from preceptor.foundation.audit.public import SYSTEM, Actor, record, require
from preceptor.foundation.district.public import PersonBrief, people, person, supervisor_of, today
from preceptor.foundation.documents.public import publish_text
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Recipient, send


class CannotAsk(Refusal):
    """Nobody can be asked for this endorsement now."""


class ReasonMissing(Refusal):
    """A change that others will read about needs a reason."""

    status = 422


class NotInLine(Refusal):
    """The person chosen stands nowhere above the applicant, so cannot endorse."""

    status = 422


@transaction.atomic
def ask_endorser(
    *, application_id: int, name: str, by: Actor, now: datetime, named: tuple[str, str] | None = None
) -> int:
    """Ask by letter for an endorsement and give the request's number; asking again changes nothing.

    The supervisor of record comes from the reporting line; `named` (name, e-mail) counts only where the definition lets
    the applicant name an employer.
    """
    require(by, "admissions.apply", now=now)
    row = own_row(application_id, by)
    found = cycle(row.cycle_id)
    wanted = _wanted(found, row.role, name)
    asked = current_endorsement(row, name)
    if asked is not None:
        return asked.pk
    _require_askable(row, found.dates[wanted.due], now)
    who = _endorser(row, wanted, named, now)
    request = _new_request(row, name, who, found.dates[wanted.due], now)
    _publish_statements(found, row.role, name, wanted, now)
    write_to_endorser(request, row, found, now)
    facts = {"endorsement": request.pk, "endorser": request.endorser_id, "name": name}
    record(by=by, action="admissions.ask-endorser", about=name_of(row.pk), facts=facts, now=now)
    return request.pk


def _wanted(found: CycleBrief, role: str, name: str) -> Wanted:
    """The endorsement that the definition asks for."""
    wanted = way_into(found, role).endorsements.get(name)
    if wanted is None:
        raise unknown_endorsement()
    return wanted


def _require_askable(row: Application, due: datetime, now: datetime) -> None:
    """Refuse for a withdrawn application and after the day by which the endorsement is due."""
    if row.state == Application.State.WITHDRAWN:
        raise CannotAsk(
            "withdrawn",
            _("You withdrew this application, so nobody is asked to endorse it."),
            remedy=_("Take it up again first; that is possible until the deadline."),
        )
    if window(now, now, due) == "late":
        raise CannotAsk(
            "endorsement-late",
            _("Endorsements were due on %(due)s.") % {"due": to_the_second(due)},
            remedy=_("Write to the program's office if something held you up."),
            facts={"due": due.isoformat()},
        )


def _endorser(
    row: Application, wanted: Wanted, named: tuple[str, str] | None, now: datetime
) -> PersonBrief | Recipient:
    """Who is asked: the supervisor of record, or whom the definition lets the applicant name."""
    if wanted.by == "supervisor_of_record":
        above = supervisor_of(row.person_id, today(now))
        if above is None or not above.email:
            raise CannotAsk(
                "no-supervisor",
                _("The district's records name no supervisor for you today, so nobody can be asked."),
                remedy=_("Tell the personnel office, who keep the reporting line; then ask again. Your draft is kept."),
            )
        return above
    name, email = (tidy(part) for part in named or ("", ""))
    own = person(row.person_id).email
    if not name or "@" not in email or email.lower() == own.lower():
        raise ReasonMissing(
            "endorser-unnamed",
            _("Give the name and the e-mail address of the person who is to endorse you; it cannot be yourself."),
            remedy=_("Fill in both and ask again."),
        )
    return Recipient(name, email)


def _new_request(
    row: Application, name: str, who: PersonBrief | Recipient, due: datetime, now: datetime
) -> Endorsement:
    """The request; two clicks at once make one."""
    values = {
        "endorser_id": who.id if isinstance(who, PersonBrief) else None,
        "endorser_name": who.name,
        "endorser_email": who.email,
        "asked_at": now,
        "due_at": due,
    }
    try:
        with transaction.atomic():
            return Endorsement.objects.create(application=row, name=name, **values)
    except IntegrityError:
        raise CannotAsk(
            "asked-already",
            _("Your supervisor has been asked already."),
            remedy=_("Open your application to see since when."),
        ) from None


def _publish_statements(found: CycleBrief, role: str, name: str, wanted: Wanted, now: datetime) -> None:
    """Publish what is certified as a text, so that the signature binds its exact words."""
    body = "\n\n".join(wanted.statements.values())
    publish_text(by=SYSTEM, code=endorsement_code(found, role, name), title=wanted.title, bodies={"en": body}, now=now)


def write_to_endorser(request: Endorsement, row: Application, found: CycleBrief, now: datetime) -> None:
    """The first letter of a request, with its secret link."""
    letter, named = "admissions.endorsement_asked", about(request.pk)
    context = {**asked_for(request, row, found, now), "contact": found.definition.contact}
    send(letter=letter, to=recipient(request), context=context, key=f"{letter}:{request.pk}", now=now, about=named)


def asked_for(request: Endorsement, row: Application, found: CycleBrief, now: datetime) -> dict[str, str]:
    """A request in a letter, with a fresh secret link that replaces an earlier one."""
    due = request.due_at or now
    link = make_link(
        purpose=LINK_PURPOSE,
        about=about(request.pk),
        email=request.endorser_email,
        name=request.endorser_name,
        expires=due + timedelta(seconds=1),
        now=now,
    )
    return {
        "program": found.title,
        "cycle": found.name,
        "role": found.definition.roles[row.role].title,
        "applicant": person(row.person_id).name,
        "due": to_the_second(due),
        "link": link,
    }


def recipient(request: Endorsement) -> Recipient:
    """The endorser as a letter's reader, in their own language when the records know it."""
    known = people([request.endorser_id]).get(request.endorser_id) if request.endorser_id else None
    language = known.language if known else "en"
    return Recipient(request.endorser_name, request.endorser_email, language, request.endorser_id)


@transaction.atomic
def replace_endorser(*, endorsement_id: int, person_id: int, reason: str, by: Actor, now: datetime) -> int:
    """Ask someone else of the reporting line, with a reason; the old link stops working. Gives the new number."""
    request = Endorsement.objects.select_for_update().filter(pk=endorsement_id).first()
    if request is None:
        raise unknown_endorsement()
    row = request.application
    found = cycle(row.cycle_id)
    require(by, "admissions.coordinate", where=found.unit_path, now=now)
    words = tidy(reason)
    _require_replaceable(request, row, person_id, words, now)
    request.state, request.replaced_at = Endorsement.State.REPLACED, now
    request.replaced_by_id, request.replaced_reason = by.id, words
    request.save(update_fields=["state", "replaced_at", "replaced_by", "replaced_reason"])
    revoke_links(about(request.pk), LINK_PURPOSE, now=now)
    due = request.due_at or now
    fresh = _new_request(row, request.name, person(person_id), due, now)
    write_to_endorser(fresh, row, found, now)
    facts = {"from": request.endorser_id, "to": person_id, "reason": words[:200]}
    record(by=by, action="admissions.replace-endorser", about=name_of(row.pk), facts=facts, now=now)
    return fresh.pk


def _require_replaceable(request: Endorsement, row: Application, person_id: int, reason: str, now: datetime) -> None:
    """Refuse without a reason, after an endorsement, after the due day, and for someone outside the reporting line."""
    if not reason:
        raise ReasonMissing(
            "reason-missing",
            _("Say why someone else is asked; the applicant's record keeps the reason."),
            remedy=_("Write a sentence and send it again."),
        )
    if request.state in {Endorsement.State.ENDORSED, Endorsement.State.REPLACED}:
        raise CannotAsk(
            "not-replaceable",
            _("This request is closed: it was endorsed, or someone else has been asked."),
            remedy=_("Open the application to see how it stands."),
        )
    _require_askable(row, request.due_at or now, now)
    if person_id not in {above.id for above in line_above(row.person_id, now, but=request.endorser_id)}:
        raise NotInLine(
            "not-in-line",
            _("This person does not stand above the applicant in today's reporting line."),
            remedy=_(
                "Choose one of the people offered, or have the personnel office correct the reporting line first."
            ),
        )
