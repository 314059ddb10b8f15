"""What stands below a headline: what of it is text, and what only says who wrote it or where it was taken from."""

import re
from dataclasses import replace

from articles.ingest.bylines import byline_of, read_byline, read_dateline_reporter, read_signature
from articles.ingest.drafts import Draft
from articles.ingest.meta import Meta, merge_meta, read_dateline_date, read_meta, read_source_note
from articles.ingest.records import Block, Kind
from articles.ingest.wording import CREDITS, ends_sentence, find_forms, plain, word_length

_TAIL = re.compile(r"(?P<tail>\*?[（(\[][^()（）\[\]]{2,80}[)）\]]\*?|[—–-]{1,2}\s*\*?[A-Z][^—–]{3,40})\W*$")
_JUMP = re.compile(
    r"(?:下[转轉]|上接|[转轉]|紧?接)第?\s*\S{1,3}\s*[版页頁]|"
    r"(?:continued|cont'?d|turn|see)\b.*\bpage\b|from page\s*\w",
    re.I,
)
_COMING_OVER = re.compile(r"[（(\[]\s*(?P<jump>[^()（）\[\]]{3,40})[)）\]]\s*(?=\S)")
_ABOUT_AUTHOR = re.compile(
    r"[（(\[]?\W*(?:the (?:author|writer)s?\b|about the author|(?:the )?(?:views|opinions)\b|"
    r"作者(?:系|为|是|单位|简介)|\(?本文作者)",
    re.I,
)
_LONGEST_TAIL = 200
"""Characters at a paragraph's end in which its source or its author may stand."""
_LONGEST_NOTE = 70
"""Words in the longest note on an author."""


def add_body(draft: Draft, blocks: tuple[Block, ...]) -> None:
    """Adds text to an article; lines in it that say who wrote it or where it was taken from are read."""
    last = len(blocks) - 1
    last -= last > 1 and _is_position(blocks[last], blocks[last - 1])
    for number, block in enumerate(blocks):
        at_edge = number in (0, last) or (number >= len(blocks) - 3 and block.text[:1] in "(（")
        draft.is_closed = number > 0 or not draft.title
        about_author = number >= len(blocks) - 2 and _is_about_author(block, draft)
        if number and (about_author or number > last or _is_credit(block)):
            draft.aside.append(block)
            continue
        draft.blocks.append(block)
        if _takes_over(draft, block, at_edge):
            continue
        text = _without_jump(block)
        kept = _without_tail(draft, text)
        draft.is_closed = kept is not text
        draft.body.append(kept)
    if draft.body:
        draft.byline = draft.byline or read_dateline_reporter(draft.body[0].text)
        draft.meta = merge_meta(draft.meta, Meta(date=read_dateline_date(draft.body[0].text)))


def _takes_over(draft: Draft, block: Block, at_edge: bool) -> bool:
    """Whether a line says nothing but who wrote an article, when, or where it was taken from; the draft keeps it."""
    note = read_source_note(block.text)
    byline = byline_of(block) or read_signature(block.text) if at_edge and not draft.byline else None
    meta = read_meta(block.text) if at_edge and not note else None
    if note:
        draft.source_note = draft.source_note or note
    elif byline:
        draft.byline = byline
    elif meta:
        draft.meta = merge_meta(draft.meta, meta)
        draft.byline = draft.byline or meta.byline
    return bool(note or byline or meta)


def _is_position(block: Block, above: Block) -> bool:
    """Whether a last line says what the person is who signed in the line above it."""
    is_short = word_length(block.text) <= 6 and not ends_sentence(block.text) and block.kind is Kind.PARAGRAPH
    return is_short and read_signature(above.text) is not None and byline_of(block) is None


def _is_credit(block: Block) -> bool:
    """Whether a line says nothing but who took the pictures."""
    text = plain(block.text)
    is_line = block.kind is Kind.PARAGRAPH and word_length(text) <= 8 and read_source_note(text) is None
    return is_line and any(not match.start() for match in find_forms(CREDITS, text))


def _is_about_author(block: Block, draft: Draft) -> bool:
    """Whether a paragraph at an article's end introduces its author: set apart by brackets or italics, or after the
    author's name."""
    text = plain(block.text)
    if block.kind is not Kind.PARAGRAPH or not draft.body or word_length(text) > _LONGEST_NOTE:
        return False
    names = draft.byline.authors if draft.byline else ()
    start = text.lstrip("(（[* ")
    named = any(start.casefold().startswith(name.casefold()) for name in names)
    is_set_apart = block.italic or text[:1] in "(（[" or text.rstrip()[-1:] in ")）]"
    return (named or bool(_ABOUT_AUTHOR.match(text))) and (is_set_apart or (named and " said" not in text))


def _without_jump(block: Block) -> Block:
    """A paragraph without the words in brackets before it that say from which page it comes over."""
    if not block.lines or not (match := _COMING_OVER.match(block.lines[0])) or not _JUMP.search(match["jump"]):
        return block
    return replace(block, lines=(block.lines[0][match.end() :], *block.lines[1:]))


def _without_tail(draft: Draft, block: Block) -> Block:
    """A paragraph without what may end it: the source or the jump line in brackets, the author after a dash. What it
    says is kept on the draft."""
    if not block.lines or not (match := _TAIL.search(block.lines[-1], max(0, len(block.lines[-1]) - _LONGEST_TAIL))):
        return block
    tail = match["tail"].lstrip("—–- ")
    is_dashed = tail != match["tail"]
    byline = read_byline(tail) if is_dashed and not draft.byline else None
    note, meta = (None, None) if is_dashed else (read_source_note(tail), read_meta(tail))
    if not (note or meta or byline or (_JUMP.search(tail) and not is_dashed)):
        return block
    kept = block.lines[-1][: match.start()].rstrip()
    if note and kept and not (ends_sentence(kept) or re.search(r"[:：]", tail)):
        return block  # a name in brackets within a sentence
    draft.byline = draft.byline or byline
    draft.source_note = draft.source_note or note
    draft.meta = merge_meta(draft.meta, meta or Meta())
    return replace(block, lines=(*block.lines[:-1], kept)) if kept or len(block.lines) > 1 else block


def add_subheads(draft: Draft, blocks: tuple[Block, ...]) -> None:
    """Adds display lines to an article's text; a date among them is the article's if it has none."""
    for block in blocks:
        draft.blocks.append(block)
        if meta := read_meta(block.text):
            draft.meta = merge_meta(draft.meta, meta)
            continue
        draft.body.append(block)
        draft.subheads.add(block.first)
