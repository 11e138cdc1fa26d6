"""Which texts are found in the source, and how Spanish parts become one catalogue."""

from pathlib import Path

from preceptor.foundation.look import catalogue as cat

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def part(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.po"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_texts_in_python_are_found_with_context_and_plural():
    code = '_("One " "text"); pgettext("menu", "Open"); ngettext("%(n)s day", "%(n)s days", n); other("no")'
    found = {(text.context, text.text, text.plural) for text in cat.texts_of_python(code, "x.py")}
    assert found == {(None, "One text", False), ("menu", "Open", False), (None, "%(n)s day", True)}


def test_texts_in_templates_are_found_in_tags_blocks_and_arguments():
    page = (
        '{% translate "A (b)" %}{% blocktranslate count n=n trimmed %}\n one thing\n'
        "{% plural %}{{ n }} things{% endblocktranslate %}"
        '{% include "x" with word=_("Late") %}{% translate "Open" context "menu" %}'
    )
    found = {(text.context, text.text, text.plural) for text in cat.texts_of_template(page, "x.html")}
    assert found == {(None, "A (b)", False), (None, "one thing", True), (None, "Late", False), ("menu", "Open", False)}


def test_a_text_without_spanish_is_named_once(tmp_path):
    known, _conflicts = cat.merged([part(tmp_path, "a", 'msgid "Yes"\nmsgstr "Sí"\n')])
    wanted = [cat.Text("Yes", None, False, "a"), cat.Text("No", None, False, "a"), cat.Text("No", None, False, "b")]
    assert [text.text for text in cat.untranslated(wanted, known)] == ["No"]


def test_an_empty_translation_counts_as_none(tmp_path):
    known, _conflicts = cat.merged([part(tmp_path, "a", 'msgid "Yes"\nmsgstr ""\n')])
    assert cat.untranslated([cat.Text("Yes", None, False, "a")], known)


def test_two_parts_that_disagree_are_reported(tmp_path):
    parts = [
        part(tmp_path, "a", 'msgid "Save"\nmsgstr "Guardar"\n'),
        part(tmp_path, "b", 'msgid "Save"\nmsgstr "Grabar"\n'),
    ]
    known, conflicts = cat.merged(parts)
    assert (known.find("Save").msgstr, len(conflicts)) == ("Guardar", 1)


def test_two_parts_that_agree_are_no_conflict(tmp_path):
    parts = [part(tmp_path, name, 'msgid "Save"\nmsgstr "Guardar"\n') for name in "ab"]
    assert cat.merged(parts)[1] == []


def test_spanish_that_loses_a_value_is_found(tmp_path):
    known, _conflicts = cat.merged([part(tmp_path, "a", 'msgid "Due %(day)s"\nmsgstr "Vence"\n')])
    assert cat.wrong_holes(known) == ["Due %(day)s"]


def test_a_singular_may_leave_the_number_out(tmp_path):
    entry = 'msgid "One thing"\nmsgid_plural "%(n)s things"\nmsgstr[0] "Un asunto"\nmsgstr[1] "%(n)s asuntos"\n'
    assert cat.wrong_holes(cat.merged([part(tmp_path, "a", entry)])[0]) == []


def test_the_compiled_catalogue_holds_every_text(tmp_path):
    part(tmp_path, "a", 'msgid "Yes"\nmsgstr "Sí"\n')
    assert cat.compile_catalogue(tmp_path, tmp_path / "es" / "django.mo") == 1
