"""Writing items: a version for every change, its wording published as a text to sign."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import unit_by_code
from preceptor.foundation.documents.public import publish_text
from preceptor.relieve.compliance.commands.refusals import ItemRefused
from preceptor.relieve.compliance.models import Item, ItemVersion, Requirement, YearlyCycle
from preceptor.relieve.compliance.queries.values import PLAIN, fault_sentence, same_values, values_of
from preceptor.relieve.compliance.rules.items import ItemValues, item_faults


def check_values(values: ItemValues) -> None:
    """Refuse an item with a fault, by its first."""
    for fault in item_faults(values):
        sentence, remedy = fault_sentence(fault)
        raise ItemRefused(f"item-{fault.code}", sentence, remedy=remedy, facts={"field": fault.field})


@transaction.atomic
def change_item(*, values: ItemValues, why: str, by: Actor, now: datetime) -> int:
    """Write a new version of an item that exists; the same values again change nothing. Gives the item's number."""
    require(by, "compliance.manage", now=now)
    item = Item.objects.select_for_update().filter(code=values.code).first()
    if item is None:
        raise ItemRefused(
            "item-unknown",
            _("There is no item %(code)s.") % {"code": values.code},
            remedy=_("New items pass the gate: ask for one there."),
        )
    check_values(values)
    if same_values(values_of(item), values):
        return item.pk
    write_version(item, values, why=why, by=by, now=now)
    facts = {"code": values.code, "why": why[:200]}
    record(by=by, action="compliance.change-item", about=f"compliance.item:{item.pk}", facts=facts, now=now)
    return item.pk


def new_item(values: ItemValues, *, why: str, by: Actor, now: datetime) -> Item:
    """An item with its first version, in the transaction of the command that may make one."""
    check_values(values)
    owner = unit_by_code(values.owner)
    item = Item.objects.create(code=values.code, owner_id=owner.id, made_at=now)
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


def gate_closed() -> bool:
    """Whether new items must pass the gate: from the first cycle on nobody adds to what is asked by a spreadsheet."""
    return YearlyCycle.objects.exists()
