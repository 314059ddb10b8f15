"""Reads the lines that say which issue a page is from: mastheads and running heads."""

import re

from articles.ingest.meta import read_meta
from articles.ingest.printed_dates import find_dates, without_dates
from articles.ingest.records import Furniture, Masthead, Profile
from articles.ingest.wording import (
    CLOCK,
    ISSUE_NUMBER,
    MASTHEAD_WORD,
    WEEKDAY,
    ends_sentence,
    in_both_scripts,
    is_chinese,
    is_kicker,
    plain,
    word_length,
)

_PAGE_LABEL = re.compile(r"\b(?:page|p\.)\s*[A-D]?\d{1,3}\b|第\s*\d{1,3}\s*版|\b[A-D]\d{1,2}\b", re.I)
_VOLUME = re.compile(r"\bvol(?:ume)?\b\.?\s*[\dIVXLC]+|第?\d+卷|总第\d+期", re.I)
_YEAR = re.compile(r"(?<![a-zA-Z\d_])(?:19|20)\d\d(?![a-zA-Z\d_])年?")
_ISSUE_OF_YEAR = re.compile(r"(?<![/.\d])(?P<number>\d{1,2})/(?:19|20)\d\d\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NUMBER_APART = re.compile(r"[|｜]\s*\d{1,3}\W*$|^\W*\d{1,3}\s*[|｜]")
_PAGE_AT_EDGE = re.compile(r"[|｜·•*]\W*\d{1,3}\W*$|\*\*\s*\d{1,3}$|[A-Z]{3}\s\d{1,2}$|^\W*\d{1,3}\s*[|｜·•]")
_NUMBERED_HEAD = re.compile(r"\d{1,3}(?:\s+[A-Z&’'-]+){2,6}|(?:[A-Z&’'-]+\s+){2,6}\d{1,3}")
_STAFF = re.compile(
    in_both_scripts(
        r"(?:(?:责任|本版|值班|版面)?编辑|责编|美编|校对|版式|设计|主编|组版|电话|热线|邮箱|电邮)\s*[:：/]?\s*[^\s:：|]{2,30}"
    )
)
_STROKES = re.compile(r"[|｜·•*]+")
_EDGES = " |,.·•—–-0123456789"
_LONGEST_HEAD = 16
_SMALL_WORDS = frozenset({"of", "and", "the", "on", "in", "for", "to", "a", "an", "&"})


def is_issue_line(text: str) -> bool:
    """Whether a line says only which issue or page this is: its number, its date with the weekday, its page, its
    publication's name."""
    if word_length(text) > _LONGEST_HEAD or text.rstrip().endswith(("。", "？", "?", "!")):
        return False
    if _NUMBERED_HEAD.fullmatch(text) and sounds_like_masthead(text.strip(_EDGES)):
        return True
    dates = find_dates(text)
    meta = read_meta(text)
    if meta and (meta.source or meta.byline):
        return False
    says_issue = ISSUE_NUMBER.search(text) or _VOLUME.search(text)
    if (dates or says_issue) and _cues(text) >= 2:
        return True
    says_page = (_PAGE_LABEL.search(text) and (dates or re.search(r"[|·•]", text))) or _NUMBER_APART.search(text)
    named = dates and word_length(text) <= 12 and MASTHEAD_WORD.search(bare_head(text).rstrip(_EDGES))
    short = _ISSUE_OF_YEAR.search(text) and word_length(text) <= 8
    dated = dates and WEEKDAY.search(text) and not is_only_date(text)
    if not (says_issue or says_page or named or short or dated):
        return False
    rest = bare_head(text)
    return word_length(rest) <= (8 if MASTHEAD_WORD.search(rest.strip(_EDGES)) else 5)


def _cues(text: str) -> int:
    """How many things a dated line says of its issue: volume, number, weekday, page, the publication's name."""
    pieces = [piece.strip(_EDGES) for piece in _STROKES.split(bare_head(text, "|"))]
    named = any(MASTHEAD_WORD.search(piece) or (piece.isupper() and word_length(piece) >= 2) for piece in pieces)
    forms = (ISSUE_NUMBER, _VOLUME, WEEKDAY, _PAGE_LABEL, _PAGE_AT_EDGE)
    return named + sum(bool(form.search(text)) for form in forms)


def bare_head(text: str, instead: str = " ") -> str:
    """A line without its dates, numbers of issue, volume and page, weekdays and web addresses."""
    text = without_dates(text, instead)
    for form in (_STAFF, ISSUE_NUMBER, _VOLUME, _PAGE_LABEL, WEEKDAY, CLOCK, _YEAR, _ISSUE_OF_YEAR, _ADDRESS):
        text = form.sub(instead, text)
    return text.strip()


def sounds_like_masthead(text: str) -> bool:
    """Whether a short line ends as the names of periodicals do."""
    return (
        word_length(text) <= 8
        and not ends_sentence(text)
        and not is_kicker(text)
        and bool(MASTHEAD_WORD.search(text.strip(" *#")))
    )


def is_only_date(text: str) -> bool:
    """Whether a line says nothing but a date, its weekday and an hour."""
    return bool(find_dates(text)) and not re.search(r"\w", WEEKDAY.sub("", CLOCK.sub("", without_dates(text))))


def read_masthead(furniture: tuple[Furniture, ...], profile: Profile) -> Masthead:
    """Publication, number and date of the issue, from the masthead and the running heads."""
    heads = [piece.text for piece in furniture if piece.kind in ("masthead", "running head")]
    names = [piece.text for piece in furniture if piece.kind == "masthead"]
    return Masthead(
        publication=profile.publication or _publication(names, heads),
        number=next((number for head in heads if (number := _issue_number(head))), None),
        date=_date(heads),
    )


def _issue_number(text: str) -> str | None:
    """The number of the issue that a line states, in digits."""
    match = ISSUE_NUMBER.search(text)
    if match:
        return match["number"] or match["number_zh"]
    of_year = _ISSUE_OF_YEAR.search(text)
    return of_year["number"].lstrip("0") if of_year and not find_dates(text) else None


def _publication(names: list[str], heads: list[str]) -> str | None:
    """The name in the masthead, the one in Latin letters where there are two; else the one in a running head."""
    sounding = [bare for name in names if sounds_like_masthead(bare := bare_head(name).strip(_EDGES))]
    others = [name for name in names if not is_issue_line(name) and not is_only_date(name)]
    candidates = sounding or others or [name for head in heads if (name := _name_in_head(head))]
    latin = [name for name in candidates if not is_chinese(name)]
    if not candidates:
        return None
    name = plain((latin or candidates)[0]).strip(" 0123456789")
    return _title_case(name) if name.isupper() else name


def _name_in_head(head: str) -> str | None:
    pieces = [piece.strip(" ,.·•—–-") for piece in bare_head(head, "|").split("|")]
    return next((piece for piece in pieces if word_length(piece) >= 2 and sounds_like_masthead(piece)), None)


def _title_case(name: str) -> str:
    words = name.lower().split()
    return " ".join(word if word in _SMALL_WORDS and place else word.capitalize() for place, word in enumerate(words))


def _date(heads: list[str]) -> str | None:
    for head in heads:
        for date in find_dates(head):
            if date.iso:
                return date.iso
    years = (match.group()[:4] for head in heads if ISSUE_NUMBER.search(head) and (match := _YEAR.search(head)))
    return next(years, None)
