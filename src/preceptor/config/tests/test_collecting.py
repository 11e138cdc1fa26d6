"""Static files are gathered when they are others than before, and only then."""

from pathlib import Path

from pytest_django import Settings

from preceptor.config.collecting import GATHERED, collect_when_changed


def test_static_files_are_gathered_again_only_when_they_are_others(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    (tmp_path / "source").mkdir()
    source, gathered = tmp_path / "source" / "one.css", tmp_path / "static" / "one.css"
    source.write_text("a{}")
    collect_when_changed()
    first = gathered.read_text()
    gathered.unlink()
    collect_when_changed()
    left_alone = not gathered.exists()
    source.write_text("b{color:red}")
    collect_when_changed()
    assert (first, left_alone, gathered.read_text()) == ("a{}", True, "b{color:red}")
    assert (tmp_path / "static" / GATHERED).exists()
