"""Runs PyPI's matching (the hospital-resident game) on an instance from standard input; prints pairs and seconds.

It seeks a stable matching and knows no scores: both sides rank each other by the score, ties by id.
"""

import json
import sys
import threading
import time
import warnings
from collections import defaultdict

from matching.games import HospitalResident

warnings.simplefilter("ignore")
data = json.load(sys.stdin)
by_mentee, by_mentor = defaultdict(list), defaultdict(list)
for mentor, mentee, score in data["scores"]:
    by_mentee[mentee].append((-score, mentor))
    by_mentor[mentor].append((-score, mentee))
residents = {name: [other for _, other in sorted(ranked)] for name, ranked in by_mentee.items()}
hospitals = {name: [other for _, other in sorted(ranked)] for name, ranked in by_mentor.items()}
capacity = {name: room for name, room in data["mentors"] if name in hospitals}


def play():
    begun = time.perf_counter()
    game = HospitalResident.create_from_dictionaries(residents, hospitals, capacity)
    matching = game.solve(optimal="resident")
    seconds = time.perf_counter() - begun
    pairs = [(mentor.name, mentee.name) for mentor, mentees in matching.items() for mentee in mentees]
    print(json.dumps({"pairs": pairs, "seconds": seconds}))


# The game copies its players deeply, which on a few hundred of them needs more than the usual stack.
sys.setrecursionlimit(10**6)
threading.stack_size(2**29)
player = threading.Thread(target=play)
player.start()
player.join()
