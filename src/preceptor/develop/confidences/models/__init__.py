"""Tables of confidences: circles of pairs, notes and releases, conflicts between the two, disclosures by law."""

from preceptor.develop.confidences.models.disclosures import Disclosure
from preceptor.develop.confidences.models.notes import Note, PairCircle, PairConflict, Release
from preceptor.develop.confidences.models.portfolio import Portfolio, Reflection, ReflectionRelease

__all__ = [
    "Disclosure",
    "Note",
    "PairCircle",
    "PairConflict",
    "Portfolio",
    "Reflection",
    "ReflectionRelease",
    "Release",
]
