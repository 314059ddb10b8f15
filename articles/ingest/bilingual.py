"""Parts items whose one headline is in Chinese and in English, with the text in both below it."""

import re
from dataclasses import replace

from articles.ingest.drafts import Draft
from articles.ingest.records import Block
from articles.ingest.wording import is_chinese, word_length

_BOTH = re.compile(r"(?P<chinese>[^|｜/]*[\u4e00-\u9fff][^A-Za-z|｜/]*?)[\s|｜/]+(?P<english>[A-Z][^\u4e00-\u9fff]+)")
_SHORTEST_HEADLINE, _SHORTEST_TEXT = 3, 8
"""In words."""


def part_languages(drafts: list[Draft]) -> list[Draft]:
    """The same drafts, one of which the headline and the text are Chinese first and then English being two."""
    return [part for draft in drafts for part in _parted(draft)]


def _parted(draft: Draft) -> list[Draft]:
    match = _BOTH.fullmatch(draft.title or "")
    if not match or word_length(match["english"]) < _SHORTEST_HEADLINE:
        return [draft]
    english = next((block for block in draft.body if _is_english(block)), None)
    if english is None or english is draft.body[0]:
        return [draft]
    line = english.first
    first, second = _split(draft.body, line)
    if not all(is_chinese(block.text) for block in first) or any(is_chinese(block.text) for block in second):
        return [draft]
    blocks, later = _split(draft.blocks, line)
    return [
        replace(draft, title=match["chinese"].strip(), body=first, blocks=blocks),
        replace(draft, title=match["english"].strip(), body=second, blocks=later, aside=[]),
    ]


def _split(blocks: list[Block], line: int) -> tuple[list[Block], list[Block]]:
    """The blocks above a line, and those from it on."""
    return [block for block in blocks if block.first < line], [block for block in blocks if block.first >= line]


def _is_english(block: Block) -> bool:
    return not is_chinese(block.text) and word_length(block.text) >= _SHORTEST_TEXT
