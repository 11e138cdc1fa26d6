"""Tables of pairing: participants, what they wish, matching runs, offers and pairs."""

from preceptor.develop.pairing.models.pairs import Offer, OfferedMentor, Pair
from preceptor.develop.pairing.models.participants import Conflict, Participant, Wish
from preceptor.develop.pairing.models.runs import HandMark, MatchRun

__all__ = ["Conflict", "HandMark", "MatchRun", "Offer", "OfferedMentor", "Pair", "Participant", "Wish"]
