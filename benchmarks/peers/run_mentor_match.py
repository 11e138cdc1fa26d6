"""Runs PyPI's mentor-match on an instance from standard input; prints the pairs and the seconds as JSON.

It pairs one to one in rounds, each best by total score (Munkres); a mentor's capacity is asked for by as many rounds
and rules that disqualify whoever is full or already matched.
"""

import json
import sys
import time

from matching import process
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.rules.rule import Disqualify, Rule


class Score(Rule):
    """The score that the instance gives a pair."""

    def __init__(self, scores):
        super().__init__()
        self.scores = scores

    def apply(self, match_object):
        return self.scores.get((match_object.mentor.email, match_object.mentee.email), 0)

    def evaluate(self, match_object):  # noqa: ARG002 - the shape of the peer's Rule
        return True


data = json.load(sys.stdin)
capacity = dict(data["mentors"])
scores = {(mentor, mentee): score for mentor, mentee, score in data["scores"]}
mentors = [Mentor(grade=1, email=name) for name in capacity]
mentees = [Mentee(grade=1, email=name) for name in data["mentees"]]
rules = [
    Score(scores),
    Disqualify(lambda match: (match.mentor.email, match.mentee.email) not in scores),
    Disqualify(lambda match: len(match.mentor.mentees) >= capacity[match.mentor.email]),
    Disqualify(lambda match: len(match.mentee.mentors) >= 1),
]
begun = time.perf_counter()
process.process_data(mentors, mentees, [rules for _ in range(max(capacity.values()))])
seconds = time.perf_counter() - begun
pairs = [(mentor.email, mentee.email) for mentor in mentors for mentee in mentor.mentees]
print(json.dumps({"pairs": pairs, "seconds": seconds}))
