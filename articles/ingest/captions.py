"""Finds captions and takes them out of the text that they interrupt."""

import re
from typing import NamedTuple

from articles.ingest.bylines import byline_of
from articles.ingest.meta import read_meta, read_source_note
from articles.ingest.records import Block, Kind
from articles.ingest.remembering import remembered
from articles.ingest.wording import (
    CAPTION_LEAD,
    CREDITS,
    LEADING,
    ends_sentence,
    find_forms,
    is_chinese,
    plain,
    word_length,
)

_LONGEST = 70
"""Words in the longest caption."""
_LONGEST_TRANSLATION = 30
"""Words in the longest second half of a caption in two languages."""
_LONGEST_TEXT = 1000
"""Characters beyond which a text is no caption and is not searched for a credit."""
_PLACE = re.compile(
    r"\b(?:north|south|east|west|central|northeast|northwest|southeast|southwest)(?:ern)?\s+(?:[A-Z]\w+)(?:'s|’s)?|"
    r"\((?:left|right|center|centre|first|second|third|front|back)\b[^)]*\)",
)
_SCENE = re.compile(
    r"\b(?:is|are)\s+(?:\w+ly\s+)?(?:\w+ing|held|seen|shown|pictured|displayed|exhibited)\b|\bpictured\b|"
    r"^(?:An?|Two|Three|Workers|Researchers|Students|Visitors|Engineers|Scientists|Technicians|People)\b[^.]*\b\w+ing\b|"
    r"\bduring\b.*\b(?:exhibition|forum|fair|expo|summit|ceremony)\b|^\w+(?:\s\w+){0,3}\s+(?:demonstrates?|shows?|checks?|inspects?|works?|tests?|visits?|operates?|pose|poses)\b"
)
_OPEN_CREDIT = re.compile(r"[（(]\s*(?:photos?|pictures?|credits?|source)\b[^)）]*$", re.I)
_SPEECH = re.compile(r"\b(?:said|says|added|according to)\b")
_THRESHOLD = 3.0
CAPTION_MARK = re.compile(
    r"^\s*(?:▲\s*)?(?:[（(][图圖][)）]\s*|(?:figure|fig\.)\s*\d{1,2}\s*[.:：|]\s*(?=\w)|[图圖]\s?\d{1,2}[：:\s]\s*)?",
    re.I,
)
"""What papers and reports print before a caption that is no part of what it says."""


class FoundCaption(NamedTuple):
    """A caption: its text without the credit, the credit, the blocks it took, and where it stood: before which of the
    remaining blocks, by number."""

    text: str
    credit: str | None
    blocks: tuple[Block, ...]
    before: int


class _Page(NamedTuple):
    """What holds for a whole page: how many blank lines usually part two blocks, whether headings or pictures are
    marked on it, and the last lines of the pictures."""

    usual_blanks: int
    is_marked: bool
    pictures: frozenset[int]

    def shows_picture(self, block: Block) -> bool:
        """Whether a picture stands right above a block."""
        return block.first - 1 - block.blank_before in self.pictures


def take_captions(
    blocks: tuple[Block, ...], pictures: frozenset[int]
) -> tuple[tuple[Block, ...], tuple[FoundCaption, ...]]:
    """Parts the blocks into captions and the rest. `pictures` holds the numbers of the lines right below which a
    picture, or the room of one that the conversion left out, stands."""
    page = _Page(_usual_blanks(blocks), bool(pictures) or any(block.level for block in blocks), pictures)
    rest: list[Block] = []
    captions: list[FoundCaption] = []
    number, below_text = 0, False
    while number < len(blocks):
        open_to_captions = below_text or page.shows_picture(blocks[number]) or split_credit(blocks[number].text)[1]
        taken = _caption_length(blocks, number, rest, page) if open_to_captions else 0
        if taken:
            found = blocks[number : number + taken]
            text, credit = split_credit(" ".join(block.text for block in found))
            text = CAPTION_MARK.sub("", text)
            captions.append(FoundCaption(text, credit, found, len(rest)))
        else:
            rest.append(blocks[number])
            below_text = below_text or blocks[number].kind is Kind.HEADING or ends_sentence(blocks[number].text)
        number += taken or 1
    return tuple(rest), tuple(captions)


@remembered(most=1024)
def split_credit(text: str) -> tuple[str, str | None]:
    """A caption parted from the credit at its end."""
    text = plain(text)
    if len(text) > _LONGEST_TEXT:
        return text, None
    for match in find_forms(CREDITS, text):
        if match["credit"].strip():
            return text[: match.start()].rstrip(" ,;，；*_|｜"), match["credit"].strip(" .*_")
    return text, None


