"""Texts as numbers: the same terms, at the same positions, as the analyser gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import tokens
from search.codec.lexicon import Lexicon

WORDS = [
    "a",
    "b",
    "Tech",
    "sci-tech",
    "U.S.",
    "1,000",
    "3.14",
    "x.y",
    "é",
    "e\u0301",
    "ＡＩ",
    "Beijing–Tianjin",
    "don't",
    "4.",
]
CHINESE = ["科", "技", "ゟ", "ｱ", "、"]
SIGNS = [" ", " ", "-", "’s", "\n", "\f", "\u00ad", ".", ",", "(", "“", "_", "\u3000"]
pieces = st.sampled_from([*WORDS, *CHINESE, *SIGNS])
texts = st.lists(pieces, max_size=12).map("".join)


def terms_of(lexicon, text):
    chunks = lexicon.read(text)
    found = lexicon.occurrences(chunks, np.array([len(chunks)]))
    names = list(lexicon.terms)
    return [(names[term], position) for term, position in zip(found.terms, found.positions, strict=True)]


@given(texts)
def test_a_text_gives_the_terms_and_positions_of_the_analyser(text):
    assert terms_of(Lexicon(), text) == [(token.term, token.position) for token in tokens(text)]


@given(texts)
def test_a_text_gives_the_printed_words_of_the_analyser(text):
    lexicon = Lexicon()
    chunks = lexicon.read(text)
    words, _ = lexicon.printed_words(chunks, np.array([len(chunks)]))
    names = list(lexicon.words)
    assert {names[word] for word in words} == {token.word for token in tokens(text) if token.word}


def test_several_texts_are_kept_apart():
    lexicon = Lexicon()
    chunks = [lexicon.read(text) for text in ("one two", "", "two")]
    found = lexicon.occurrences(np.concatenate(chunks), np.array([len(chunk) for chunk in chunks]))
    assert found.texts.tolist() == [0, 0, 2]
    assert found.positions.tolist() == [0, 1, 0]


def test_what_is_known_keeps_its_number():
    lexicon = Lexicon()
    first = lexicon.read("carbon neutral")
    assert lexicon.read("neutral carbon").tolist() == first.tolist()[::-1]
