"""What a person is told about a file that cannot be taken: what happened, and what to do next."""

from collections.abc import Callable, Mapping
from errno import EDQUOT, ENOSPC

from django.utils.translation import gettext as _

from preceptor.foundation.documents.rules.fitness import Unfit
from preceptor.foundation.look.public import Refusal


class FileUnfit(Refusal):
    """The upload cannot be taken as it is."""

    status = 422


class StorageFull(Refusal):
    """There is no room for the upload."""

    status = 507


_Words = tuple[Callable[[], str], Callable[[], str]]


def _again() -> str:
    return _("Open it on your computer, save it again as a PDF, and upload that copy.")


_WORDS: Mapping[str, _Words] = {
    "empty": (
        lambda: _("The file “%(name)s” is empty."),
        lambda: _("Check that it opens on your computer, and choose it again."),
    ),
    "kind": (
        lambda: _("The file “%(name)s” is not of a kind that is taken here."),
        lambda: _("Upload one of these: %(kinds)s."),
    ),
    "disguised": (
        lambda: _("The file “%(name)s” is not what its name says: its content is of another kind (%(found)s)."),
        lambda: _(
            "Open the original in the program that made it and save or export it as %(claimed)s; "
            "changing the name is not enough."
        ),
    ),
    "too-large": (
        lambda: _("The file “%(name)s” is larger than %(limit)s MB."),
        lambda: _("Make it smaller, for example by exporting it with a lower picture quality, and upload it again."),
    ),
    "too-many-pages": (
        lambda: _("The file has %(pages)s pages; the limit here is %(limit)s."),
        lambda: _("Shorten it and upload it again."),
    ),
    "pages-unknown": (
        lambda: _(
            "There is a limit of pages here (%(limit)s), and the pages of a Word document cannot be counted reliably."
        ),
        lambda: _("Save it as a PDF (in Word: File, Save As, PDF) and upload the PDF."),
    ),
    "pdf-encrypted": (
        lambda: _("The PDF is protected with a password or with restrictions, so nobody here could check or read it."),
        lambda: _("Save a copy without protection (for example by printing it to a PDF) and upload that copy."),
    ),
    "pdf-active": (
        lambda: _(
            "The PDF contains a script, an attached file or an action that starts something, which cannot be taken."
        ),
        lambda: _("Print it to a PDF, which leaves only the pages, and upload that copy."),
    ),
    "word-active": (
        lambda: _("The Word document contains a macro, an embedded object or a link that loads something."),
        lambda: _("Save it as a PDF and upload the PDF."),
    ),
    "word-encrypted": (
        lambda: _("The Word document is protected with a password."),
        lambda: _("Save a copy without the password and upload that copy."),
    ),
    "not-word": (
        lambda: _("The file is a zip archive and not a Word document."),
        lambda: _("Upload the document itself, not an archive that holds it."),
    ),
    "polyglot": (
        lambda: _("The file carries something else besides its document, which cannot be taken."),
        _again,
    ),
    "bomb": (
        lambda: _("The file would unpack to far more than its size, which cannot be taken."),
        _again,
    ),
    "too-complex": (
        lambda: _("The file is too complex to be checked."),
        lambda: _("Print it to a PDF and upload that copy."),
    ),
    "too-many-pixels": (
        lambda: _("The picture has more than %(limit)s million pixels."),
        lambda: _("Make it smaller and upload it again."),
    ),
    "damaged": (
        lambda: _("The file is damaged and cannot be read."),
        _again,
    ),
    "infected": (
        lambda: _("The virus check found something harmful in the file “%(name)s”, so it was not kept."),
        lambda: _("Have your computer checked, and upload a clean copy."),
    ),
}
_KIND_NAMES: Mapping[str, Callable[[], str]] = {
    "pdf": lambda: _("PDF"),
    "docx": lambda: _("Word document (.docx)"),
    "png": lambda: _("picture (.png)"),
    "jpeg": lambda: _("picture (.jpg)"),
}


def refusal_of(unfit: Unfit, name: str) -> FileUnfit:
    """The refusal in the reader's language."""
    sentence, remedy = _WORDS[unfit.code]
    facts = {"name": name, **unfit.facts}
    words = {**facts, **_worded(facts)}
    return FileUnfit(f"file-{unfit.code}", sentence() % words, remedy=remedy() % words, facts=facts)


def _worded(facts: Mapping[str, object]) -> dict[str, str]:
    """Facts about kinds as people call them."""
    words = {}
    kinds = facts.get("kinds")
    if isinstance(kinds, tuple):
        words["kinds"] = ", ".join(_kind_name(str(kind)) for kind in kinds)
    for fact in ("claimed", "found"):
        if fact in facts:
            words[fact] = _kind_name(str(facts[fact]))
    return words


def _kind_name(kind: str) -> str:
    """A kind as people call it; for a stranger its usual extension."""
    if kind in _KIND_NAMES:
        return _KIND_NAMES[kind]()
    return f".{kind}" if kind else _("unknown")


def is_full(fault: OSError) -> bool:
    """Whether the operating system said that there is no room."""
    return fault.errno in (ENOSPC, EDQUOT)


def storage_full(name: str) -> StorageFull:
    """The refusal for a disk without room; nothing was kept."""
    return StorageFull(
        "storage-full",
        _("There is no room left to store “%(name)s”; nothing was kept of it.") % {"name": name},
        remedy=_("Try again later; your administrator has to make room. What else you entered is kept."),
        facts={"name": name},
    )
