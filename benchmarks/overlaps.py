"""Measures how many of the judged pairs of real duties are found among the first 60 and 200.

Run by `make bench`, or `.venv/bin/python benchmarks/overlaps.py [--data FOLDER]`; skips with a reason without the data.

One rater judged the pairs, from candidates of methods like these, so recall is optimistic for every method alike. The
settings of ours were looked at beside the same pairs, so the whole-set figure of ours is optimistic once more; the
honest figure beside it is cross-validated: the pairs are halved two hundred times, the settings with the best mean
logarithm of places on one half are chosen, and recall is counted on the other half, each pair against its place among
all pairs; the baseline, which has nothing to choose, is counted on the same halves. Which pairs share a half
follows the items: pairs with an item in common, such as copies of one sentence, stay together.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from preceptor.planning.consolidation.overlaps.citations import citations  # noqa: E402 - path first
from preceptor.planning.consolidation.overlaps.problem import Item, Weights  # noqa: E402  after the path
from preceptor.planning.consolidation.overlaps.solve import Field, overlaps  # noqa: E402  after the path

RESULTS = HERE / "results" / "overlaps.json"
DATA = HERE.parent.parent / "shared" / "data" / "certifications"
BOILERPLATE = re.compile(
    r"(at the )?beginning of (each|the) (school )?year|each (school )?year|annual(ly)?|superintendent or designee|shall"
    r"|notif(y|ied|ications?)|parents?/guardians?|in writing|written|notice|district|school year"
)
OMNIBUS = {"Education Code 48980", "Education Code 49063"}
GRID = tuple(Weights(words, 1 - words, bonus) for words in (0.3, 0.5, 0.7) for bonus in (0.2, 0.3, 0.4, 0.5))
HALVINGS = 200

Ranks = dict[frozenset[str], int]
Floats = npt.NDArray[np.float64]


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def ranked(ids: Sequence[str], scores: Floats) -> Ranks:
    """Give the place of every pair, best first; equal scores in the order of the ids."""
    pairs = [(-float(scores[a, b]), *sorted((ids[a], ids[b]))) for a, b in combinations(range(len(ids)), 2)]
    return {frozenset((a, b)): at for at, (_, a, b) in enumerate(sorted(pairs), 1)}


def fuzzy(items: Sequence[Item]) -> Ranks:
    """Rank by rapidfuzz's token set ratio."""
    texts = [item.text for item in items]
    return ranked([item.id for item in items], process.cdist(texts, texts, scorer=fuzz.token_set_ratio))


def baseline(items: Sequence[Item]) -> Ranks:
    """Rank by half words, half letters, boilerplate by a list, and 0.25 for a shared source that is not omnibus."""
    texts = [BOILERPLATE.sub(" ", item.text.lower()) for item in items]
    scores = np.zeros((len(items), len(items)))
    for options in ({"stop_words": "english"}, {"analyzer": "char_wb", "ngram_range": (3, 5)}):
        rows = TfidfVectorizer(sublinear_tf=True, **options).fit_transform(texts)
        scores += 0.5 * (rows @ rows.T).toarray()
    named = [citations(item.text, item.ref) - OMNIBUS for item in items]
    for a, b in combinations(range(len(items)), 2):
        bonus = 0.25 * bool(named[a] & named[b])
        scores[a, b] += bonus
        scores[b, a] += bonus
    return ranked([item.id for item in items], scores)


def ours(items: Sequence[Item], weights: Weights = Weights()) -> Ranks:  # noqa: B008 - frozen
    """Rank with Preceptor."""
    field = Field(tuple(sorted(items)), weights)
    every = sorted(field.candidates(len(items) ** 2))
    return {frozenset((field.items[a].id, field.items[b].id)): at for at, (_, a, b) in enumerate(every, 1)}


def recall(ranks: Ranks, pairs: Iterable[frozenset[str]], top: int) -> float:
    """Give the share of pairs among the first so many; a pair without any likeness has no place."""
    places = [ranks.get(pair, top + 1) for pair in pairs]
    return sum(place <= top for place in places) / len(places)


