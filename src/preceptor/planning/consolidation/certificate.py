"""The proof as plain data for JSON, and back; reading refuses what is no proof."""

from __future__ import annotations

from collections.abc import Mapping

from preceptor.planning.consolidation.plan import Branch, Certificate, Dual, Leaf, Node, Part


def to_data(certificate: Certificate) -> dict[str, object]:
    """Give the proof as dicts, lists, strings and whole numbers."""
    return {
        "inputs": certificate.inputs,
        "unit": certificate.unit,
        "parts": [{"scope": part.scope, "tree": _node_data(part.tree)} for part in certificate.parts],
    }


def from_data(data: Mapping[str, object]) -> Certificate:
    """Read a proof written by `to_data`; raises ValueError with the name of what is missing or malformed."""
    parts = _get(data, "parts")
    if not isinstance(parts, list):
        raise ValueError("“parts” in the certificate is no list.")
    return Certificate(str(_get(data, "inputs")), _whole(_get(data, "unit"), "unit"), tuple(map(_part, parts)))


def _node_data(node: Node) -> dict[str, object]:
    """Give a tree as plain data."""
    if isinstance(node, Leaf):
        return {"prices": [[*row, price] for row, price in node.prices]}
    return {"choice": list(node.choice), "without": _node_data(node.without), "taken": _node_data(node.taken)}


def _get(data: Mapping[str, object], name: str) -> object:
    """Get a part of the proof that must be there."""
    if name not in data:
        raise ValueError(f"The certificate lacks “{name}”. Write it with the program that made the plan.")
    return data[name]


def _whole(value: object, name: str) -> int:
    """Read a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"“{name}” in the certificate is {value!r}, not a whole number.")
    return value


def _part(data: object) -> Part:
    """Read the proof of one part."""
    if not isinstance(data, Mapping):
        raise ValueError("“parts” in the certificate holds something that is no part.")
    return Part(str(_get(data, "scope")), _node(_get(data, "tree")))


def _node(data: object) -> Node:
    """Read a tree."""
    if not isinstance(data, Mapping):
        raise ValueError("“tree” in the certificate is no tree.")
    if "prices" in data:
        prices = data["prices"]
        if not isinstance(prices, list):
            raise ValueError("“prices” in the certificate is no list.")
        return Leaf(tuple(map(_price, prices)))
    choice = _get(data, "choice")
    if not isinstance(choice, list):
        raise ValueError("“choice” in the certificate is no list.")
    return Branch(tuple(map(str, choice)), _node(_get(data, "without")), _node(_get(data, "taken")))


def _price(data: object) -> Dual:
    """Read the price of a row."""
    if not isinstance(data, list) or not data:
        raise ValueError("“prices” in the certificate holds something that is no price.")
    return tuple(map(str, data[:-1])), _whole(data[-1], "prices")
