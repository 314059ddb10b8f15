"""Sets the page's furniture apart: mastheads, running heads, page numbers, contacts, navigation, contents."""

import re
from collections import Counter
from collections.abc import Iterator, Set

from articles.ingest.bylines import byline_of, read_byline
from articles.ingest.heads import bare_head, is_issue_line, is_only_date, read_masthead
from articles.ingest.mastheads import masthead_length, page_headings, release_data
from articles.ingest.meta import read_meta, read_source_note
from articles.ingest.records import Block, Furniture, Kind, Masthead, Profile
from articles.ingest.wording import (
    CREDITS,
    EMAIL,
    FURNITURE,
    FURNITURE_ANYWHERE,
    FURNITURE_HEADINGS,
    LEADERS,
    MASTHEAD_WORD,
    STREET,
    contents_key,
    ends_sentence,
    find_forms,
    is_only_links,
    plain,
    word_length,
)

_PHONE = re.compile(r"\d[\d ()-]{8,}\d")
_DIGIT = re.compile(r"\d")
_ADDRESS_ONLY = re.compile(r"\W*(?:https?://|www\.)\S+\W*")
_CUES = re.compile(
    r"\b(?:(?:subscri\w+|qr code|printed by|hotline|tel|fax|e-?mail|address|advertis\w+|circulation|price|editor|"
    r"designer|published by|unsubscribe|views expressed|imprimerie|druck|impressum|herausgeber|redaktion|r[ée]daction|"
    r"redacci[óo]n|publisher|P\.?\s?O\.? Box)\b|print:)|"
    r"(?=[\u4e00-\u9fff])(?:[责責]任[编編][辑輯]|版式|校对|[电電][话話]|地址|[邮郵][编編]|[热熱]线|定价|每份|主办|主管|出版|[邮郵]箱|信箱|印刷|[发發]行|社址|广告|邮政编码)",
    re.I,
)
"""Words in the longest line of a letterhead."""
_TEASER = re.compile(r"[（(]?\s*(?:see\s+)?(?:page|p\.)\s*[A-D]?\d{1,3}\s*[)）]?\s*$", re.I)
# How many words a line may have and still be taken for the furniture that a heading announces.
_RUN_WORDS = {"navigation": 25, "contents": 25, "contact": 25, "imprint": 60, "advertisement": 45}
_RUN_BLOCKS = {"advertisement": 3}
_FOOT = ("imprint", "contact", "credit")
_MOST_AT_FOOT, _LONGEST_FOOT_LINE = 3, 12
_LONGEST_LINE = 600
"""Furniture has fewer characters than this, links in it included."""


def set_apart(
    blocks: tuple[Block, ...], profile: Profile, told: tuple[tuple[int, str], ...] = ()
) -> tuple[tuple[Block, ...], tuple[Furniture, ...], Masthead]:
    """Parts the blocks into those that may belong to articles and the page's furniture, and reads from the
    furniture what it says of the issue. `told` holds the lines that the source's format tells to be furniture."""
    lines = dict(told)
    marked = {number: lines[block.first] for number, block in enumerate(blocks) if block.first in lines}
    kinds = _by_form(blocks, profile) | marked
    kinds |= {number: kind for number, kind in _under_headings(blocks, kinds, marked.keys()) if number not in marked}
    kinds |= dict.fromkeys(_repeated(blocks, kinds), "running head")
    kinds |= dict.fromkeys(page_headings(blocks, kinds), "page heading")
    kinds |= dict.fromkeys(release_data(blocks), "running head")
    kinds |= dict.fromkeys(_foot(blocks, kinds), "imprint")
    top = masthead_length(blocks, kinds)
    kinds = {number: "masthead" for number in range(top) if number not in kinds or kinds[number] == "running head"} | {
        number: kind for number, kind in kinds.items() if number >= top or kind != "running head"
    }
    rest = tuple(block for number, block in enumerate(blocks) if number not in kinds)
    furniture = tuple(
        Furniture((blocks[number].first, blocks[number].last), kind, blocks[number].text)
        for number, kind in sorted(kinds.items())
    )
    return rest, furniture, read_masthead(furniture, profile)


