"""What the walk cannot guess: arguments of addresses, and who may open them.

A context adds its rows here. `arguments` makes whatever the address needs and gives its arguments; `who` names the
roles that get an answer (everybody else must be turned away); `posts` says that the address takes POST alone.
An address without a row is walked with made-up arguments: nobody may see anything but a plain refusal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from preceptor.foundation.accounts.tests.cast import PLACES, Cast
from tests.attack import samples_activities as activities
from tests.attack import samples_awards as awards
from tests.attack import samples_cohorts as cohorts
from tests.attack import samples_compliance as compliance
from tests.attack import samples_confidences as confidences
from tests.attack import samples_develop as develop
from tests.attack import samples_frameworks as frameworks
from tests.attack import samples_funding as funding
from tests.attack import samples_growth as growth
from tests.attack import samples_handbooks as handbooks
from tests.attack import samples_impact as impact
from tests.attack import samples_indicators as indicators
from tests.attack import samples_initiatives as initiatives
from tests.attack import samples_stipends as stipends
from tests.attack import samples_surveys as surveys

EVERYBODY = frozenset(PLACES)
NOBODY: frozenset[str] = frozenset()
# Everybody who holds a position in the district.
INSIDE = EVERYBODY - {"participant"}


@dataclass(frozen=True)
class Sample:
    """How to call one address and who gets an answer."""

    who: frozenset[str] | None = None
    arguments: Callable[[Cast], dict[str, Any]] | None = None
    post: dict[str, Any] | None = None


def only(*roles: str) -> frozenset[str]:
    """These roles alone; a slip in a name fails at once."""
    unknown = set(roles) - EVERYBODY
    if unknown:
        raise ValueError(f"no such role: {sorted(unknown)}")
    return frozenset(roles)


def fixed(**arguments: Any) -> Callable[[Cast], dict[str, Any]]:
    """Arguments that need nothing made."""
    return lambda _cast: arguments


INDICATORS = only(
    "supervisor",
    "program_coordinator",
    "personnel_officer",
    "superintendent",
    "board_member",
    "indicator_officer",
    "accreditation_officer",
)

SAMPLES: dict[str, Sample] = {
    "account_confirm_email": Sample(arguments=fixed(key="unknown")),
    "account_reset_password_from_key": Sample(arguments=fixed(uidb36="1", key="unknown-key")),
    "accounts:role-list": Sample(who=EVERYBODY),
    "account_email": Sample(who=EVERYBODY),
    "accounts:demo-sign-in": Sample(who=NOBODY),
    "desk:my-desk": Sample(who=EVERYBODY),
    "desk:search": Sample(who=EVERYBODY),
    "desk:keyboard": Sample(who=EVERYBODY),
    "letters:letter-list": Sample(who=EVERYBODY),
    "audit:entry-list": Sample(who=only("compliance_officer", "superintendent", "system_administrator")),
    "jobs:job-list": Sample(who=only("system_administrator")),
    "measures:measure-list": Sample(
        who=EVERYBODY - only("participant", "staff", "principal", "supervisor"),
    ),
    "district:load": Sample(who=only("personnel_officer", "system_administrator")),
    "district:my-standing": Sample(who=INSIDE),
    "district:school-list": Sample(who=INSIDE),
    "district:person-detail": Sample(who=INSIDE, arguments=lambda cast: {"person_id": cast.people["principal"].pk}),
    "programs:program-list": Sample(who=EVERYBODY),
    "programs:program-import": Sample(who=only("program_coordinator", "system_administrator")),
    "admissions:call-list": Sample(who=EVERYBODY),
    "admissions:application-list": Sample(who=EVERYBODY),
    "admissions:contest-list": Sample(who=only("personnel_officer")),
    "admissions:endorsement-list": Sample(who=INSIDE),
    "admissions:office-home": Sample(who=INSIDE),
    "admissions:review-list": Sample(who=INSIDE),
    "pairing:my-pairs": Sample(who=EVERYBODY),
    "activities:my-month": Sample(who=EVERYBODY),
    "indicators:indicator-list": Sample(who=INDICATORS),
    "indicators:board-report": Sample(who=INDICATORS),
    "indicators:definition-load": Sample(who=only("indicator_officer")),
    "indicators:duty-list": Sample(who=INDICATORS),
    "indicators:duty-add": Sample(who=only("accreditation_officer")),
    "indicators:duty-detail": Sample(who=INDICATORS, arguments=indicators.of_duty),
    "indicators:indicator-detail": Sample(who=INDICATORS, arguments=indicators.of_indicator),
    "indicators:indicator-charge": Sample(who=only("indicator_officer"), arguments=indicators.of_indicator),
    "indicators:figure-detail": Sample(who=INDICATORS, arguments=indicators.of_figure),
    "indicators:figure-freeze": Sample(who=only("indicator_officer"), arguments=indicators.of_period),
    "admin:index": Sample(who=only("system_administrator")),
    "admin:app_list": Sample(who=only("system_administrator"), arguments=fixed(app_label="district")),
    "admin:accounts_user_changelist": Sample(who=only("system_administrator")),
    "admin:accounts_user_change": Sample(
        who=only("system_administrator"), arguments=lambda cast: {"object_id": cast.users["staff"].pk}
    ),
    "admin:district_person_changelist": Sample(who=only("system_administrator")),
    "admin:district_person_add": Sample(who=NOBODY),
}

OFFICE = only("program_coordinator")
AUTHORS = only("program_coordinator", "system_administrator")
SAMPLES |= {
    "programs:cycle-detail": Sample(who=INSIDE, arguments=develop.of_cycle()),
    "programs:cycle-definition": Sample(who=INSIDE, arguments=develop.of_cycle()),
    "programs:cycle-edit": Sample(who=AUTHORS, arguments=develop.of_cycle("draft")),
    "programs:cycle-review": Sample(who=AUTHORS, arguments=develop.of_cycle("draft")),
    "programs:cycle-discard": Sample(who=AUTHORS, arguments=develop.of_cycle("draft"), post={}),
    "programs:cycle-copy": Sample(who=AUTHORS, arguments=develop.of_cycle(), post={"name": "2027-28"}),
    "programs:cycle-close": Sample(who=OFFICE, arguments=develop.of_cycle(), post={}),
    "programs:date-move": Sample(who=OFFICE, arguments=develop.of_cycle(name="applications_due")),
    "pairing:pair-board": Sample(who=OFFICE, arguments=develop.of_cycle()),
    "pairing:participants-find": Sample(who=OFFICE, arguments=develop.of_cycle(), post={}),
    "pairing:run-start": Sample(who=OFFICE, arguments=develop.of_cycle(), post={}),
    "pairing:mentor-choose": Sample(who=OFFICE, arguments=develop.of_mentee),
    "pairing:pair-make": Sample(who=OFFICE, arguments=develop.of_mentee, post={"mentor": "1"}),
    "pairing:offer-make": Sample(who=OFFICE, arguments=develop.of_mentee, post={}),
    "pairing:run-detail": Sample(who=OFFICE, arguments=develop.of_run),
    "pairing:run-inputs": Sample(who=OFFICE, arguments=develop.of_run),
    "pairing:pair-end": Sample(who=OFFICE, arguments=develop.of_pair),
    "pairing:run-discard": Sample(who=OFFICE, arguments=develop.of_run, post={}),
    "pairing:run-adopt": Sample(who=OFFICE, arguments=develop.of_run, post={}),
    "pairing:pair-weigh": Sample(arguments=develop.of_run),
    "pairing:pair-mark": Sample(arguments=develop.of_run, post={}),
    "pairing:wish-form": Sample(who=only("principal"), arguments=develop.of_participant),
    "pairing:offer-detail": Sample(who=only("staff"), arguments=develop.of_offer),
    "pairing:conflict-withdraw": Sample(who=only("principal"), arguments=develop.of_conflict, post={}),
    "pairing:my-pair-end": Sample(
        who=only("principal", "staff", "program_coordinator"), arguments=develop.of_pair, post={}
    ),
}

PAIR = only("principal", "staff")
SAMPLES |= {
    "activities:entry-form": Sample(who=PAIR, arguments=activities.of_running),
    "activities:entry-save": Sample(who=PAIR, arguments=activities.of_running, post={"minutes": "35"}),
    "activities:entry-detail": Sample(who=PAIR, arguments=activities.of_entry),
    "activities:entry-correct": Sample(who=only("principal"), arguments=activities.of_entry),
    "activities:entry-withdraw": Sample(who=only("principal"), arguments=activities.of_entry, post={}),
    "activities:entry-confirm": Sample(who=only("staff"), arguments=activities.of_entry, post={}),
    "activities:entry-dispute": Sample(who=only("staff"), arguments=activities.of_entry, post={"reason": "day"}),
    "activities:log-board": Sample(who=OFFICE, arguments=activities.of_running),
    "activities:logs-remind": Sample(who=OFFICE, arguments=activities.of_running),
    "activities:person-duties": Sample(who=OFFICE, arguments=activities.of_participant),
    "activities:exemption-withdraw": Sample(who=OFFICE, arguments=activities.of_exemption, post={}),
    "activities:log-detail": Sample(who=only("principal") | OFFICE, arguments=activities.of_log),
    "activities:log-return": Sample(who=OFFICE, arguments=activities.of_log, post={"question": "Both on one day?"}),
    "activities:log-reopen": Sample(who=only("principal"), arguments=activities.of_log, post={}),
}

PAYING = only("program_coordinator", "personnel_officer")
SAMPLES |= {
    "impact:study-list": Sample(who=only("program_coordinator", "superintendent")),
    "impact:study-start": Sample(who=only("program_coordinator"), post={}),
    "impact:study-detail": Sample(who=only("program_coordinator", "superintendent"), arguments=impact.of_study),
    "stipends:my-pay": Sample(who=EVERYBODY),
    "stipends:pay-home": Sample(who=INSIDE),
    "stipends:pay-board": Sample(who=PAYING, arguments=stipends.of_paying),
    "stipends:run-detail": Sample(who=PAYING, arguments=stipends.of_run),
    "stipends:run-approve": Sample(who=PAYING, arguments=stipends.of_run, post={}),
    "stipends:run-discard": Sample(who=OFFICE, arguments=stipends.of_run, post={}),
    "stipends:run-export": Sample(who=OFFICE, arguments=stipends.of_approved, post={}),
    "stipends:run-file": Sample(who=PAYING, arguments=stipends.of_file),
    "stipends:line-correct": Sample(who=OFFICE, arguments=stipends.of_line),
}

LOADERS = only("program_coordinator", "system_administrator")
SAMPLES |= {
    "frameworks:framework-list": Sample(who=INSIDE),
    "frameworks:framework-load": Sample(who=LOADERS),
    "frameworks:framework-detail": Sample(who=INSIDE, arguments=frameworks.of_framework),
    "frameworks:framework-package": Sample(who=INSIDE, arguments=frameworks.of_framework),
}

SAMPLES |= {
    "awards:my-certificates": Sample(who=EVERYBODY),
    "awards:certificate-verify": Sample(who=EVERYBODY),
    "issuer:issuer": Sample(who=EVERYBODY),
    "awards:certificate-public": Sample(who=EVERYBODY, arguments=awards.of_number),
    "awards:credential-json": Sample(who=EVERYBODY, arguments=awards.of_number),
    "awards:badge-image": Sample(who=EVERYBODY, arguments=awards.of_number),
    "awards:status-list": Sample(who=EVERYBODY, arguments=awards.of_list),
    "awards:certificate-detail": Sample(who=only("principal") | OFFICE, arguments=awards.of_certificate),
    "awards:certificate-revoke": Sample(
        who=OFFICE, arguments=awards.of_certificate, post={"revoke-reason": "Entered by mistake"}
    ),
    "awards:certificate-decline": Sample(
        who=OFFICE, arguments=awards.of_proposal, post={"decline-reason": "Not finished"}
    ),
    "awards:credit-ask": Sample(who=only("principal"), arguments=awards.of_certificate, post={}),
    "awards:award-home": Sample(who=INSIDE),
    "awards:award-board": Sample(who=OFFICE, arguments=awards.of_award),
    "awards:award-propose": Sample(who=OFFICE, arguments=awards.of_award, post={}),
    "awards:award-propose-one": Sample(
        who=OFFICE, arguments=awards.of_award, post={"one-email": "nobody@x.org", "one-reason": "x"}
    ),
    "awards:reference-ask": Sample(who=only("principal"), arguments=awards.of_certificate),
    "awards:reference-letter": Sample(who=only("principal") | OFFICE, arguments=awards.of_letter),
    "awards:reference-withdraw": Sample(who=only("principal"), arguments=awards.of_request, post={}),
    "awards:holder-import": Sample(who=OFFICE, arguments=awards.of_award),
}

TOLD = only("principal", "staff")
SAMPLES |= {
    "confidences:pair-list": Sample(who=EVERYBODY),
    "confidences:who-can-read": Sample(who=EVERYBODY),
    "confidences:pair-notes": Sample(who=TOLD, arguments=confidences.of_pair),
    "confidences:conflict-list": Sample(who=TOLD, arguments=confidences.of_pair),
    "confidences:agreement-sign": Sample(who=TOLD, arguments=confidences.of_agreement),
    "confidences:text-sign": Sample(who=only("principal"), arguments=confidences.of_text),
    "confidences:conflict-reword": Sample(who=TOLD, arguments=confidences.of_conflict, post={"way": "Another."}),
    "confidences:conflict-agree": Sample(who=only("staff"), arguments=confidences.of_conflict, post={}),
    "confidences:note-detail": Sample(who=TOLD, arguments=confidences.of_note),
    "confidences:released-note": Sample(who=only("supervisor"), arguments=confidences.of_release),
    "confidences:portfolio": Sample(who=only("principal", "staff"), arguments=confidences.of_portfolio),
    "confidences:reflection-detail": Sample(who=only("principal"), arguments=confidences.of_reflection),
    "confidences:released-reflection": Sample(who=only("supervisor"), arguments=confidences.of_reflection_release),
    "confidences:reflection-withdraw": Sample(
        who=only("principal"), arguments=confidences.of_reflection_release, post={}
    ),
    "confidences:release-withdraw": Sample(who=only("staff"), arguments=confidences.of_release, post={}),
    "confidences:disclosure-list": Sample(who=NOBODY),
    "confidences:disclosure-form": Sample(who=NOBODY),
    "confidences:disclosure-detail": Sample(who=NOBODY, arguments=confidences.of_disclosure),
    "confidences:disclosure-approve": Sample(who=NOBODY, arguments=confidences.of_disclosure, post={}),
    "confidences:disclosure-decline": Sample(who=NOBODY, arguments=confidences.of_disclosure, post={}),
    "confidences:disclosed-text": Sample(who=NOBODY, arguments=confidences.of_disclosure, post={}),
}

FINANCE, SCHOOL = only("finance_officer"), only("finance_officer", "principal", "supervisor")
SAMPLES |= {
    "funding:scenario-list": Sample(who=FINANCE),
    "funding:scenario-new": Sample(who=FINANCE),
    "funding:scenario-detail": Sample(who=FINANCE, arguments=funding.of_scenario),
    "funding:scenario-copy": Sample(who=FINANCE, arguments=funding.of_scenario),
    "funding:scenario-compare": Sample(who=FINANCE, arguments=funding.of_two),
    "funding:scenario-fairness": Sample(who=FINANCE, arguments=funding.of_scenario),
    "funding:scenario-inputs": Sample(who=FINANCE, arguments=funding.of_scenario),
    "funding:scenario-publish": Sample(who=FINANCE, arguments=funding.of_scenario),
    "funding:scenario-discard": Sample(who=FINANCE, arguments=funding.of_scenario, post={}),
    "funding:position-list": Sample(who=FINANCE, arguments=funding.of_key("teachers")),
    "funding:nurse-list": Sample(who=FINANCE, arguments=funding.of_key("nurse")),
    "funding:window-edit": Sample(who=FINANCE),
    "funding:my-school": Sample(who=NOBODY),
    "funding:school-money": Sample(who=SCHOOL, arguments=funding.of_school),
    "funding:budget-detail": Sample(who=SCHOOL, arguments=funding.of_budget("open")),
    "funding:budget-submit": Sample(who=only("principal"), arguments=funding.of_budget("open"), post={}),
    "funding:budget-approve": Sample(who=only("supervisor"), arguments=funding.of_budget("submitted"), post={}),
    "funding:budget-return": Sample(
        who=only("supervisor"), arguments=funding.of_budget("submitted"), post={"question": "Why so many?"}
    ),
    "funding:budget-list": Sample(who=only("finance_officer", "supervisor")),
}

BOARD = only(
    "board_member",
    "compliance_officer",
    "finance_officer",
    "principal",
    "program_coordinator",
    "superintendent",
    "supervisor",
)
LEADING, OWNING = only("program_coordinator", "superintendent"), only("program_coordinator", "staff", "superintendent")
ON = {"on": "2026-12-01"}
SAMPLES |= {
    "initiatives:initiative-list": Sample(who=BOARD | only("staff"), arguments=initiatives.with_one),
    "initiatives:board-pdf": Sample(who=BOARD | only("staff"), arguments=initiatives.with_one),
    "initiatives:initiative-load": Sample(who=only("superintendent")),
    "initiatives:initiative-detail": Sample(who=BOARD | only("staff"), arguments=initiatives.of_initiative),
    "initiatives:remark-add": Sample(
        who=BOARD | only("staff"), arguments=initiatives.of_initiative, post={"text": "Good."}
    ),
    "initiatives:lead-edit": Sample(who=LEADING, arguments=initiatives.of_initiative),
    "initiatives:milestone-detail": Sample(who=BOARD | only("staff"), arguments=initiatives.of_milestone),
    "initiatives:milestone-dates": Sample(who=OWNING, arguments=initiatives.of_milestone),
    "initiatives:milestone-start": Sample(who=OWNING, arguments=initiatives.of_milestone, post=ON),
    "initiatives:milestone-finish": Sample(who=OWNING, arguments=initiatives.of_milestone, post=ON),
    "initiatives:milestone-reopen": Sample(
        who=OWNING, arguments=initiatives.of_milestone, post={"reason": "It has not."}
    ),
    "initiatives:milestone-tie": Sample(who=OWNING, arguments=initiatives.of_milestone),
    "initiatives:milestone-untie": Sample(who=OWNING, arguments=initiatives.of_milestone, post={}),
    "initiatives:milestone-charge": Sample(who=LEADING, arguments=initiatives.of_milestone),
    "initiatives:milestone-wait": Sample(who=LEADING, arguments=initiatives.of_milestone),
    "initiatives:wait-drop": Sample(who=LEADING, arguments=initiatives.of_link, post={}),
}

COMPLIANCE = only("compliance_officer")
WATCHING = only("compliance_officer")
SAMPLES |= {
    "compliance:catalogue-list": Sample(who=INSIDE),
    "compliance:item-detail": Sample(who=INSIDE, arguments=compliance.of_item),
    "compliance:requirement-list": Sample(who=INSIDE),
    "compliance:item-edit": Sample(who=COMPLIANCE, arguments=compliance.of_item),
    "compliance:catalogue-load": Sample(who=COMPLIANCE),
    "compliance:catalogue-load-preview": Sample(who=COMPLIANCE, arguments=compliance.of_file),
    "compliance:catalogue-load-confirm": Sample(who=COMPLIANCE, arguments=compliance.of_file, post={}),
    "compliance:request-list": Sample(who=INSIDE),
    "compliance:request-form": Sample(who=COMPLIANCE | only("finance_officer")),
    "compliance:request-change": Sample(who=COMPLIANCE | only("finance_officer"), arguments=compliance.of_item),
    "compliance:request-detail": Sample(
        who=only("compliance_officer", "superintendent"), arguments=compliance.of_request
    ),
    "compliance:request-decide": Sample(
        who=only("superintendent"), arguments=compliance.of_request, post={"answer": "refuse", "reason": "No."}
    ),
    "compliance:my-due": Sample(who=INSIDE),
    "compliance:my-signed": Sample(who=INSIDE),
    "compliance:obligation-detail": Sample(who=only("principal"), arguments=compliance.of_obligation),
    "compliance:obligation-save": Sample(who=only("principal"), arguments=compliance.of_obligation, post={}),
    "compliance:obligation-attach": Sample(arguments=compliance.of_obligation, post={}),
    "compliance:obligation-detach": Sample(who=only("principal"), arguments=compliance.of_evidence, post={}),
    "compliance:certification-detail": Sample(
        who=only("principal", "compliance_officer"), arguments=compliance.of_certification
    ),
    "compliance:certification-undo": Sample(who=only("principal"), arguments=compliance.of_certification, post={}),
    "compliance:designee-list": Sample(who=only("principal")),
    "compliance:designee-end": Sample(who=only("principal"), arguments=compliance.of_delegation, post={}),
    "compliance:cycle-list": Sample(who=COMPLIANCE),
    "compliance:cycle-start": Sample(who=COMPLIANCE, post={"year": "2026-27"}),
    "compliance:due-remind": Sample(who=COMPLIANCE, post={}),
    "compliance:proof-load": Sample(who=COMPLIANCE),
    "compliance:cycle-close": Sample(who=COMPLIANCE, arguments=compliance.of_cycle, post={}),
    "compliance:cycle-item": Sample(who=WATCHING, arguments=compliance.of_cycle_item),
    "compliance:cycle-item-correct": Sample(who=COMPLIANCE, arguments=compliance.of_cycle_item, post={}),
    "compliance:binder": Sample(who=WATCHING, arguments=compliance.of_period),
    "compliance:office-due": Sample(who=INSIDE),
    "compliance:office-sign": Sample(who=WATCHING, arguments=compliance.of_office_period),
    "compliance:burden": Sample(who=INSIDE),
    "compliance:workbench": Sample(who=COMPLIANCE | only("finance_officer")),
    "compliance:overlaps-search": Sample(who=COMPLIANCE, post={}),
    "compliance:pair-label": Sample(who=COMPLIANCE, arguments=compliance.of_pair, post={"label": "same"}),
    "compliance:proposal-start": Sample(who=COMPLIANCE, post={"year": "2031-32"}),
    "compliance:proposal-detail": Sample(who=COMPLIANCE | only("finance_officer"), arguments=compliance.of_proposal),
    "compliance:proposal-adopt": Sample(who=COMPLIANCE, arguments=compliance.of_proposal, post={}),
    "compliance:proposal-undo": Sample(who=COMPLIANCE, arguments=compliance.of_proposal, post={}),
    "compliance:proposal-drop": Sample(who=COMPLIANCE, arguments=compliance.of_proposal, post={}),
    "compliance:proposal-look-back": Sample(arguments=compliance.of_proposal, post={}),
}

SAMPLES |= {
    "cohorts:my-sessions": Sample(who=EVERYBODY),
    "cohorts:feed-make": Sample(who=EVERYBODY, post={}),
    "cohorts:feed": Sample(who=NOBODY, arguments=fixed(secret="unknown")),
    "cohorts:group-list": Sample(who=INSIDE),
    "cohorts:group-open": Sample(who=OFFICE, arguments=cohorts.of_program, post={"cohort": "cohort_20"}),
    "cohorts:group-detail": Sample(who=OFFICE, arguments=cohorts.of_group),
    "cohorts:group-begin": Sample(who=OFFICE, arguments=cohorts.of_group, post={}),
    "cohorts:member-remove": Sample(who=OFFICE, arguments=cohorts.of_member, post={}),
    "cohorts:session-detail": Sample(who=OFFICE | only("supervisor"), arguments=cohorts.of_session),
    "cohorts:session-attend": Sample(who=OFFICE | only("supervisor"), arguments=cohorts.of_session, post={}),
    "cohorts:session-cancel": Sample(who=OFFICE, arguments=cohorts.of_session, post={}),
    "cohorts:session-code": Sample(who=OFFICE | only("supervisor"), arguments=cohorts.of_session),
    "cohorts:sign-in": Sample(who=only("principal"), arguments=cohorts.of_code),
    "cohorts:group-cancel": Sample(who=OFFICE, arguments=cohorts.of_group, post={}),
    "cohorts:group-virtual": Sample(who=OFFICE, arguments=cohorts.of_group, post={"link": "https://video.example/1"}),
    "cohorts:leader-name": Sample(
        who=OFFICE, arguments=cohorts.of_group, post={"email": "staff@district.example", "role": "mentor"}
    ),
    "cohorts:leader-end": Sample(who=OFFICE, arguments=cohorts.of_leader, post={}),
    "cohorts:invite": Sample(arguments=cohorts.of_group, post={}),
    "cohorts:invitation-withdraw": Sample(who=OFFICE, arguments=cohorts.of_invitation, post={}),
    "cohorts:invitation": Sample(who=NOBODY, arguments=fixed(token="unknown")),
}

SAMPLES |= cohorts.coursework_rows(Sample, only)
SAMPLES |= growth.rows(Sample, only)
SAMPLES |= surveys.rows(Sample, only)

SAMPLES |= {
    "handbooks:handbook-list": Sample(who=INSIDE),
    "handbooks:handbook-detail": Sample(who=INSIDE, arguments=handbooks.of_book()),
    "handbooks:handbook-print": Sample(who=INSIDE, arguments=handbooks.of_book()),
    "handbooks:handbook-changes": Sample(who=INSIDE, arguments=handbooks.of_book(number=1)),
    "handbooks:part-detail": Sample(who=INSIDE, arguments=handbooks.of_book(code="what")),
    "handbooks:handbook-edit": Sample(who=AUTHORS, arguments=handbooks.of_book()),
    "handbooks:handbook-read": Sample(who=only("principal"), arguments=handbooks.of_book(number=1), post={}),
    "handbooks:plan-done": Sample(
        who=AUTHORS, arguments=handbooks.of_book("communication_plan", line="board"), post={}
    ),
}
