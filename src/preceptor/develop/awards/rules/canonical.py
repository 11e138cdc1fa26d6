"""A credential's one canonical text (RDFC-1.0): PyLD expands it, pyoxigraph canonicalises what comes of it.

PyLD's own canonicalisation writes control characters in another way than the standard, so that other verifiers refuse
what it signed; pyoxigraph keeps to the standard. Where several unnamed nodes look alike and name graphs, the two number
them differently (and jsonld.js sides with PyLD): such a document is never signed here, and one of others is checked in
both numberings. Nothing is fetched: contexts come from a fixed list.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from pyld import jsonld

from .contexts import EXAMPLES, load
from .faults import CredentialFault
from .reading import as_list

_UNDEFINED = "urn:preceptor:undefined:"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_KEYWORDS = frozenset({"@context", "@id", "@type", "@value", "@language", "@direction", "@list", "@set"})
# Comparing alike nodes takes a time that grows with the number of their orders: 6! is nothing, 12! is forever.
MOST_ALIKE, MOST_ALIKE_IN_ALL = 6, 40

Term = Mapping[str, str]
Quads = list["ox.Quad"]


def canonical_text(document: Mapping[str, Any]) -> str:
    """The canonical N-Quads of what is to be signed here; refuses what a signature would not cover."""
    quads = list(_quads(_rdf(document)))
    if _alike(quads):
        raise CredentialFault("too-alike")
    return _numbered(quads)


def canonical_texts(document: Mapping[str, Any]) -> Iterator[str]:
    """The canonical N-Quads of a document of others; a second numbering where nodes look alike."""
    dataset = _rdf(document)
    quads = list(_quads(dataset))
    alike = _alike(quads)
    if alike and (max(alike) > MOST_ALIKE or sum(alike) > MOST_ALIKE_IN_ALL):
        raise CredentialFault("too-alike")
    yield _numbered(quads)
    if alike:
        text = jsonld.JsonLdProcessor.to_nquads(dataset)
        yield _lines(ox.parse(_normal(text), format=ox.RdfFormat.N_QUADS))


def expanded(document: Mapping[str, Any]) -> list[Any]:
    """The document in full terms; refuses undefined terms, unknown contexts and identifiers that are no addresses."""
    names = _contexts_of(document)
    for each in names:
        load(each)  # refuses the first that is unknown, before PyLD wraps the refusal into one of its own
    own = [] if EXAMPLES in names else [{"@vocab": _UNDEFINED}]
    asked = {**document, "@context": [*as_list(document.get("@context")), *own]}
    try:
        found = jsonld.expand(asked, {"documentLoader": load, "base": "", "ordered": False})
    except jsonld.JsonLdError as fault:
        raise CredentialFault("bad-context", said=fault.code or fault.args[0]) from fault
    _check_terms(found)
    return list(found)


def _contexts_of(document: Any) -> list[str]:
    """Every context that is named anywhere in the document; refuses those that are brought along."""
    found: list[str] = []
    for node in _objects(document):
        odd = sorted(name for name in node if name.startswith("@") and name not in _KEYWORDS)
        if odd:
            raise CredentialFault("undefined-term", name=odd[0])
        for each in as_list(node.get("@context")):
            if not isinstance(each, str):
                raise CredentialFault("own-context")
            found.append(each)
    return found


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of a document."""
    todo = [value]
    while todo:
        each = todo.pop()
        if isinstance(each, Mapping):
            yield each
            todo += each.values()
        elif isinstance(each, list | tuple):
            todo += each


def _check_terms(found: Any) -> None:
    nodes = list(_objects(found))
    # Kinds first: a kind that is not defined takes the names inside it along.
    for name in [kind for node in nodes for kind in as_list(node.get("@type"))] + [
        name for node in nodes for name in node
    ]:
        if name.startswith(_UNDEFINED):
            raise CredentialFault("undefined-term", name=name.removeprefix(_UNDEFINED))
    for node in nodes:
        for name in [*as_list(node.get("@id")), *as_list(node.get("@type"))]:
            if name.startswith("_:"):
                raise CredentialFault("own-blank", name=name)
            if not _ABSOLUTE.fullmatch(name):
                raise CredentialFault("relative-id", name=name)


def _rdf(document: Mapping[str, Any]) -> Any:
    """What PyLD reads from a document, as graphs of triples."""
    try:
        return jsonld.to_rdf(expanded(document), {"documentLoader": load, "base": ""})
    except jsonld.JsonLdError as fault:
        raise CredentialFault("bad-context", said=fault.code or fault.args[0]) from fault


def _quads(dataset: Any) -> Iterator["ox.Quad"]:
    """The triples handed over as terms, never as text."""
    for name, triples in dataset.items():
        graph = ox.DefaultGraph() if name == "@default" else _node(name)
        for triple in triples:
            try:
                yield ox.Quad(
                    _term(triple["subject"]), ox.NamedNode(triple["predicate"]["value"]), _term(triple["object"]), graph
                )
            except ValueError as fault:
                raise CredentialFault("bad-context", said=str(fault)) from fault


def _node(name: str) -> Any:
    return ox.BlankNode(name.removeprefix("_:")) if name.startswith("_:") else ox.NamedNode(name)


def _term(term: Term) -> Any:
    if term["type"] != "literal":
        return _node(term["value"])
    if "language" in term:
        return ox.Literal(term["value"], language=term["language"])
    return ox.Literal(term["value"], datatype=ox.NamedNode(term["datatype"]))


def _numbered(quads: Quads) -> str:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return _lines(dataset)


def _lines(quads: Iterable["ox.Quad"]) -> str:
    return "".join(sorted(f"{quad} .\n" for quad in quads))


def _normal(nquads: str) -> str:
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    return str(jsonld.normalize(nquads, options))


def _alike(quads: Quads) -> list[int]:
    """How many unnamed nodes each look the same: telling many of them apart could take for ever."""
    about: defaultdict[Any, list[str]] = defaultdict(list)
    for quad in quads:
        parts = (quad.subject, quad.object, quad.graph_name)
        blank = {part for part in parts if isinstance(part, ox.BlankNode)}
        for one in blank:
            seen = [("a" if part == one else "z") if part in blank else str(part) for part in parts]
            about[one].append(f"{quad.predicate} {seen}")
    return [count for count in Counter(tuple(sorted(lines)) for lines in about.values()).values() if count > 1]
