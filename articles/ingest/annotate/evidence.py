"""The passage that a tag rests on: the sentence around a match, cut to a length that is read at a glance."""

import re

EVIDENCE_LIMIT = 200

# A full stop ends a sentence when a capital, a digit or a quotation mark follows, and it does not belong
# to an initial or an abbreviation. Chinese sentences end at their own marks.
_SENTENCE_END = re.compile(
    r"[.!?](?<!\b[A-Z].)(?<!\b[Nn]o.)(?<!\bDr.)(?<!\bMr.)(?<!\bMs.)(?<!\bSt.)(?<!\bProf.)(?<!\bMrs.)[\"”’)]*\s+"
    r"(?=[\"“‘(]?[A-Z0-9])"
    r"|[。！？；][”’」』）]*"
)


def quote(text: str, start: int, end: int) -> str:
    """The sentence of `text` around text[start:end], at most EVIDENCE_LIMIT characters.

    Where it had to be cut, at a word's border, an ellipsis stands.
    """
    first, last = _bounds(text, start, end)
    whole = text[first:last]
    leading = len(whole) - len(whole.lstrip())
    return _cut(whole.strip(), start - first - leading, end - first - leading)


def sentence(text: str, start: int, end: int) -> str:
    """The sentence of `text` around text[start:end], whole."""
    first, last = _bounds(text, start, end)
    return text[first:last]


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for stop in _SENTENCE_END.finditer(text):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            last = stop.end()
            break
    return first, last


def _cut(sentence: str, start: int, end: int) -> str:
    if len(sentence) <= EVIDENCE_LIMIT:
        return sentence
    room = EVIDENCE_LIMIT - 2
    left = max(0, min(start - (room - (end - start)) // 2, len(sentence) - room))
    right = left + room
    left = _word_start(sentence, left, start) if left else 0
    right = _word_end(sentence, right, end) if right < len(sentence) else len(sentence)
    return ("…" if left else "") + sentence[left:right].strip() + ("…" if right < len(sentence) else "")


def _word_start(sentence: str, at: int, limit: int) -> int:
    """The first word's start from `at` on; `at` itself in a script without spaces."""
    space = sentence.find(" ", at - 1, limit)
    return at if space < 0 else space + 1


def _word_end(sentence: str, at: int, limit: int) -> int:
    space = sentence.rfind(" ", limit, at + 1)
    return at if space < 0 else space
