"""Finds where a page's masthead ends: names of periodicals and publishers, and lines above the one that says number
and date."""

import re
from collections.abc import Iterator
from itertools import pairwise

from articles.ingest.bylines import byline_of
from articles.ingest.heads import bare_head, is_only_date, sounds_like_masthead
from articles.ingest.meta import read_meta
from articles.ingest.printed_dates import find_dates
from articles.ingest.records import Block, Kind
from articles.ingest.wording import ISSUE_NUMBER, ends_sentence, plain, word_length

_CAPITALS_AND_PAGE = re.compile(r"(?:\d{1,2}\s+)?[A-Z][A-Z&'’ -]{4,60}\s\d{1,2}|\d{1,2}\s+[A-Z][A-Z&'’ -]{4,60}")
_NUMBER_AND_SUBJECT = re.compile(r"[A-D]?\d{1,2}\s+[^\W\d][^\d]*|[^\d]*[^\W\d]\s+[A-D]?\d{1,2}")
_LONGEST_MASTHEAD = 6
_LONGEST_LETTERHEAD = 20
_LONGEST_LINE = 600


def page_headings(blocks: tuple[Block, ...], kinds: dict[int, str]) -> Iterator[int]:
    """The heading at the top that says the page's number and subject, with the first headline right below it."""
    for number, (block, below) in enumerate(pairwise(blocks[:6])):
        if number in kinds or not _NUMBER_AND_SUBJECT.fullmatch(plain(block.text)):
            continue
        if (
            word_length(block.text) <= 5
            and below.kind is Kind.HEADING
            and not any(above not in kinds for above in range(number))
        ):
            yield number


def release_data(blocks: tuple[Block, ...]) -> Iterator[int]:
    """The tables above the first headline and all text: a letterhead, or a release's date, number and contacts."""
    first = next((number for number, block in enumerate(blocks) if block.kind is Kind.HEADING), 0)
    above = blocks[:first]
    if all(block.kind is Kind.TABLE or word_length(block.text) <= _LONGEST_LETTERHEAD for block in above):
        yield from (number for number, block in enumerate(above) if block.kind is Kind.TABLE)


def _names_above_number(blocks: tuple[Block, ...], kinds: dict[int, str]) -> int:
    """How many blocks at the top lead to the line that gives the issue's number: short names, and no text."""
    for number, block in enumerate(blocks[:_LONGEST_MASTHEAD]):
        if kinds.get(number) in ("running head", "masthead") and ISSUE_NUMBER.search(block.text):
            return number + 1
        text = plain(block.text)
        if number not in kinds and (word_length(text) > 8 or _opens_text(block, text)):
            return 0
    return 0


def _names_above_rule(blocks: tuple[Block, ...]) -> int:
    """How many blocks at the top stand above a rule and name who publishes, the headline standing below it."""
    for number, block in enumerate(blocks[: _LONGEST_MASTHEAD - 1]):
        if block.kind is Kind.RULE:
            below = blocks[number + 1] if number + 1 < len(blocks) else block
            is_headline = below.kind is Kind.HEADING or (
                word_length(below.text) <= 25 and not ends_sentence(below.text)
            )
            return number if is_headline else 0
        text = plain(block.text)
        if block.kind is not Kind.PARAGRAPH or block.bold or word_length(text) > 8 or _opens_text(block, text):
            return 0
    return 0


def masthead_length(blocks: tuple[Block, ...], kinds: dict[int, str]) -> int:
    """How many blocks at the top are the masthead: names that sound like a periodical's, and lines above the line
    that says number and date."""
    length = max(_names_above_number(blocks, kinds), _names_above_rule(blocks))
    for number, block in enumerate(blocks[:10]):
        if number < length:
            continue
        kind, text = kinds.get(number), plain(block.text)
        if (
            kind in ("running head", "masthead")
            or (kind is None and _names_periodical(blocks, number, length))
            or (kind is None and length == number > 0 and _dates_issue(block))
            or (kind is None and _is_tagline(block, length == number, blocks[number + 1 : number + 2]))
        ):
            length = number + 1
        elif kind is None and (_opens_text(block, text) or number >= length + 2):
            break
    return length


def _names_periodical(blocks: tuple[Block, ...], number: int, length: int) -> bool:
    """Whether a line at the top is a periodical's name, or its date below the name or above the first heading."""
    text = plain(blocks[number].text)
    if len(text) > _LONGEST_LINE or byline_of(blocks[number]) or (read_meta(text) and not is_only_date(text)):
        return False
    if sounds_like_masthead(text) or (number == 0 and _CAPITALS_AND_PAGE.fullmatch(text)):
        return True
    return is_only_date(text) and bool(length or _heading_follows(blocks, number))


def _dates_issue(block: Block) -> bool:
    """Whether a line right below the masthead says when and by whom the issue was made."""
    text = plain(block.text)
    if block.kind is not Kind.PARAGRAPH or not find_dates(text) or read_meta(text) or ends_sentence(text):
        return False
    return word_length(bare_head(text)) <= 8


def _is_tagline(block: Block, below_masthead: bool, following: tuple[Block, ...]) -> bool:
    """Whether a line right below the masthead says what the periodical is: in italics, with no text under it."""
    text_follows = bool(following) and following[0].kind is Kind.PARAGRAPH and word_length(following[0].text) > 20
    return below_masthead and block.italic and word_length(block.text) <= 16 and not text_follows


def _opens_text(block: Block, text: str) -> bool:
    return word_length(text) > 10 or ends_sentence(text) or bool(byline_of(block) or block.is_label or block.mark)


def _heading_follows(blocks: tuple[Block, ...], number: int) -> bool:
    return number == 0 and len(blocks) > 1 and blocks[1].kind is Kind.HEADING
