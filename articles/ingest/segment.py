"""Parts a page into its articles: which titles open one, which are subheads, and what belongs to which."""

import re
from dataclasses import replace

from articles.ingest.bylines import byline_of, read_dateline_reporter, read_signature
from articles.ingest.display import find_titles, has_marks, is_display, opening_title
from articles.ingest.drafts import NO_SECTION, Draft, Page, Section
from articles.ingest.meta import Meta, merge_meta, read_dateline_date, read_meta, read_source_note
from articles.ingest.records import Block, Hints
from articles.ingest.titles import Title, join_headline, prominence, style
from articles.ingest.weighing import Place, opens_article
from articles.ingest.wording import contents_key, word_length

_TAIL = re.compile(r"\s*(?P<tail>[（(][^()（）]{3,80}[)）])\W*$")
_JUMP = re.compile(r"(?:下[转轉]|上接|[转轉]|接)第?\s*\S{1,3}\s*版|(?:continued|cont'?d|turn|see)\b.*\bpage\s*\d", re.I)
_SHORTEST_UNTITLED = 25
"""Words that a text before the first headline must have to be an article without one."""


def segment(blocks: tuple[Block, ...], hints: Hints) -> tuple[tuple[Draft, ...], tuple[Block, ...]]:
    """The articles among the blocks, and the blocks that belong to none: headings of the page, a greeting."""
    titles = find_titles(blocks, hints.pictures, has_marks(blocks))
    page = _describe(titles, hints)
    drafts: list[Draft] = []
    aside = list(_add_lead(drafts, blocks[: titles[0].start if titles else len(blocks)]))
    section: Section | None = None
    for place, title in enumerate(titles):
        following = titles[place + 1] if place + 1 < len(titles) else None
        body = blocks[title.end : following.start if following else len(blocks)]
        if not body and (not drafts or not title.signed) and (following or drafts):
            aside.extend(blocks[title.start : title.end])
            if following and following.level > title.level and title.end not in hints.pictures:
                section = Section(title.text, title.level, following.is_item)
        elif drafts and not opens_article(Place(title, drafts[-1], page, body)):
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


def as_article(blocks: tuple[Block, ...], marked: bool) -> Draft:
    """All the blocks as one article, headline first if they have one: other titles among them are subheads.

    `marked` is what `display.has_marks` says of their page.
    """
    opening = opening_title(blocks, marked)
    draft = _open(opening, blocks, None) if opening else Draft()
    rest = blocks[opening.end if opening else 0 :]
    end = 0
    for title in find_titles(rest, frozenset(), marked):
        _add_body(draft, rest[end : title.start])
        _add_subheads(draft, rest[title.start : title.end])
        end = title.end
    _add_body(draft, rest[end:])
    return draft


def as_text(blocks: tuple[Block, ...], marked: bool) -> Draft:
    """All the blocks as text of an article that opens elsewhere: nothing in them but subheads is told apart."""
    subheads = {block.first for number, block in enumerate(blocks) if is_display(blocks, number, marked)}
    return Draft(body=list(blocks), subheads=subheads)


def _describe(titles: tuple[Title, ...], hints: Hints) -> Page:
    listed = [title for title in titles if contents_key(title.text) in hints.contents]
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
    return Page(
        signed=sum(title.signed for title in titles),
        outlined=outlined,
        items=any(title.is_item for title in titles),
        headline_levels=frozenset(title.level for title in telling),
        label_styles=frozenset(style(title.kickers[-1]) for title in titles if title.is_item and title.kickers),
        hints=hints,
        numbered_items=hints.is_issue and numbered >= 2,
    )


def _section_for(title: Title, section: Section | None, following: Title | None) -> Section | None:
    """The section heading in force from this title on."""
    if title.kickers and not title.kicker_after:
        label = title.kickers[-1]
        if title.is_item or 0 < label.level < title.level:
            return Section(join_headline([label.text]), prominence(label), title.is_item)
        return None
    if section and (title.is_item or (not section.for_items and title.level > section.level)):
        return section
    if not title.mark and not title.signed and following is not None and following.is_item and not following.kickers:
        return Section(title.text, title.level, True)
    return None


def _open(title: Title, blocks: tuple[Block, ...], section: Section | None) -> Draft:
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
        section_level=section.level if section else NO_SECTION,
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
        byline = byline_of(block) or read_signature(block.text) if at_edge and not draft.byline else None
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