def mean_log_place(ranks: Ranks, pairs: Sequence[frozenset[str]]) -> float:
    """Give the mean logarithm of the places: with a dozen pairs, recall moves in steps too coarse to choose by."""
    return float(np.mean([np.log2(ranks.get(pair, len(ranks) + 1)) for pair in pairs]))


def crossed(by_weights: dict[Weights, Ranks], pairs: Sequence[frozenset[str]]) -> dict[str, float]:
    """Choose the settings on one half of the pairs, count on the other; the mean over many halvings."""
    families = joined(pairs)
    found: dict[int, list[float]] = {60: [], 200: []}
    for seed in range(HALVINGS):
        mixed = random.Random(seed).sample(families, len(families))
        halves: tuple[list[frozenset[str]], list[frozenset[str]]] = ([], [])
        for family in mixed:
            halves[len(halves[1]) < len(halves[0])].extend(family)
        best = min(by_weights, key=lambda it: mean_log_place(by_weights[it], halves[0]))
        for top, values in found.items():
            values.append(recall(by_weights[best], halves[1], top))
    return {f"recall_{top}": round(float(np.mean(values)), 3) for top, values in found.items()}


def joined(pairs: Sequence[frozenset[str]]) -> list[list[frozenset[str]]]:
    """Put pairs together that have an item in common, directly or by others."""
    families: list[tuple[set[str], list[frozenset[str]]]] = []
    for pair in pairs:
        touching = [family for family in families if family[0] & pair]
        merged = (set(pair).union(*(it[0] for it in touching)), [pair, *(p for it in touching for p in it[1])])
        families = [family for family in families if family not in touching] + [merged]
    return [members for _, members in families]


def measured(items: Sequence[Item], gold: dict[frozenset[str], bool]) -> dict[str, object]:
    """Give recall of every method on these items."""
    methods: dict[str, Callable[[Sequence[Item]], Ranks]] = {
        "rapidfuzz token_set_ratio": fuzzy,
        "baseline": baseline,
        "preceptor": ours,
    }
    rows: dict[str, object] = {}
    reworded = [pair for pair, verbatim in gold.items() if not verbatim]
    for name, method in methods.items():
        begun = time.perf_counter()
        ranks = method(items)
        rows[name] = {f"recall_{top}": round(recall(ranks, gold, top), 3) for top in (60, 100, 200)} | {
            "reworded_200": round(recall(ranks, reworded, 200), 3),
            "seconds": round(time.perf_counter() - begun, 2),
        }
    rows["preceptor, cross-validated"] = crossed({it: ours(items, it) for it in GRID}, list(gold))
    # Nothing to choose: the same halves, so that the two stand side by side.
    rows["baseline, on the same halves"] = crossed({Weights(): baseline(items)}, list(gold))
    return rows


def main() -> None:
    """Measure, print and write; skip with a reason without the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the items and the judged pairs")
    folder = parser.parse_args().data
    items, pairs = folder / "overlap_items_rcsd.csv", folder / "overlap_gold_pairs_rcsd.csv"
    if not items.exists() or not pairs.exists():
        print(f"Skipped: {items.name} and {pairs.name} are not in the data folder. Name it with --data.")
        return
    rows = read(items)
    gold = {frozenset((it["id_a"], it["id_b"])): it["near_verbatim"] == "1" for it in read(pairs)}
    plain = [Item(it["id"], it["text"], it["ref"]) for it in rows]
    mapped = [Item(it["id"], it["text"], "; ".join((it["doc"], it["legal"], it["ref"]))) for it in rows]
    begun = time.perf_counter()
    overlaps(mapped, 200)
    result = {
        "items": len(rows),
        "pairs_judged_alike": len(gold),
        "seconds_for_200_pairs_with_reasons": round(time.perf_counter() - begun, 2),
        "texts and their own references": measured(plain, gold),
        "with policy number and legal basis as reference": measured(mapped, gold),
    }
    print(json.dumps(result, indent=1))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
