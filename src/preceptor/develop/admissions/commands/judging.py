"""Judging the rules on the records of today, contesting a fact, and the personnel office's answer."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.commands.opening import name_of, own_row
from preceptor.develop.admissions.models import Application, Contest, RuleCheck
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.admissions.queries.contests import unknown_contest
from preceptor.develop.admissions.queries.eligibility import asked_facts, judgements, kept
from preceptor.develop.admissions.queries.facts import program_facts
from preceptor.develop.admissions.rules.answers import tidy
from preceptor.develop.programs.public import Admission, Judgement, cycle
from preceptor.foundation.audit.public import Actor, NotPermitted, record, require
from preceptor.foundation.district.public import person, today
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Recipient, send

LONGEST_STATEMENT = 3_000


class NothingToContest(Refusal):
    """The rule is met, judged by people, or contested already."""


class StatementUnfit(Refusal):
    """A statement or an answer is empty or too long."""

    status = 422


class AnsweredAlready(Refusal):
    """The personnel office has answered before."""


def keep_judgement(row: Application, way: Admission, now: datetime) -> dict[str, Judgement]:
    """Judge every rule on the records of today and keep the outcome with its facts."""
    known = program_facts(cycle(row.cycle_id), [row.person_id], today(now), asked_facts(way))
    found = judgements(way, known[row.person_id])
    checks = [
        RuleCheck(
            application=row,
            rule=name,
            verdict=one.verdict,
            facts=kept(one.facts),
            missing=list(one.missing),
            judged_at=now,
        )
        for name, one in found.items()
    ]
    RuleCheck.objects.bulk_create(
        checks,
        update_conflicts=True,
        unique_fields=["application", "rule"],
        update_fields=["verdict", "facts", "missing", "judged_at"],
    )
    return found


@transaction.atomic
def judge_again(*, application_id: int, by: Actor, now: datetime) -> None:
    """Judge the rules of one's own application on the records of today, which may have changed since."""
    require(by, "admissions.apply", now=now)
    row = own_row(application_id, by)
    keep_judgement(row, way_into(cycle(row.cycle_id), row.role), now)
    record(by=by, action="admissions.judge", about=name_of(row.pk), now=now)


@transaction.atomic
def contest_fact(*, application_id: int, rule: str, statement: str, by: Actor, now: datetime) -> int:
    """Say that the facts under a rule are wrong; goes to the personnel office, whose answer the applicant reads."""
    require(by, "admissions.contest", now=now)
    row = own_row(application_id, by)
    words = _fit(statement)
    way = way_into(cycle(row.cycle_id), row.role)
    found = keep_judgement(row, way, now).get(rule)
    if found is None or found.verdict not in {"not_met", "unknown"}:
        raise NothingToContest(
            "nothing-to-contest",
            _("Nothing in the records speaks against you under this rule."),
            remedy=_("You need not do anything about it."),
            facts={"rule": rule},
        )
    contest = _new_contest(row, rule, words, found, now)
    record(by=by, action="admissions.contest", about=name_of(row.pk), facts={"rule": rule}, now=now)
    return contest.pk


def _new_contest(row: Application, rule: str, statement: str, found: Judgement, now: datetime) -> Contest:
    """A contest, unless this rule was contested before: an answer stands, and one question is asked once."""
    try:
        if row.contests.filter(rule=rule).exists():
            raise IntegrityError
        with transaction.atomic():
            return Contest.objects.create(
                application=row, rule=rule, statement=statement, facts=kept(found.facts), opened_at=now
            )
    except IntegrityError:
        raise NothingToContest(
            "contested-already",
            _("You have contested this fact before; the personnel office has your statement."),
            remedy=_("Its answer is, or will be, beside the rule. With new evidence, write to the personnel office."),
            facts={"rule": rule},
        ) from None


def _fit(text: str) -> str:
    """A statement that says something and is not endless."""
    words = tidy(text)
    if 0 < len(words) <= LONGEST_STATEMENT:
        return words
    raise StatementUnfit(
        "statement-unfit",
        _("Your statement has %(length)s characters; between 1 and %(most)s are taken.")
        % {"length": len(words), "most": LONGEST_STATEMENT},
        remedy=_("Say in a few sentences what is right instead, and where that can be seen."),
        facts={"length": len(words)},
    )


@transaction.atomic
def answer_contest(*, contest_id: int, corrected: bool, answer: str, by: Actor, now: datetime) -> None:
    """Answer a contested fact: the record stands, or it was corrected and the rule is met; the applicant hears."""
    require(by, "district.standing", now=now)
    contest = Contest.objects.select_for_update().filter(pk=contest_id).first()
    if contest is None:
        raise unknown_contest()
    row = contest.application
    if by.id == row.person_id:
        raise NotPermitted(
            "own-contest",
            _("This is about your own record, so someone else has to answer it."),
            remedy=_("Ask another personnel officer to answer it."),
        )
    words = _fit(answer)
    if contest.state != Contest.State.OPEN:
        raise AnsweredAlready(
            "contest-answered",
            _("This contested fact was answered on %(day)s.") % {"day": f"{contest.answered_at:%Y-%m-%d}"},
            remedy=_("Read the answer on its page; a further change goes through the records themselves."),
        )
    contest.state = Contest.State.CORRECTED if corrected else Contest.State.STANDS
    contest.answer, contest.answered_by_id, contest.answered_at = words, by.id, now
    contest.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    _tell_applicant(contest, now)
    facts = {"contest": contest.pk, "rule": contest.rule, "outcome": contest.state}
    record(by=by, action="admissions.answer-contest", about=name_of(row.pk), facts=facts, now=now)


def _tell_applicant(contest: Contest, now: datetime) -> None:
    """A letter to the applicant: the answer is on their page; the fact itself does not travel by mail."""
    row = contest.application
    found = cycle(row.cycle_id)
    who = person(row.person_id)
    send(
        letter="admissions.contest_answered",
        to=Recipient(who.name, who.email, who.language, who.id),
        context={"program": found.title, "application_id": row.pk, "corrected": contest.state == "corrected"},
        key=f"admissions.contest_answered:{contest.pk}",
        now=now,
        about=name_of(row.pk),
    )