def _by_form(blocks: tuple[Block, ...], profile: Profile) -> dict[int, str]:
    """The blocks that are furniture by what stands in them alone."""
    profiled = {head.casefold(): "running head" for head in profile.running_heads}
    profiled |= {masthead.casefold(): "masthead" for masthead in profile.mastheads}
    kinds = {}
    for number, block in enumerate(blocks):
        if kind := profiled.get(block.text.casefold()) or _kind(block):
            kinds[number] = kind
    return kinds


def _kind(block: Block) -> str | None:
    if block.kind in (Kind.PICTURE, Kind.RULE):
        return block.kind.value
    if block.names or len(block.text) > _LONGEST_LINE:
        return None
    text = plain(block.text)
    words = word_length(text)
    if block.kind is Kind.TABLE or words > 60:
        return None
    for kind, form in FURNITURE.items():
        if form.match(text) or (kind in FURNITURE_ANYWHERE and any(find_forms(FURNITURE_ANYWHERE[kind], text))):
            return kind
    if (words <= 25 and _has_email(text)) or (words <= 8 and _has_phone(text)):
        return "contact"
    if is_issue_line(text):
        return "running head"
    if words <= 60 and len(_cues(text, words)) >= 2:
        return "imprint"
    if _ADDRESS_ONLY.fullmatch(text) or is_only_links(block.text):
        return "navigation"
    leads_to_page = text[-1:].isdigit() and LEADERS.search(text)
    return "contents" if leads_to_page or (words <= 20 and _is_teaser(text)) else None


def _cues(text: str, words: float) -> set[str]:
    """What in a line speaks for an imprint, each once."""
    cues = {match.lower() for match in _CUES.findall(text)} | ({"phone"} if _has_phone(text) else set())
    cues |= {"address"} if words <= 25 and not ends_sentence(text) and _has_street(text) else set()
    return cues | ({"e-mail"} if _has_email(text) else set())


def _is_teaser(text: str) -> bool:
    """Whether a line that is no sentence ends by sending the reader to another page."""
    match = _TEASER.search(text)
    return match is not None and not ends_sentence(text[: match.start()].rstrip(" (（")) and not read_byline(text)


def _has_phone(text: str) -> bool:
    return bool(_PHONE.search(text) and _PHONE.search(bare_head(text)))


def _has_email(text: str) -> bool:
    return "@" in text and bool(EMAIL.search(text))


def _has_street(text: str) -> bool:
    return bool(_DIGIT.search(text) and STREET.search(text))


def _under_headings(blocks: tuple[Block, ...], kinds: dict[int, str], marked: Set[int]) -> Iterator[tuple[int, str]]:
    """Headings that announce furniture, and what stands under them. One among the `marked` blocks heads no others:
    the format says where that part of the page ends."""
    reached: dict[str, int] = {}
    for number, block in enumerate(blocks):
        if number in marked:
            continue
        kind = _heading_kind(block, kinds.get(number))
        if not kind:
            continue
        yield number, kinds.get(number, kind)
        if number >= reached.get(kind, 0):
            reached[kind] = _end_of_run(blocks, number, kind, kinds)
            under = range(number + 1, reached[kind])
            # The day on which a release was sent out may stand below its end mark.
            dated = {place for place in under if kind == "notes" and is_only_date(blocks[place].text)}
            yield from ((place, kinds.get(place, kind)) for place in under if place not in dated)


def _end_of_run(blocks: tuple[Block, ...], heading: int, kind: str, kinds: dict[int, str]) -> int:
    """The first block below a heading of furniture that is none of it any more. A table of contents ends where a line
    of it is repeated as a headline."""
    end = min(len(blocks), heading + 1 + _RUN_BLOCKS.get(kind, len(blocks)))
    entries: set[str] = set()
    for number in range(heading + 1, end):
        is_teaser = kind == "contents" and _sends_on(blocks, number, kinds)
        if not (is_teaser or _is_under(blocks[number], kind)):
            return number
        if kind == "contents":
            entry = contents_key(blocks[number].text)
            if entry in entries and not is_teaser:
                return number
            entries.add(entry)
    return end


