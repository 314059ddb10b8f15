"""Our vectorised search beside Whoosh's own searcher: the same documents, in the same order, with the same scores."""

import random

import pytest
from whoosh import query
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.scoring import BM25F
from whoosh.util.numeric import byte_to_length, length_to_byte

from search.codec.writer import INDEX_NAME, IndexWriter, create
from search.documents import Document
from search.retrieval.evaluation import evaluate
from search.retrieval.ordering import page
from search.retrieval.scoring import K1, B
from search.retrieval.snapshot import Snapshot
from search.schema import TextField

WORDS = [
    "carbon",
    "neutral",
    "energy",
    "policy",
    "research",
    "basic",
    "science",
    "park",
    "city",
    "fund",
    "chip",
    "rail",
]
WEIGHTS = [1 / (number + 1) for number in range(len(WORDS))]

# Whoosh keeps the length of a text in one byte, rounded; we keep it exactly, so these texts have lengths that a
# byte holds.
LENGTHS = [length for length in range(1, 70) if byte_to_length(length_to_byte(length)) == length]


@pytest.fixture(scope="module")
def texts():
    choice = random.Random(7)
    return [
        (" ".join(choice.choices(WORDS, WEIGHTS, k=choice.choice(LENGTHS))), " ".join(choice.choices(WORDS, k=4)))
        for _ in range(300)
    ]


@pytest.fixture(scope="module")
def schema():
    return Schema(
        text=TextField(),
        title=TextField(boost=3.0),
    )


@pytest.fixture(scope="module")
def ours(texts, schema, tmp_path_factory):
    """The folder of an index of our own, in three segments, with deletions."""
    folder = tmp_path_factory.mktemp("index")
    create(folder, schema)
    for first in range(0, 300, 100):
        writer = IndexWriter(folder, schema)
        for number in range(first, first + 100):
            text, title = texts[number]
            writer.add(Document(number, {"text": [text], "title": [title]}, {}, None, title))
        writer.commit()
    return folder


@pytest.fixture(scope="module")
def stock(texts, schema, tmp_path_factory):
    """The same documents in an index that Whoosh has written itself."""
    # Not in memory: there Whoosh writes through a folder that all processes share.
    index = FileStorage(str(tmp_path_factory.mktemp("stock"))).create_index(
        Schema(text=TextField(), title=TextField(boost=3.0))
    )
    writer = index.writer()
    for text, title in texts:
        writer.add_document(text=text, title=title)
    writer.commit()
    return index


def term(word, field="text"):
    return query.Term(field, word)


QUERIES = [
    term("carbon"),
    term("rail"),
    term("fund", "title"),
    query.Or([term("polici"), term("carbon", "title")]),
    query.And([term("energi"), term("research")]),
    query.Or([term("rail"), term("citi"), term("basic")]),
    query.And([term("carbon"), query.Or([term("park"), term("citi")])]),
    query.Phrase("text", ["carbon", "neutral"]),
    query.Phrase("text", ["carbon", "carbon", "energi"]),
    query.And([term("carbon"), query.Phrase("title", ["basic", "scienc"])]),
]


def top_ten(asked, folder, schema):
    snapshot = Snapshot(folder, schema)
    found = evaluate(asked, snapshot)
    places = page(found, [], 0, 10, snapshot)
    return found.documents[places].tolist(), found.scores[places].tolist(), found.size


def whoosh_top_ten(asked, index):
    with index.searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        results = searcher.search(asked, limit=None)
        # Whoosh breaks ties by document number, we by date and then id, which is the same here.
        return [hit.docnum for hit in results[:10]], [hit.score for hit in results[:10]], len(results)


@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_the_top_ten_and_their_scores_are_whooshs_own(asked, ours, stock, schema):
    documents, scores, count = top_ten(asked, ours, schema)
    expected, expected_scores, expected_count = whoosh_top_ten(asked, stock)
    assert count == expected_count
    assert documents == expected
    assert scores == pytest.approx(expected_scores, rel=1e-5)


@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_whooshs_searcher_reads_our_index(asked, ours, stock, schema):
    index = FileIndex(FileStorage(str(ours)), schema=schema, indexname=INDEX_NAME)
    documents, scores, count = whoosh_top_ten(asked, index)
    expected, expected_scores, expected_count = whoosh_top_ten(asked, stock)
    assert (documents, count) == (expected, expected_count)
    assert scores == pytest.approx(expected_scores, rel=1e-9)
