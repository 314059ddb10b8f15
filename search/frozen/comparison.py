"""What has become of a frozen search since: what is public no more, and what the same search finds today."""

import logging
from typing import NamedTuple

import numpy as np

from articles.models import Article
from articles.pages.per_state import per_state
from search import budget
from search.frozen.stored import asked_of, ids_of
from search.language import QueryError
from search.models import FrozenSearch
from search.parameters import ParameterError
from search.results import matching_ids
from search.storage import SearchUnavailable

logger = logging.getLogger(__name__)


class Changes(NamedTuple):
    """Ids in ascending order; `added` and `no_longer_found` are None where the search cannot be asked.

    `withdrawn` was found then and is not public now, `no_longer_found` is public, but its text or tags are others;
    `added` was not found then and is now.
    """

    withdrawn: list[int]
    added: list[int] | None
    no_longer_found: list[int] | None


def changes_since(frozen: FrozenSearch) -> Changes:
    """What the set would gain and lose if it were frozen anew. The index may be seconds behind; the public is not."""
    then, public = np.sort(ids_of(frozen)), _public_ids()
    withdrawn = np.setdiff1d(then, public, assume_unique=True).tolist()
    try:
        found = matching_ids(asked_of(frozen))
    except (SearchUnavailable, QueryError, ParameterError):  # what was read then may be refused by a later release
        logger.exception("a frozen search cannot be compared: %s", frozen)
        return Changes(withdrawn, None, None)
    budget.check()
    now = np.intersect1d(found, public, assume_unique=True)
    added = np.setdiff1d(now, then, assume_unique=True)
    lost = np.setdiff1d(np.intersect1d(then, public, assume_unique=True), now, assume_unique=True)
    return Changes(withdrawn, added.tolist(), lost.tolist())


@per_state
def _public_ids() -> np.ndarray:
    """The ids of all published articles: eight bytes each, where a set has ninety."""
    ids = Article.objects.published().order_by().values_list("pk", flat=True)
    return np.fromiter(ids.iterator(), dtype=np.int64)
