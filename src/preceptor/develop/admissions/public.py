"""What other contexts may use of admissions, and what its own start-up and tasks call."""

from preceptor.develop.admissions.commands.reminding import endorsers_to_remind, remind_endorser
from preceptor.develop.admissions.queries.accepted import Accepted, accepted
from preceptor.develop.admissions.queries.access import may_read_application, may_see_endorsement
from preceptor.develop.admissions.queries.endorsing import LINK_PURPOSE
from preceptor.develop.admissions.queries.facts import facts_of

__all__ = [
    "LINK_PURPOSE",
    "Accepted",
    "accepted",
    "endorsers_to_remind",
    "facts_of",
    "may_read_application",
    "may_see_endorsement",
    "remind_endorser",
]
