"""The sources that an item names, written one way: sections of codes, and numbers of policies and bulletins.

A citation is compared as a name and nothing more: what the section says, and whether it is in force, is for the
legal owner of the item.
"""

from __future__ import annotations

import re

OTHER = r"(?!\d+\s*(?:CCR|CFR|USC|C\.F\.R|U\.S\.C|C\.C\.R))"
"""A number that opens another citation belongs to no list before it."""

NUMBERS = rf"§*\s*((?:{OTHER}\d[\w.\-]*(?:\s*\([\w]+\))*(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s*&\s*)?)+)"
CODE = re.compile(
    r"\b(?:(Ed|Educ|Gov|Govt|Pen|Lab|Veh)\.?\s+Code|((?:[A-Z][a-z]+\s+(?:and\s+|&\s+)?){1,4}?Code)|([A-Z]{3})"
    rf"|(\d+)\s*(CCR|CFR|USC|C\.F\.R\.|U\.S\.C\.|C\.C\.R\.))\s*(?:[Ss]ections?|[Ss]ecs?\.|Part)?\s*{NUMBERS}"
)
MEMO = re.compile(r"\b(BUL|MEM|REF|POL)[\s\-–]*(\d{3,5})(?:\.\d+)?\b", re.IGNORECASE)
POLICY = re.compile(r"\b(?:AR|BP|BB|SP|[Pp]olicy|[Rr]egulation|[Ee]xhibit)\s*(?:No\.?\s*)?(\d{3,4}(?:\.\d+)*)")
BARE = re.compile(r"(?<![\w.§-])(\d{4}(?:\.\d+)*)(?:-E(?:\(\d+\))?)?(?![\w.])")
LONG = {
    "ed": "Education Code",
    "educ": "Education Code",
    "gov": "Government Code",
    "govt": "Government Code",
    "pen": "Penal Code",
    "lab": "Labor Code",
    "veh": "Vehicle Code",
}
LAWS = frozenset({"TEC", "TAC", "GEC", "HSC", "RSA", "MGL", "ORS", "RCW", "CCR"})
"""Capitals that name a body of law when numbers follow; other capitals are somebody's acronym."""


def citations(text: str, ref: str = "") -> frozenset[str]:
    """Give the sources that a text and its reference name; a bare four-digit number counts in the reference alone."""
    found: set[str] = set()
    rest = []
    for part in (text, ref):
        found |= _codes(part)
        found |= {f"{kind.upper()} {number}" for kind, number in MEMO.findall(part)}
        found |= {f"policy {number}" for number in POLICY.findall(part)}
        rest.append(MEMO.sub(" ", CODE.sub(" ", part)))
    return frozenset(found | {f"policy {number}" for number in BARE.findall(rest[1])})


def _codes(text: str) -> set[str]:
    """Give sections of codes, each with the full name of its code."""
    found: set[str] = set()
    for short, full, capitals, title, code, numbers in CODE.findall(text):
        if capitals and capitals not in LAWS:
            continue
        name = LONG[short.lower()] if short else full or capitals or f"{title} {code.replace('.', '')}"
        found |= {f"{' '.join(name.split())} {number.rstrip('.-')}" for number in _sections(numbers)}
    return found


def _sections(numbers: str) -> list[str]:
    """Give each section of a list; of a range its first, since that is how offices name it."""
    return [part.partition("-")[0] for part in re.findall(r"\d[\w.\-]*", re.sub(r"\(\w+\)", "", numbers))]
