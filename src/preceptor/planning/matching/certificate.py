"""The proof as plain data for JSON, and back; reading refuses what is no proof."""

from __future__ import annotations

from collections.abc import Mapping

from preceptor.planning.matching.plan import Certificate, Cover, Price


def to_data(certificate: Certificate) -> dict[str, object]:
    """Give the proof as dicts, lists, strings and whole numbers."""
    better = certificate.better_pairs
    return {
        "inputs": certificate.inputs,
        "matched": certificate.matched,
        "floor": certificate.floor,
        "all_pairs": _cover_data(certificate.all_pairs),
        "better_pairs": None if better is None else _cover_data(better),
        "rent": list(certificate.rent),
        "mentor_prices": {name: list(price) for name, price in sorted(certificate.mentor_prices.items())},
        "mentee_prices": {name: list(price) for name, price in sorted(certificate.mentee_prices.items())},
    }


def from_data(data: Mapping[str, object]) -> Certificate:
    """Read a proof written by `to_data`; raises ValueError with the name of what is missing or malformed."""
    better = data.get("better_pairs")
    floor = data.get("floor")
    return Certificate(
        inputs=str(_get(data, "inputs")),
        matched=_whole(_get(data, "matched"), "matched"),
        floor=None if floor is None else _whole(floor, "floor"),
        all_pairs=_cover(_get(data, "all_pairs"), "all_pairs"),
        better_pairs=None if better is None else _cover(better, "better_pairs"),
        rent=_price(_get(data, "rent"), "rent"),
        mentor_prices=_prices(_get(data, "mentor_prices"), "mentor_prices"),
        mentee_prices=_prices(_get(data, "mentee_prices"), "mentee_prices"),
    )


def _cover_data(cover: Cover) -> dict[str, object]:
    """Give a cover as plain data."""
    return {"mentors": list(cover.mentors), "mentees": list(cover.mentees)}


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


def _price(value: object, name: str) -> Price:
    """Read a price in score and load."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise ValueError(f"“{name}” in the certificate is {value!r}, not a pair of whole numbers.")
    return _whole(value[0], name), _whole(value[1], name)


def _prices(value: object, name: str) -> dict[str, Price]:
    """Read prices by id."""
    if not isinstance(value, Mapping):
        raise ValueError(f"“{name}” in the certificate is no table of prices by id.")
    return {str(key): _price(price, name) for key, price in value.items()}


def _cover(value: object, name: str) -> Cover:
    """Read a cover."""
    if not isinstance(value, Mapping):
        raise ValueError(f"“{name}” in the certificate is no pair of lists.")
    lists = [value.get(side) for side in ("mentors", "mentees")]
    if not all(isinstance(ids, list) for ids in lists):
        raise ValueError(f"“{name}” in the certificate wants the lists “mentors” and “mentees”.")
    mentors, mentees = (tuple(str(key) for key in ids) for ids in lists if isinstance(ids, list))
    return Cover(mentors, mentees)
