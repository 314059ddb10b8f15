"""Parts a page into its articles: which titles open one, which are subheads, and what belongs to which."""

from collections import Counter
from dataclasses import replace

from articles.ingest.below import add_body, add_subheads
from articles.ingest.bilingual import part_languages
from articles.ingest.display import find_titles, has_marks, is_display, opening_title
from articles.ingest.drafts import NO_SECTION, Draft, Page, Section
from articles.ingest.meta import Meta, merge_meta
from articles.ingest.records import Block, Hints, Kind
from articles.ingest.titles import Title, join_headline, prominence, style
from articles.ingest.weighing import Place, opens_article
from articles.ingest.wording import (
    SALUTATION,
    contents_key,
    is_chinese,
    is_single,
    word_length,
)

_SHORTEST_UNTITLED = 25
"""Words that a text before the first headline must have to be an article without one."""


def segment(blocks: tuple[Block, ...], hints: Hints) -> tuple[tuple[Draft, ...], tuple[Block, ...]]:
    """The articles among the blocks, and the blocks that belong to none: headings of the page, a greeting."""
    blocks = tuple(_set_off(block, hints.contents) for block in blocks)
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
            if following and following.level > title.level and (hints.levels_told or title.end not in hints.pictures):
                section = Section(title.text, title.level, following.is_item)
        elif drafts and not opens_article(Place(title, drafts[-1], page, body)):
            add_subheads(drafts[-1], blocks[title.start : title.end])
        else:
            section = _section_for(title, section, following)
            draft = _open(title, blocks, section)
            if drafts and not draft.section and _is_translation(title, drafts[-1]):
                draft.section = drafts[-1].section  # the same item, in the other language
            drafts.append(draft)
            aside.extend(_labels_above(title))
        if drafts:
            add_body(drafts[-1], body)
        else:
            aside.extend(body)
    drafts = part_languages(drafts)
    if hints.released and len(drafts) == 1:
        drafts[0].meta = merge_meta(drafts[0].meta, Meta(date=hints.released))
    aside.extend(block for draft in drafts for block in draft.aside)
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
        add_body(draft, rest[end : title.start])
        add_subheads(draft, rest[title.start : title.end])
        end = title.end
    add_body(draft, rest[end:])
    return draft


def as_text(blocks: tuple[Block, ...], marked: bool) -> Draft:
    """All the blocks as text of an article that opens elsewhere: nothing in them but subheads is told apart."""
    subheads = {block.first for number, block in enumerate(blocks) if is_display(blocks, number, marked)}
    return Draft(body=list(blocks), subheads=subheads)


def _set_off(block: Block, contents: frozenset[str]) -> Block:
    """A line that the contents announce, or a letter's salutation, stands out as a headline does, however it is set."""
    if block.kind is not Kind.PARAGRAPH or block.bold or len(block.lines) > 2:
        return block
    is_announced = bool(contents) and contents_key(block.text) in contents
    stands_out = is_announced or SALUTATION.fullmatch(block.text)
    return replace(block, bold=True) if stands_out else block


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
        common_labels=_common_styles(titles),
        label_styles=frozenset(style(title.kickers[-1]) for title in titles if title.is_item and title.kickers),
        hints=hints,
        numbered_items=hints.is_issue and numbered >= 2,
    )


def _common_styles(titles: tuple[Title, ...]) -> frozenset[tuple[int, bool, bool]]:
    """How the section labels in capitals are set that stand above at least two headlines."""
    count = Counter(style(label) for title in titles for label in title.kickers[-1:] if label.text.isupper())
    return frozenset(set_as for set_as, times in count.items() if times > 1)


def _is_translation(title: Title, before: Draft) -> bool:
    """Whether a title may be that of the article before it in the other language: set no higher, marked like it."""
    other = is_chinese(title.text) != is_chinese(before.title)
    return other and title.level >= before.level and bool(title.mark) == bool(before.mark)


def _section_for(title: Title, section: Section | None, following: Title | None) -> Section | None:
    """The section heading in force from this title on."""
    if title.kickers and not title.kicker_after:
        label = title.kickers[-1]
        if is_single(label.text):
            return None
        if title.is_item or 0 < label.level < title.level:
            return Section(join_headline(label.text), prominence(label), title.is_item)
        return None
    if section and (title.is_item or (not section.for_items and title.level > section.level)):
        return section
    if not title.mark and not title.signed and following is not None and following.is_item and not following.kickers:
        return Section(title.text, title.level, True)
    return None


def _open(title: Title, blocks: tuple[Block, ...], section: Section | None) -> Draft:
    label = join_headline(title.kickers[-1].text) if title.kickers else None
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
    return join_headline(*(block.text for block in blocks)).removeprefix("——") or None


def _add_lead(drafts: list[Draft], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What stands before the first headline: an article that came over from another page if there is enough of it.
    Returns what is left over."""
    if sum(word_length(block.text) for block in blocks) < _SHORTEST_UNTITLED:
        return blocks
    drafts.append(Draft())
    add_body(drafts[0], blocks)
    return ()
