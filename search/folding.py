"""A text folded letter by letter, so that words are found in it without reading it as the analyser does."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from search.analysis import fold, tokens

Stretch = tuple[int, int]
"""The characters from the first number up to but without the second."""

# Each of these characters is a word, whatever stands beside it. The analyser knows more of the kind.
_CHINESE = "\u4e00-\u9fff"
_UP_TO_WORD = re.compile(rf"(?s).*[\s{_CHINESE}]")
_REST_OF_WORD = re.compile(rf"[{_CHINESE}]|[^\s{_CHINESE}]++")
_NEXT_WORD = re.compile(rf"[\W_]*+(?:{_REST_OF_WORD.pattern})")

_SAME_AS = {"’": "'", "‘": "'", "“": '"', "”": '"', "—": ";", "…": ";", "\u00a0": " "}
_SAME_AS |= dict.fromkeys("\u2010\u2011\u2012\u2013\uff0d", "-")
_UNUSUAL = re.compile(rf"[^\x00-\x7f{_CHINESE}\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]")
_JAMO = re.compile(r"[\u1100-\u11ff]")  # the letters that make up a Korean syllable

_SIGNS_INSIDE_WORDS = "-'.,"
_WITHOUT_SIGNS = str.maketrans("", "", _SIGNS_INSIDE_WORDS)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_SHAPES = bytes(
    ord("a" if chr(code) in _LETTERS or chr(code) == "?" else "-" if chr(code) in _SIGNS_INSIDE_WORDS else " ")
    for code in range(256)
)


def letters_of(text: str) -> str:
    """`text` folded, without the signs that may stand inside a word: what words are looked for by."""
    if text.isascii():
        return text.lower().translate(_WITHOUT_SIGNS)
    return "".join(filter(str.isalnum, fold(text)))


class FoldedText:
    """A text in which places are those of the text as printed.

    What it calls a word is a Chinese character, or all between two of them or two spaces. That may be several words
    to the analyser but never a part of one, and it is read alone as it is in its text.
    """

    def __init__(self, printed: str) -> None:
        text, unfolded = printed, []
        if not text.isascii():
            for sign, plain in _SAME_AS.items():
                text = text.replace(sign, plain)
        if not text.isascii():
            for character in set(_UNUSUAL.findall(text)):
                folded = _folded_alone(character)
                if not folded:
                    unfolded.append(character)
                elif folded != character:
                    text = text.replace(character, folded)
        self.text = text.lower()
        self._unfolded = unfolded
        self._ascii = self.text.encode("ascii", "replace")
        self._without_signs = self._ascii.translate(None, _SIGNS_INSIDE_WORDS.encode())

    def rarest(self, letters: tuple[str, ...]) -> str:
        """Which of these occurs least, roughly."""
        return min(letters, key=self.text.count) if len(letters) > 1 else letters[0]

    def words_with(self, letters: str, *, at_start: bool) -> Iterator[Stretch]:
        """The words that hold `letters` when they are read; a few others may be among them.

        `at_start` says that only those are wanted in which something the analyser calls a word begins with them.
        """
        yield from self._plain_words_with(letters, at_start=at_start and letters.isascii())
        if not self._is_unbroken(letters):
            yield from ((start, end) for start, end, held in self._words_with_signs if letters in held)
        if self._unfolded:
            yield from ((start, end) for start, end, held in self._words_not_folded if letters in held)

    def with_neighbours(self, start: int, end: int, count: int) -> Stretch:
        """A word with so many words on both sides."""
        return self._words_before(start, count), _words_after(self.text, end, count)

    def _plain_words_with(self, letters: str, *, at_start: bool) -> Iterator[Stretch]:
        text = self.text
        place = text.find(letters)
        while place >= 0:
            if at_start and place and text[place - 1] in _LETTERS:
                place = text.find(letters, place + 1)
            else:
                start, end = _word_around(text, place)
                yield start, end
                place = text.find(letters, end)

    def _is_unbroken(self, letters: str) -> bool:
        """Whether `letters` nowhere have a sign between them: without all signs, they would occur more often."""
        if len(letters) == 1:
            return True
        if not letters.isascii() or _may_overlap(letters):
            return False
        wanted = letters.encode()
        return self._without_signs.count(wanted) == self._ascii.count(wanted)

    @cached_property
    def _words_with_signs(self) -> list[tuple[int, int, str]]:
        return list(self._words_at(b"a-a", self._ascii.translate(_SHAPES).find))

    @cached_property
    def _words_not_folded(self) -> list[tuple[int, int, str]]:
        return [word for character in self._unfolded for word in self._words_at(character, self.text.find)]

    def _words_at(self, wanted: str | bytes, find: Callable[..., int]) -> Iterator[tuple[int, int, str]]:
        """The words where `find` finds what is wanted, with their letters."""
        place = find(wanted)
        while place >= 0:
            start, end = _word_around(self.text, place)
            yield start, end, letters_of(self.text[start:end])
            place = find(wanted, end)

    def _words_before(self, place: int, count: int) -> int:
        """Where the first of so many words before `place` starts."""
        looked_at = 20 * count
        while True:
            backwards = self.text[max(0, place - looked_at) : place][::-1]
            length = _words_after(backwards, 0, count)
            if length < len(backwards) or looked_at >= place:
                return place - length
            looked_at *= 4


def _words_after(text: str, place: int, count: int) -> int:
    """Where the last of so many words after `place` ends."""
    for _ in range(count):
        match = _NEXT_WORD.match(text, place)
        if match is None:
            return len(text)
        place = match.end()
    return place


def _word_around(text: str, place: int) -> Stretch:
    before = _UP_TO_WORD.match(text, 0, place)
    return before.end() if before else 0, _REST_OF_WORD.match(text, place).end()


@lru_cache(maxsize=4096)
def _folded_alone(character: str) -> str:
    """The one character that `character` becomes whatever stands beside it; empty if it is not so simple."""
    folded = fold(character)
    is_simple = len(folded) == 1 and folded.isspace() == character.isspace() and not _JAMO.match(folded)
    becomes_word = folded.isalnum() and not any(tokens(character))  # as ⓐ does, at which the analyser parts words
    return folded if is_simple and not becomes_word else ""


@lru_cache(maxsize=1024)
def _may_overlap(letters: str) -> bool:
    """Whether two occurrences can share letters, so that counting misses some."""
    return any(letters.startswith(letters[place:]) for place in range(1, len(letters)))
