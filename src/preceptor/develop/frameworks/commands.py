"""Loading a framework: read and judged first without writing, then kept as a version that never changes."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.frameworks.models import Competency, Framework, Rubric, RubricCriterion, RubricLevel
from preceptor.develop.frameworks.queries import LOAD, Wording, competencies, framework_of
from preceptor.develop.frameworks.rules.case import Package
from preceptor.develop.frameworks.rules.reading import Fault, as_text, read_package
from preceptor.develop.frameworks.rules.tree import Statement, criteria, levels, missing_codes, statements
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.look.public import Refusal

MOST_BYTES = 20_000_000
LONGEST, LONGEST_GROUND, LONGEST_KEY = 300, 500, 60
KEY = re.compile(r"[a-z][a-z0-9_]*")


class FrameworkRefused(Refusal):
    """A framework cannot be taken in that way."""


@dataclass(frozen=True)
class Source:
    """What is loaded: the bytes of a package, the name it is to have, whose words it is in, and on what ground."""

    key: str
    data: bytes
    wording: str
    ground: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a file holds and what would become of it; `faults` stop the whole, `framework_id` is what was written."""

    faults: tuple[str, ...] = ()
    title: str = ""
    creator: str = ""
    statements: tuple[Statement, ...] = ()
    rubrics: int = 0
    number: int = 0
    known: bool = False
    framework_id: int | None = None


@transaction.atomic
def load_framework(*, source: Source, write: bool, by: Actor, now: datetime) -> Outcome:
    """Read a CASE package under a name, and keep it as its next version when asked to and when nothing is wrong."""
    require(by, LOAD, now=now)
    key, wording = source.key, source.wording
    ground = source.ground.strip()[:LONGEST_GROUND]
    _expect(key, source.data, wording, ground)
    package = read_package(source.data)
    if not isinstance(package, Package):
        return Outcome(faults=tuple(map(fault_words, package)))
    found = statements(package)
    _expect_slot(key, wording, found)
    text = as_text(package)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    versions = Framework.objects.filter(key=key)
    same = versions.filter(sha256=sha256, wording=wording).first()
    last = versions.order_by("-number").first()
    document = package.CFDocument
    outcome = Outcome(
        title=document.title,
        creator=document.creator,
        statements=found,
        rubrics=len(package.CFRubrics or ()),
        number=same.number if same else (last.number if last else 0) + 1,
        known=same is not None,
        framework_id=same.pk if same else None,
    )
    if same or not write:
        return outcome
    row = Framework(
        key=key,
        number=outcome.number,
        identifier=document.identifier.lower(),
        title=document.title[:LONGEST],
        creator=document.creator[:LONGEST],
        wording=wording,
        ground=ground,
        package=text,
        sha256=sha256,
        loaded_by_id=by.id,
        loaded_at=now,
    )
    _keep(row, package, found)
    facts = {"key": key, "version": row.number, "wording": wording, "sha256": sha256}
    record(by=by, action="frameworks.load", about=f"frameworks.framework:{row.pk}", facts=facts, now=now)
    return replace(outcome, framework_id=row.pk)


def fault_words(fault: Fault) -> str:
    """One sentence for each fault of a file, with its place and what to do."""
    said = {
        "not-utf8": _("The file is not text in UTF-8. Export it from its source again."),
        "not-json": _("The file is not JSON: %(word)s. Export it from its source again."),
        "doubled": _("The name “%(word)s” stands twice in one object. Remove one of them."),
        "no-package": _("The file holds no CASE package: CFDocument is missing. Ask for the CFPackage of CASE 1.1."),
        "too-deep": _("The file is nested deeper than any package. Export it from its source again."),
        "bad-letter": _("The text “%(word)s” holds a letter that no reader can show. Remove it."),
        "missing": _("%(place)s is missing. CASE 1.1 requires it: add it."),
        "empty": _("%(place)s is empty. Fill it in."),
        "want-text": _("%(place)s has to be text. Put it in quotation marks."),
        "want-list": _("%(place)s has to be a list. Put it in square brackets."),
        "want-object": _("%(place)s has to be an object with its own fields."),
        "want-number": _("%(place)s has to be a number. Write it without quotation marks."),
        "want-word": _("%(place)s has to be one of these: %(word)s."),
        "shape": _("%(place)s is not written as CASE 1.1 has it: %(word)s. Correct it."),
        "twice": _("The identifier %(word)s is given to two objects. Give each its own."),
        "circle": _("The statement %(word)s would stand below itself. Remove one of the isChildOf associations."),
        "not-home": _("%(place)s names another rubric than the one it stands in: %(word)s. Correct it."),
        "no-item": _("%(place)s points at a statement that is not in the file: %(word)s. Add it or remove the link."),
    }
    return said[fault.code] % {"place": fault.place, "word": fault.word}


