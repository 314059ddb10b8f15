"""Parts a page into its articles: which titles open one, which are subheads, and what belongs to which."""

import re
from dataclasses import dataclass, field, replace

from articles.ingest.bylines import Byline, read_byline, read_dateline_reporter, read_signature, reads_as_dateline
from articles.ingest.display import find_titles
from articles.ingest.meta import Meta, merge_meta, read_dateline_date, read_meta, read_source_note
from articles.ingest.records import Block, Kind
from articles.ingest.titles import PLAIN, Title, join_headline, prominence
from articles.ingest.wording import contents_key, word_length

_THRESHOLD = 3.0
_TAIL = re.compile(r"\s*(?P<tail>[（(][^()（）]{3,80}[)）])\W*$")
_JUMP = re.compile(r"(?:下[转轉]|上接|[转轉]|接)第?\s*\S{1,3}\s*版|(?:continued|cont'?d|turn|see)\b.*\bpage\s*\d", re.I)
_SHORTEST_ARTICLE = 12
"""Words below which a text under a heading hardly is an article: a signature, a note."""
_SHORTEST_UNTITLED = 25
"""Words that a text before the first headline must have to be an article without one."""


@dataclass(slots=True)
class Draft:
    """An article while its parts are being collected. `body` holds its blocks in order, `subheads` the first lines of
    those among them that are subheads; `blocks` holds everything that belongs to it, title included."""

    title: str = ""
    section: str | None = None
    standfirst: str | None = None
    byline: Byline | None = None
    meta: Meta = field(default_factory=Meta)
    source_note: str | None = None
    body: list[Block] = field(default_factory=list)
    subheads: set[int] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)
    level: int = 8
    section_level: int = 9
    """The level of the section heading above it, if that stands above several titles; 9 otherwise."""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """What holds for all titles of a page."""

    signed: int
    outlined: bool
    """Whether its first title stands above all others, none of which has a byline, label or mark: one document with
    subheads."""
    items: bool
    """Whether titles are marked as items are: ♦."""
    headline_levels: frozenset[int]
    """The levels of the titles that a byline, date or label shows to be headlines."""
    contents: frozenset[str]
    numbered_items: bool


@dataclass(frozen=True, slots=True)
class _Section:
    """A section heading that holds for the titles below it."""

    name: str
    level: int
    for_items: bool


def segment(
    blocks: tuple[Block, ...], pictures: frozenset[int], contents: frozenset[str], is_issue: bool
) -> tuple[tuple[Draft, ...], tuple[Block, ...]]:
    """The articles among the blocks, and the blocks that belong to none: headings of the page, a greeting.

    `pictures` holds the numbers of the blocks above which a caption stood, `contents` the lines of the table of
    contents as `contents_key` writes them, and `is_issue` says whether the source calls itself an issue, so that
    numbered headings in it are items rather than chapters.
    """
    titles = find_titles(blocks, pictures)
    page = _describe(titles, contents, is_issue)
    drafts: list[Draft] = []
    aside = list(_add_lead(drafts, blocks[: titles[0].start if titles else len(blocks)]))
    section: _Section | None = None
    for place, title in enumerate(titles):
        following = titles[place + 1] if place + 1 < len(titles) else None
        body = blocks[title.end : following.start if following else len(blocks)]
        if not body and (not drafts or not title.signed) and (following or drafts):
            aside.extend(blocks[title.start : title.end])
            if following and following.level > title.level and title.end not in pictures:
                section = _Section(title.text, title.level, following.is_item)
        elif drafts and _weight(title, drafts[-1], page, body) < _THRESHOLD:
            _add_subheads(drafts[-1], blocks[title.start : title.end])
        else:
            section = _section_for(title, section, following)
            drafts.append(_open(title, blocks, section))
            aside.extend(_labels_above(title))
        if drafts:
            _add_body(drafts[-1], body)
        else:
            aside.extend(body)
    return tuple(drafts), tuple(aside)


def _describe(titles: tuple[Title, ...], contents: frozenset[str], is_issue: bool) -> _Page:
    listed = [title for title in titles if contents_key(title.text) in contents]
    telling = [title for title in titles if title.signed or title.kickers] + listed
    later = titles[1:]
    plain_below = not any(title in telling or title.is_item for title in later)
    short = sum(word_length(title.text) for title in later) <= 5.5 * len(later)
    numbered = sum(bool(title.mark) and not title.is_item for title in titles)
    outlined = (
        len(titles) >= 3
        and plain_below
        and (all(title.level > titles[0].level for title in later) or (bool(telling) and len(later) >= 3 and short))
    )
    return _Page(
        signed=sum(title.signed for title in titles),
        outlined=outlined,
        items=any(title.is_item for title in titles),
        headline_levels=frozenset(title.level for title in telling),
        contents=contents,
        numbered_items=is_issue and numbered >= 2,
    )


