"""The upkeep of the table itself, as a job."""

from preceptor.foundation.jobs.commands.upkeep import clear_away
from preceptor.foundation.jobs.rules.registry import Effect, Run


def clear_old(run: Run) -> Effect:
    """Clear away what was done long ago."""

    def effect() -> None:
        clear_away(now=run.now)

    return effect
