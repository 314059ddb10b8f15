"""Writes the articles of the corpus: invented text with the statistics of real text, the same on every run.

Article 7 is the same whether the corpus has ten articles or a hundred thousand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np

from articles import vocabularies
from tests.bench.words import CHINESE_PHRASES, PHRASES, Lexicon, chinese, english, topic_phrases

SEED = 20261121
FIRST_DAY, DAYS = date(2005, 1, 1), 21 * 365
PEOPLE = 4000
CHINESE, BILINGUAL = 0.05, 0.03  # shares of the articles

_OWN_WORDS, _OWN_SHARE = 24, 0.18
_COMMONEST, _RAREST = 300, 60_000  # places among all words between which an article's own words lie


@dataclass(frozen=True)
class Draft:
    """An article before it has a place in an issue. `people` numbers its authors from 0, the busiest first."""

    language: str
    title: str
    standfirst: str
    paragraphs: tuple[str, ...]
    caption: str
    people: tuple[int, ...]
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    institutions: tuple[str, ...]
    dated: date | None


def drafts(count: int) -> Iterator[Draft]:
    """The first `count` articles of the corpus, numbered from 0."""
    return map(draft, range(count))


def draft(number: int) -> Draft:
    """Article `number`."""
    rng = np.random.default_rng([SEED, number])
    topics = _some(rng, tuple(topic_phrases()), 1, 4, evenness=8)
    regions = _some(rng, _regions(), 0, 4, evenness=1)
    institutions = _some(rng, vocabularies.institutions().entries, 0, 5, evenness=2)
    names = [entry.name for entry in (*regions, *institutions)]
    kind = rng.random()
    text = _chinese_text(rng) if kind < CHINESE else _english_text(rng, topics, names)
    if CHINESE <= kind < CHINESE + BILINGUAL:
        text.append(_chinese_paragraph(rng))
    return Draft(
        language="zh" if kind < CHINESE else "en",
        title=text[0],
        standfirst=text[1] if rng.random() < 0.6 else "",
        paragraphs=tuple(text[2:]),
        caption=text[1] if rng.random() < 0.2 else "",
        people=tuple({_often_low(rng, PEOPLE) for _ in range(rng.integers(0, 4))}),
        topics=tuple(topics),
        regions=tuple(entry.code for entry in regions),
        institutions=tuple(entry.slug for entry in institutions),
        dated=FIRST_DAY + timedelta(days=int(rng.integers(DAYS))) if rng.random() < 0.1 else None,
    )


@cache
def _regions() -> list[vocabularies.RegionEntry]:
    """China and its provinces, then the others."""
    return sorted(vocabularies.regions().entries, key=lambda entry: not entry.code.startswith("CN"))


def _english_text(rng: np.random.Generator, topics: Sequence[str], names: list[str]) -> list[str]:
    """A title, a standfirst, and paragraphs of 250 to 900 words together."""
    mentions = [phrase for phrase, share in PHRASES.items() if rng.random() < share] + names
    for topic in topics:
        phrases = topic_phrases()[topic]
        mentions += [phrases[_often_low(rng, len(phrases))] for _ in range(rng.integers(1, 5))]
    own = english().words[(_COMMONEST * (_RAREST / _COMMONEST) ** rng.random(_OWN_WORDS)).astype(int)]
    words = _words(rng, english(), int(rng.integers(250, 901)), own)
    for place, mention in zip(rng.integers(len(words), size=len(mentions)), mentions, strict=True):
        words[place] = mention
    for place in rng.integers(len(words), size=len(words) // 60):
        words[place] = _number(rng)
    title = [topic_phrases()[topics[0]][0], *_words(rng, english(), int(rng.integers(3, 9)), own)]
    standfirst = _words(rng, english(), int(rng.integers(15, 31)), own)
    return [_capital(" ".join(title)), _sentence(standfirst), *_paragraphs(rng, words)]


def _words(rng: np.random.Generator, lexicon: Lexicon, count: int, own: np.ndarray) -> list[str]:
    """Words as the language has them, every fifth or sixth one of the text's own words, some of these often."""
    words = lexicon.words[lexicon.draw(rng.random(count))]
    is_own = rng.random(count) < _OWN_SHARE
    words[is_own] = own[(len(own) ** rng.random(int(is_own.sum()))).astype(int) - 1]
    return words.tolist()


def _number(rng: np.random.Generator) -> str:
    kind, number = rng.integers(4), int(rng.integers(1, 1000))
    return (f"{number} percent", str(2005 + number % 21), f"{number / 10} billion yuan", str(number * 37))[kind]


def _paragraphs(rng: np.random.Generator, words: list[str]) -> Iterator[str]:
    """The words in sentences of 8 to 32 words, and these in paragraphs of two to five."""
    place = 0
    while place < len(words):
        sentences = []
        for length in rng.integers(8, 33, size=int(rng.integers(2, 6))).tolist():
            if place < len(words):
                sentences.append(_sentence(words[place : place + length]))
                place += length
        yield " ".join(sentences)


def _sentence(words: list[str]) -> str:
    middle = len(words) // 2
    halves = [" ".join(half) for half in (words[:middle], words[middle:]) if half]
    return _capital((", " if len(words) > 18 else " ").join(halves)) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _chinese_text(rng: np.random.Generator) -> list[str]:
    """The same in Chinese, with 500 to 1,500 characters."""
    title = CHINESE_PHRASES[_often_low(rng, len(CHINESE_PHRASES))] + "".join(_chinese_words(rng, 5))
    paragraphs = [_chinese_paragraph(rng) for _ in range(rng.integers(4, 12))]
    return [title, _chinese_paragraph(rng)[:60] + "。", *paragraphs]


def _chinese_paragraph(rng: np.random.Generator) -> str:
    clauses = ["".join(_chinese_words(rng, int(rng.integers(4, 10)))) for _ in range(rng.integers(6, 16))]
    clauses.append("推进" + CHINESE_PHRASES[_often_low(rng, len(CHINESE_PHRASES))])
    ends = ["，", "，", "。"] * len(clauses)
    return "".join(clause + end for clause, end in zip(clauses[:-1], ends, strict=False)) + clauses[-1] + "。"


def _chinese_words(rng: np.random.Generator, count: int) -> list[str]:
    return chinese().words[chinese().draw(rng.random(count))].tolist()


def _often_low(rng: np.random.Generator, limit: int, evenness: int = 1) -> int:
    """A number from 0 and below `limit`, the low ones oftener, as Zipf and Mandelbrot found it of words."""
    return int((limit + evenness) ** (share := rng.random()) * evenness ** (1 - share)) - evenness


def _some(rng: np.random.Generator, entries: Sequence[Any], fewest: int, most: int, evenness: int) -> list[Any]:
    """From `fewest` to `most` different entries, the first ones of them most often."""
    places = {_often_low(rng, len(entries), evenness) for _ in range(rng.integers(fewest, most + 1))}
    return [entries[place] for place in sorted(places)]
