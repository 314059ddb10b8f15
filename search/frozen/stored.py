"""What a frozen search holds, read back from how it is kept."""

import numpy as np
from django.http import QueryDict

from search.models import FrozenSearch
from search.parameters import ParameterError, read
from search.records import SearchRequest


def ids_of(frozen: FrozenSearch) -> np.ndarray:
    """The ids of the articles as int64, in the order in which they were found."""
    return np.fromstring(frozen.ids, dtype=np.int64, sep=",")


def asked_of(frozen: FrozenSearch) -> SearchRequest:
    """The search as it was asked for. Raises ParameterError for one that a later release refuses."""
    return read(QueryDict(frozen.query))


def told_of(frozen: FrozenSearch) -> SearchRequest:
    """What there is to tell of the search: all of it or, of one that a later release refuses, its words."""
    try:
        return asked_of(frozen)
    except ParameterError:
        return SearchRequest(q=QueryDict(frozen.query).get("q", ""))


def frozen_ids(key: str) -> list[int]:
    """The ids of the frozen search with that key, in its order. Raises ParameterError if there is none."""
    frozen = FrozenSearch.objects.filter(key=key.replace("\0", "")).first()  # PostgreSQL refuses to look for a NUL
    if frozen is None:
        raise ParameterError(f"“frozen” cannot be “{key}”: no search is kept under that key. Copy it from its page.")
    return ids_of(frozen).tolist()
