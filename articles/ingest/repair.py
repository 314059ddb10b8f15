"""Puts an article's text together again: words and sentences that a column, a picture or a page cut in two are
joined, and where the source lost text there is a gap."""

import re
from collections import Counter
from collections.abc import Iterable

from articles.ingest.records import GAP, ITEM_MARKS, Block, Kind, Warning
from articles.ingest.wording import (
    HAN,
    LEADING,
    OPENERS,
    ends_sentence,
    is_chinese_word,
    is_everyday_word,
    word_length,
)

_CUT = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]+)-$")
_SPLIT = re.compile(r"(?<![^\W\d_])(?P<left>[^\W\d_]+)- (?P<right>[^\W\d_]+)")
_SUSPENDED = frozenset({"and", "or", "to", "und", "nor", "but", "as", "versus"})
_CLOSED = frozenset(
    {"men", "women", "maid", "maids", "folk", "smith", "smiths", "master", "masters", "keeper", "keepers"}
)
"""Second halves of words that are written in one: chambermaids, gatekeeper."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME = re.compile(r"[A-Z](?<=[a-z,] .)[\w'’-]+")
_CLOSING = re.compile(r"[\"'”’」』)）\]】*_]+$")
# A bracket closed, a signature, a table's heading: no sentence, and nothing is missing.
_ENDS_OTHERWISE = re.compile(
    r"[)）]\W*$|\s[—–]\s?\*?[A-Z][^.]{2,40}$|^\W*(?:Table|TABLE|Chart|表)\s*\d|^\W*(?:附件|附[:：]|Annex|Attachment)|\.(?:pdf|docx?|xlsx?|zip)\W*$"
)
# An entry of a programme opens with its day.
_ENTRY = re.compile(
    r"^\W*(?:(?:19|20)\d\d[-/.年]|\d{1,2}[-–—.:/月]\s?\d{1,2}|\d{1,2}(?:\s?[-–—]\s?\d{1,2})?\s+[A-Z][a-z]{2,8}\b|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z][a-z]{2,8}\.?\s\d{1,2}\b)"
)
_LONGEST_ENTRY = 30
_FRAGMENT_WORDS = 9
_LONGEST_WORD = 100
_SHORTEST_BROKEN = 9
"""A line with fewer words may be an entry of a programme or a signature, and need not end as a sentence does."""


class Vocabulary:
    """The words of one source, which settle how a word that was cut in it is written."""

    def __init__(self, texts: Iterable[str]) -> None:
        joined = "\n".join(texts)
        self._words = Counter(map(str.lower, _WORD.findall(joined)))
        self._names = Counter(_NAME.findall(joined))

    def join(self, left: str, right: str) -> str:
        """The word that `left-` and `right` are the halves of, its hyphen kept where it had one.

        A hyphen is kept in front of a capital, in a compound that the source writes elsewhere, and where both halves
        are everyday words and the whole is none.
        """
        whole, compound = (left + right).lower(), f"{left}-{right}".lower()
        if right[:1].isupper() and not left.isupper():
            return f"{left}-{right}"
        if self._words[compound] > self._words[whole]:
            return f"{left}-{right}"
        if self._words[whole] or is_everyday_word(whole):
            return left + right
        if right.lower() in _CLOSED:
            return left + right
        is_compound = len(left) > 1 and len(right) > 2 and is_everyday_word(right) and self._is_word(left)
        return f"{left}-{right}" if is_compound else left + right

    def _is_word(self, word: str) -> bool:
        """Whether half a compound is a word by itself: an everyday one, or one that the source has elsewhere."""
        small = word.lower()
        return is_everyday_word(word) or self._words[small] > 1 or self._words[f"{small}s"] > 0

    def is_name(self, word: str) -> bool:
        """Whether a capitalised word is a name in this source: written so within sentences, never small."""
        return self._names[word] > 0 and word.lower() not in OPENERS


def repair(
    body: list[Block], subheads: set[int], vocabulary: Vocabulary, escape: bool
) -> tuple[str, tuple[Warning, ...]]:
    """The Markdown of an article's body, and a warning for each gap in it. `escape` says that the source is no
    Markdown, so that the marks in it are letters."""
    parts: list[str] = []
    warnings: list[Warning] = []
    running: list[Block] = []
    text = ""
    for block in [*body, None]:
        if block is not None and running and _is_text(block, subheads):
            following = join_lines(block.lines, vocabulary)
            goes_on = _may_go_on(running[-1], block, text)
            joined = continued(text, running[-1].text, following, vocabulary) if goes_on else None
            if joined is not None:
                text = joined
                running.append(block)
                continue
        if running:
            text = escaped(text) if escape else text
            leads = block is not None and block.kind is Kind.LIST_ITEM and not text.endswith("-")
            if not leads and _breaks_off(text):
                text = f"{text} {GAP}"
                warnings.append(Warning("gap", "The text breaks off here and does not go on.", running[-1].last))
            parts.append(text)
            running = []
        if block is None:
            break
        text = join_lines(block.lines, vocabulary)
        if _is_text(block, subheads):
            text = f"**{text}**" if block.bold else f"*{text}*" if block.italic else text
            text = _before(block.mark) + text
            running = [block]
        else:
            parts.append(_render(block, text, block.first in subheads, escape))
    return _assemble(parts), tuple(warnings)


def join_lines(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """The lines of one paragraph as one, words that were cut at a line's end or within it whole again."""
    pieces: list[str] = []
    for line in lines:
        pieces[-1:] = _seam(pieces[-1], line, vocabulary) if pieces and pieces[-1] else (line,)
    text = "".join(pieces)
    while "- " in text and (repaired := _SPLIT.sub(lambda match: _mend(match, vocabulary), text)) != text:
        text = repaired
    return text


