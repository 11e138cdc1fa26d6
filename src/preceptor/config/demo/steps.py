"""What `seed-demo` does, step by step; wings add theirs at the end of LATER."""

from collections.abc import Callable

from django.conf import settings

from preceptor.config.demo.activities import activities, closing
from preceptor.config.demo.admissions import admissions
from preceptor.config.demo.awards import awards
from preceptor.config.demo.compliance import compliance
from preceptor.config.demo.confidences import agreements, confidences
from preceptor.config.demo.frameworks import frameworks
from preceptor.config.demo.funding import funding
from preceptor.config.demo.growth import growth
from preceptor.config.demo.impact import impact
from preceptor.config.demo.indicators import indicators
from preceptor.config.demo.initiatives import initiatives
from preceptor.config.demo.institute import institute
from preceptor.config.demo.pairing import pairing
from preceptor.config.demo.seeding import Seeding
from preceptor.config.demo.stipends import stipends
from preceptor.config.demo.surveys import surveys
from preceptor.foundation.accounts.public import offer_persona, open_accounts
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.public import load, people_by_number, root


def district(seeding: Seeding) -> str:
    """Load the generated sheets as the personnel office would."""
    if root() is not None:
        return "district: already there"
    told = []
    for kind, sheet in seeding.district.sheets.items():
        outcome = load(kind=kind, data=sheet.as_csv(), by=SYSTEM, now=seeding.now)
        told += [f"  {part}" for part in outcome.parts if part.main]
    return "\n".join(["district:", *told])


def accounts(seeding: Seeding) -> str:
    """An account for everybody, with a password that nobody knows; the personas on the sign-in page."""
    numbers = [row[0] for row in seeding.district.sheets["people"].rows]
    opened = open_accounts(by=SYSTEM, person_ids=list(people_by_number(numbers).values()), now=seeding.now)
    if settings.DEMO:
        for order, persona in enumerate(seeding.district.personas):
            who = seeding.person_id(persona.key)
            offer_persona(by=SYSTEM, person_id=who, line=persona.line, order=order, now=seeding.now)
    return f"accounts: {opened} opened, {len(seeding.district.personas)} people to be"


Step = Callable[[Seeding], str]
# What somebody needs who signs in: served as soon as it is there. A step is safe to run again: it may be killed in the
# middle and begun anew, and it finds what is there already.
FIRST: list[Step] = [district, accounts, admissions, pairing]
# What the worker adds while people look around already, in this order.
LATER: list[Step] = [
    frameworks,
    agreements,
    activities,
    confidences,
    stipends,
    closing,
    awards,
    funding,
    surveys,
    compliance,
    initiatives,
    indicators,
    growth,
    impact,
    institute,
]
