"""What the fields and entries of a definition are called in sentences and on forms."""

from __future__ import annotations

from typing import Any

from preceptor.languages.parts import Part

from .phrases import Translate
from .rewards import Payment


def field_label(holder: type[Part], name: str, _: Translate) -> str:
    """What a field is called."""
    if holder is Payment and name == "at_most":
        return _("the upper amount")
    labels = {
        "at_least": _("the least"),
        "at_most": _("the most"),
        "amount": _("the amount"),
        "asks": _("the question"),
        "audience": _("the audience"),
        "body": _("the text"),
        "body_es": _("the text in Spanish"),
        "condition": _("the condition"),
        "email": _("the e-mail address"),
        "first_period": _("the first period"),
        "goals": _("the goals"),
        "issued": _("the date of issue"),
        "issuer": _("the issuer"),
        "max_bytes": _("the limit of bytes"),
        "max_chars": _("the limit of characters"),
        "max_pages": _("the limit of pages"),
        "max_words": _("the limit of words"),
        "not_after": _("the last day allowed"),
        "not_before": _("the first day allowed"),
        "number": _("the number"),
        "office": _("the office"),
        "phone": _("the telephone"),
        "plural": _("the plural"),
        "purpose": _("the purpose"),
        "replaces": _("what it replaces"),
        "says": _("the sentence"),
        "time": _("the time of day"),
        "title": _("the title"),
        "used": _("the reading in use"),
        "version": _("the version"),
        "weight": _("the weight"),
        "when": _("the date"),
        "years": _("the years"),
    }
    return labels.get(name) or name.replace("_", " ")


def entry_label(table: str, key: str, entry: Any, _: Translate) -> str:
    """What an entry of a table is called: its own title, or its name."""
    kinds = {
        "roles": _("role"),
        "timeline": _("date"),
        "admission": _("admission"),
        "rules": _("rule"),
        "documents": _("document"),
        "questions": _("question"),
        "endorsements": _("endorsement"),
        "texts": _("text"),
        "activities": _("activity"),
        "duties": _("duty"),
        "logs": _("log"),
        "pay": _("payment"),
        "awards": _("award"),
        "open": _("open figure"),
        "assumptions": _("assumption"),
        "preferences": _("preference"),
        "outcomes": _("decision"),
        "criteria": _("criterion"),
    }
    title = isinstance(entry, Part) and next(
        (text for name in ("title", "asks", "question") if (text := getattr(entry, name, None))), None
    )
    kind = kinds.get(table, table.replace("_", " "))
    if table == "timeline" and title:
        return f"“{title}”"
    return f"{kind} “{title or key.replace('_', ' ')}”"
