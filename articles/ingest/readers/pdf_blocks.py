"""From lines in reading order to the Markdown lines that the pipeline reads: lines joined to paragraphs as far as they
were wrapped, headings by size, tables by their aligned cells, captions where they interrupt no sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.ingest.readers.marking import as_caption
from articles.ingest.readers.pdf_drawings import Box
from articles.ingest.readers.pdf_floats import box_kind, text_size
from articles.ingest.readers.pdf_layout import Aside, read_lines
from articles.ingest.readers.pdf_lines import (
    BULLET,
    HEADING_RATIO,
    SAME_SIZE,
    Page,
    TextLine,
    Word,
    escape,
    join_texts,
    parted,
)
from articles.ingest.readers.pdf_margins import find_margins
from articles.ingest.readers.pdf_paragraphs import Setting, goes_on, is_kicker, is_label
from articles.ingest.readers.pdf_tables import table_end, table_rows
from articles.ingest.wording import ends_sentence, word_length

_Marked = tuple[tuple[str, ...], str | None]
"""Lines of Markdown, and what kind of furniture they are if any."""
_LONGEST_HEADING = 40
_SHORTEST_TEXT = 8
"""Words that a paragraph has at least below which a caption may stand; a byline has fewer."""
_LONGEST_BAR = 6
_WIDEST_BAR_TEXT = 0.75
"""The share of a bar's width that its text takes at most; a label's ground is hardly wider than the label."""
_LONGEST_ITEM = 120
_PICTURE = "![]()"
"""Stands for a page without text, so that an editor sees where one is missing."""
_PARTING = re.compile(r"(?:[*∗⁎⁂✱_–—-]\s*){3,}")
"""A line of signs between parts of a text."""
_PULL_QUOTE = re.compile(r"[\"“「].*[\"”」]\W*")


def to_markdown(pages: Sequence[Page]) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """The lines of a Markdown document, and of those that are furniture the number, from 1, and kind."""
    margins = find_margins(pages)
    size = text_size(word for page in pages for word in page.words)
    read = [
        read_lines(_text_words(page, margin), page.drawings, page.height, size)
        for page, margin in zip(pages, margins, strict=True)
    ]
    setting = _setting([ordered for ordered, _ in read], pages)
    lines: list[str] = []
    furniture: list[tuple[int, str]] = []
    for page, (ordered, asides), margin in zip(pages, read, margins, strict=True):
        for texts, kind in _page_blocks(page, ordered, asides, margin, setting):
            if kind:
                furniture.append((len(lines) + 1, kind))
            lines.extend((*texts, ""))
    return lines[:-1], tuple(furniture)


def _text_words(page: Page, margin: list[tuple[TextLine, str]]) -> list[Word]:
    """The words of a page but for those in its margins."""
    aside = {word for line, _ in margin for word in line.words}
    return [word for word in page.words if word not in aside]


def _page_blocks(
    page: Page,
    lines: list[TextLine],
    asides: list[Aside],
    margin: list[tuple[TextLine, str]],
    setting: Setting,
) -> Iterator[_Marked]:
    """The blocks of a page from its head to its foot: the lines of each, and its kind where it is furniture."""
    yield from (((escape(line.text),), kind) for line, kind in margin if line.base < page.height / 2)
    yield from _with_asides(_with_sections(list(_blocks(lines, setting))), asides, setting)
    yield from (((escape(line.text),), kind) for line, kind in margin if line.base >= page.height / 2)
    if page.turned:
        yield (escape(page.turned),), None
    if not (page.words or page.turned):
        yield (_PICTURE,), None


def _with_sections(blocks: list[tuple[int, tuple[str, ...]]]) -> list[tuple[int, tuple[str, ...]]]:
    """The blocks, a label over several short items being as high a heading as the headlines that other labels stand
    above: those of the items are smaller."""
    labelled = {
        number: _level(blocks[number + 1][1][0])
        for number, (_, texts) in enumerate(blocks[:-1])
        if texts[0].startswith("**") and _level(blocks[number + 1][1][0])
    }
    highest = min(labelled.values(), default=0)
    raised = list(blocks)
    for (number, level), end in zip(labelled.items(), [*list(labelled)[1:], len(blocks)], strict=False):
        start, (label, *_) = blocks[number]
        if level > highest and _are_items([texts[0] for _, texts in blocks[number + 1 : end]], level):
            raised[number] = start, (f"{'#' * highest} {label.strip('*')}",)
    return raised


def _are_items(texts: list[str], level: int) -> bool:
    """Whether some texts are short items below two headings or more of a level."""
    levels = [each for each in map(_level, texts) if each]
    is_short = sum(map(word_length, texts)) <= _LONGEST_ITEM * len(levels)
    return len(levels) > 1 and min(levels) == level and is_short


def _level(text: str) -> int:
    """The level of a heading; 0 for all else."""
    return len(text) - len(text.lstrip("#"))


def _with_asides(blocks: list[tuple[int, tuple[str, ...]]], asides: list[Aside], setting: Setting) -> Iterator[_Marked]:
    """The blocks, and each caption or box where the sentence that it interrupts, or for a box the article, is over.
    A box that is furniture interrupts nothing."""
    waiting = list(asides)
    for number, (start, texts) in enumerate(blocks):
        places = {"furniture", *_places_above(blocks, number)}
        while waiting and waiting[0].after <= start and waiting[0].kind in places:
            yield from _aside(waiting.pop(0), setting)
        yield texts, None
    for aside in waiting:
        yield from _aside(aside, setting)


def _places_above(blocks: list[tuple[int, tuple[str, ...]]], number: int) -> set[str]:
    """What may stand above a block without interrupting anything: a caption below a text that is complete, a box where
    an article begins."""
    text = blocks[number][1][0]
    if number == 0:
        return set() if text.startswith("#") or text[0].islower() else {"caption"}
    above = blocks[number - 1][1][0]
    following = blocks[number + 1][1][0] if number + 1 < len(blocks) else ""
    opens = not _is_display(above) and (text.startswith("#") or (_is_display(text) and following.startswith("#")))
    complete = not _is_display(above) and word_length(above) >= _SHORTEST_TEXT
    places = {"box", "caption"} if opens else set()
    return places | ({"caption"} if complete and (ends_sentence(above) or _is_display(text)) else set())


def _is_display(text: str) -> bool:
    return text.startswith(("#", "**", "*", "▲"))


def _aside(aside: Aside, setting: Setting) -> Iterator[_Marked]:
    if aside.kind == "box":
        yield from ((texts, None) for _, texts in _blocks(list(aside.lines), setting))
    elif aside.kind == "furniture":
        yield from (((escape(line.text),), box_kind(aside.lines)) for line in aside.lines)
    else:
        text = aside.lines[0].text
        for line in aside.lines[1:]:
            text = join_texts(text, line.text)
        yield (as_caption(escape(text)),), None


def _setting(read: list[list[TextLine]], pages: Sequence[Page]) -> Setting:
    letters: Counter[float] = Counter()
    for line in (line for lines in read for line in lines):
        letters[round(line.size * 2) / 2] += len(line.text)
    size = letters.most_common(1)[0][0] if letters else 1.0
    gaps: Counter[float] = Counter()
    for one, other in (pair for lines in read for pair in pairwise(lines)):
        gap = (other.base - one.base) / size
        if 0.8 < gap < 2.2 and abs(one.size - size) + abs(other.size - size) < size * SAME_SIZE:
            gaps[round(gap, 1)] += 1
    large = sorted((each for each in letters if each > size * HEADING_RATIO), reverse=True)
    levels: list[float] = []
    for each in large:
        if not levels or each < levels[-1] * 0.95:
            levels.append(each)
    leading = gaps.most_common(1)[0][0] if gaps else 1.2
    return Setting(size, leading, tuple(levels), _section_bars(pages, read, size))


def _section_bars(pages: Sequence[Page], read: list[list[TextLine]], size: float) -> frozenset[TextLine]:
    """The lines that stand alone in a tinted bar, as headings over several articles do: one of them at least is above
    a headline, unlike the head of a table."""
    found: set[TextLine] = set()
    above_headline = False
    for page, lines in zip(pages, read, strict=True):
        for bar in page.drawings.bars:
            numbers = [number for number, line in enumerate(lines) if bar.holds(line.x0, line.words[0].middle)]
            if len(numbers) == 1 and _is_in_bar(lines[numbers[0]], bar):
                found.add(lines[numbers[0]])
                below = lines[numbers[0] + 1 : numbers[0] + 2]
                above_headline |= any(line.bold or line.size > size * HEADING_RATIO for line in below)
    return frozenset(found) if above_headline else frozenset()


def _is_in_bar(line: TextLine, bar: Box) -> bool:
    """Whether a line is the heading in a bar: short, and in one piece, with room beside it."""
    has_room = line.x1 - line.x0 < _WIDEST_BAR_TEXT * (bar.x1 - bar.x0)
    return has_room and len(line.cells) == 1 and word_length(line.text) <= _LONGEST_BAR


def _blocks(lines: list[TextLine], setting: Setting) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The blocks of one page, each as lines of Markdown, the rows of a table or a paragraph in one line, and the
    number of its first line."""
    start = 0
    while start < len(lines):
        end = table_end(lines, start)
        if end > start:
            yield start, tuple(table_rows(lines[start:end]))
        else:
            end = start + 1
            while end < len(lines) and table_end(lines, end) == end and goes_on(lines, start, end, setting):
                end += 1
            if end - start > 1 or lines[start] in setting.bars:
                yield start, (_paragraph(lines[start:end], setting),)
            elif is_label(lines, start, setting):
                yield start, (f"###### {escape(lines[start].text)}",)
            elif is_kicker(lines, start, setting):
                yield start, (f"**{escape(lines[start].text)}**",)
            else:
                yield from ((start, (_paragraph([part], setting),)) for part in parted(lines[start]))
        start = end


def _paragraph(lines: list[TextLine], setting: Setting) -> str:
    """The lines as one Markdown line."""
    text = lines[0].text
    for line in lines[1:]:
        text = join_texts(text, line.text)
    if len(lines[0].words) > 1 and BULLET.fullmatch(lines[0].words[0].text):
        return f"- {escape(text[len(lines[0].words[0].text) :].strip())}"
    if _PARTING.fullmatch(text):
        return "***"
    escaped = escape(text)
    if lines[0] in setting.bars:
        return f"# {escaped}"
    if lines[0].size > setting.size * HEADING_RATIO and word_length(text) <= _LONGEST_HEADING:
        if _PULL_QUOTE.fullmatch(text):
            return f"> {escaped}"
        level = sum(lines[0].size < size * 0.95 for size in setting.headings) + (2 if setting.bars else 1)
        return f"{'#' * min(level, 6)} {escaped}"
    if all(line.bold for line in lines):
        return f"**{escaped}**"
    if all(line.italic for line in lines):
        return f"*{escaped}*"
    return escaped
