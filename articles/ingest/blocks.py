"""Groups lines into blocks: which lines are one paragraph, what is a heading, a table, an item, a picture."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from articles.ingest.bylines import names_in, own_form, read_byline
from articles.ingest.meta import Meta, read_meta
from articles.ingest.records import ITEM_MARKS, Block, Kind, Line, Profile
from articles.ingest.wording import FURNITURE, HAN, ends_sentence, is_kicker

_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})(?:\s+|(?=[^\s#]))(?P<text>.*[^\s#].*)")
_RULE = re.compile(r"\s*(?:\{\d+\})?(?:[-*_=~—–─━＊＝－☆★※]\s*){3,}")
_PICTURE = re.compile(r"\s*(?:!\[[^\]]*\]\([^)]*\)\s*)+")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*")
_QUOTE = re.compile(r"\s*>\s?(?P<text>.*)")
_LIST_ITEM = re.compile(r"\s*(?P<mark>[-*+•▪◦·○ㅇ]|(?<=\s)o)\s+(?P<text>\S.*)")
_DECK = re.compile(r"\s*(?P<dash>[-–—―~∼])\s+(?P<text>\S.*\S)\s+(?P=dash)\s*")
_BOX = re.compile(r"\s*\[ ?\]\s+(?=\S)")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})\s+(?=[\"'“‘«「《A-ZÀ-Þ\u4e00-\u9fff])(?P<text>\S.{2,110})")
_ITEM = re.compile(
    rf"(?P<mark>[{ITEM_MARKS}]+|\(?\d{{1,2}}[.)、．](?!\d)|[（(][一二三四五六七八九十]{{1,3}}[)）]|[一二三四五六七八九十]{{1,3}}、)\s*(?P<text>\S.*)"
)
_BOLD = re.compile(r"(?:\*\*|__)(?P<text>(?:(?!\*\*|__).)+?)(?:\*\*|__)\W*")
_BOLD_MARK = re.compile(rf"(?:\*\*|__)\s*(?P<mark>[{ITEM_MARKS}]+)\s*(?:\*\*|__)\s*")
_ITALIC = re.compile(r"(?:\*|_)(?P<text>[^*_]+)(?:\*|_)")
_ALL_EMPHASISED = re.compile(r"(?:\*{1,3}[^*]+\*{1,3}[\s.,;:—–-]*){2,8}")
_PULL_QUOTE = re.compile(r"[\"“「].*[.!?。！？][\"”」]")
_SHORT_LINE = 50
_CENTRED = 4
"""Columns that a centred line is indented by at least."""
_WIDEST = 110
"""A text that was wrapped by a program or a typist keeps its lines below this many columns."""


def group(lines: tuple[Line, ...], profile: Profile, told: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """All lines that are not blank, in blocks, in order: each line is in exactly one.

    `profile` tells the publication's own section labels and forms of a byline, `told` the labels that the source's
    format tells.
    """
    forms = [own_form(form) for form in profile.byline_forms]
    signed = {line.number: names for line in lines if (names := names_in(line.text, forms))}
    labels = frozenset(kicker.casefold() for kicker in (*profile.kickers, *told))
    width = _wrap_width(lines)
    lone = _lone_lines(lines) | signed.keys()
    blocks: list[Block] = []
    run: list[Line] = []
    blank = 0
    for line in lines:
        if line.text.strip():
            run.append(line)
            continue
        if run:
            blocks.extend(_blocks_of_run(run, width, blank, lone))
            run, blank = [], 0
        blank += 1
    if run:
        blocks.extend(_blocks_of_run(run, width, blank, lone))
    return tuple(_recognised(block, labels, signed) for block in _numbered(_underlined(blocks)))


def _recognised(block: Block, labels: frozenset[str], signed: Mapping[int, str]) -> Block:
    """The block with what it is to its publication: a byline, a section label. `signed` has the names by line."""
    if block.first in signed:
        return replace(block, names=signed[block.first])
    if not is_kicker(block.text, labels):
        return block
    # The sign that may stand before a label is an ornament.
    return replace(block, is_label=True, mark="" if block.is_item else block.mark)


def _underlined(blocks: list[Block]) -> list[Block]:
    """The same blocks, a line that is underlined from its beginning to its end being a heading."""
    for place, (block, rule) in enumerate(pairwise(blocks)):
        is_line = block.kind is Kind.PARAGRAPH and len(block.lines) == 1
        if not is_line or rule.kind is not Kind.RULE or rule.blank_before or rule.first != block.last + 1:
            continue
        drawn = len(rule.lines[0])
        if abs(drawn - _columns(block.text)) <= max(3, 0.2 * drawn):
            blocks[place] = replace(block, kind=Kind.HEADING, level=1 if rule.lines[0][0] in "=＝" else 2)
    return blocks


def _numbered(blocks: list[Block]) -> list[Block]:
    """The same blocks, the bare numbers before short lines being marks if they count from 1 to at least 3."""
    found = {
        place: match
        for place, block in enumerate(blocks)
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING) and not block.mark and len(block.lines) == 1
        if (match := _NUMBERED.fullmatch(block.text)) and not ends_sentence(block.text)
    }
    if not {"1", "2", "3"} <= {match["number"] for match in found.values()}:
        return blocks
    for place, match in found.items():
        blocks[place] = replace(blocks[place], lines=(match["text"],), mark=f"{match['number']}.")
    return blocks


def _columns(text: str) -> int:
    """Its width in columns; a Chinese character takes two."""
    return len(text.strip()) + len(HAN.findall(text))


def _wrap_width(lines: tuple[Line, ...]) -> int | None:
    """The width to which the source's paragraphs were wrapped, or None where each line is a paragraph of its own.

    In a wrapped text most lines that another follows are nearly as wide as the widest, and few end a sentence.
    """
    pairs = [
        first.text
        for first, second in pairwise(lines)
        if first.text.strip() and second.text.strip() and not _own_block(first.text) and not _own_block(second.text)
    ]
    if len(pairs) < 3:
        return None if any(_columns(text) > _WIDEST for text in pairs) else _WIDEST
    widths = sorted(_columns(text) for text in pairs)
    width = widths[int(0.9 * (len(widths) - 1))]
    if width > _WIDEST:
        return None
    full = sum(0.7 * width <= _columns(text) for text in pairs)
    finished = sum(ends_sentence(text) for text in pairs)
    return width if full >= 0.5 * len(pairs) and finished <= 0.5 * len(pairs) else None


def _own_block(text: str) -> bool:
    return bool(
        _HEADING.fullmatch(text)
        or _RULE.fullmatch(text)
        or _PICTURE.fullmatch(text)
        or _TABLE_ROW.fullmatch(text)
        or _LIST_ITEM.fullmatch(text)
        or _BOLD.fullmatch(text.strip())
        or re.match(rf"\s*[{ITEM_MARKS}]", text)
    )


def _lone_lines(lines: tuple[Line, ...]) -> frozenset[int]:
    """The lines that are a block of their own whatever stands around them: page numbers, jump lines, and what is
    repeated on the page with nothing but its numbers changed, as running heads are."""
    keys = {line.number: re.sub(r"[\W\d_]+", " ", line.text).strip() for line in lines if re.search(r"\d", line.text)}
    count = Counter(key for key in keys.values() if len(key) > 8)
    repeated = {number for number, key in keys.items() if count[key] > 1}
    forms = (FURNITURE["page number"], FURNITURE["jump line"])
    return frozenset(repeated | {line.number for line in lines if any(form.match(line.text) for form in forms)})


def _blocks_of_run(run: list[Line], width: int | None, blank: int, lone: frozenset[int]) -> Iterator[Block]:
    """The blocks of some lines without a blank one between them."""
    start = 0
    for end in range(1, len(run) + 1):
        apart = end < len(run) and (run[end - 1].number in lone or run[end].number in lone)
        if end < len(run) and not apart and _goes_on(run[end - 1].text, run[end].text, width):
            continue
        yield _block(run[start:end], blank if start == 0 else 0)
        start = end


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """Whether the following line belongs to the same block."""
    if _TABLE_ROW.fullmatch(line) and _TABLE_ROW.fullmatch(following):
        return True
    if _QUOTE.fullmatch(line) and _QUOTE.fullmatch(following):
        return True
    if _own_block(following) or (_own_block(line) and not _LIST_ITEM.fullmatch(line)) or _QUOTE.fullmatch(following):
        return False
    if _are_centred(line, following):
        return True
    if width is None:
        return False
    if _LIST_ITEM.fullmatch(line) and following.startswith(" "):
        return True
    if _hangs(line, following) and _columns(line) >= 0.7 * width:
        return True
    if _indent(following) > _indent(line) or _indent(line) > 8 or read_byline(line) or read_byline(following):
        return False
    if _columns(line) < _SHORT_LINE and _is_date(following):
        return False
    if line.isupper() != following.isupper() and not HAN.search(line):
        return False
    return _columns(line) >= 0.7 * width or (not ends_sentence(line) and following.lstrip()[:1].islower())


def _is_date(text: str) -> bool:
    """Whether a line is nothing but a date, and does not end a sentence."""
    return len(text) < _SHORT_LINE and not ends_sentence(text) and _says_date(read_meta(text))


def _says_date(meta: Meta | None) -> bool:
    return meta is not None and meta == Meta(date=meta.date)


def _are_centred(line: str, following: str) -> bool:
    """Whether two lines that are no sentences stand around one axis, as the lines of a centred headline do."""
    one, other = _indent(line), _indent(following)
    if min(one, other) < _CENTRED or one == other or line.isupper() != following.isupper():
        return False
    if _DECK.fullmatch(following):
        return False
    axes = [indent + _columns(text) / 2 for indent, text in ((one, line), (other, following))]
    return abs(axes[0] - axes[1]) <= 2 and not ends_sentence(line) and not re.search(r"\d{4}\W*$", following)


def _hangs(line: str, following: str) -> bool:
    """Whether a line is indented to where the text after the mark of the item above it begins."""
    text = line.lstrip()
    match = _BOX.match(line) or _ITEM.match(text) or re.match(r"\([a-z\d]{1,2}\)\s", text)
    return bool(match) and 0 < _indent(following) - _indent(line) <= 6


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _block(lines: list[Line], blank: int) -> Block:
    texts = tuple(line.text.strip() for line in lines)
    first, text = lines[0].number, lines[0].text
    if match := _HEADING.fullmatch(text):
        return _styled(Kind.HEADING, first, (_without_closing(match["text"]),), len(match["marks"]), blank)
    if _TABLE_ROW.fullmatch(text):
        return Block(Kind.TABLE, first, texts, blank_before=blank)
    if _PICTURE.fullmatch(text):
        return Block(Kind.PICTURE, first, texts, blank_before=blank)
    if _RULE.fullmatch(text):
        return Block(Kind.RULE, first, texts, blank_before=blank)
    if _QUOTE.fullmatch(text):
        quoted = tuple(match["text"] if (match := _QUOTE.fullmatch(line)) else line for line in texts)
        return Block(Kind.QUOTE, first, quoted, blank_before=blank)
    if match := _DECK.fullmatch(text):
        return Block(Kind.PARAGRAPH, first, (match["text"], *texts[1:]), italic=True, blank_before=blank)
    if match := _LIST_ITEM.fullmatch(text):
        return Block(Kind.LIST_ITEM, first, (match["text"], *texts[1:]), mark=match["mark"], blank_before=blank)
    return _styled(Kind.PARAGRAPH, first, texts, 0, blank)


def _without_closing(heading: str) -> str:
    """A heading without the marks that may close it: `Title ##`, but `C#`."""
    heading = heading.rstrip()
    bare = heading.rstrip("#")
    return heading if len(heading) - len(bare) == 1 and not bare.endswith(" ") else bare.rstrip()


def _styled(kind: Kind, first: int, texts: tuple[str, ...], level: int, blank: int) -> Block:
    """A heading or paragraph, its item mark and the marks of an emphasis on all of it taken off."""
    texts, mark = _without_mark(texts)
    bold = italic = False
    if len(texts) == 1:
        if (match := _BOLD.fullmatch(texts[0])) and match["text"].strip():
            texts, bold = (match["text"].strip(),), True
            if _PULL_QUOTE.fullmatch(texts[0]):
                return Block(Kind.QUOTE, first, texts, blank_before=blank)
        if (match := _ITALIC.fullmatch(texts[0])) and match["text"].strip():
            texts, italic = (match["text"].strip(),), True
        elif texts[0].startswith("*") and _ALL_EMPHASISED.fullmatch(texts[0]):
            texts, italic = (texts[0].replace("*", ""),), True
    if not mark:
        texts, mark = _without_mark(texts)
    return Block(kind, first, texts, level, mark, bold, italic, blank)


def _without_mark(texts: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """An item's mark, bold or not, taken off the first line."""
    if read_byline(texts[0]):
        return texts, ""  # the sign before a name
    if box := _BOX.match(texts[0]):
        return (texts[0][box.end() :], *texts[1:]), "□"
    bold = _BOLD_MARK.match(texts[0])
    plain = f"{bold['mark']} {texts[0][bold.end() :]}" if bold else texts[0]
    if (match := _ITEM.fullmatch(plain)) and match["text"].strip(" *_"):
        return (match["text"], *texts[1:]), match["mark"]
    return texts, ""
