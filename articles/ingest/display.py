"""Finds the runs of blocks that are set as the top of an article is: display lines, and what goes with them."""

import re

from articles.ingest.bylines import (
    byline_of,
    has_rare_surnames,
    read_bare_names,
    read_signature,
    reads_as_affiliation,
)
from articles.ingest.meta import read_meta, read_source_note
from articles.ingest.records import Block, Kind
from articles.ingest.titles import Title, is_title_case, prominence, read_title
from articles.ingest.wording import LEADING, ends_sentence, word_length

_SPEAKER = re.compile(r"(?:Q|A|问|答)\s*\d?\s*[:：]|[A-Z][\w .&'’-]{1,30}[:：]\s.*[?？]$")
_LONGEST_HEADLINE = 30
_LONGEST_STANDFIRST = 70
_SHORTEST_DECK, _LONGEST_DECK = 5, 22
_LONGEST_RUN = 40
"""Blocks in the longest title. More of them are a list."""


def has_marks(blocks: tuple[Block, ...]) -> bool:
    """Whether a page marks its headlines, so that a line is none without a mark."""
    return sum(block.kind is Kind.HEADING or block.bold for block in blocks) >= 2


def find_titles(blocks: tuple[Block, ...], pictures: frozenset[int], marked: bool) -> tuple[Title, ...]:
    """Every run of blocks that is set like the top of an article; subheads too, which look no different.

    `pictures` holds the numbers of the blocks above which a caption stood: a heading there begins anew. `marked` is
    what `has_marks` says of the page.
    """
    titles = []
    number = 0
    while number < len(blocks):
        end = _run_end(blocks, number, marked, pictures)
        if end > number:
            titles.append(read_title(blocks, number, end))
            end += end < len(blocks) and _is_question(blocks, number, end)
        number = max(end, number + 1)
    return tuple(titles)


def opening_title(blocks: tuple[Block, ...], marked: bool) -> Title | None:
    """The title that the blocks open with, where it is known that an article opens there: a line that nothing marks
    will do for it on any page, and so will a marked sentence. Bylines and dates may stand above it."""
    start = next((number for number, block in enumerate(blocks) if not _is_signature(block)), len(blocks))
    if start == len(blocks):
        return None
    ends = (_run_end(blocks, start, is_marked, frozenset()) for is_marked in (marked, False))
    is_set_off = blocks[start].kind is Kind.HEADING or blocks[start].bold
    end = next((end for end in ends if end > start), start + is_set_off)
    return read_title(blocks, 0, end) if end > start else None


def is_display(blocks: tuple[Block, ...], number: int, marked: bool) -> bool:
    """Whether a block is set as a headline, subhead or label is. Without marks, that is a short line that is no
    sentence, after the end of one and before something that does not continue it."""
    block = blocks[number]
    text, words = block.text, word_length(block.text)
    if block.kind is Kind.HEADING:
        return 0 < words <= 40
    if block.kind is not Kind.PARAGRAPH or words > _LONGEST_HEADLINE or not re.search(r"\w", text):
        return False
    if text.endswith(("。", "；", "：", ";", ",", "，", "、")) or byline_of(block) or read_meta(text):
        return False
    if _SPEAKER.match(text) or re.fullmatch(r"[（(].*[)）]", text):
        return False
    if block.bold and _is_signed_below(blocks, number):
        return False
    if block.bold or block.is_item:
        return words <= 25 and not text.endswith((".", ":"))
    return _is_bare_display(blocks, number, marked)


