"""Facet counts, however many documents match and however many values there are."""

import random

import numpy as np
import pytest
from whoosh.fields import Schema

from search.codec.writer import IndexWriter, create
from search.documents import Document
from search.retrieval import counting
from search.retrieval.counting import Tally
from search.retrieval.snapshot import Snapshot
from search.schema import TextField, ValueField

SCHEMA = Schema(text=TextField(), topic_exact=ValueField(), author_exact=ValueField())
CHOICE = random.Random(3)
TOPICS = [CHOICE.sample("abcdefgh", CHOICE.randint(0, 3)) for _ in range(500)]
AUTHORS = [[f"author {CHOICE.randint(0, 400)}"] for _ in range(500)]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    create(folder, SCHEMA)
    for first in (0, 200):
        writer = IndexWriter(folder, SCHEMA)
        for pk in range(first, 200 if first == 0 else 500):
            values = {"topic_exact": TOPICS[pk], "author_exact": AUTHORS[pk]}
            writer.add(Document(pk, {}, values, None, ""))
        writer.commit()
    return Snapshot(folder, SCHEMA)


def counted(rows, documents):
    """What a plain count gives."""
    found = {}
    for document in documents:
        for value in rows[document]:
            found[value] = found.get(value, 0) + 1
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


@pytest.mark.parametrize("most_sets", [0, 256, 1000])
@pytest.mark.parametrize("share", [0, 1, 9, 15, 16, 17, 250, 499, 500])
def test_the_counts_are_exact(snapshot, share, most_sets, monkeypatch):
    monkeypatch.setattr(counting, "_MOST_SETS", most_sets)
    snapshot.cache = type(snapshot.cache)(10**8)
    ids = snapshot.ids.tolist()
    documents = sorted(CHOICE.sample(range(500), share))
    tally = Tally(np.array(documents, dtype=np.int32), snapshot)
    assert tally.counts("topic_exact") == counted([TOPICS[pk] for pk in ids], documents)
    assert tally.counts("author_exact") == counted([AUTHORS[pk] for pk in ids], documents)
