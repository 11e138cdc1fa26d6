"""Starting, saving, withdrawing and taking up an application again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.commands.judging import keep_judgement
from preceptor.develop.admissions.commands.opening import (
    OPEN_STATES,
    NotBeingChanged,
    name_of,
    own_row,
    require_admitted,
    require_being_changed,
    require_open,
)
from preceptor.develop.admissions.models import Application
from preceptor.develop.admissions.queries.asked import WISH, questions_of, way_into, window_of
from preceptor.develop.admissions.rules.answers import tidy
from preceptor.develop.admissions.rules.tabs import Saved, begun, differences, is_safe
from preceptor.develop.programs.public import cycle, cycle_seen
from preceptor.foundation.audit.public import Actor, NotPermitted, record, require
from preceptor.foundation.look.public import Refusal

# Far above every limit of words that a program could mean, and far below what would hurt the database.
LONGEST_ANSWER = 40_000


class OtherTab(Refusal):
    """Another tab or device has saved since this form was drawn; `differing` holds (saved, typed) by name."""

    def __init__(self, differing: Mapping[str, tuple[str, str]], version: int) -> None:
        super().__init__(
            "other-tab",
            _("This application was changed in another tab or on another device since you opened it here."),
            remedy=_("Press “Save”: both texts are then shown, and you choose. Nothing that you typed is lost."),
            facts={"version": version, "fields": sorted(differing)},
        )
        self.differing = dict(differing)
        self.version = version


class AnswerTooLong(Refusal):
    """An answer is longer than anything that the form can hold."""

    status = 422


@dataclass(frozen=True)
class Typed:
    """What a form sent: answers by name, the version that it was drawn from, and its tab."""

    answers: Mapping[str, str]
    version: int
    tab: str


@transaction.atomic
def start_application(*, cycle_id: int, role: str, by: Actor, now: datetime) -> int:
    """Begin an application, or take up the one that is there, and give its number."""
    require(by, "admissions.apply", now=now)
    if by.kind != "person" or by.id is None:
        raise NotPermitted(
            "no-person", _("This account belongs to no person."), remedy=_("Sign in with your own account.")
        )
    found = cycle_seen(cycle_id, by=by, now=now)
    way = way_into(found, role)
    require_admitted(found, role, by=by, now=now)
    require_open(now, *window_of(found, way))
    row, new = Application.objects.get_or_create(
        cycle_id=cycle_id, role=role, person_id=by.id, defaults={"started_at": now, "saved_at": now}
    )
    if new:
        keep_judgement(row, way, now)
        record(
            by=by, action="admissions.start", about=name_of(row.pk), facts={"cycle": cycle_id, "role": role}, now=now
        )
    return row.pk


@transaction.atomic
def save_answers(*, application_id: int, typed: Typed, by: Actor, now: datetime) -> int:
    """Save what was typed, whether it fits or not, and give the new version.

    A draft belongs to its writer alone and saves itself every few seconds, so it leaves no audit line; submitting does.
    It is saved after the deadline too: what somebody wrote is theirs, it only cannot be submitted any more.
    """
    row = own_row(application_id, by)
    require_being_changed(row)
    answers = _known_answers(row, typed.answers)
    saved = Saved(row.version, row.tab, row.tab_since)
    differing = differences(row.answers, answers)
    if not differing:
        return row.version
    if not is_safe(saved, version=typed.version, tab=typed.tab):
        raise OtherTab(differing, row.version)
    row.tab_since, row.tab = begun(saved, typed.tab), typed.tab[:40]
    row.version += 1
    row.answers = {**row.answers, **answers}
    row.mentees_wished = _wish(row.answers.get(WISH, ""))
    row.saved_at = now
    row.save(update_fields=["answers", "mentees_wished", "version", "tab", "tab_since", "saved_at"])
    return row.version


def _known_answers(row: Application, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers to questions that the form asks, tidied; what no question asks for is left out."""
    questions = questions_of(cycle(row.cycle_id).definition, row.role)
    found = {name: tidy(text) for name, text in answers.items() if name in questions}
    for name, text in found.items():
        if len(text) > LONGEST_ANSWER:
            raise AnswerTooLong(
                "answer-too-long",
                _("The answer to “%(question)s” is longer than this form can hold.")
                % {"question": questions[name].asks},
                remedy=_("Shorten it to what the question asks for; it is still in the form."),
                facts={"field": name, "characters": len(text), "most": LONGEST_ANSWER},
            )
    return found


def _wish(answer: str) -> int | None:
    """The wished number of partners, when the answer is one."""
    return int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 4 else None


@transaction.atomic
def reopen_application(*, application_id: int, by: Actor, now: datetime) -> None:
    """Take an application up again; what was submitted, and not withdrawn, counts until it is submitted anew."""
    row = own_row(application_id, by)
    found = cycle(row.cycle_id)
    require_open(now, *window_of(found, way_into(found, row.role)))
    if row.state in OPEN_STATES:
        return
    row.state = Application.State.REOPENED if row.state == Application.State.SUBMITTED else Application.State.DRAFT
    row.withdrawn_at = None
    row.version += 1
    row.save(update_fields=["state", "withdrawn_at", "version"])
    record(by=by, action="admissions.reopen", about=name_of(row.pk), facts={"state": row.state}, now=now)


@transaction.atomic
def withdraw_application(*, application_id: int, by: Actor, now: datetime) -> None:
    """Take an application back; a supervisor who has not answered finds the request closed."""
    row = own_row(application_id, by)
    if row.state == Application.State.WITHDRAWN:
        return
    if row.decisions.filter(superseded_at=None, notified_at__isnull=False).exists():
        raise NotBeingChanged(
            "decided-already",
            _("The decision on this application has been sent, so it cannot be withdrawn here any more."),
            remedy=_("Write to the program's office; they will release you from it."),
        )
    row.state, row.withdrawn_at = Application.State.WITHDRAWN, now
    row.version += 1
    row.save(update_fields=["state", "withdrawn_at", "version"])
    record(by=by, action="admissions.withdraw", about=name_of(row.pk), now=now)
