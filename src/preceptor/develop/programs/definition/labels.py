"""What the fields and entries of a definition are called in sentences and on forms."""

from __future__ import annotations

from typing import Any

from preceptor.languages.parts import Part

from .phrases import Translate, gettext_noop
from .rewards import Payment

_FIELDS = {
    "at_least": gettext_noop("the least"),
    "at_most": gettext_noop("the most"),
    "amount": gettext_noop("the amount"),
    "asks": gettext_noop("the question"),
    "audience": gettext_noop("the audience"),
    "body": gettext_noop("the text"),
    "body_es": gettext_noop("the text in Spanish"),
    "condition": gettext_noop("the condition"),
    "email": gettext_noop("the e-mail address"),
    "first_period": gettext_noop("the first period"),
    "goals": gettext_noop("the goals"),
    "issued": gettext_noop("the date of issue"),
    "issuer": gettext_noop("the issuer"),
    "max_bytes": gettext_noop("the limit of bytes"),
    "max_chars": gettext_noop("the limit of characters"),
    "max_pages": gettext_noop("the limit of pages"),
    "max_words": gettext_noop("the limit of words"),
    "not_after": gettext_noop("the last day allowed"),
    "not_before": gettext_noop("the first day allowed"),
    "number": gettext_noop("the number"),
    "office": gettext_noop("the office"),
    "phone": gettext_noop("the telephone"),
    "plural": gettext_noop("the plural"),
    "purpose": gettext_noop("the purpose"),
    "replaces": gettext_noop("what it replaces"),
    "says": gettext_noop("the sentence"),
    "time": gettext_noop("the time of day"),
    "title": gettext_noop("the title"),
    "used": gettext_noop("the reading in use"),
    "version": gettext_noop("the version"),
    "weight": gettext_noop("the weight"),
    "when": gettext_noop("the date"),
    "years": gettext_noop("the years"),
}
_KINDS = {
    "roles": gettext_noop("role"),
    "timeline": gettext_noop("date"),
    "admission": gettext_noop("admission"),
    "rules": gettext_noop("rule"),
    "documents": gettext_noop("document"),
    "questions": gettext_noop("question"),
    "endorsements": gettext_noop("endorsement"),
    "texts": gettext_noop("text"),
    "activities": gettext_noop("activity"),
    "duties": gettext_noop("duty"),
    "logs": gettext_noop("log"),
    "pay": gettext_noop("payment"),
    "awards": gettext_noop("award"),
    "open": gettext_noop("open figure"),
    "assumptions": gettext_noop("assumption"),
    "preferences": gettext_noop("preference"),
    "outcomes": gettext_noop("decision"),
    "criteria": gettext_noop("criterion"),
    "coursework": gettext_noop("work"),
    "rubric": gettext_noop("criterion"),
}


def field_label(holder: type[Part], name: str, _: Translate) -> str:
    """What a field is called."""
    if holder is Payment and name == "at_most":
        return _("the upper amount")
    return _(_FIELDS[name]) if name in _FIELDS else name.replace("_", " ")


def entry_label(table: str, key: str, entry: Any, _: Translate) -> str:
    """What an entry of a table is called: its own title, or its name."""
    title = isinstance(entry, Part) and next(
        (text for name in ("title", "asks", "question") if (text := getattr(entry, name, None))), None
    )
    kind = _(_KINDS[table]) if table in _KINDS else table.replace("_", " ")
    if table == "timeline" and title:
        return f"“{title}”"
    return f"{kind} “{title or key.replace('_', ' ')}”"
