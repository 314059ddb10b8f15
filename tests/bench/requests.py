"""The 47 searches that every engine is asked, chosen from the corpus's own words and tags, the same on every run."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.bench.records import FACETS, Document, Request
from tests.bench.vocabulary import BANDS, Vocabulary, spread

_WORDS = {
    "common word": ("common",) * 6,
    "rare word": ("rare",) * 6,
    "and": (
        "common common", "common middling", "middling middling", "common rare",
        "common common middling", "common middling rare",
    ),
    "or": ("common common", "common middling", "middling rare", "rare rare", "common middling rare"),
    "filter": ("common",) * 5,
    "date range": ("common", "middling", "rare", ""),
    "two facets": ("", "common", "middling"),
}  # fmt: skip
"""For the kinds of requests that have words: how common each word of each request is."""

_PHRASES = (
    "artificial intelligence", "digital economy", "basic research", "carbon neutrality", "climate change",
    "international cooperation",
)  # fmt: skip
_PREFIXES = 5
_FILTERS = FACETS[:5]
_FILTER_RANK = 3  # the fourth most frequent value
_DATES = (
    ("2010-01-01", "2012-12-31"),
    ("2006-03-01", "2018-06-30"),
    ("2005-01-01", "2025-12-31"),
    ("2020-05-04", "2020-11-08"),
)
_TWO_FACETS = (("topic", "region"), ("topic", "publication"), ("region", "institution"))


def choose(documents: Iterable[Document]) -> list[Request]:
    """The requests for a corpus of which `documents` are a fair sample. No word is in two of them."""
    documents = list(documents)
    vocabulary = Vocabulary(document.text for document in documents)
    values = _values(documents)
    words = _words(vocabulary)
    filters = zip(words["filter"], _FILTERS, strict=True)
    pairs = zip(words["two facets"], _TWO_FACETS, strict=True)
    return [
        *(Request(kind, some) for kind in ("common word", "rare word", "and") for some in words[kind]),
        *(Request("or", some, "any") for some in words["or"]),
        *(Request("phrase", tuple(phrase.split()), "phrase") for phrase in _PHRASES),
        *(Request("prefix", (prefix,), "prefix") for prefix in spread(vocabulary.prefixes(), _PREFIXES)),
        *(Request("filter", some, chosen=((facet, values[facet][_FILTER_RANK]),)) for some, facet in filters),
        *(Request("date range", some, dates=days) for some, days in zip(words["date range"], _DATES, strict=True)),
        *(Request("two facets", some, chosen=tuple((f, values[f][0]) for f in pair)) for some, pair in pairs),
        Request("everything"),
    ]


def _words(vocabulary: Vocabulary) -> dict[str, list[tuple[str, ...]]]:
    """The words of the requests of each kind, spread over the whole of each band."""
    taken = {word for phrase in _PHRASES for word in phrase.split()}
    needed = Counter(band for texts in _WORDS.values() for text in texts for band in text.split())
    bands = {name: [word for word in vocabulary.band(name) if word not in taken] for name in BANDS}
    left = {name: iter(spread(words, needed[name])) for name, words in bands.items()}
    return {
        kind: [tuple(next(left[name]) for name in text.split()) for text in texts] for kind, texts in _WORDS.items()
    }


def _values(documents: Iterable[Document]) -> dict[str, list[str]]:
    """The values of each facet, the most frequent first."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for facet, values in document.values.items():
            counted[facet].update(values)
    return {facet: [value for value, _ in counts.most_common()] for facet, counts in counted.items()}
