"""`preceptor verify-credential`: one line that says why, and a code that a script can use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from preceptor.config import credentials
from preceptor.develop.awards.rules.keys import did_document, public_of

from .shared import DID, LIST, SEED, signed, status_list, with_status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "did.json").write_text(json.dumps(did_document(DID, [public_of(SEED)])))
    (tmp_path / "list.json").write_bytes(status_list(5))
    (tmp_path / "good.json").write_text(json.dumps(with_status(6)))
    (tmp_path / "revoked.json").write_text(json.dumps(with_status(5)))
    return tmp_path


def run(folder: Path, name: str, *more: str) -> int:
    given = ["--did", str(folder / "did.json"), "--status-list", str(folder / "list.json")]
    try:
        credentials.main([str(folder / name), *given, *more])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_valid_credential_ends_with_nought(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "good.json", "--strict") == 0
    assert capsys.readouterr().out.startswith("Valid: “Mentor of principals”")


def test_a_revoked_one_ends_with_one_and_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "revoked.json") == 1
    assert capsys.readouterr().out == "The credential was revoked by its issuer.\n"


def test_a_list_beside_the_file_is_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / LIST.rsplit("/", 1)[-1]).write_bytes((folder / "list.json").read_bytes())
    with pytest.raises(SystemExit):
        credentials.main([str(folder / "revoked.json"), "--did", str(folder / "did.json")])
    assert "revoked by its issuer" in capsys.readouterr().out


def test_an_absent_file_is_named(folder: Path) -> None:
    with pytest.raises(SystemExit, match=r"nothing\.json cannot be read"):
        credentials.main([str(folder / "nothing.json")])


def test_judging_starts_without_django(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps(signed()))
    code = (
        "import sys; from preceptor.config import credentials\n"
        f"try: credentials.main([{str(tmp_path / 'x.json')!r}])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('django', 'numpy', 'scipy', 'ortools') if name in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.splitlines()[-1] == "[]"