def _expect(key: str, data: bytes, wording: str, ground: str) -> None:
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        raise FrameworkRefused(
            "bad-key",
            _("The short name is missing or cannot be used."),
            remedy=_("Use small letters, digits and _, beginning with a letter, as definitions do."),
        )
    if wording not in Wording.values:
        raise FrameworkRefused("whose-words", _("It is not said whose words these are."), remedy=_("Choose one."))
    if wording == Wording.OWNER and not ground:
        raise FrameworkRefused(
            "no-ground",
            _("An owner's official text is kept with the ground on which it may be used here."),
            remedy=_("Name the permission or the license, and who gave it when."),
        )
    if len(data) > MOST_BYTES:
        raise FrameworkRefused(
            "too-large", _("The file is larger than 20 MB."), remedy=_("Load the framework in parts.")
        )


def _expect_slot(key: str, wording: str, found: Sequence[Statement]) -> None:
    """The owner's text takes the place of a paraphrase only where it has a statement for each of its codes."""
    now_held = framework_of(key)
    if wording != Wording.OWNER or now_held is None or now_held.certifies:
        return
    held = [
        Statement(each.identifier, each.code, each.statement, each.short, each.kind, None, each.depth)
        for each in competencies(now_held.id)
    ]
    missing = missing_codes(held, found)
    if missing:
        raise FrameworkRefused(
            "slot-not-filled",
            _("The official text has no statement with these codes: %(codes)s.") % {"codes": ", ".join(missing[:20])},
            remedy=_("Give its statements the codes of the paraphrase, so that what points at them keeps its meaning."),
        )


def _keep(row: Framework, package: Package, found: Sequence[Statement]) -> None:
    """Write the version and the rows that others point at."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise FrameworkRefused(
            "loaded-meanwhile",
            _("Somebody loaded a version of this framework in the same moment."),
            remedy=_("Look at it, and load yours again if it is still wanted."),
        ) from None
    made = _statements(row, found)
    for position, rubric in enumerate(package.CFRubrics or ()):
        kept = Rubric.objects.create(
            framework=row,
            identifier=rubric.identifier.lower(),
            title=(rubric.title or "")[:LONGEST],
            description=rubric.description or "",
            position=position,
        )
        _criteria(kept, rubric, made)


def _statements(row: Framework, found: Sequence[Statement]) -> dict[str, Competency]:
    """The statements, one depth after the other, since each needs the number of its parent."""
    made: dict[str, Competency] = {}
    place = {each.identifier: number for number, each in enumerate(found)}
    for depth in sorted({each.depth for each in found}):
        rows = [
            Competency(
                framework=row,
                parent=made[each.parent] if each.parent else None,
                identifier=each.identifier,
                code=each.code,
                statement=each.text,
                short=each.short,
                kind=each.kind,
                depth=each.depth,
                position=place[each.identifier],
            )
            for each in found
            if each.depth == depth
        ]
        made |= {each.identifier: each for each in Competency.objects.bulk_create(rows)}
    return made


def _criteria(kept: Rubric, rubric: object, made: dict[str, Competency]) -> None:
    rows, pairs = [], []
    for position, each in enumerate(criteria(rubric)):
        link = each.CFItemURI.identifier.lower() if each.CFItemURI else ""
        rows.append(
            RubricCriterion(
                rubric=kept,
                competency=made.get(link),
                identifier=each.identifier.lower(),
                title=(each.category or (made[link].short if link in made else ""))[:LONGEST],
                description=each.description or "",
                weight=each.weight,
                position=position,
            )
        )
        pairs.append((rows[-1], levels(each)))
    RubricCriterion.objects.bulk_create(rows)
    RubricLevel.objects.bulk_create(
        RubricLevel(
            criterion=row,
            identifier=level.identifier.lower(),
            title=(level.quality or "")[:LONGEST],
            description=level.description or "",
            feedback=level.feedback or "",
            score=level.score,
            position=position,
        )
        for row, found in pairs
        for position, level in enumerate(found)
    )
