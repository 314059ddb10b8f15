"""An article's body with its captions where their photographs stood."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

_BLOCK = re.compile(r"<(?P<end>/?)(?:p|h[2-6]|ul|ol|dl|table|blockquote|pre)\b[^>]*>|<hr[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_NO_LETTER = re.compile(r"[\W_]+")


class Captioned(Protocol):
    """A caption; `anchor` has the last words above its picture, is empty for the head of the text, None if unknown."""

    anchor: str | None


class Passage(NamedTuple):
    """A run of the body, as HTML, and the captions that follow it."""

    html: str
    captions: list[Captioned]


def illustrated(body_html: str, captions: Iterable[Captioned]) -> tuple[list[Passage], list[Captioned]]:
    """The body cut where captions stood, and the captions whose place is not known or no longer there.

    `body_html` is what articles.rendering made, with words marked in it perhaps. A caption that stood within a
    paragraph follows it.
    """
    blocks = [*_blocks(body_html)]
    letters = [_letters(block) for block in blocks]
    placed: dict[int, list[Captioned]] = {}
    homeless: list[Captioned] = []
    for caption in captions:
        place = _place(caption.anchor, letters)
        if place is None:
            homeless.append(caption)
        else:
            placed.setdefault(place, []).append(caption)
    return [*_passages(blocks, placed)], homeless


def _blocks(body_html: str) -> Iterator[str]:
    """The blocks of the first level, all of the body in them."""
    start = depth = 0
    for tag in _BLOCK.finditer(body_html):
        if tag[0].startswith("<hr"):
            continue
        depth += -1 if tag["end"] else 1
        if not depth:
            yield body_html[start : tag.end()]
            start = tag.end()
    if body_html[start:].strip():
        yield body_html[start:]


def _letters(block: str) -> str:
    """The letters and figures of a block, which survive the mending of words that a line or a column had cut."""
    return _NO_LETTER.sub("", html.unescape(_TAG.sub("", block))).casefold()


def _place(anchor: str | None, letters: Sequence[str]) -> int | None:
    """How many blocks stand above a caption."""
    if not anchor:
        return 0 if anchor == "" and letters else None
    wanted = _letters(html.escape(anchor))
    return next((number for number, block in enumerate(letters, 1) if wanted and wanted in block), None)


def _passages(blocks: Sequence[str], placed: dict[int, list[Captioned]]) -> Iterator[Passage]:
    start = 0
    for end in sorted({*placed, len(blocks)}):
        yield Passage("".join(blocks[start:end]), placed.get(end, []))
        start = end
