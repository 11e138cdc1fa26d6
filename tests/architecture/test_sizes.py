"""Size budgets: files and functions that one mind can hold."""

import ast
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES = 400
FUNCTION_LINES = 60
ARGUMENTS = 6
DOCUMENTED = {"rules", "commands", "queries", "public", "plans"}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    return [ROOT / name for name in sorted(set(listed)) if "migrations" not in name and (ROOT / name).exists()]


FILES = _tracked()
PRODUCT = [path for path in FILES if path.is_relative_to(ROOT / "src") and "tests" not in path.parts]


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_tree_is_not_empty() -> None:
    assert len(PRODUCT) > 50


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_functions_stay_short(path: Path) -> None:
    assert [f"{f.name}: {_length(f)} lines" for f in _functions(path) if _length(f) > FUNCTION_LINES] == []


@pytest.mark.parametrize("path", PRODUCT, ids=_name)
def test_functions_take_few_arguments(path: Path) -> None:
    def count(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
        arguments = function.args
        named = [a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]]
        return len([name for name in named if name not in {"self", "cls"}])

    assert [f.name for f in _functions(path) if count(f) > ARGUMENTS] == []


def test_most_functions_are_small() -> None:
    lengths = sorted(_length(function) for path in PRODUCT for function in _functions(path))
    assert statistics.median(lengths) <= 10
    assert lengths[int(len(lengths) * 0.9)] <= 30


def _documented_files() -> list[Path]:
    return [p for p in PRODUCT if DOCUMENTED & {part.removesuffix(".py") for part in p.parts} or "planning" in p.parts]


@pytest.mark.parametrize("path", PRODUCT, ids=_name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", _documented_files(), ids=_name)
def test_offered_functions_say_what_they_do(path: Path) -> None:
    silent = [
        f.name
        for f in ast.parse(path.read_text()).body
        if isinstance(f, ast.FunctionDef) and not f.name.startswith("_") and not ast.get_docstring(f)
    ]
    assert silent == []
