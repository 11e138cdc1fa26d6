"""Named work of confidences: notes that come to their end, pairs that may at last be told."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from preceptor.develop.confidences.public import (
    due_circles,
    due_portfolios,
    end_notes,
    end_portfolio,
    tell_pair,
    untold_disclosures,
)
from preceptor.foundation.jobs.public import Effect, Run, enqueue_many, register, schedule

ROUND, END, TELL = "confidences.round", "confidences.end-notes", "confidences.tell-pair"
END_PORTFOLIO = "confidences.end-portfolio"
EVERY_DAY_AT = time(5, 15)


def daily_round(run: Run) -> Effect:
    """Find notes to announce or destroy, and disclosures to tell of; a job for each, so that none stops another."""
    ending, untold = due_circles(run.now), untold_disclosures(run.now)
    portfolios, day = due_portfolios(run.now), run.now.date().isoformat()

    def effect() -> None:
        enqueue_many(END, [(f"{each}:{day}", {"circle_id": each}) for each in ending], now=run.now)
        enqueue_many(END_PORTFOLIO, [(f"{each}:{day}", {"portfolio_id": each}) for each in portfolios], now=run.now)
        enqueue_many(TELL, [(f"{each}:{day}", {"disclosure_id": each}) for each in untold], now=run.now)

    return effect


def end_one(run: Run) -> Effect:
    """Write the letter, or shred the key, in the transaction that ends the job."""
    circle_id = int(run.payload["circle_id"])

    def effect() -> None:
        end_notes(circle_id=circle_id, now=run.now)

    return effect


def end_one_portfolio(run: Run) -> Effect:
    """The same for the portfolio of one person."""
    portfolio_id = int(run.payload["portfolio_id"])

    def effect() -> None:
        end_portfolio(portfolio_id=portfolio_id, now=run.now)

    return effect


def tell_one(run: Run) -> Effect:
    """Tell one pair of a disclosure."""
    disclosure_id = int(run.payload["disclosure_id"])

    def effect() -> None:
        tell_pair(disclosure_id=disclosure_id, now=run.now)

    return effect


def register_jobs() -> None:
    """Make the work and its schedule known."""
    register(ROUND, daily_round, title=_("Find sealed notes that come to their end"))
    register(END, end_one, title=_("Announce or destroy sealed notes"))
    register(END_PORTFOLIO, end_one_portfolio, title=_("Announce or destroy reflection portfolios"))
    register(TELL, tell_one, title=_("Tell a pair of a disclosure"))
    schedule(ROUND, ROUND, daily_at=EVERY_DAY_AT)