def _mend(match: re.Match[str], vocabulary: Vocabulary) -> str:
    if match["right"].lower() in _SUSPENDED:
        return match.group()
    # Within a line, the hyphen of a word that was merely cut would not have been left standing.
    is_part = match["right"].islower() and is_everyday_word(match["right"]) and len(match["right"]) > 3
    if is_part and not is_everyday_word(match["left"] + match["right"]):
        return f"{match['left']}-{match['right']}"
    return vocabulary.join(match["left"], match["right"])


def join(text: str, following: str, vocabulary: Vocabulary) -> str:
    """Two pieces of one sentence, put together."""
    return "".join(_seam(text, following, vocabulary))


def _seam(text: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Two pieces of one sentence as they fit: a space between them if need be, a word that was cut in the second."""
    cut, word = _cut_word(text), re.match(r"[^\W\d_]+", following)
    if cut and word and word.group().lower() not in _SUSPENDED:
        return text[: -len(cut) - 1], vocabulary.join(cut, word.group()) + following[word.end() :]
    if HAN.search(text[-1:]) or HAN.search(following[:1]) or text[-1:] in "，、；：。“‘（《":
        return text, following
    return f"{text} ", following


def _cut_word(text: str) -> str | None:
    """The first half of the word that a text breaks off in."""
    match = _CUT.search(text[-_LONGEST_WORD:])
    return match["left"] if match else None


def continued(text: str, last: str, following: str, vocabulary: Vocabulary) -> str | None:
    """The sentence that a paragraph began, with what continues it in the next one; None if that is a new one. `last`
    is as much of the text as stood in the last block."""
    if ends_sentence(text) or not following:
        return None
    start = following.lstrip("*_\"'“‘(（")
    word = start.split()[0].strip(",.;:") if start.split() else ""
    if HAN.search(start[:1]) and (HAN.search(text[-1:]) or text[-1:] in "，、"):
        return join(text, following, vocabulary)
    if start[:1].islower():
        return join(text, following, vocabulary)
    waits = _waits(text)
    if start[:1].isdigit():
        return join(text, following, vocabulary) if waits else None
    if word.lower() in OPENERS:
        return None
    if cut := _cut_word(text):
        is_name = cut[0].isupper() and vocabulary.is_name(word)
        return join(text, following, vocabulary) if is_name else None
    narrow = word_length(last) <= _FRAGMENT_WORDS and vocabulary.is_name(word)
    named = waits and (vocabulary.is_name(word) or word.isupper() or _next_is_capital(start))
    return join(text, following, vocabulary) if narrow or named else None


def _may_go_on(last: Block, block: Block, text: str) -> bool:
    """Whether a Chinese paragraph may continue the one before it, which has no small letter to show it: something
    stood between them, the first ends in a comma, one of them is a scrap, or a word stands across the seam."""
    following = block.text
    if not (HAN.search(text[-1:]) and HAN.search(following[:1])):
        return True
    interrupted = block.first - block.blank_before > last.last + 1 or block.blank_before > 1
    is_scrap = min(word_length(following), word_length(last.text)) <= _FRAGMENT_WORDS
    spans = ((left, right) for left in (1, 2, 3) for right in (1, 2, 3))
    return interrupted or is_scrap or any(is_chinese_word(text[-left:] + following[:right]) for left, right in spans)


def _waits(text: str) -> bool:
    """Whether a text ends in a word or mark that something has to follow."""
    words = _CLOSING.sub("", text[-_LONGEST_WORD:]).split()
    return text.endswith((",", "，", "、")) or bool(words and words[-1].lower() in LEADING)


def _next_is_capital(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and words[1][:1].isupper()


def _breaks_off(text: str) -> bool:
    """Whether a paragraph that nothing continues stops in the middle."""
    if ends_sentence(text) or _ENDS_OTHERWISE.search(text):
        return False
    if _ENTRY.match(text) and word_length(text) <= _LONGEST_ENTRY and not _waits(text):
        return bool(_cut_word(text))
    is_clause = bool(HAN.search(text[-1:])) and "，" in text
    return _waits(text) or bool(_cut_word(text)) or is_clause or word_length(text) >= _SHORTEST_BROKEN


def _is_text(block: Block, subheads: set[int]) -> bool:
    return block.kind in (Kind.PARAGRAPH, Kind.HEADING) and block.first not in subheads and not block.is_item


def _render(block: Block, text: str, is_subhead: bool, escape: bool) -> str:
    """A block that is no running text, in Markdown."""
    text = escaped(text) if escape and block.kind is not Kind.TABLE else text
    if is_subhead:
        return f"### {_before(block.mark)}{text}"
    if block.kind is Kind.TABLE:
        return "\n".join(block.lines)
    if block.kind is Kind.QUOTE:
        return f"> {text}"
    return f"- {text}"


def _before(mark: str) -> str:
    """A number as it stands before a text; the marks of items are left out."""
    if not mark or mark[0] in ITEM_MARKS:
        return ""
    return mark if mark[-1] in "、）．" else f"{mark} "


def escaped(text: str) -> str:
    """A text as Markdown, in which nothing is taken for Markdown."""
    text = re.sub(r"([\\`*_])", r"\\\1", text)
    text = re.sub(r"<(?=[a-zA-Z/!?])", "&lt;", text)  # where a tag could begin; Markdown has no backslash for it
    return re.sub(r"^(#|>|\+|-|=)", r"\\\1", text)


def _assemble(parts: list[str]) -> str:
    """The parts with a blank line between them; items of one list stay together."""
    body = ""
    for before, part in zip(["", *parts], parts, strict=False):
        same_list = before.startswith("- ") and part.startswith("- ")
        body += ("\n" if same_list else "\n\n" if body else "") + part
    return body
