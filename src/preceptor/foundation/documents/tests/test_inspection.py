"""Hostile and clumsy files: each is told apart by its content, and the good ones pass."""

import contextlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from preceptor.foundation.documents.rules.fitness import Unfit, UploadRule
from preceptor.foundation.documents.rules.inspection import Inspected, inspect
from preceptor.foundation.documents.rules.kinds import LONGEST_NAME, clean_name
from preceptor.foundation.documents.tests import making

ANY = UploadRule(kinds=("pdf", "docx", "png", "jpeg"))
ONE_PAGE = UploadRule(kinds=("pdf", "docx"), max_pages=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def look(folder: Path, name: str, content: bytes, rule: UploadRule = ANY) -> Inspected:
    path = folder / "upload"
    path.write_bytes(content)
    return inspect(path, name, rule)


def wrong(folder: Path, name: str, content: bytes, rule: UploadRule = ANY) -> str:
    with pytest.raises(Unfit) as told:
        look(folder, name, content, rule)
    return told.value.code


GOOD = {
    "one page": ("resume.pdf", making.pdf()),
    "a link and an opening view": ("resume.pdf", making.pdf_with_link()),
    "a Word document": ("letter.docx", making.word()),
    "a Word document with a picture": ("letter.docx", making.word(word__media__image1_dot_png=making.picture())),
    "a picture": ("photo.png", making.picture()),
    "a photograph": ("photo.JPG", making.picture("JPEG")),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_fit_file_passes(folder: Path, case: str) -> None:
    assert look(folder, *GOOD[case]).kind in ANY.kinds


HOSTILE = {
    "an empty file": ("resume.pdf", b"", "empty"),
    "a renamed program": ("resume.pdf", b"MZ\x90\x00" + b"\0" * 100, "disguised"),
    "a renamed script": ("resume.pdf", b"#!/bin/sh\nrm -rf ~\n", "disguised"),
    "a program under its own name": ("resume.exe", b"MZ\x90\x00" + b"\0" * 100, "kind"),
    "a second extension": ("resume.pdf.exe", making.pdf(), "kind"),
    "a name without extension": ("resume", making.pdf(), "kind"),
    "a Word document called PDF": ("resume.pdf", making.word(), "disguised"),
    "a PDF called Word": ("resume.docx", making.pdf(), "disguised"),
    "a web page called PDF": ("resume.pdf", b"<html><script>x()</script></html>", "disguised"),
    "a PDF behind other bytes": ("resume.pdf", b"GIF89a" + making.pdf(), "disguised"),
    "a PDF cut short": ("resume.pdf", making.pdf()[:200], "damaged"),
    "nonsense behind the mark of a PDF": ("resume.pdf", b"%PDF-1.7\n" + b"x" * 500 + b"%%EOF", "damaged"),
    "a PDF with a password": ("resume.pdf", making.pdf_with_password(), "pdf-encrypted"),
    "a PDF with a script": ("resume.pdf", making.pdf_with_script(), "pdf-active"),
    "a PDF that starts a program": ("resume.pdf", making.pdf_with_action("/Launch"), "pdf-active"),
    "a page that starts a program": ("resume.pdf", making.pdf_with_action("/Launch", at_page=True), "pdf-active"),
    "a PDF that sends a form": ("resume.pdf", making.pdf_with_action("/SubmitForm"), "pdf-active"),
    "a PDF with a file in it": ("resume.pdf", making.pdf_with_attachment(), "pdf-active"),
    "a script under an escaped name": ("resume.pdf", making.pdf_with_hidden_name(), "pdf-active"),
    "an archive behind a PDF": ("resume.pdf", making.pdf() + making.archive({"a.exe": b"MZ"}), "polyglot"),
    "an archive behind a PDF with a second end": (
        "resume.pdf",
        making.pdf() + making.archive({"a.exe": b"MZ"}) + b"%%EOF",
        "polyglot",
    ),
    "a web page behind a PDF": ("resume.pdf", making.pdf() + b"<script>x()</script>", "polyglot"),
    "a zip archive called Word": ("resume.docx", making.archive({"a.txt": b"x"}), "not-word"),
    "a zip bomb": ("resume.docx", making.zip_bomb(), "bomb"),
    "declared entities": (
        "resume.docx",
        making.word(word__styles_dot_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        "bomb",
    ),
    "declared entities in wide letters": (
        "resume.docx",
        making.word(word__styles_dot_xml='<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        "bomb",
    ),
    "a macro": ("resume.docx", making.word(word__vbaProject_dot_bin=b"x"), "word-active"),
    "an embedded object": ("resume.docx", making.word(word__embeddings__a_dot_xml=b"x"), "word-active"),
    "a program inside": ("resume.docx", making.word(word__media__a_dot_exe=b"MZ"), "word-active"),
    "a template from elsewhere": (
        "resume.docx",
        making.word(
            word___rels__settings_dot_xml_dot_rels=b'<R Type="x/attachedTemplate" T="http://x" TargetMode="External"/>'
        ),
        "word-active",
    ),
    "a path out of the archive": (
        "resume.docx",
        making.archive(
            {
                "[Content_Types].xml": making.CONTENT_TYPES,
                "word/document.xml": making.BODY,
                "../x.xml": b"x",
            }
        ),
        "not-word",
    ),
    "something before the archive": ("resume.docx", b"PK\x03\x04junk" + making.word(), "polyglot"),
    "something behind the archive": ("resume.docx", making.word() + b"MZ", "polyglot"),
    "half a Word document": ("resume.docx", making.word()[:200], "damaged"),
    "a picture called photograph": ("photo.jpg", making.picture(), "disguised"),
    "half a picture": ("photo.png", making.picture(size=(90, 90))[:90], "damaged"),
    "a picture bomb": ("photo.png", making.picture_bomb(), "too-many-pixels"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_an_unfit_file_is_named_for_what_it_is(folder: Path, case: str) -> None:
    name, content, code = HOSTILE[case]
    assert wrong(folder, name, content) == code


def test_a_kind_that_the_place_does_not_take_is_refused(folder: Path) -> None:
    assert wrong(folder, "photo.png", making.picture(), ONE_PAGE) == "kind"


def test_a_page_too_many_is_refused(folder: Path) -> None:
    assert wrong(folder, "resume.pdf", making.pdf(2), ONE_PAGE) == "too-many-pages"


def test_pages_are_counted_and_not_believed(folder: Path) -> None:
    assert wrong(folder, "resume.pdf", making.pdf_with_lying_count(), ONE_PAGE) == "too-many-pages"


def test_one_page_where_one_is_taken_passes(folder: Path) -> None:
    assert look(folder, "resume.pdf", making.pdf(), ONE_PAGE).pages == 1


def test_pages_of_a_word_document_cannot_be_promised(folder: Path) -> None:
    assert wrong(folder, "resume.docx", making.word(), ONE_PAGE) == "pages-unknown"


def test_a_picture_is_drawn_anew_without_its_metadata(folder: Path) -> None:
    fresh = look(folder, "photo.jpg", making.picture("JPEG")).fresh
    assert fresh
    assert not Image.open(BytesIO(fresh)).getexif()


def test_what_hangs_behind_a_picture_is_left_behind(folder: Path) -> None:
    fresh = look(folder, "photo.png", making.picture() + making.archive({"a.exe": b"MZ"})).fresh
    assert fresh
    assert not zipfile.is_zipfile(BytesIO(fresh))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), at=st.sampled_from(["resume.pdf", "resume.docx", "photo.png"]))
def test_damage_anywhere_is_told_or_harmless_and_never_an_error(folder: Path, data: st.DataObject, at: str) -> None:
    content = bytearray({"resume.pdf": making.pdf(), "resume.docx": making.word(), "photo.png": making.picture()}[at])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Unfit):
        look(folder, at, bytes(content))


@given(st.text(max_size=300))
def test_a_kept_name_is_short_and_shows_what_it_is(name: str) -> None:
    kept = clean_name(name)
    assert len(kept) <= LONGEST_NAME
    assert all(letter.isprintable() for letter in kept)
    assert not set(kept) & {"/", "\\", "\x00", "\u202e"}


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=300))
def test_a_long_name_keeps_its_extension(stem: str) -> None:
    assert clean_name(f"{stem}.pdf").endswith(".pdf")


def test_a_rule_that_names_an_unknown_kind_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="unknown kinds"):
        UploadRule(kinds=("exe",))