def _last_brackets(text: str) -> str:
    match = re.search(r"[（(][^()（）]*[)）]\W*$", text)
    return match.group() if match else ""


def _usual_blanks(blocks: tuple[Block, ...]) -> int:
    """How many blank lines usually part two blocks."""
    counts = sorted(block.blank_before for block in blocks[1:])
    return max(1, counts[len(counts) // 2]) if counts else 1


def _caption_length(blocks: tuple[Block, ...], number: int, rest: list[Block], page: _Page) -> int:
    """How many blocks from here on are one caption; 0 if none begins here."""
    block = blocks[number]
    if block.kind not in (Kind.PARAGRAPH, Kind.QUOTE) or block.mark:
        return 0
    weight = _weight(blocks, number, rest, page)
    if weight < _THRESHOLD:
        return 0
    length = 1
    while number + length < len(blocks) and _runs_on(blocks, number, length, rest, page.usual_blanks):
        length += 1
    return length


def _weight(blocks: tuple[Block, ...], number: int, rest: list[Block], page: _Page) -> float:
    block = blocks[number]
    text, words = block.text, word_length(block.text)
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    meta = read_meta(text)
    if words > _LONGEST or byline_of(block) or block.is_label or (meta and meta.byline):
        return 0
    if following is not None and _OPEN_CREDIT.search(plain(text)):
        text = f"{text} {following.text}"
    unfinished = bool(rest) and rest[-1].kind is Kind.PARAGRAPH and not ends_sentence(rest[-1].text)
    interrupts = unfinished and _goes_on_small(blocks, number + 1) and not text[:1].islower()
    room = block.blank_before > page.usual_blanks or page.shows_picture(block)
    signed = following is not None and bool(byline_of(following))
    has_credit = split_credit(text)[1] is not None and not read_source_note(_last_brackets(text))
    waits = unfinished and rest[-1].text.split()[-1].lower() in LEADING and text[:1].isdigit()
    leads = bool(CAPTION_LEAD.match(text))
    weight = (
        4.0 * (has_credit and words <= 60)
        + 3.0 * leads
        + (2.0 if page.is_marked else 0.5) * room
        + 2.0 * (interrupts and word_length(rest[-1].text) > 8)
        + 1.0 * (words <= 30)
        + 1.0 * (not ends_sentence(text))
        + 0.5 * block.italic
        - 3.0 * (text[:1].islower())
        - 2.0 * block.bold
        - 3.0 * text.endswith("-")
        - 2.0 * (words > 45)
        - 3.0 * signed
        - 3.0 * waits
        - 1.0 * (not (room or has_credit or leads or interrupts))
        - 1.0 * (text.endswith((":", "：", "?", "？")))
    )
    if weight + 2.0 < _THRESHOLD:
        return weight  # what follows, which takes longest to find, would make no caption of it
    return weight + bool(_PLACE.search(text)) + bool(_SCENE.search(text)) - 2.0 * bool(_SPEECH.search(text))


def _goes_on_small(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether the block with this number is text that begins with a small letter: the rest of a sentence."""
    return number < len(blocks) and not blocks[number].level and blocks[number].text[:1].islower()


def _are_two_languages(one: str, other: str) -> bool:
    """Whether two lines without a full stop say something in Chinese and in English."""
    unfinished = ends_sentence(one) or ends_sentence(other) or other.endswith("-")
    return is_chinese(one) != is_chinese(other) and not unfinished


def _runs_on(blocks: tuple[Block, ...], number: int, length: int, rest: list[Block], usual: int) -> bool:
    """Whether a caption that was set in a narrow column goes on in the next block, or its credit follows."""
    before, block = blocks[number + length - 1], blocks[number + length]
    if block.first - block.blank_before > before.last + 1:
        return False  # furniture stands in between, and a caption's lines are one run
    if block.kind is not Kind.PARAGRAPH or block.bold or block.mark or block.blank_before > usual:
        return False
    if _OPEN_CREDIT.search(plain(before.text)):
        return True
    text, credit = split_credit(block.text)
    if split_credit(before.text)[1] is None and _are_two_languages(before.text, text):
        return word_length(text) <= _LONGEST_TRANSLATION
    if credit and word_length(text) <= 6:
        return split_credit(before.text)[1] is None
    if ends_sentence(before.text) or word_length(block.text) > 8:
        return False
    unfinished = bool(rest) and rest[-1].kind is Kind.PARAGRAPH and not ends_sentence(rest[-1].text)
    if unfinished and block.text[:1].islower():
        return False
    interrupts = unfinished and _goes_on_small(blocks, number + length + 1)
    return interrupts or word_length(before.text) <= 10