def _weight(title: Title, draft: Draft, page: _Page, body: tuple[Block, ...]) -> float:
    """How much speaks for a title opening a new article rather than being a subhead of the one it stands in.

    The weights were set by hand on the documents in tests/sources and fixtures; the threshold is 3.
    """
    words = word_length(title.text)
    deeper = title.level - draft.level
    dateline = bool(body) and reads_as_dateline(body[0].text)
    signs = (
        (4.0, title.byline is not None),
        (3.0, title.meta != Meta()),
        (4.0, bool(title.kickers) or title.is_label),
        (3.5, title.level == draft.level == PLAIN and any(b.blank_before > 1 for b in title.headlines[:1])),
        (4.0, title.is_item and draft.byline is None),
        (-2.0, bool(title.mark) and not title.is_item and not page.numbered_items),
        (3.0, bool(title.mark) and page.numbered_items and draft.byline is None),
        (4.0, contents_key(title.text) in page.contents),
        (1.5, words >= 5),
        (1.0, words >= 7),
        (-1.5, words <= 3),
        (1.0, _is_title_case(title.text)),
        (1.0, len(title.headlines) > 1),
        (1.5, title.level in page.headline_levels),
        (1.0, deeper <= 0),
        (-1.0, deeper > 0),
        (-1.5, deeper > 0 and title.level > 6 >= draft.level),
        (2.0, page.items and bool(draft.mark) and not title.mark),
        (-3.0, page.outlined),
        (-1.0, page.signed >= 2 and not title.signed and not dateline),
        (-9.0, not body),
        (-4.0, sum(word_length(block.text) for block in body) < _SHORTEST_ARTICLE),
        (3.0, title.level == draft.level and title.level > draft.section_level and draft.byline is None),
        (4.0, dateline),
        (3.0, bool(body) and (page.items or page.numbered_items) and all(b.kind is Kind.LIST_ITEM for b in body)),
        (-2.0, not draft.body),
    )
    return sum(weight for weight, holds in signs if holds)


def _is_title_case(text: str) -> bool:
    """Whether an English headline of five words or more has its words capitalised, small ones aside."""
    words = [word for word in re.findall(r"[A-Za-z][\w'’-]*", text) if len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _section_for(title: Title, section: _Section | None, following: Title | None) -> _Section | None:
    """The section heading in force from this title on."""
    if title.kickers and not title.kicker_after:
        label = title.kickers[-1]
        if title.is_item or 0 < label.level < title.level:
            return _Section(join_headline([label.text]), prominence(label), title.is_item)
        return None
    if section and (title.is_item or (not section.for_items and title.level > section.level)):
        return section
    if not title.mark and not title.signed and following is not None and following.is_item and not following.kickers:
        return _Section(title.text, title.level, True)
    return None


def _open(title: Title, blocks: tuple[Block, ...], section: _Section | None) -> Draft:
    label = join_headline([title.kickers[-1].text]) if title.kickers else None
    own_heading = section is not None and section.name == title.text
    draft = Draft(
        title=title.text,
        section=label or (section.name if section and not own_heading else None),
        standfirst=_one_line(title.standfirst),
        byline=title.byline,
        meta=title.meta,
        source_note=title.meta.source,
        level=title.level,
        section_level=section.level if section else 9,
        mark=title.mark,
    )
    above = {block.first for block in _labels_above(title)}
    draft.blocks = [block for block in blocks[title.start : title.end] if block.first not in above]
    for block in title.subheads:
        draft.body.append(block)
        draft.subheads.add(block.first)
    return draft


def _labels_above(title: Title) -> tuple[Block, ...]:
    """All but the last of a title's labels: they name the page."""
    return title.kickers[:-1]


def _one_line(blocks: tuple[Block, ...]) -> str | None:
    return join_headline([block.text for block in blocks]).removeprefix("——") or None


def _add_lead(drafts: list[Draft], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What stands before the first headline: an article that came over from another page if there is enough of it.
    Returns what is left over."""
    if sum(word_length(block.text) for block in blocks) < _SHORTEST_UNTITLED:
        return blocks
    drafts.append(Draft())
    _add_body(drafts[0], blocks)
    return ()


def _add_body(draft: Draft, blocks: tuple[Block, ...]) -> None:
    """Adds text to an article; lines in it that say who wrote it or where it was taken from are read."""
    for number, block in enumerate(blocks):
        draft.blocks.append(block)
        at_edge = number in (0, len(blocks) - 1) or (number >= len(blocks) - 3 and block.text[:1] in "(（")
        note = read_source_note(block.text)
        byline = read_byline(block.text) or read_signature(block.text) if at_edge and not draft.byline else None
        meta = read_meta(block.text) if at_edge and not note else None
        if note:
            draft.source_note = draft.source_note or note
        elif byline:
            draft.byline = byline
        elif meta:
            draft.meta = merge_meta(draft.meta, meta)
            draft.byline = draft.byline or meta.byline
        else:
            draft.body.append(_without_tail(draft, block))
    if draft.body:
        draft.byline = draft.byline or read_dateline_reporter(draft.body[0].text)
        draft.meta = merge_meta(draft.meta, Meta(date=read_dateline_date(draft.body[0].text)))


def _without_tail(draft: Draft, block: Block) -> Block:
    """A paragraph without the source note or jump line in brackets at its end; the note is kept on the draft."""
    if not block.lines or not (match := _TAIL.search(block.lines[-1])):
        return block
    note, meta = read_source_note(match["tail"]), read_meta(match["tail"])
    if note is None and meta is None and not _JUMP.search(match["tail"]):
        return block
    draft.source_note = draft.source_note or note
    draft.meta = merge_meta(draft.meta, meta or Meta())
    kept = block.lines[-1][: match.start()].rstrip()
    return replace(block, lines=(*block.lines[:-1], kept)) if kept or len(block.lines) > 1 else block


def _add_subheads(draft: Draft, blocks: tuple[Block, ...]) -> None:
    """Adds display lines to an article's text; a date among them is the article's if it has none."""
    for block in blocks:
        draft.blocks.append(block)
        if meta := read_meta(block.text):
            draft.meta = merge_meta(draft.meta, meta)
            continue
        draft.body.append(block)
        draft.subheads.add(block.first)
