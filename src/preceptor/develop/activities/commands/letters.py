"""Letters of activities: reminders of logs, logs returned, entries to confirm, exemptions from duties."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from preceptor.develop.activities.models import MonthlyLog
from preceptor.develop.activities.queries.exemptions import ExemptionBrief
from preceptor.develop.activities.queries.terms import LogTerms
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.messages.public import Addressed, Recipient, send_many


def _to(person: PersonBrief) -> Recipient:
    return Recipient(name=person.name, email=person.email, language=person.language, person_id=person.id)


def _about(log: MonthlyLog) -> str:
    return f"activities.log:{log.pk}"


def month_path(cycle_id: int, period: str) -> str:
    """The address of somebody's own month."""
    return f"{reverse('activities:my-month')}?cycle={cycle_id}&period={period}"


def tell_reminder(brief: CycleBrief, terms: LogTerms, log: MonthlyLog, due: datetime | None, *, now: datetime) -> None:
    """Remind the author of a log; the letter's key keeps it to one a day."""
    author = people([log.person_id])[log.person_id]
    said = {
        "program": brief.title,
        "log": terms.title,
        "period": log.period,
        "due": due,
        "late": due is not None and due < now,
        "path": month_path(brief.id, log.period),
    }
    key = f"{_about(log)}:reminder:{now.date().isoformat()}"
    send_many(letter="activities.log_reminder", letters=[Addressed(_to(author), key, said, _about(log))], now=now)


def tell_returned(brief: CycleBrief, log: MonthlyLog, question: str, *, now: datetime) -> None:
    """Tell the author of a log that the office asks something."""
    author = people([log.person_id])[log.person_id]
    said = {
        "program": brief.title,
        "period": log.period,
        "question": question,
        "office": brief.definition.contact.office,
        "path": month_path(brief.id, log.period),
    }
    key = f"{_about(log)}:returned:{now.isoformat()}"
    send_many(letter="activities.log_returned", letters=[Addressed(_to(author), key, said, _about(log))], now=now)


def tell_asked(brief: CycleBrief, terms: LogTerms, log: MonthlyLog, asked: Collection[int], *, now: datetime) -> None:
    """Ask those who have not answered for the entries of a log; once for each log."""
    who = people({*asked, log.person_id})
    said = {
        "program": brief.title,
        "author": who[log.person_id].name,
        "days": terms.agreed_after_days,
        "path": month_path(brief.id, log.period),
    }
    letters = [
        Addressed(_to(who[person_id]), f"{_about(log)}:asked:{person_id}", said, _about(log))
        for person_id in sorted(asked)
    ]
    send_many(letter="activities.entries_asked", letters=letters, now=now)


def tell_exempted(brief: CycleBrief, given: ExemptionBrief, *, now: datetime) -> None:
    """Tell somebody that they do not owe a duty, who said so and why."""
    _tell_exemption("activities.exempted", brief, given, now)


def tell_exemption_withdrawn(brief: CycleBrief, given: ExemptionBrief, *, now: datetime) -> None:
    """Tell somebody that they owe a duty again."""
    _tell_exemption("activities.exemption_withdrawn", brief, given, now)


def _tell_exemption(letter: str, brief: CycleBrief, given: ExemptionBrief, now: datetime) -> None:
    duty, about = brief.definition.duties.get(given.duty), f"activities.exemption:{given.id}"
    said = {
        "program": brief.title,
        "duty": duty.title if duty else given.duty,
        "period": given.period,
        "reason": given.reason,
        "by": given.given_by,
        "path": f"{reverse('activities:my-month')}?cycle={brief.id}",
    }
    who = people([given.person_id])[given.person_id]
    send_many(letter=letter, letters=[Addressed(_to(who), f"{about}:{letter}", said, about)], now=now)