def _is_signed_below(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a bold line is the name of who wrote the text above it: nothing but his place stands below it."""
    if not number or not ends_sentence(blocks[number - 1].text) or blocks[number - 1].level:
        return False
    below = blocks[number + 1 : number + 2]
    is_last = not below or below[0].level > 0 or below[0].bold or word_length(below[0].text) <= 4
    signed = read_signature(blocks[number].text) if is_last and " in " not in blocks[number].text else None
    return signed is not None and has_rare_surnames(signed)


def _is_bare_display(blocks: tuple[Block, ...], number: int, marked: bool) -> bool:
    block, text = blocks[number], blocks[number].text
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    before = blocks[number - 1] if number else None
    if before is not None and before.text.startswith("附件"):
        return False
    if before is not None and block.blank_before == 0 and re.match(r"\w+:\s", text):
        return False
    if following is None:
        return block.is_label
    if ends_sentence(text) and not text.endswith(("?", "？", "!", "！")):
        return False
    signed = byline_of(following)
    if (
        text[:1].islower()
        or (following.text[:1].islower() and not signed)
        or len(block.lines) > 2
        or re.search(r"[-–,]$", text)
    ):
        return False
    if block.is_label or signed or (block.lines == (text,) and text.isupper() and len(text) > 4):
        return True
    if _stands_below_label(blocks, number):
        return True
    if before is not None and not ends_sentence(before.text) and word_length(before.text) > _LONGEST_HEADLINE:
        return False
    if text.split()[-1].lower() in LEADING and word_length(text) > 8:
        return False
    return not marked and word_length(text) <= 22


def _stands_below_label(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a line is the headline that a section label set as a heading has below it, although nothing marks it:
    with capitals as headlines have them, and longer text below."""
    above, following = blocks[number - 1 : number], blocks[number + 1]
    if not above or not above[0].is_label or above[0].kind is not Kind.HEADING or following.kind is not Kind.PARAGRAPH:
        return False
    if number > 1 and blocks[number - 2].kind is Kind.HEADING:
        return False
    text = blocks[number].text
    words = word_length(text)
    return words >= _SHORTEST_DECK and is_title_case(text) and word_length(following.text) > 2 * words


def _run_end(blocks: tuple[Block, ...], start: int, marked: bool, pictures: frozenset[int]) -> int:
    """Where the run of title blocks that begins at `start` ends; `start` itself if none does. A date may stand above
    the headline."""
    end = start
    above = read_meta(blocks[start].text)
    if above and above.date and start + 1 < len(blocks):
        end += 1
    if not is_display(blocks, end, marked):
        return start
    end += 1
    while end < min(len(blocks), start + _LONGEST_RUN) and _goes_on(blocks, start, end, marked):
        if _begins_anew(blocks, start, end, pictures):
            break
        end += 1
    return end


def _begins_anew(blocks: tuple[Block, ...], start: int, end: int, pictures: frozenset[int]) -> bool:
    """Whether a heading within a run opens another title: below a picture, or above all lines of one that is dated."""
    block = blocks[end]
    if block.is_label and end in pictures:
        return True
    if block.kind is not Kind.HEADING or byline_of(block):
        return False
    above = blocks[start:end]
    dated = any(read_meta(other.text) for other in above[1:])
    return end in pictures or (dated and all(prominence(other) > block.level for other in above))


def _goes_on(blocks: tuple[Block, ...], start: int, end: int, marked: bool) -> bool:
    """Whether the block at `end` belongs to the title that begins at `start`."""
    text = blocks[end].text
    if _is_question(blocks, start, end):
        return False
    if is_display(blocks, end, marked):
        return _same_title(blocks, start, end)
    return bool(
        byline_of(blocks[end])
        or read_meta(text)
        or _is_name_line(blocks, end)
        or _is_standfirst(blocks, start, end)
        or _is_deck(blocks, end)
        or _is_affiliation(blocks, end)
    )


def _same_title(blocks: tuple[Block, ...], start: int, end: int) -> bool:
    """Whether a display line goes on with the title above it, instead of opening one of its own: an item mark after a
    headline opens the next item."""
    block = blocks[end]
    marked_before = any(other.mark for other in blocks[start:end])
    return not (block.mark and marked_before)


def _is_name_line(blocks: tuple[Block, ...], number: int) -> bool:
    block = blocks[number]
    return block.kind is Kind.PARAGRAPH and read_bare_names(block.text) is not None and not block.is_label


def _is_question(blocks: tuple[Block, ...], start: int, end: int) -> bool:
    """Whether a bold line below a headline is the first question of an interview, with the answer below it."""
    block = blocks[end]
    if block.kind is Kind.HEADING or not block.bold or not block.text.endswith(("?", "？")):
        return False
    below_heading = any(above.kind is Kind.HEADING and not above.is_label for above in blocks[start:end])
    answered = end + 1 < len(blocks) and blocks[end + 1].kind is Kind.PARAGRAPH and not byline_of(blocks[end + 1])
    return below_heading and answered and not blocks[end + 1].bold


def _is_deck(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a bare line between a heading and the text is a second deck: whole, and yet no sentence."""
    block, above = blocks[number], blocks[number - 1]
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if block.kind is not Kind.PARAGRAPH or above.kind is not Kind.HEADING or above.is_label or following is None:
        return False
    text, words = block.text, word_length(block.text)
    if (
        not _SHORTEST_DECK <= words <= _LONGEST_DECK
        or ends_sentence(text)
        or text[:1].islower()
        or _SPEAKER.match(text)
    ):
        return False
    if text.endswith((",", "-", "–", "，", "、")) or text.split()[-1].lower() in LEADING or read_source_note(text):
        return False
    if _is_name_line(blocks, number + 1) or byline_of(following):
        following = blocks[number + 2] if number + 2 < len(blocks) else following
    is_text = following.kind is Kind.PARAGRAPH and not following.bold and not following.text[:1].islower()
    return is_text and word_length(following.text) > 2 * words and ends_sentence(following.text)


def _is_affiliation(blocks: tuple[Block, ...], number: int) -> bool:
    """A line in brackets right below a byline: where the author works."""
    text = blocks[number].text
    return bool(byline_of(blocks[number - 1]) and reads_as_affiliation(text))


def _is_signature(block: Block) -> bool:
    """Whether a line says who wrote the text below it, or when; where a text was taken from is said at its end."""
    return bool(byline_of(block) or (read_meta(block.text) and read_source_note(block.text) is None))


def _is_standfirst(blocks: tuple[Block, ...], start: int, number: int) -> bool:
    """A paragraph between a headline and the byline, or in italics or bold between a headline and the text."""
    block = blocks[number]
    if block.kind not in (Kind.PARAGRAPH, Kind.QUOTE) or word_length(block.text) > _LONGEST_STANDFIRST:
        return False
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or (following.text[:1].islower() and not byline_of(following)):
        return False
    signed_above = any(byline_of(above) for above in blocks[start:number])
    text_follows = number + 2 < len(blocks) and (not blocks[number + 2].level or blocks[number + 2].is_label)
    signed = text_follows and not signed_above and _is_signature(following)
    is_deck = block.italic and blocks[number - 1].kind is Kind.HEADING
    unfinished = not ends_sentence(block.text) and word_length(block.text) > (_LONGEST_STANDFIRST if is_deck else 25)
    speaks = _SPEAKER.match(block.text)
    return bool((signed or block.italic or block.bold or block.text.startswith("——")) and not unfinished and not speaks)
