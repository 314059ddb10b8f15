"""From the bytes of a source to the record of an issue: read, clean, group, set apart, segment, repair, annotate.

Pure: no Django, no database, no clock, no network. Read top to bottom, this is what happens to an upload.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable

from articles.ingest.annotate import annotate
from articles.ingest.blocks import group
from articles.ingest.captions import FoundCaption, take_captions
from articles.ingest.clean import clean
from articles.ingest.declared import complete, fill_in
from articles.ingest.furniture import set_apart
from articles.ingest.readers import read
from articles.ingest.records import (
    SIZE_LIMIT,
    ArticleRecord,
    Block,
    Caption,
    Document,
    Furniture,
    Hints,
    IssueRecord,
    Line,
    Masthead,
    Profile,
    Warning,
)
from articles.ingest.repair import Vocabulary, repair
from articles.ingest.segment import Draft, segment
from articles.ingest.wording import RELEASE, contents_key, is_chinese, plain

_ANY_PROFILE = Profile()
_TELLS_LEVELS = "text/html"
_ANCHOR = 80
"""Characters of text that tell where a caption stood."""
"""The media type of sources whose headings, and pictures, stand where their author put them."""
_INVITES = re.compile(
    r"\W*(?:read (?:more|on|the (?:full|whole) (?:story|article))|continue reading|阅读(?:全文|更多|原文))\W*", re.I
)
_COMES_OVER = re.compile(r"\bfrom\b|上接", re.I)


def read_issue(data: bytes, name: str, profile: Profile = _ANY_PROFILE, size_limit: int = SIZE_LIMIT) -> IssueRecord:
    """Reads a source into articles, captions and furniture.

    `data` is the file byte for byte, `name` its file name, `profile` what is known of its publication, `size_limit`
    the most bytes to read. Every line that is not blank ends up in exactly one article, caption or piece of
    furniture. Raises Refused when the file cannot be read.
    """
    document = read(data, name, size_limit)
    lines = clean(document.lines)
    blocks = group(lines, profile, document.labels)
    rest, furniture, masthead = set_apart(blocks, profile, document.furniture)
    rest, captions = take_captions(rest, _below_pictures(furniture))
    drafts, aside = segment(rest, _hints(document, captions, furniture, masthead))
    fill_in(drafts, document.about)
    vocabulary = Vocabulary(line for block in blocks for line in block.lines)
    escape = document.media_type == "text/plain"
    owned = _owners(drafts, captions, rest if document.media_type == _TELLS_LEVELS else ())
    articles = tuple(
        article_record(position, draft, owned[position - 1], vocabulary, escape)
        for position, draft in enumerate(drafts, 1)
    )
    homeless = [] if drafts else [block for caption in captions for block in caption.blocks]
    pieces = [*furniture, *_emptied(document.lines, lines), *_set_aside(aside), *_set_aside(homeless)]
    return IssueRecord(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=document.media_type,
        encoding=document.encoding,
        line_count=len(document.lines),
        masthead=complete(masthead, document.about),
        articles=articles,
        furniture=tuple(sorted(pieces, key=lambda piece: piece.lines)),
        warnings=() if articles else (Warning("empty", "No article was found in this source.", None),),
    )


def read_lines(data: bytes, name: str, size_limit: int = SIZE_LIMIT) -> Document:
    """Reads a source no further than its lines, numbered as the spans of its record are. Raises Refused."""
    return read(data, name, size_limit)


def _below_pictures(furniture: Iterable[Furniture]) -> frozenset[int]:
    """The last lines of pictures: what stands right below them may be their caption."""
    return frozenset(piece.lines[1] for piece in furniture if piece.kind == "picture")


def _hints(
    document: Document, captions: Iterable[FoundCaption], furniture: Iterable[Furniture], masthead: Masthead
) -> Hints:
    """What captions and furniture tell of the articles between them."""
    contents = {contents_key(piece.text) for piece in furniture if piece.kind == "contents"} - {""}
    heads = [piece for piece in furniture if piece.kind in ("masthead", "running head")]
    jumps = [piece for piece in furniture if piece.kind == "jump line"]
    return Hints(
        pictures=frozenset(caption.before for caption in captions),
        contents=frozenset(contents),
        continuations=frozenset(piece.lines[0] for piece in jumps if _COMES_OVER.search(piece.text)),
        departures=frozenset(piece.lines[0] for piece in jumps if not _COMES_OVER.search(piece.text)),
        rules=frozenset(p.lines[0] for p in furniture if p.kind == "rule" and not re.search(r"\d", p.text)),
        invitations=frozenset(piece.lines[0] for piece in furniture if _INVITES.fullmatch(piece.text)),
        is_article=document.about.form == "article",
        levels_told=document.media_type == _TELLS_LEVELS,
        is_issue=masthead.number is not None,
        released=masthead.date if any(RELEASE.search(piece.text) for piece in heads) else None,
    )


def _emptied(lines: Iterable[Line], cleaned: Iterable[Line]) -> list[Furniture]:
    """The lines that were nothing but layout tags or signs that cannot be seen."""
    return [
        Furniture((line.number, line.number), "other", line.text.strip())
        for line, left in zip(lines, cleaned, strict=True)
        if not left.text and line.text.strip()
    ]


def _set_aside(blocks: Iterable[Block]) -> list[Furniture]:
    return [
        Furniture((block.first, block.last), "page heading" if block.level else "other", block.text) for block in blocks
    ]


def _owners(
    drafts: tuple[Draft, ...], captions: tuple[FoundCaption, ...], rest: tuple[Block, ...]
) -> list[list[FoundCaption]]:
    """The captions of each draft: those that stand below its first block and above the next one's. Where the picture
    right above a headline is that article's, `rest` holds all blocks but the captions."""
    owned: list[list[FoundCaption]] = [[] for _ in drafts]
    if not drafts:
        return owned
    starts = [draft.blocks[0].first for draft in drafts]
    for caption in captions:
        above = rest[caption.before : caption.before + 1]
        owner = bisect_left(starts, caption.blocks[0].first)
        is_above_headline = bool(above) and above[0].first in starts
        owned[owner if is_above_headline else max(0, owner - 1)].append(caption)
    return owned


