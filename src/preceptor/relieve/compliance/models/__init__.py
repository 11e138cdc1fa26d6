"""Tables of compliance: the catalogue, the yearly cycle, what was signed, the workbench."""

from preceptor.relieve.compliance.models.catalogue import (
    Basis,
    CatalogueFile,
    Frequency,
    Item,
    ItemRequest,
    ItemVersion,
    Requirement,
    Signer,
)
from preceptor.relieve.compliance.models.cycle import (
    BurdenFigure,
    Certification,
    Certified,
    CycleItem,
    Delegation,
    Obligation,
    ObligationDraft,
    Reminder,
    YearlyCycle,
)
from preceptor.relieve.compliance.models.workbench import Approval, OverlapPair, OverlapRun, PairLabel, Proposal

__all__ = [
    "Approval",
    "Basis",
    "BurdenFigure",
    "CatalogueFile",
    "Certification",
    "Certified",
    "CycleItem",
    "Delegation",
    "Frequency",
    "Item",
    "ItemRequest",
    "ItemVersion",
    "Obligation",
    "ObligationDraft",
    "OverlapPair",
    "OverlapRun",
    "PairLabel",
    "Proposal",
    "Reminder",
    "Requirement",
    "Signer",
    "YearlyCycle",
]
