"""Which texts the program shows, and their Spanish: read from the source, merged from one part for each context."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
PARTS = PACKAGE / "locale" / "es" / "parts"
COMPILED = PACKAGE / "locale" / "es" / "LC_MESSAGES" / "django.mo"

# For each function: at which place of its arguments stand the context, the text and the plural.
_PLAIN, _PLURAL, _CONTEXT, _BOTH = (None, 0, None), (None, 0, 1), (0, 1, None), (0, 1, 2)
_CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": _PLAIN,
    "gettext": _PLAIN,
    "gettext_lazy": _PLAIN,
    "gettext_noop": _PLAIN,
    "ngettext": _PLURAL,
    "ngettext_lazy": _PLURAL,
    "pgettext": _CONTEXT,
    "pgettext_lazy": _CONTEXT,
    "npgettext": _BOTH,
    "npgettext_lazy": _BOTH,
    "worded": _PLAIN,
}
_CALL_IN_TEMPLATE = re.compile(r"\b(?:n?p?gettext|_)\(")
_HOLES = re.compile(r"%\((\w+)\)[sdf]|\{(\w*)\}")
_HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "es",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True, order=True)
class Text:
    """A text that people see, and where it stands."""

    text: str
    context: str | None
    plural: bool
    place: str

    @property
    def key(self) -> tuple[str | None, str]:
        """What the catalogue knows it by."""
        return self.context, self.text


@dataclass(frozen=True)
class Conflict:
    """The same text with two Spanish versions in two parts."""

    text: str
    first: str
    second: str


def texts_of_python(source: str, place: str) -> Iterator[Text]:
    """Every text that Python code gives to gettext."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (found := _text_of_call(node, place)):
            yield found


def texts_of_template(source: str, place: str) -> Iterator[Text]:
    """Every text that a template translates."""
    code = templatize(source)
    for match in _CALL_IN_TEMPLATE.finditer(code):
        if found := _first_call(code[match.start() :], place):
            yield found


def _first_call(code: str, place: str) -> Text | None:
    """The call with which the code starts; what follows it is not Python."""
    for end in (match.end() for match in re.finditer(r"\)", code)):
        try:
            parsed = ast.parse(code[:end], mode="eval").body
        except SyntaxError:
            continue
        return _text_of_call(parsed, place) if isinstance(parsed, ast.Call) else None
    return None


def _text_of_call(node: ast.Call, place: str) -> Text | None:
    name = (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )
    if name not in _CALLS:
        return None
    context_at, text_at, plural_at = _CALLS[name]
    text = _constant(node, text_at)
    context = None if context_at is None else _constant(node, context_at)
    # An empty text or one that is not written out cannot be in a catalogue.
    return Text(text, context, plural_at is not None, place) if text else None


def _constant(node: ast.Call, at: int) -> str | None:
    held = node.args[at] if at < len(node.args) else None
    return held.value if isinstance(held, ast.Constant) and isinstance(held.value, str) else None


def texts(package: Path = PACKAGE) -> list[Text]:
    """Every text of the product, tests left out."""
    found: list[Text] = []
    for path in sorted(package.rglob("*")):
        place = path.relative_to(package).as_posix()
        if not path.is_file() or "/tests/" in f"/{place}" or "/static/" in place:
            continue
        if path.suffix == ".py":
            found += texts_of_python(path.read_text(encoding="utf-8"), place)
        elif "templates/" in place and path.suffix in (".html", ".txt"):
            found += texts_of_template(path.read_text(encoding="utf-8"), place)
    return found


def merged(parts: Iterable[Path]) -> tuple[polib.POFile, list[Conflict]]:
    """One catalogue of all parts; where two disagree the first counts and the conflict is reported."""
    catalogue, conflicts = polib.POFile(), []
    catalogue.metadata = _HEADER
    held: dict[tuple[str | None, str], polib.POEntry] = {}
    for path in sorted(parts):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if not entry.translated():
                continue
            known = held.setdefault((entry.msgctxt, entry.msgid), entry)
            if known is entry:
                catalogue.append(entry)
            elif (known.msgstr, known.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                conflicts.append(
                    Conflict(
                        entry.msgid,
                        f"{known.msgstr or known.msgstr_plural}",
                        f"{entry.msgstr or entry.msgstr_plural} ({path.name})",
                    )
                )
    return catalogue, conflicts


def catalogue_of(folder: Path = PARTS) -> tuple[polib.POFile, list[Conflict]]:
    """The catalogue of all parts in a folder."""
    return merged(folder.glob("*.po"))


def untranslated(wanted: Iterable[Text], catalogue: polib.POFile) -> list[Text]:
    """The texts without Spanish, each once."""
    singles = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    plurals = {(entry.msgctxt, entry.msgid) for entry in catalogue if entry.msgid_plural}
    missing = {text.key: text for text in wanted if text.key not in (plurals if text.plural else singles)}
    return sorted(missing.values(), key=lambda text: (text.place, text.text))


def wrong_holes(catalogue: polib.POFile) -> list[str]:
    """The texts whose Spanish names other values than the English: a page would fail or lose one."""
    wrong = []
    for entry in catalogue:
        spanish = list(entry.msgstr_plural.values()) or [entry.msgstr]
        allowed = _holes(entry.msgid) | _holes(entry.msgid_plural)
        if any(not _holes(text) <= allowed for text in spanish) or _holes(spanish[-1]) != _holes(
            entry.msgid_plural or entry.msgid
        ):
            wrong.append(entry.msgid)
    return wrong


def _holes(text: str) -> set[str]:
    return {named or f"{{{braced}}}" for named, braced in _HOLES.findall(text)}


def compile_catalogue(parts: Path = PARTS, target: Path = COMPILED) -> int:
    """Write the compiled catalogue; how many texts it holds."""
    catalogue, _conflicts = catalogue_of(parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Put in place in one step: a server that starts meanwhile reads the old file or the new one, never half of one.
    fresh = target.with_suffix(".fresh")
    catalogue.save_as_mofile(str(fresh))
    fresh.replace(target)
    return len(catalogue)
