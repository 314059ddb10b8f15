"""How well a ranking serves a question, by the measures of the Text Retrieval Conference.

Definitions: Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques, 2002 (nDCG, with the discount
log2(rank + 1) and linear gain, as trec_eval's `ndcg_cut` has it); Manning, Raghavan and Schütze, Introduction to
Information Retrieval, 2008, chapter 8 (average precision, recall).
"""

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    """The gain of the first `depth` documents, each worth less the lower it stands, as a share of the best possible.

    `grades` says how relevant a document is; what is not in it is not. 0 where nothing is relevant.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(document, 0) for document in ranking[:depth]]) / best if best else 0.0


def average_precision(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """The mean, over all relevant documents, of the share of relevant ones down to where each stands.

    One that is not in the ranking counts as 0. 0 where nothing is relevant.
    """
    wanted = _relevant(grades)
    found, total = 0, 0.0
    for rank, document in enumerate(ranking, 1):
        if document in wanted:
            found += 1
            total += found / rank
    return total / len(wanted) if wanted else 0.0


def recall(ranking: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    """The share of the relevant documents that is among the first `depth`. 0 where nothing is relevant."""
    wanted = _relevant(grades)
    return len(wanted.intersection(ranking[:depth])) / len(wanted) if wanted else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _relevant(grades: Mapping[str, int]) -> set[str]:
    return {document for document, grade in grades.items() if grade > 0}
