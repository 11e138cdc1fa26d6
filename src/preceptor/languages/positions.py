"""Where each value of a TOML file stands: a map from its path to line and column."""

from __future__ import annotations

from dataclasses import dataclass, field

import tree_sitter
import tree_sitter_toml

from preceptor.languages.faults import Path

_LANGUAGE = tree_sitter.Language(tree_sitter_toml.language())
_KEYS = {"bare_key", "quoted_key", "dotted_key"}


@dataclass
class Positions:
    """Lines and columns by path; unknown paths take the place of their longest known beginning."""

    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    arrays: dict[Path, int] = field(default_factory=dict)

    def of(self, path: Path) -> tuple[int, int]:
        """Line and column, both from 1, of a path or of the nearest part that contains it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return (1, 1)

    def note(self, path: Path, node: tree_sitter.Node) -> None:
        """Remember the first place of a path."""
        row, column = node.start_point
        for length in range(1, len(path) + 1):
            self.places.setdefault(path[:length], (row + 1, column + 1))


def positions(text: str) -> Positions:
    """Read where every value of a TOML text stands."""
    found = Positions()
    tree = tree_sitter.Parser(_LANGUAGE).parse(text.encode())
    for node in tree.root_node.named_children:
        _visit(node, (), found)
    return found


def syntax_fault(text: str) -> tuple[int, int] | None:
    """The place of the first thing that is not TOML, as far as the tree tells."""
    waiting = [tree_sitter.Parser(_LANGUAGE).parse(text.encode()).root_node]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            return (node.start_point[0] + 1, node.start_point[1] + 1)
        waiting.extend(child for child in reversed(node.children) if child.has_error)
    return None


def _key(node: tree_sitter.Node) -> Path:
    """The steps of a key, dotted or not."""
    if node.type == "dotted_key":
        return tuple(step for child in node.named_children for step in _key(child))
    text = (node.text or b"").decode()
    return (text.strip("\"'"),)


def _visit(node: tree_sitter.Node, base: Path, found: Positions) -> None:
    """Note a table, an element of a table array, or a pair."""
    children = [child for child in node.named_children if child.type != "comment"]
    if node.type not in {"table", "table_array_element", "pair"} or not children or children[0].type not in _KEYS:
        return
    path = _through_arrays(base + _key(children[0]), found)
    if node.type == "table_array_element":
        index = found.arrays.get(path, -1) + 1
        found.arrays[path] = index
        path = (*path, index)
    found.note(path, node)
    for child in children[1:]:
        if node.type == "pair":
            _value(child, path, found)
        else:
            _visit(child, path, found)


def _through_arrays(path: Path, found: Positions) -> Path:
    """Lead `[a.b]` below `[[a]]` through the last element of a."""
    taken: Path = ()
    for step in path:
        taken = (*taken, step)
        if taken in found.arrays and taken != path:
            taken = (*taken, found.arrays[taken])
    return taken


def _value(node: tree_sitter.Node, path: Path, found: Positions) -> None:
    """Note the insides of arrays and inline tables."""
    if node.type == "array":
        for index, child in enumerate(c for c in node.named_children if c.type != "comment"):
            found.note((*path, index), child)
            _value(child, (*path, index), found)
    elif node.type == "inline_table":
        for child in node.named_children:
            _visit(child, path, found)
