"""Items, cycles, what is due and proposals for the walk over every address, written as rows."""

from datetime import timedelta
from typing import Any

from preceptor.foundation.accounts.tests.cast import NOW, Cast
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.documents.models import StoredFile
from preceptor.foundation.documents.public import publish_text, sign
from preceptor.relieve.compliance.commands.gate import as_plain
from preceptor.relieve.compliance.models import (
    Approval,
    CatalogueFile,
    Certification,
    Certified,
    CycleItem,
    Delegation,
    Item,
    ItemRequest,
    ItemVersion,
    Obligation,
    OverlapPair,
    OverlapRun,
    Proposal,
    YearlyCycle,
)
from preceptor.relieve.compliance.rules.items import ItemValues

STATEMENT = "I certify that a fire drill was held this month and that the log is complete."
DAY = timedelta(days=1)
VALUES = ItemValues(
    code="NEW",
    title="New drill",
    statement=STATEMENT,
    owner="legal",
    basis="none",
    least_signer="principal",
    frequency="year",
    minutes=5,
    minutes_low=3,
    minutes_high=9,
    due="10-15",
)


def item(cast: Cast, code: str = "DRILL") -> Item:
    """An item with its first version."""
    text = publish_text(by=SYSTEM, code=f"compliance.{code}", title="Drill", bodies={"en": STATEMENT}, now=NOW)
    made = Item.objects.create(code=code, owner=cast.units["legal"], made_at=NOW)
    said = {"basis": "none", "least_signer": "designee", "signer": "principal", "frequency": "month"}
    said |= {"levels": ["elementary"], "charters": ["none"], "minutes_low": 3, "minutes": 5, "minutes_high": 9}
    ItemVersion.objects.create(
        item=made, number=1, title="Drill", text_id=text.id, statement=STATEMENT, made_at=NOW, **said
    )
    return made


def obligation(cast: Cast, **more: Any) -> Obligation:
    """What the principal's school owes."""
    made = item(cast)
    version = made.versions.get()
    cycle = YearlyCycle.objects.create(year="2026-27", state="running", frozen_at=NOW)
    asked = CycleItem.objects.create(cycle=cycle, item=made, version=version, frozen=version)
    days = {"opens": (NOW - 20 * DAY).date(), "due": (NOW - DAY).date()}
    said = {"signer": "principal", **days, **more}
    return Obligation.objects.create(cycle_item=asked, unit=cast.units["school-a"], period="2026-11", **said)


def certification(cast: Cast) -> Certification:
    """What the principal has signed, in rows alone."""
    owed = obligation(cast, state="signed")
    signature = sign(
        by=cast.actor("principal"),
        now=NOW,
        signer_name="Ana Principal",
        signer_email="principal@district.example",
        text_id=owed.cycle_item.version.text_id,
        language="en",
        answers={},
        evidence=[],
        about="compliance.certification:1",
    )
    made = Certification.objects.create(
        person=cast.people["principal"],
        version=owed.cycle_item.version,
        signature_id=signature.id,
        signed_at=NOW,
        sent_from=NOW,
        withdrawn_at=NOW,
    )
    Certified.objects.create(certification=made, obligation=owed, standing=False)
    return made


def proposal(cast: Cast) -> Proposal:
    """A reduction that waits for its approvals."""
    code = item(cast).code
    change = {"code": code, "act": "change", "frequency": "quarter", "signer": "principal", "into": ""}
    change |= {"covered_by": [], "why": ""}
    made = Proposal.objects.create(
        year="2027-28",
        starts=NOW.date(),
        state="proposed",
        made_at=NOW,
        changes=[change],
        hours=1.0,
    )
    Approval.objects.create(proposal=made, side="owner", unit=cast.units["legal"])
    return made


def of_item(cast: Cast) -> dict[str, Any]:
    """Arguments that name an item."""
    return {"item_id": item(cast).pk}


def of_file(cast: Cast) -> dict[str, Any]:
    """Arguments that name a waiting file of the compliance officer."""
    data = b"code,title,basis,owner,frequency,least_signer\nR1,Drills held,none,legal,year,principal\n"
    person = cast.people["compliance_officer"].pk
    made = CatalogueFile.objects.create(kind="requirements", name="x.csv", data=data, person_id=person, made=NOW)
    return {"file_id": made.pk}


def of_request(cast: Cast) -> dict[str, Any]:
    """Arguments that name a request that the superintendent decides."""
    made = ItemRequest.objects.create(
        code="NEW",
        owner=cast.units["legal"],
        values=as_plain(VALUES),
        why_new="Nothing else asks for it.",
        asked_by=cast.people["compliance_officer"],
        asked_at=NOW,
        approver=cast.people["superintendent"],
        sent_key="sample",
    )
    return {"request_id": made.pk}


def of_obligation(cast: Cast) -> dict[str, Any]:
    """Arguments that name something due at the principal's school."""
    return {"obligation_id": obligation(cast).pk}


def of_evidence(cast: Cast) -> dict[str, Any]:
    """Arguments that name a file given for something due at the principal's school."""
    owed = obligation(cast)
    said = {"name": "log.pdf", "kind": "pdf", "bytes": 3, "sha256": "0" * 64, "path": "nowhere", "uploaded_at": NOW}
    file = StoredFile.objects.create(about=f"compliance.obligation:{owed.pk}", uploaded_by_kind="person", **said)
    return {"obligation_id": owed.pk, "file_id": file.pk}


def of_certification(cast: Cast) -> dict[str, Any]:
    """Arguments that name what the principal signed and took back."""
    return {"certification_id": certification(cast).pk}


def of_delegation(cast: Cast) -> dict[str, Any]:
    """Arguments that name a delegation at the principal's school."""
    made = Delegation.objects.create(
        unit=cast.units["school-a"],
        giver=cast.people["principal"],
        to=cast.people["staff"],
        starts=NOW.date(),
        ends=(NOW + DAY).date(),
        made_at=NOW,
    )
    return {"delegation_id": made.pk}


def of_cycle(cast: Cast) -> dict[str, Any]:
    """Arguments that name a cycle."""
    return {"cycle_id": obligation(cast).cycle_item.cycle_id}


def of_cycle_item(cast: Cast) -> dict[str, Any]:
    """Arguments that name an item of a cycle."""
    return {"cycle_item_id": obligation(cast).cycle_item_id}


def of_period(cast: Cast) -> dict[str, Any]:
    """Arguments that name an item of a cycle and a period."""
    return {"cycle_item_id": obligation(cast).cycle_item_id, "period": "2026-11"}


def of_office_period(cast: Cast) -> dict[str, Any]:
    """The same, signed by the office."""
    return {"cycle_item_id": obligation(cast, signer="office").cycle_item_id, "period": "2026-11"}


def of_pair(cast: Cast) -> dict[str, Any]:
    """Arguments that name a pair of a search."""
    run = OverlapRun.objects.create(asked_at=NOW, done_at=NOW)
    two = {"a": item(cast, "A"), "b": item(cast, "B")}
    return {"pair_id": OverlapPair.objects.create(run=run, rank=1, score=0.5, why="", **two).pk}


def of_proposal(cast: Cast) -> dict[str, Any]:
    """Arguments that name a proposal."""
    return {"proposal_id": proposal(cast).pk}
