"""How text becomes terms: the same for what is indexed, what is asked for, and what is marked in a snippet.

Words are folded (Unicode NFKC, case, accents) and stemmed as English. A hyphenated compound gives its parts
and, written as one word, the whole. Chinese gives every pair of neighbouring characters and every single one,
so that any part of a sentence is found. Nothing is a stop word: phrases need their `of`.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

PART_BREAK = "\f"
"""Stands between the parts of a text (standfirst, body, captions) that no phrase may span."""

PART_GAP = 100
"""How many positions a part break takes: more than any phrase may be loosened."""

_CJK = "\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_HYPHENS = "-\u2010-\u2013\uff0d"
_LETTER = f"[^\\W{_CJK}]"
_WORD = rf"(?:[^\W_{_CJK}]++[{_MARKS}]*+)++"
_PATTERN = re.compile(
    rf"(?P<acronym>(?<!{_LETTER})(?:[A-Za-z]\.){{2,}}(?!{_LETTER}))"
    rf"|(?P<number>(?<!{_LETTER})(?<![.,])(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+)(?![.,]?{_LETTER}))"
    rf"|(?P<word>{_WORD}(?:['’]{_WORD})*+(?:[{_HYPHENS}]{_WORD}(?:['’]{_WORD})*+)*+)"
    rf"|(?P<chinese>[{_CJK}](?:[ \u3000\n]?[{_CJK}])*+)"
    rf"|(?P<part>{PART_BREAK})"
)
CHINESE = re.compile(rf"[{_CJK}](?:[ \u3000\n]?[{_CJK}])*+")
_PART_OF_COMPOUND = re.compile(rf"[^{_HYPHENS}]+")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_ACCENTS = re.compile(f"[{_MARKS}]")
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_LONGEST_TERM = 64
_MOST_PARTS = 6

_stemmers = threading.local()


class Token(NamedTuple):
    """A term, its position among the words of the text, and the characters it was read from.

    `word` is the folded word before stemming; it is empty for Chinese, which has no such words.
    """

    term: str
    position: int
    start: int
    end: int
    word: str


def fold(text: str) -> str:
    """`text` with the differences gone that searching overlooks: Unicode form, width, case, accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", _ACCENTS.sub("", decomposed).translate(_UNDECOMPOSED))


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` by rising position. The first token at a position is the one that phrases use."""
    position = 0
    for match in _PATTERN.finditer(text):
        if match.lastgroup == "part":
            position += PART_GAP
            continue
        read = _chinese if match.lastgroup == "chinese" else _words
        for token in read(match, position):
            yield token
            position = max(position, token.position + 1)


def phrase_terms(text: str) -> list[str]:
    """The terms that stand side by side, in this order, wherever `text` occurs as a phrase."""
    terms: dict[int, str] = {}
    for token in tokens(text):
        terms.setdefault(token.position, token.term)
    ordered = list(terms.values())
    if len(ordered) > 1 and ordered[-2].endswith(ordered[-1]) and re.fullmatch(f"[{_CJK}]", ordered[-1]):
        del ordered[-1]  # the pair before it holds it already
    return ordered


def spellings(text: str) -> list[list[str]]:
    """The ways in which a typed word may be printed, each as the terms of a phrase: `sci-tech` also as `scitech`."""
    found = list(tokens(text))
    whole = [[token.term] for token in found if _is_compound(token, found)]
    return [phrase_terms(text), *whole] if found else []


def plain_word(text: str) -> str:
    """The one word in letters that `text` is, folded but not stemmed; empty for several words and for Chinese."""
    found = list(tokens(text))
    compounds = [token.word for token in found if _is_compound(token, found)]
    if compounds or len(found) == 1:
        return (compounds or [found[0].word])[0]
    return ""


def _is_compound(token: Token, among: list[Token]) -> bool:
    """Whether `token` is a compound as a whole, and nothing stands beside it."""
    return len(among) > 2 and token.start == among[0].start and token.end == among[-1].end and token != among[0]


def _words(match: re.Match[str], position: int) -> Iterator[Token]:
    """The parts of a compound one after the other, then the whole at the place of its first part."""
    if match.lastgroup != "word":
        yield from _single(match.group().replace(",", ""), position, match.start(), match.end())
        return
    parts = list(_PART_OF_COMPOUND.finditer(match.group()))
    offset = match.start()
    whole = None
    if 1 < len(parts) <= _MOST_PARTS and not all(part.group().isdigit() for part in parts):
        whole = next(_single(match.group(), position, offset, match.end()), None)
    for number, part in enumerate(parts):
        yield from _single(part.group(), position + number, offset + part.start(), offset + part.end())
        if number == 0 and whole:
            yield whole


def _single(text: str, position: int, start: int, end: int) -> Iterator[Token]:
    word, term = word_and_stem(text)
    if term:
        yield Token(term, position, start, end, word)


def _chinese(match: re.Match[str], position: int) -> Iterator[Token]:
    """Each character after the pair that it begins. A line end or a space does not part a pair."""
    places = [match.start() + place for place, char in enumerate(match.group()) if not char.isspace()]
    following = [*places[1:], 0]
    pairs = zip(chinese_pairs(match.group()), places, following, strict=True)
    for number, (pair, start, next_start) in enumerate(pairs):
        both, single = pair_terms(*pair)
        if both:
            yield Token(both, position + number, start, next_start + 1, "")
        yield Token(single, position + number, start, start + 1, "")


def pair_terms(char: str, neighbour: str) -> tuple[str, str]:
    """The term of two neighbouring characters, empty if there is no neighbour, and that of the first alone."""
    single = _folded_character(char)
    return single + _folded_character(neighbour) if neighbour else "", single


def chinese_pairs(chunk: str) -> Iterator[tuple[str, str]]:
    """Each character of a Chinese chunk with the one after it; the last with an empty one."""
    characters = "".join(chunk.split())
    return zip(characters, [*characters[1:], ""], strict=True)


_folded_character = lru_cache(maxsize=16384)(fold)


@lru_cache(maxsize=65536)
def word_and_stem(text: str) -> tuple[str, str]:
    """A printed word folded, and its stem."""
    if text.isascii() and text.isalnum():
        word = text[:_LONGEST_TERM].lower()
        return word, _stem(word)
    folded = fold(_POSSESSIVE.sub("", text))
    word = "".join(char for char in folded if char.isalnum() or char == ".").strip(".")[:_LONGEST_TERM]
    if not word.replace(".", "").isdigit():
        word = word.replace(".", "")
    return word, _stem(word)


def _stem(word: str) -> str:
    if not hasattr(_stemmers, "english"):  # a stemmer must not be shared by threads
        _stemmers.english = Stemmer.Stemmer("english")
    return _stemmers.english.stemWord(word)