def _sends_on(blocks: tuple[Block, ...], number: int, kinds: dict[int, str]) -> bool:
    """Whether a block, or the one below it, sends the reader to another page."""
    texts = [plain(block.text) for block in blocks[number : number + 2]]
    below = kinds.get(number + 1) in ("contents", "jump line")
    short = word_length(texts[0]) <= _RUN_WORDS["contents"]
    return below or (short and any(_TEASER.search(text) for text in texts))


def _heading_kind(block: Block, known: str | None) -> str | None:
    """The kind of furniture that stands under a heading; a mark that the text ends here heads all that follows."""
    if known == "end mark":
        return "notes"
    if len(block.text) > _LONGEST_LINE:
        return None
    text = plain(block.text)
    if word_length(text) > 8:
        return None
    parts = (text, *_languages(text))
    for kind, form in FURNITURE_HEADINGS.items():
        if any(map(form.match, parts)):
            return kind
    return None


def _languages(text: str) -> tuple[str, ...]:
    """The Chinese and the Latin half of a bilingual heading: `联系方式 Contact`."""
    match = re.fullmatch(r"([\u3400-\u9fff\s]+)\s+([A-Za-z][A-Za-z\s]+)", text)
    return match.groups() if match else ()


def _foot(blocks: tuple[Block, ...], kinds: dict[int, str]) -> Iterator[int]:
    """The last lines of the page, if they are few and short and stand below its imprint, or the names of its editors:
    no text is left that they could belong to."""
    last = max((number for number, kind in kinds.items() if kind in _FOOT), default=len(blocks))
    above = next((blocks[number] for number in range(last - 1, -1, -1) if number not in kinds), None)
    below = [number for number in range(last + 1, len(blocks)) if number not in kinds]
    if above is None or not ends_sentence(above.text) or len(below) > _MOST_AT_FOOT:
        return
    if all(_may_be_foot(blocks[number]) for number in below):
        yield from below


def _may_be_foot(block: Block) -> bool:
    text = plain(block.text)
    if block.kind is not Kind.PARAGRAPH or block.bold or block.is_label or word_length(text) > _LONGEST_FOOT_LINE:
        return False
    is_caption = any(find_forms(CREDITS, text))
    return not (text[:1].islower() or is_caption or byline_of(block) or read_meta(text) or read_source_note(text))


def _is_under(block: Block, kind: str) -> bool:
    if kind in ("notes", "comments"):
        return not block.level
    if block.kind is Kind.HEADING or block.bold or byline_of(block):
        return False
    if word_length(block.text) > _RUN_WORDS[kind]:
        return False
    is_entry = bool(block.mark) and kind == "navigation"
    return is_entry or kind in ("imprint", "advertisement", "contact") or not ends_sentence(block.text)


def _repeated(blocks: tuple[Block, ...], kinds: dict[int, str]) -> Iterator[int]:
    """Short lines that stand on the page more than once with nothing but the numbers in them changed, or that
    repeat the masthead."""
    keys = {
        number: re.sub(r"[\W\d_]+", " ", block.text).strip().casefold()
        for number, block in enumerate(blocks)
        if block.kind in (Kind.HEADING, Kind.PARAGRAPH) and not block.mark and word_length(block.text) <= 10
    }
    count = Counter(key for key in keys.values() if key)
    for number, key in keys.items():
        block, text = blocks[number], blocks[number].text
        if number in kinds or count[key] < 2 or block.is_label or byline_of(block) or ends_sentence(text):
            continue
        if number + 1 < len(blocks) and byline_of(blocks[number + 1]):
            continue
        if number and is_only_date(text) and (blocks[number - 1].level or byline_of(blocks[number - 1])):
            continue  # each of several articles is dated below its headline
        numbered = re.search(r"\d", text) and block.kind is not Kind.HEADING
        if numbered or MASTHEAD_WORD.search(text) or (count[key] >= 3 and text.isupper()):
            yield number
