"""The import contracts bite: one injected breach of each kind fails the build."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

BREACHES = {
    "wings never look up at config": ("develop/programs/queries.py", "import preceptor.config.settings"),
    "the foundation never looks up at a wing": (
        "foundation/district/rules.py",
        "import preceptor.develop.programs.public",
    ),
    "the foundation keeps its own order": (
        "foundation/audit/queries.py",
        "import preceptor.foundation.accounts.public",
    ),
    "look stands at the bottom": ("foundation/look/public.py", "import preceptor.foundation.jobs.public"),
    "messages and documents never meet": (
        "foundation/messages/queries.py",
        "import preceptor.foundation.documents.public",
    ),
    "develop keeps its own order": ("develop/programs/queries.py", "import preceptor.develop.admissions.public"),
    "admissions never looks up at pairing": ("develop/admissions/public.py", "import preceptor.develop.pairing.public"),
    "queries never call commands": ("develop/programs/queries.py", "import preceptor.develop.programs.commands"),
    "models never call queries": ("develop/programs/models.py", "import preceptor.develop.programs.queries"),
    "commands never reach into pages": (
        "foundation/district/commands.py",
        "import preceptor.foundation.district.pages.views",
    ),
    "rules know no Django": ("foundation/district/rules.py", "import django.utils.timezone"),
    "planning knows no Django": ("planning/matching/solve.py", "import django.db"),
    "planning imports nothing of the house": ("planning/matching/solve.py", "import preceptor.foundation.look.public"),
    "only plans may import planning": ("develop/pairing/queries.py", "import preceptor.planning.matching.solve"),
    "other contexts are reached by their public module": (
        "develop/admissions/public.py",
        "import preceptor.develop.programs.models",
    ),
    "a file without a declared place": ("develop/programs/utils.py", "NOTHING = None"),
    "a context without a declared place": ("develop/unheard_of/__init__.py", '"""A context that no contract knows."""'),
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": f"{folder / 'src'}:{folder}", "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def _module(src: Path, place: str) -> Path:
    """The file of a module, or the first file of the folder that it has become."""
    plain = src / place
    folder = plain.with_suffix("") / "__init__.py"
    return folder if folder.exists() else plain


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    keep = shutil.ignore_patterns("__pycache__", "static", "templates", "locale")
    shutil.copytree(ROOT / "src", folder / "src", ignore=keep)
    shutil.copytree(ROOT / "tests" / "architecture", folder / "tests" / "architecture", ignore=keep)
    (folder / "tests" / "__init__.py").touch()
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_the_house_keeps_its_contracts(copied_tree: Path) -> None:
    outcome = _lint(copied_tree)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize("kind", BREACHES)
def test_an_injected_breach_fails(copied_tree: Path, kind: str) -> None:
    place, line = BREACHES[kind]
    file = _module(copied_tree / "src" / "preceptor", place)
    before = file.read_text() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{before or ''}\n{line}\n")
    try:
        outcome = _lint(copied_tree)
    finally:
        if before is None:
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()
        else:
            file.write_text(before)
    assert outcome.returncode != 0
    assert "BROKEN" in outcome.stdout or "place" in outcome.stdout.lower() or "exhaustive" in outcome.stdout.lower()
