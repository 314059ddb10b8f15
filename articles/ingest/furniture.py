"""Sets the page's furniture apart: mastheads, running heads, page numbers, contacts, navigation, contents."""

import re
from collections import Counter
from collections.abc import Iterator

from articles.ingest.bylines import read_byline
from articles.ingest.meta import read_meta
from articles.ingest.printed_dates import find_dates
from articles.ingest.records import Block, Furniture, Kind, Masthead, Profile
from articles.ingest.wording import (
    CLOCK,
    EMAIL,
    FURNITURE,
    FURNITURE_HEADINGS,
    ISSUE_NUMBER,
    LEADERS,
    MASTHEAD_WORD,
    WEEKDAY,
    contents_key,
    ends_sentence,
    is_chinese,
    is_kicker,
    is_only_links,
    plain,
    word_length,
)

_PAGE_LABEL = re.compile(r"\b(?:page|p\.)\s*[A-D]?\d{1,3}\b|第\s*\d{1,3}\s*版|\b[A-D]\d{1,2}\b", re.I)
_VOLUME = re.compile(r"\bvol(?:ume)?\b\.?\s*[\dIVXLC]+|第?\d+卷|总第\d+期", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b年?")
_PHONE = re.compile(r"\+?\d[\d ()-]{8,}\d")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ADDRESS_ONLY = re.compile(r"\W*(?:https?://|www\.)\S+\W*")
_CUES = re.compile(
    r"\b(?:subscri\w+|qr code|printed by|hotline|tel|fax|e-?mail|address|advertis\w+|circulation|price|editor)\b|"
    r"\bdesigner\b|"
    r"[责責]任[编編][辑輯]|版式|校对|[电電][话話]|地址|[邮郵][编編]|[热熱]线|定价|每份|主办|主管|出版|[邮郵]箱|信箱|印刷|发行",
    re.I,
)
_ISSUE_OF_YEAR = re.compile(r"\b\d{1,2}/(?:19|20)\d\d\b")
_CAPITALS_AND_PAGE = re.compile(r"(?:\d{1,2}\s+)?[A-Z][A-Z&'’ -]{4,60}\s\d{1,2}|\d{1,2}\s+[A-Z][A-Z&'’ -]{4,60}")
_TEASER = re.compile(r"[（(]?\s*(?:see\s+)?(?:page|p\.)\s*[A-D]?\d{1,3}\s*[)）]?\s*$", re.I)
# How many words a line may have and still be taken for the furniture that a heading announces.
_RUN_WORDS = {"navigation": 25, "contents": 25, "contact": 25, "imprint": 60, "advertisement": 45}
_RUN_BLOCKS = {"advertisement": 3}
_LONGEST_HEAD = 16
_LONGEST_LINE = 600
"""Furniture has fewer characters than this, links in it included."""


def set_apart(blocks: tuple[Block, ...], profile: Profile) -> tuple[tuple[Block, ...], tuple[Furniture, ...], Masthead]:
    """Parts the blocks into those that may belong to articles and the page's furniture, and reads from the
    furniture what it says of the issue."""
    kinds = _by_form(blocks, profile)
    kinds |= dict(_under_headings(blocks, kinds))
    kinds |= dict.fromkeys(_repeated(blocks, kinds), "running head")
    top = _masthead_length(blocks, kinds)
    kinds = {number: "masthead" for number in range(top) if number not in kinds or kinds[number] == "running head"} | {
        number: kind for number, kind in kinds.items() if number >= top or kind != "running head"
    }
    rest = tuple(block for number, block in enumerate(blocks) if number not in kinds)
    furniture = tuple(
        Furniture((blocks[number].first, blocks[number].last), kind, blocks[number].text)
        for number, kind in sorted(kinds.items())
    )
    return rest, furniture, _read_masthead(furniture, profile)


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
    if len(block.text) > _LONGEST_LINE:
        return None
    text = plain(block.text)
    words = word_length(text)
    if block.kind is Kind.TABLE or words > 60:
        return None
    for kind, forms in FURNITURE.items():
        if any(form.search(text) for form in forms):
            return kind
    if (EMAIL.search(text) and words <= 25) or (_has_phone(text) and words <= 8):
        return "contact"
    cues = {match.lower() for match in _CUES.findall(text)} | ({"phone"} if _has_phone(text) else set())
    if words <= 45 and len(cues) >= 2:
        return "imprint"
    if _ADDRESS_ONLY.fullmatch(text) or is_only_links(block.text):
        return "navigation"
    if LEADERS.search(text) or (_TEASER.search(text) and words <= 20 and not read_byline(text)):
        return "contents"
    return "running head" if is_issue_line(text) else None


def _has_phone(text: str) -> bool:
    return bool(_PHONE.search(text) and _PHONE.search(_bare(text)))


def is_issue_line(text: str) -> bool:
    """Whether a line says only which issue or page this is: its number, its date with the weekday, its page, its
    publication's name."""
    if len(text) > _LONGEST_LINE or word_length(text) > _LONGEST_HEAD or text.rstrip().endswith(("。", "？", "?", "!")):
        return False
    dates = find_dates(text)
    meta = read_meta(text)
    if meta and (meta.source or meta.byline):
        return False
    says_issue = ISSUE_NUMBER.search(text) or _VOLUME.search(text)
    says_page = _PAGE_LABEL.search(text) and (dates or re.search(r"[|·•]", text))
    named = dates and word_length(text) <= 12 and MASTHEAD_WORD.search(_bare(text).rstrip(" |,.·•—–-0123456789"))
    short = _ISSUE_OF_YEAR.search(text) and word_length(text) <= 8
    dated = dates and WEEKDAY.search(text) and not _only_date(text)
    if not (says_issue or says_page or named or short or dated):
        return False
    rest = _bare(text)
    return word_length(rest) <= (8 if MASTHEAD_WORD.search(rest.strip(" |,.·•—–-0123456789")) else 5)


def _bare(text: str) -> str:
    """A line without its dates, numbers of issue, volume and page, weekdays and web addresses."""
    for date in reversed(find_dates(text)):
        text = text[: date.start] + " " + text[date.end :]
    for form in (ISSUE_NUMBER, _VOLUME, _PAGE_LABEL, WEEKDAY, CLOCK, _YEAR, _ISSUE_OF_YEAR, _ADDRESS):
        text = form.sub(" ", text)
    return text.strip()


def _under_headings(blocks: tuple[Block, ...], kinds: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Headings that announce furniture, and what stands under them."""
    for number, block in enumerate(blocks):
        kind = _heading_kind(block, kinds.get(number))
        if not kind:
            continue
        yield number, kinds.get(number, kind)
        entries: set[str] = set()
        for offset, follower in enumerate(blocks[number + 1 :], number + 1):
            is_teaser = kind == "contents" and kinds.get(offset + 1) in ("contents", "jump line")
            entry = contents_key(follower.text)
            if kind == "contents" and entry in entries and not is_teaser:
                break
            entries.add(entry)
            if offset - number > _RUN_BLOCKS.get(kind, len(blocks)) or not (is_teaser or _is_under(follower, kind)):
                break
            yield offset, kinds.get(offset, kind)


def _heading_kind(block: Block, known: str | None) -> str | None:
    """The kind of furniture that stands under a heading; a mark that the text ends here heads all that follows."""
    if known == "end mark":
        return "notes"
    text = plain(block.text)
    if word_length(text) > 8:
        return None
    for kind, forms in FURNITURE_HEADINGS.items():
        if any(form.search(part) for form in forms for part in (text, *_languages(text))):
            return kind
    return None


def _languages(text: str) -> tuple[str, ...]:
    """The Chinese and the Latin half of a bilingual heading: `联系方式 Contact`."""
    match = re.fullmatch(r"([\u3400-\u9fff\s]+)\s+([A-Za-z][A-Za-z\s]+)", text)
    return match.groups() if match else ()


def _is_under(block: Block, kind: str) -> bool:
    if kind in ("notes", "comments"):
        return not block.level
    if block.kind is Kind.HEADING or block.bold or read_byline(block.text):
        return False
    if word_length(block.text) > _RUN_WORDS[kind]:
        return False
    return kind in ("imprint", "advertisement", "contact") or not ends_sentence(block.text)


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
        text = blocks[number].text
        if number in kinds or count[key] < 2 or blocks[number].is_label or read_byline(text) or ends_sentence(text):
            continue
        if re.search(r"\d", text) or MASTHEAD_WORD.search(text) or (count[key] >= 3 and text.isupper()):
            yield number


def _masthead_length(blocks: tuple[Block, ...], kinds: dict[int, str]) -> int:
    """How many blocks at the top are the masthead: names that sound like a periodical's, and lines above the line
    that says number and date."""
    length = 0
    for number, block in enumerate(blocks[:10]):
        kind, text = kinds.get(number), plain(block.text)
        if (
            kind in ("running head", "masthead")
            or (kind is None and _names_periodical(blocks, number, length))
            or (kind is None and _is_tagline(block, length == number, blocks[number + 1 : number + 2]))
        ):
            length = number + 1
        elif kind is None and (_opens_text(block, text) or number >= length + 2):
            break
    return length


def _names_periodical(blocks: tuple[Block, ...], number: int, length: int) -> bool:
    """Whether a line at the top is a periodical's name, or its date below the name or above the first heading."""
    text = plain(blocks[number].text)
    if read_byline(text) or (read_meta(text) and not _only_date(text)):
        return False
    if _sounds_like_masthead(text) or (number == 0 and _CAPITALS_AND_PAGE.fullmatch(text)):
        return True
    return bool(find_dates(text)) and _only_date(text) and bool(length or _heading_follows(blocks, number))


def _is_tagline(block: Block, below_masthead: bool, following: tuple[Block, ...]) -> bool:
    """Whether a line right below the masthead says what the periodical is: in italics, with no text under it."""
    text_follows = bool(following) and following[0].kind is Kind.PARAGRAPH and word_length(following[0].text) > 20
    return below_masthead and block.italic and word_length(block.text) <= 16 and not text_follows


def _opens_text(block: Block, text: str) -> bool:
    return word_length(text) > 10 or ends_sentence(text) or bool(read_byline(text) or block.is_label or block.mark)


def _sounds_like_masthead(text: str) -> bool:
    return (
        word_length(text) <= 8
        and not ends_sentence(text)
        and not is_kicker(text)
        and bool(MASTHEAD_WORD.search(text.strip(" *#")))
    )


def _only_date(text: str) -> bool:
    rest = text
    for date in reversed(find_dates(text)):
        rest = rest[: date.start] + " " + rest[date.end :]
    return not re.search(r"\w", WEEKDAY.sub("", CLOCK.sub("", rest)))


def _heading_follows(blocks: tuple[Block, ...], number: int) -> bool:
    return number == 0 and len(blocks) > 1 and blocks[1].kind is Kind.HEADING


def _read_masthead(furniture: tuple[Furniture, ...], profile: Profile) -> Masthead:
    """Publication, number and date of the issue, from the masthead and the running heads."""
    heads = [piece.text for piece in furniture if piece.kind in ("masthead", "running head", "imprint")]
    names = [piece.text for piece in furniture if piece.kind == "masthead"]
    return Masthead(
        publication=profile.publication or _publication(names, heads),
        number=next((number for head in heads if (number := issue_number(head))), None),
        date=_date(heads),
    )


def issue_number(text: str) -> str | None:
    """The number of the issue that a line states, in digits."""
    match = ISSUE_NUMBER.search(text)
    return match["number"] or match["number_zh"] if match else None


def _publication(names: list[str], heads: list[str]) -> str | None:
    """The name in the masthead, the one in Latin letters where there are two; else the one in a running head."""
    sounding = [name for name in names if _sounds_like_masthead(name)]
    others = [name for name in names if not is_issue_line(name) and not _only_date(name)]
    candidates = sounding or others or [name for head in heads if (name := _name_in_head(head))]
    latin = [name for name in candidates if not is_chinese(name)]
    if not candidates:
        return None
    name = plain((latin or candidates)[0]).strip(" 0123456789")
    return _title_case(name) if name.isupper() else name


def _name_in_head(head: str) -> str | None:
    rest = head
    for date in reversed(find_dates(head)):
        rest = rest[: date.start] + "|" + rest[date.end :]
    for form in (ISSUE_NUMBER, _VOLUME, _PAGE_LABEL, WEEKDAY, CLOCK, _YEAR):
        rest = form.sub("|", rest)
    pieces = [piece.strip(" ,.·•—–-") for piece in rest.split("|")]
    return next((piece for piece in pieces if word_length(piece) >= 2 and _sounds_like_masthead(piece)), None)


def _title_case(name: str) -> str:
    small = {"of", "and", "the", "on", "in", "for", "to", "a", "an", "&"}
    words = name.lower().split()
    return " ".join(word if word in small and place else word.capitalize() for place, word in enumerate(words))


def _date(heads: list[str]) -> str | None:
    for head in heads:
        for date in find_dates(head):
            if date.iso:
                return date.iso
    years = (match.group()[:4] for head in heads if ISSUE_NUMBER.search(head) and (match := _YEAR.search(head)))
    return next(years, None)
