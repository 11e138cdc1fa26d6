"""Items as plain values, and what can be wrong with them in words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from preceptor.foundation.district.public import units
from preceptor.relieve.compliance.models import Item, ItemVersion
from preceptor.relieve.compliance.rules.items import ItemFault, ItemValues, Question

PLAIN = (
    "title",
    "statement",
    "statement_es",
    "basis",
    "citation",
    "verified_on",
    "least_signer",
    "signer",
    "frequency",
    "due",
    "due_days",
    "window_days",
    "evidence",
    "evidence_needed",
    "minutes_low",
    "minutes",
    "minutes_high",
    "minutes_office",
    "minutes_data",
    "form",
    "sunset",
)


LEVEL_WORDS = (
    ("elementary", _lazy("Elementary")),
    ("middle", _lazy("Middle")),
    ("high", _lazy("High")),
    ("span", _lazy("Span")),
    ("other", _lazy("Special and other schools")),
)
CHARTER_WORDS = (
    ("none", _lazy("District-run")),
    ("affiliated", _lazy("Affiliated charter")),
    ("independent", _lazy("Directly funded charter")),
)


def scope_words(levels: Iterable[str], charters: Iterable[str]) -> tuple[str, str]:
    """Which schools an item is asked of, and who runs them, in words."""
    some, run = set(levels), set(charters)
    return (
        ", ".join(str(word) for name, word in LEVEL_WORDS if name in some),
        ", ".join(str(word) for name, word in CHARTER_WORDS if name in run),
    )


def in_force() -> QuerySet[ItemVersion]:
    """The newest version of every item that has not ended."""
    newest = ItemVersion.objects.filter(item=OuterRef("item")).order_by("-number").values("pk")[:1]
    return ItemVersion.objects.filter(pk=Subquery(newest), item__ended_on=None).select_related("item")


def newest(item_ids: Iterable[int]) -> dict[int, ItemVersion]:
    """The newest version of items, ended ones among them, by item; one query."""
    rows = ItemVersion.objects.filter(item_id__in=set(item_ids)).order_by("item_id", "number").select_related("item")
    return {row.item_id: row for row in rows}


def values_of(item: Item) -> ItemValues:
    """An item as its newest version says."""
    version = newest([item.pk])[item.pk]
    return as_values(version, units([item.owner_id])[item.owner_id].code, requirement_codes([version])[version.pk])


def all_values(versions: Iterable[ItemVersion]) -> dict[str, ItemValues]:
    """Versions as values, by the item's code; two queries."""
    listed = list(versions)
    owners = units({each.item.owner_id for each in listed})
    codes = requirement_codes(listed)
    return {each.item.code: as_values(each, owners[each.item.owner_id].code, codes[each.pk]) for each in listed}


def requirement_codes(versions: Iterable[ItemVersion]) -> dict[int, tuple[str, ...]]:
    """Codes of the requirements that versions are mapped to, by version; one query."""
    ids = [each.pk for each in versions]
    rows = (
        ItemVersion.requirements.through.objects.filter(itemversion_id__in=ids)
        .order_by("requirement__code")
        .values_list("itemversion_id", "requirement__code")
    )
    found: dict[int, list[str]] = {each: [] for each in ids}
    for version_id, code in rows:
        found[version_id].append(code)
    return {version_id: tuple(codes) for version_id, codes in found.items()}


def as_values(version: ItemVersion, owner: str, requirements: tuple[str, ...]) -> ItemValues:
    """A version as plain values."""
    return ItemValues(
        code=version.item.code,
        owner=owner,
        levels=tuple(version.levels),
        charters=tuple(version.charters),
        questions=questions_of(version),
        requirements=requirements,
        **{name: getattr(version, name) for name in PLAIN},
    )


def questions_of(version: ItemVersion) -> tuple[Question, ...]:
    """What a version asks before it is signed."""
    return tuple(Question(each["kind"], each["text"], each.get("text_es", "")) for each in version.questions)


def same_values(one: ItemValues, other: ItemValues) -> bool:
    """Whether two say the same; the order of lists means nothing."""
    return _ordered(one) == _ordered(other)


def _ordered(values: ItemValues) -> ItemValues:
    return replace(
        values,
        levels=tuple(sorted(values.levels)),
        charters=tuple(sorted(values.charters)),
        requirements=tuple(sorted(values.requirements)),
    )


def fault_sentence(fault: ItemFault) -> tuple[str, str]:
    """What is wrong with a field and what to do, in words."""
    said: Mapping[str, tuple[str, str]] = {
        "statement-short": (
            _("The statement to sign is missing or too short."),
            _("Write what the signer certifies, in %(hint)s characters or more."),
        ),
        "no-owner": (_("The item has no owning office."), _("Write the code of the office that answers for it.")),
        "no-citation": (
            _("The item names a legal basis and no citation."),
            _("Write the citation, or choose “none found”."),
        ),
        "signer-below-least": (
            _("Who signs today is not among those who may certify."),
            _("Choose a signer of at least this rank: %(hint)s."),
        ),
        "no-scope": (_("No school would be asked."), _("Choose at least one kind of school.")),
        "no-due-day": (_("A yearly item needs the day on which it is due."), _("Write month and day, such as 10-15.")),
        "due-day-of-year-only": (
            _("Only yearly items have a fixed day."),
            _("Leave the day empty, and say how many days after the period it is due."),
        ),
        "minutes-range": (_("The declared minutes are missing or too many."), _("Write 1 to %(hint)s minutes.")),
        "minutes-order": (
            _("The minutes do not rise from low over likely to high."),
            _("Write them in this order; leave low and high empty if nobody knows."),
        ),
        "minutes-of-signer": (
            _("It is not said how long this signer takes."),
            _("Write the minutes of the office, or of looking at the data."),
        ),
        "many-questions": (_("There are too many questions."), _("Ask %(hint)s at most.")),
        "bad-questions": (
            _("The questions cannot be read."),
            _("Write each as kind and words, such as “yes: Is the log complete?”, and a bar between two."),
        ),
        "unknown-requirement": (
            _("There is no requirement %(hint)s."),
            _("Load the requirements first, or mend the code."),
        ),
        "unknown-choice": (_("“%(hint)s” is not known."), _("Use one of the words in the guide.")),
        "new-item": (
            _("%(hint)s is new, and new requests to principals pass the gate."),
            _("Ask for it at the gate, and remove the row."),
        ),
        "ended-item": (
            _("%(hint)s is no longer asked, so a file does not change it."),
            _("Remove the row."),
        ),
        "asks-more": (
            _("Schools would be asked for more than today, and that passes the gate. %(hint)s."),
            _("Ask for it there, with “Ask for more” on the item's page, and leave it out here."),
        ),
    }
    sentence, remedy = said[fault.code]
    words = {"hint": fault.hint}
    return sentence % words, remedy % words
