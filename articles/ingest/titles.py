"""Reads what stands above an article: kicker, headline, standfirst, byline, date; in whatever order it is set."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from articles.ingest.bylines import Byline, byline_of, read_bare_names, reads_as_affiliation, split_glued
from articles.ingest.meta import Meta, merge_meta, read_meta
from articles.ingest.records import Block, Kind
from articles.ingest.wording import (
    HAN,
    HEADLINE_VERBS,
    LEADING,
    OPENERS,
    ends_sentence,
    is_everyday_word,
    longer_words,
    word_length,
)

_LONGEST_LABEL = 4
_LEADING_LABEL = re.compile(r"\*\*(?P<label>[A-Z][A-Z’'&/ -]{2,30}?):?\*\*:?\s+(?P<text>\S*[^\W\d_]*[a-z].*)")
PLAIN = 8
"""The prominence of a line that nothing marks."""


@dataclass(frozen=True, slots=True)
class Title:
    """The blocks above an article, read. `headlines` are the blocks of its headline, in the order read."""

    start: int
    end: int
    headlines: tuple[Block, ...] = ()
    kickers: tuple[Block, ...] = ()
    """Section labels, in the order printed."""
    kicker_after: bool = False
    """Whether the last label stands below the headline."""
    standfirst: tuple[Block, ...] = ()
    byline: Byline | None = None
    meta: Meta = field(default_factory=Meta)
    subheads: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The headline in one line, marks off."""
        return join_headline(*(block.text for block in self.headlines))

    @property
    def first(self) -> int:
        """The line that its first label or headline stands in."""
        return min((block.first for block in (*self.kickers, *self.headlines)), default=0)

    @property
    def level(self) -> int:
        """How the headline stands out, as `prominence` says."""
        if not self.headlines:
            return PLAIN
        return min(prominence(block) for block in self.headlines)

    @property
    def mark(self) -> str:
        return next((block.mark for block in self.headlines if block.mark), "")

    @property
    def is_item(self) -> bool:
        """Whether the headline bears an item's mark."""
        return any(block.is_item for block in self.headlines)

    @property
    def is_label(self) -> bool:
        """Whether there is no headline but a section label."""
        return len(self.headlines) == 1 and self.headlines[0].is_label

    @property
    def signed(self) -> bool:
        return self.byline is not None or self.meta != Meta()


