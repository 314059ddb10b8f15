"""Words that stand together: over all documents at once, the same as text by text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.fields import Schema

from search.codec.writer import IndexWriter, create
from search.documents import Document
from search.proximity import together as together_in_one
from search.retrieval.phrases import together
from search.retrieval.snapshot import Snapshot
from search.schema import TextField

SCHEMA = Schema(text=TextField())
CHOICE = random.Random(5)
TEXTS = [CHOICE.choices("abcd", k=CHOICE.randint(0, 12)) for _ in range(120)]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    create(folder, SCHEMA)
    for first in (0, 60):
        writer = IndexWriter(folder, SCHEMA)
        for pk in range(first, first + 60):
            writer.add(Document(pk, {"text": [" ".join(TEXTS[pk])]}, {}, None, ""))
        writer.commit()
    return Snapshot(folder, SCHEMA)


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4), st.integers(1, 6))
def test_a_phrase_is_where_its_words_stand_together(snapshot, words, slop):
    found = snapshot.ids[together(snapshot, "text", [word.encode() for word in words], slop)].tolist()
    places = [{word: [n for n, w in enumerate(text) if w == word] for word in words} for text in TEXTS]
    expected = [pk for pk, place in enumerate(places) if together_in_one([place[word] for word in words], slop)]
    assert found == expected


def test_a_word_that_is_nowhere_stands_with_none(snapshot):
    assert together(snapshot, "text", [b"a", b"zebra"], 1).tolist() == []