def article_record(
    position: int,
    draft: Draft,
    captions: list[FoundCaption],
    vocabulary: Vocabulary,
    escape: bool,
) -> ArticleRecord:
    """An article with its text repaired and its tags set. `vocabulary` has the words of the whole source; `escape`
    says that the source is no Markdown."""
    body, warnings = repair(draft.body, draft.subheads, vocabulary, escape)
    spans = _spans(draft.blocks)
    if draft.meta.impossible:
        message = f"There is no such date as {draft.meta.impossible}; none was taken over."
        warnings = (*warnings, Warning("date", message, spans[0][0]))
    if not draft.title:
        message = "No headline was found: the text may continue from another page."
        warnings = (Warning("title", message, spans[0][0]), *warnings)
    record = ArticleRecord(
        position=position,
        title=draft.title,
        body=body,
        language="zh" if is_chinese(f"{draft.title} {body}") else "en",
        lines=(spans[0][0], spans[-1][1]),
        standfirst=draft.standfirst,
        section=draft.section,
        byline=draft.byline.printed if draft.byline else None,
        authors=draft.byline.authors if draft.byline else (),
        date=draft.meta.date,
        source_note=draft.source_note,
        captions=tuple(_caption(caption, draft) for caption in captions),
        warnings=warnings,
        spans=spans,
    )
    return annotate(record)


def _caption(found: FoundCaption, draft: Draft) -> Caption:
    first, last = found.blocks[0].first, found.blocks[-1].last
    above = [block for block in draft.body if block.first < first]
    anchor = plain(max(above, key=lambda block: block.first).text)[-_ANCHOR:] if above else ""
    return Caption(found.text, found.credit, (first, last), anchor if draft.body else None)


def _spans(blocks: list[Block]) -> tuple[tuple[int, int], ...]:
    """The runs of lines that some blocks take."""
    spans: list[tuple[int, int]] = []
    for block in sorted(blocks, key=lambda block: block.first):
        if spans and block.first == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], block.last)
        else:
            spans.append((block.first, block.last))
    return tuple(spans)