@lru_cache(maxsize=1024)
def join_headline(*parts: str) -> str:
    """A headline's lines in one, emphasis marks and the page number before it taken off."""
    text = ""
    for part in (re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", part).strip() for part in parts):
        spaced = text and not (HAN.search(text[-1]) and HAN.search(part[:1]))
        text += (" " if spaced else "") + part
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    text = re.sub(r"(?<=[a-z])- (?=[a-z])", "-", text)
    return " ".join(re.sub(r"^\d{1,3}(?=[A-Z][a-z]+ )", "", text).split())


def prominence(block: Block) -> int:
    """How a display line stands out: its heading level, 7 for a bold or marked line, 8 for one that nothing marks."""
    if block.kind is Kind.HEADING:
        return block.level
    return 7 if block.bold or block.mark else PLAIN


def read_title(blocks: tuple[Block, ...], start: int, end: int) -> Title:
    """The roles of the blocks of one title: those from `start` up to `end`."""
    title = Title(start, end)
    heads: list[Block] = []
    was_glued, above_label = False, 0
    for number in range(start, end):
        block = blocks[number]
        meta = read_meta(block.text)
        text, glued = (block.text, None) if meta or byline_of(block) else split_glued(block.text)
        bare = heads and block.kind is Kind.PARAGRAPH and not (meta or block.bold or _unfinished(heads[-1].text))
        byline = glued or (None if meta and meta.byline is None else byline_of(block))
        lower = heads and not any(other.kind is Kind.HEADING for other in blocks[number + 1 : min(number + 2, end)])
        below = bare or (lower and (title.standfirst or _is_set_apart(block, heads)))
        byline = byline or (read_bare_names(block.text) if below else None)
        if not heads and (match := _LEADING_LABEL.fullmatch(text)) and not byline:
            title = replace(title, kickers=(*title.kickers, replace(block, lines=(match["label"],), is_label=True)))
            block = replace(block, lines=(match["text"],))
        if glued:
            was_glued = True
            heads.append(replace(block, lines=(text,)))
        if byline and not block.is_label:
            title = replace(title, byline=title.byline or byline, meta=merge_meta(title.meta, meta or Meta()))
        elif title.byline and not (meta or byline_of(block)) and _is_whereabouts(block, blocks[number - 1]):
            continue
        elif meta:
            title = replace(title, meta=merge_meta(title.meta, meta), byline=title.byline or meta.byline)
        elif block.is_label and not block.mark:
            title, above_label = replace(title, kickers=(*title.kickers, block), kicker_after=bool(heads)), len(heads)
        elif heads and not block.mark and (title.signed or _reads_as_standfirst(block, heads)):
            title = _place_late(title, heads, block, was_glued)
        else:
            heads.append(block)
    if _is_below_page_heading(title, heads, above_label):
        title = replace(title, kickers=(*heads[:above_label], *title.kickers), kicker_after=False)
        heads = heads[above_label:]
    return _settle(title, heads)


def _is_below_page_heading(title: Title, heads: list[Block], above: int) -> bool:
    """Whether the display lines above a label name the page, since the headline stands below it: the first `above`."""
    if not title.kicker_after or not 0 < above < len(heads):
        return False
    short = sum(word_length(block.text) for block in heads[:above]) <= _LONGEST_LABEL
    return short and prominence(heads[above]) < PLAIN and style(heads[above]) != style(heads[above - 1])


def _is_whereabouts(block: Block, above: Block) -> bool:
    """Whether a line says where the author above it works or writes from."""
    if reads_as_affiliation(block.text):
        return True
    is_place = block.kind is Kind.PARAGRAPH and word_length(block.text) <= 3 and block.text.istitle()
    return is_place and not ends_sentence(block.text) and bool(byline_of(above) or read_bare_names(above.text))


def _is_set_apart(block: Block, heads: list[Block]) -> bool:
    """Whether a line is set otherwise than the whole headline above it, and no word in it is an everyday one: the
    author's name, in a heading or bold."""
    whole = sum(word_length(head.text) for head in heads) >= 4 and not _unfinished(heads[-1].text)
    named = read_bare_names(block.text)
    words = [word for name in (named.authors if named else ()) for word in name.split()[1:]]
    return whole and style(block) != style(heads[-1]) and not any(map(is_everyday_word, words))


def _reads_as_standfirst(block: Block, heads: list[Block]) -> bool:
    text = block.text
    if text.startswith("——"):
        return True
    if block.kind is Kind.HEADING and block.level == heads[-1].level:
        return False
    return word_length(text) >= 8 and (ends_sentence(text) or block.italic or block.kind is not Kind.HEADING)


def _place_late(title: Title, heads: list[Block], block: Block, was_glued: bool) -> Title:
    """A line below byline or date, or one that reads like a sentence: the missing half of a headline that a byline
    was glued to, a standfirst, or the first subhead."""
    is_set_off = block.bold or block.kind is Kind.HEADING
    if is_set_off and title.byline and _lacks_beginning(heads[0].text) and word_length(block.text) <= 8:
        heads[0] = replace(heads[0], lines=(*block.lines, *heads[0].lines))
        return title
    if is_set_off and was_glued and len(heads) == 1 and 2 <= word_length(block.text) <= 8:
        heads[-1] = replace(heads[-1], lines=(*heads[-1].lines, *block.lines))
        return title
    if not is_set_off or block.text.startswith("——") or word_length(block.text) >= 8 or ends_sentence(block.text):
        return replace(title, standfirst=(*title.standfirst, block))
    return replace(title, subheads=(*title.subheads, block))


def _lacks_beginning(headline: str) -> bool:
    """Whether a headline begins with what cannot open one: a small letter, a participle, a preposition, a verb in the
    third person."""
    first = headline.partition(" ")[0].strip("*_")
    small = first.lower()
    is_inflected = re.search(r"[^s]s$", small) is not None and len(small) > 4
    is_verb = is_inflected and is_everyday_word(small) and is_everyday_word(small[:-1])
    return (
        first[:1].islower()
        or bool(re.fullmatch(r"[A-Z]\w+ed", first))
        or small in HEADLINE_VERBS | {"and", "of", "into", "amid"}
        or is_verb
    )


def _settle(title: Title, heads: list[Block]) -> Title:
    """Parts the display lines of a title into section labels, headline, deck and subheads."""
    if not heads and title.kickers:
        # A label alone above a text is that text's headline.
        heads, title = [title.kickers[-1]], replace(title, kickers=title.kickers[:-1], kicker_after=False)
    first_item = next((place for place, block in enumerate(heads) if block.is_item), 0)
    labels = first_item or (0 if title.kicker_after else _label_count(heads))
    if labels:
        title = replace(title, kickers=(*title.kickers, *heads[:labels]), kicker_after=False)
        heads = heads[labels:]
    if len(heads) > 1 and title.byline and not title.kicker_after and _labels_below(heads[:-1], heads[-1]):
        title, heads = replace(title, kickers=(*title.kickers, heads[-1]), kicker_after=True), heads[:-1]
    if over := _overlines(heads):
        title, heads = replace(title, standfirst=(*heads[:over], *title.standfirst)), heads[over:]
    length = 1
    while length < len(heads) and _continues(heads[length - 1], heads[length], heads[:length]):
        length += 1
    decks = tuple(
        block for block in heads[length:] if not block.mark and (title.signed or word_length(block.text) >= 6)
    )
    subheads = tuple(block for block in heads[length:] if block not in decks)
    return replace(
        title,
        headlines=tuple(heads[:length]),
        standfirst=(*decks, *title.standfirst),
        subheads=(*subheads, *title.subheads),
    )


def _label_count(heads: list[Block]) -> int:
    """How many lines at the top are section labels: short, and set otherwise than the longest part below them."""
    words: dict[tuple[int, bool, bool], float] = {}
    for block in heads:
        if prominence(block) == PLAIN != prominence(heads[0]):
            continue  # a deck, however long it is
        words[style(block)] = words.get(style(block), 0) + word_length(block.text)
    if not words:
        return 0
    main = max(words, key=lambda style: words[style])
    count = 0
    while count < len(heads) - 1 and (style(heads[count]) != main or word_length(heads[count].text) <= 1):
        text = heads[count].text
        if word_length(text) > 4 or word_length(text) >= words[main] - 1 or _unfinished(text):
            break
        following = heads[count + 1].text.partition(" ")[0].strip("*_")
        if following[:1].islower() or following.lower() in HEADLINE_VERBS:
            break
        count += 1
    return count


def _overlines(heads: list[Block]) -> int:
    """How many lines at the top lead up to a Chinese headline: whole, and set lower than the heading below them."""
    if len(heads) < 2 or heads[0].mark or not all(HAN.search(block.text[:1]) for block in heads[:2]):
        return 0
    return int(_rises(*heads[:2]) and word_length(heads[1].text) >= _LONGEST_LABEL and not _unfinished(heads[0].text))


def _rises(one: Block, other: Block) -> bool:
    """Whether the second of two headings is set higher than the first."""
    return one.kind is other.kind is Kind.HEADING and one.level > other.level


def _labels_below(heads: list[Block], last: Block) -> bool:
    """Whether the last line above a byline is a section label: short, and set otherwise than a whole headline."""
    whole = sum(word_length(block.text) for block in heads) >= 5 and not _unfinished(heads[-1].text)
    is_short = last.kind is Kind.HEADING and not last.mark and word_length(last.text) <= 3
    return whole and is_short and style(last) != style(heads[-1])


def style(block: Block) -> tuple[int, bool, bool]:
    """How a display line is set: its prominence, whether it is bold, whether it is in capitals."""
    return prominence(block), block.bold, block.text.isupper()


def is_title_case(text: str) -> bool:
    """Whether most of a line's longer words are capitalised."""
    words, capitalised = longer_words(text)
    return words > 0 and capitalised >= 0.6 * words


def _unfinished(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return last.lower().strip("*") in LEADING or text.rstrip("*").endswith((",", ":", "-", "–", "—", "，", "：", "&"))


def _continues(one: Block, other: Block, heads: list[Block]) -> bool:
    """Whether a headline goes on in the next display line."""
    if _unfinished(one.text) or other.text[:1].islower() or _lacks_beginning(other.text):
        return True
    total = sum(word_length(block.text) for block in heads) + word_length(other.text)
    if total > 18:
        return False
    if _rises(one, other):
        return True  # nothing that goes with a headline is set higher than it
    if style(one) == style(other):
        return not (is_title_case(one.text) and not is_title_case(other.text) and word_length(other.text) >= 5)
    opens = other.text.split()[0].lower() in OPENERS - {"a", "an", "the", "to", "in", "for", "by"}
    return other.bold and one.kind is Kind.HEADING and not opens
