"""Finds the names and phrases of a vocabulary in a text, in one pass, the longest first.

Latin script goes by words, through a trie; Chinese, which has no spaces, by characters,
traditional ones read as simplified ones.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from articles import vocabularies
from articles.ingest.remembering import remembered

V = TypeVar("V")

_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_HAN}]")
# An abbreviation with dots; a word; a possessive ending; or a mark, which ends a phrase. Hyphens and short
# dashes are read over as spaces are: "Beijing-Tianjin- Hebei" is three words in a row.
_TOKEN = re.compile(rf"(?:[A-Z]\.){{2,}}|[^\W_{_HAN}]+(?:['’](?!s\b)[^\W_{_HAN}]+)*|['’]s\b|[^\w\s‐‑–-]|[{_HAN}]")
_LONGEST_OWNER = 6
_END = " "  # no word is a space: in the trie, what stands under it is a whole phrase


@dataclass(slots=True)
class Match(Generic[V]):
    """A phrase at text[start:end] and what it stands for.

    `before` holds the last two words before it, `after` the next three. In Chinese, where words do not
    stand apart, `before` holds the last two to six characters.
    """

    phrase: str
    values: tuple[V, ...]
    start: int
    end: int
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A word without accents and with a straight apostrophe; capitals stay."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@remembered(most=256)  # each vocabulary is looked for in the same passages
def _words(text: str) -> tuple[tuple[str, ...], tuple[re.Match[str], ...]]:
    """The words and marks of a text, and where each stands."""
    tokens = tuple(_TOKEN.finditer(text))
    return tuple(token[0] for token in tokens), tokens


class Lexicon(Generic[V]):
    """Phrases and what each stands for. One that stands for nothing is found and dropped: it hides what it holds."""

    def __init__(self, phrases: Iterable[tuple[str, V | None]], fold: Callable[[str], str] = plain_word) -> None:
        self._fold = fold
        self._trie: dict[str, Any] = {}
        self._chinese: dict[str, list[str]] = {}
        self._values: dict[str, tuple[V, ...]] = {}
        for phrase, value in phrases:
            self._add(phrase, value)
        for candidates in self._chinese.values():
            candidates.sort(key=len, reverse=True)
        heads = "".join(sorted(self._chinese))
        self._heads = re.compile(f"[{re.escape(heads)}]" if heads else r"(?!)")
        self.find = remembered(most=64)(self._find)  # places are looked for by the topics, too

    def _find(self, text: str) -> list[Match[V]]:
        """The phrases in `text` from left to right, none inside another, in linear time."""
        matches = self._find_words(text)
        if _CHINESE.search(text):
            matches = _apart(sorted(matches + self._find_chinese(text), key=lambda match: (match.start, -match.end)))
        return [match for match in matches if match.values]

    def _add(self, phrase: str, value: V | None) -> None:
        key = phrase if _CHINESE.search(phrase) else " ".join(self._fold(word) for word in _words(phrase)[0])
        if key not in self._values:
            self._values[key] = ()
            self._index(key)
        if value is not None and value not in self._values[key]:
            self._values[key] += (value,)

    def _index(self, key: str) -> None:
        if _CHINESE.search(key):
            self._chinese.setdefault(key[0], []).append(key)
            return
        node = self._trie
        for word in key.split():
            node = node.setdefault(word, {})
        node[_END] = key

    def _find_words(self, text: str) -> list[Match[V]]:
        words, tokens = _words(text)
        matches = []
        for position, end, key in self._phrases(list(map(self._fold, words))):
            span = tokens[position].start(), tokens[end - 1].end()
            before, after = words[max(0, position - 2) : position], words[end : end + 3]
            matches.append(Match(key, self._values[key], *span, before, after))
        return matches

    def _phrases(self, words: list[str]) -> Iterator[tuple[int, int, str]]:
        """Each phrase: the position of its first word, the position after its last, the phrase."""
        reached = 0
        for position in [place for place, word in enumerate(words) if word in self._trie]:
            if position >= reached:
                reached, key = self._longest(words, position)
                if key:
                    yield position, reached, key

    def _longest(self, words: list[str], position: int) -> tuple[int, str]:
        """The position after the longest phrase that starts here, and the phrase; else the next position."""
        node, end, key = self._trie, position + 1, ""
        for index in range(position, len(words)):
            if (node := node.get(words[index])) is None:  # type: ignore[assignment]
                break
            if _END in node:
                end, key = index + 1, node[_END]
        return end, key

    def _find_chinese(self, text: str) -> list[Match[V]]:
        text = text.translate(vocabularies.simplified())
        matches, position = [], 0
        while head := self._heads.search(text, position):
            start = head.start()
            phrase = next((each for each in self._chinese[head[0]] if text.startswith(each, start)), "")
            position = start + len(phrase or head[0])
            if phrase:
                before = tuple(text[max(0, start - size) : start] for size in range(2, _LONGEST_OWNER + 1))
                matches.append(Match(phrase, self._values[phrase], start, position, before))
        return matches


def _apart(matches: list[Match[V]]) -> list[Match[V]]:
    """Of matches that overlap, the one that starts first."""
    kept: list[Match[V]] = []
    for match in matches:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
