"""Writing items: a version for every change, its wording published as a text to sign."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import unit_by_code
from preceptor.foundation.documents.public import publish_text
from preceptor.relieve.compliance.commands.refusals import ItemRefused
from preceptor.relieve.compliance.models import Item, ItemVersion, Requirement, YearlyCycle
from preceptor.relieve.compliance.queries.differences import more_faults
from preceptor.relieve.compliance.queries.values import PLAIN, fault_sentence, same_values, values_of
from preceptor.relieve.compliance.rules.items import ItemFault, ItemValues, item_faults

ASKS_MORE = "item-asks-more"


def check_values(values: ItemValues) -> None:
    """Refuse an item with a fault, by its first."""
    for fault in item_faults(values):
        sentence, remedy = fault_sentence(fault)
        raise ItemRefused(f"item-{fault.code}", sentence, remedy=remedy, facts={"field": fault.field})


def check_requirements(values: ItemValues) -> None:
    """Refuse an item that names a requirement which nobody knows."""
    known = set(Requirement.objects.filter(code__in=values.requirements).values_list("code", flat=True))
    for code in values.requirements:
        if code not in known:
            sentence, remedy = fault_sentence(ItemFault("requirements", "unknown-requirement", code))
            raise ItemRefused("item-requirement", sentence, remedy=remedy, facts={"field": "requirements"})


def gate_closed() -> bool:
    """Whether asking for more must pass the gate: from the first cycle of all schools on, a spreadsheet adds nothing.

    While only a pilot's schools are asked, the office is still writing down what every school is asked already.
    """
    return YearlyCycle.objects.filter(pilot=[]).exists()


def the_gate() -> Callable[[ItemValues, ItemValues], list[ItemFault]]:
    """What of a change no door lets through by itself: from the first cycle on, whatever asks schools for more."""
    return more_faults if gate_closed() else lambda _before, _after: []


def check_gate(faults: Sequence[ItemFault]) -> None:
    """Refuse a change by what the gate said of it."""
    if faults:
        hint = "; ".join(each.hint for each in faults)
        sentence, remedy = fault_sentence(ItemFault(faults[0].field, faults[0].code, hint))
        raise ItemRefused(ASKS_MORE, sentence, remedy=remedy, facts={"field": faults[0].field})


@transaction.atomic
def change_item(*, values: ItemValues, why: str, by: Actor, now: datetime) -> int:
    """Write a new version of an item that exists; the same values again change nothing. Gives the item's number.

    Refuses what asks schools for more than before: that is asked for at the gate.
    """
    require(by, "compliance.manage", now=now)
    item = Item.objects.select_for_update().filter(code=values.code, ended_on=None).first()
    if item is None:
        raise ItemRefused(
            "item-unknown",
            _("There is no item %(code)s.") % {"code": values.code},
            remedy=_("New items pass the gate: ask for one there."),
        )
    check_values(values)
    check_requirements(values)
    before = values_of(item)
    if same_values(before, values):
        return item.pk
    check_gate(the_gate()(before, values))
    write_version(item, values, why=why, by=by, now=now)
    facts = {"code": values.code, "why": why[:200]}
    record(by=by, action="compliance.change-item", about=f"compliance.item:{item.pk}", facts=facts, now=now)
    return item.pk


def new_item(values: ItemValues, *, why: str, by: Actor, now: datetime) -> Item:
    """An item with its first version, in the transaction of the command that may make one.

    Two who make the same code at once cannot see each other: the table refuses the second, which is told so.
    """
    check_values(values)
    owner = unit_by_code(values.owner)
    try:
        with transaction.atomic():
            item = Item.objects.create(code=values.code, owner_id=owner.id, made_at=now)
    except IntegrityError as fault:
        raise ItemRefused(
            "item-made-meanwhile",
            _("Somebody else has just made an item %(code)s, so nothing was made.") % {"code": values.code},
            remedy=_("Look at that item; if this one is still needed, ask anew under a code of its own."),
        ) from fault
    write_version(item, values, why=why, by=by, now=now)
    return item


def write_version(item: Item, values: ItemValues, *, why: str, by: Actor, now: datetime) -> ItemVersion:
    """The next version of an item, with its wording as a text that can be signed."""
    owner = unit_by_code(values.owner)
    if owner.id != item.owner_id:
        Item.objects.filter(pk=item.pk).update(owner_id=owner.id)
    bodies = {"en": values.statement} | ({"es": values.statement_es} if values.statement_es else {})
    code = f"compliance.{values.code}"
    text = publish_text(by=by, code=code, title=values.title, bodies=bodies, now=now)
    last = item.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = ItemVersion.objects.create(
        item=item,
        number=last + 1,
        text_id=text.id,
        levels=list(values.levels),
        charters=list(values.charters),
        questions=[{"kind": each.kind, "text": each.text, "text_es": each.text_es} for each in values.questions],
        made_at=now,
        made_by_id=by.id if by.kind == "person" else None,
        why=why[:200],
        **{name: getattr(values, name) for name in PLAIN},
    )
    version.requirements.set(Requirement.objects.filter(code__in=values.requirements))
    return version
