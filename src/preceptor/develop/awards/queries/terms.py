"""What the definition of a cycle says of its awards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from preceptor.develop.awards.rules.certificate import years_later
from preceptor.develop.programs.public import CycleBrief, Renewal, cycle
from preceptor.foundation.district.public import zone
from preceptor.foundation.look.public import Refusal


class AwardUnknown(Refusal):
    """The program gives no award of this name."""

    status = 404


@dataclass(frozen=True)
class RenewalTerms:
    """How an award is renewed."""

    opens_days_before: int
    duties: Mapping[str, str]
    valid_years: int
    says: str


@dataclass(frozen=True)
class AwardTerms:
    """One award as the definition in force states it."""

    cycle_id: int
    program_key: str
    program: str
    issuer: str
    unit_path: str
    name: str
    title: str
    kind: str
    to: str
    duties: Mapping[str, str]
    awards: Mapping[str, str]
    certifies_by: Mapping[str, str]
    hours: Decimal | None
    credits: Decimal | None
    valid_years: int | None
    renewal: RenewalTerms | None
    optional: bool
    says: str

    def runs_out(self, awarded: date, years: int | None = None) -> datetime | None:
        """The moment at which a certificate of this day runs out: the end of its last day on the district's clock."""
        valid = years or self.valid_years
        if valid is None:
            return None
        after = years_later(awarded, valid)
        return datetime.combine(after + timedelta(days=1), time.min, zone()) - timedelta(seconds=1)


def award_terms(cycle_id: int, name: str) -> AwardTerms:
    """An award of a cycle."""
    brief = cycle(cycle_id)
    if name not in brief.definition.awards:
        raise AwardUnknown(
            "unknown-award",
            _("This program gives no such award."),
            remedy=_("Choose one from the program's list of certificates."),
        )
    return _terms(brief, name)


def all_terms(brief: CycleBrief) -> list[AwardTerms]:
    """Every award of a cycle that is given as a certificate."""
    return [_terms(brief, name) for name in brief.definition.awards]


def _terms(brief: CycleBrief, name: str) -> AwardTerms:
    definition = brief.definition
    award = definition.awards[name]
    titles = {each: duty.title for each, duty in definition.duties.items()}
    return AwardTerms(
        cycle_id=brief.id,
        program_key=brief.program_key,
        program=brief.title,
        issuer=definition.issuer,
        unit_path=brief.unit_path,
        name=name,
        title=award.title,
        kind=award.kind,
        to=award.to,
        duties={each: titles[each] for each in award.duties},
        awards={each: definition.awards[each].title for each in award.awards},
        certifies_by=definition.certifying(award),
        hours=award.hours,
        credits=award.credits,
        valid_years=award.valid_years,
        renewal=_renewal(award.renewal, titles),
        optional=award.optional,
        says=award.says,
    )


def _renewal(renewal: Renewal | None, titles: Mapping[str, str]) -> RenewalTerms | None:
    if renewal is None:
        return None
    duties = {each: titles[each] for each in renewal.duties}
    return RenewalTerms(renewal.opens_days_before, duties, renewal.valid_years, renewal.says)
