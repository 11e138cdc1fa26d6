"""The check of a file as a program of its own, so that a hostile file can exhaust only a child process.

Called as `python -m preceptor.foundation.documents.rules.apart PATH SECONDS`, with the name and the rule as JSON on
its input; answers in JSON. A picture that was drawn anew takes the file's place.
"""

import contextlib
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from preceptor.foundation.documents.rules.fitness import Unfit, UploadRule
from preceptor.foundation.documents.rules.inspection import Inspected, inspect

# An honest file takes a fraction of a second; waiting is longer where the machine is busy.
PROCESSOR_SECONDS = 5
WAITING_SECONDS = 40
MEMORY_BYTES = 2_000_000_000


def question(name: str, rule: UploadRule) -> str:
    """What the child is asked."""
    return json.dumps({"name": name, "rule": asdict(rule)})


def answered(text: str) -> Inspected:
    """What the child found; Unfit or the disk's fault as it met it, and Unfit for an answer that is none."""
    try:
        told = json.loads(text)
    except ValueError:
        raise Unfit("too-complex") from None
    if "errno" in told:
        raise OSError(told["errno"], "the checked file could not be written")
    if "unfit" in told:
        facts = {name: tuple(value) if isinstance(value, list) else value for name, value in told["facts"].items()}
        raise Unfit(told["unfit"], **facts)
    return Inspected(told["kind"], told["pages"], None)


def answer(path: Path, asked: str) -> str:
    """Check the file and put the finding into words for the parent."""
    wanted = json.loads(asked)
    rule = UploadRule(**{**wanted["rule"], "kinds": tuple(wanted["rule"]["kinds"])})
    try:
        found = inspect(path, wanted["name"], rule)
        if found.fresh is not None:
            path.write_bytes(found.fresh)
    except Unfit as unfit:
        return json.dumps({"unfit": unfit.code, "facts": unfit.facts})
    except OSError as fault:
        return json.dumps({"errno": fault.errno})
    return json.dumps({"kind": found.kind, "pages": found.pages})


def limit_this_process(seconds: int) -> None:
    """Bound memory and processor time where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def main() -> None:
    """Answer one question."""
    limit_this_process(int(sys.argv[2]))
    logging.disable()
    sys.stdout.write(answer(Path(sys.argv[1]), sys.stdin.read()))


if __name__ == "__main__":
    main()
