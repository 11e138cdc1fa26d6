"""Whether a certificate can be renewed now, and what its renewal still lacks."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from preceptor.develop.activities.public import Span, judge_days
from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.terms import AwardTerms
from preceptor.develop.awards.rules.certificate import renewal_opens
from preceptor.develop.awards.rules.earned import Need, standings
from preceptor.develop.programs.public import cycles_of
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import day


@dataclass(frozen=True)
class RenewalStanding:
    """How a certificate stands towards its renewal."""

    may_be_renewed: bool
    opens: date | None
    needs: tuple[Need, ...]
    says: str
    sentence: str

    @property
    def earned(self) -> bool:
        """Whether everything that renewal asks for was done."""
        return bool(self.needs) and all(need.stands == "met" for need in self.needs)


def renewal_standing(row: Certificate, terms: AwardTerms, now: datetime) -> RenewalStanding:
    """The standing of one certificate at this moment."""
    if terms.renewal is None or row.valid_until is None:
        return RenewalStanding(False, None, (), "", _("This award is not renewed: it does not run out."))
    opens = renewal_opens(today(row.valid_until), terms.renewal.opens_days_before)
    needs = _needs(row, terms, now)
    if row.revoked_at is not None:
        return RenewalStanding(False, opens, needs, terms.renewal.says, _("It was revoked, so it cannot be renewed."))
    if today(now) < opens:
        sentence = _("It can be renewed from %(day)s.") % {"day": day(opens)}
        return RenewalStanding(False, opens, needs, terms.renewal.says, sentence)
    return RenewalStanding(True, opens, needs, terms.renewal.says, "")


def _needs(row: Certificate, terms: AwardTerms, now: datetime) -> tuple[Need, ...]:
    """Each duty of the renewal; what somebody without an account did is known to the office alone."""
    duties = terms.renewal.duties if terms.renewal else {}
    if row.person_id is None:
        return tuple(Need(name, title, "unjudged") for name, title in duties.items())
    # What was done since the day of this certificate counts, in whichever cycle of the program it was done.
    first, last = row.awarded_on or today(now), today(now)
    if row.valid_until is not None:
        last = max(last, today(row.valid_until))
    cycle_ids = list(dict.fromkeys([row.cycle_id, *(each.id for each in cycles_of(terms.program_key))]))
    verdicts = [
        (each.duty, each.person_id, each.status.name)
        for each in judge_days(cycle_ids, tuple(duties), row.person_id, Span(first, last), now)
    ]
    return standings(duties, {}, verdicts, {}, [row.person_id])[0].needs
