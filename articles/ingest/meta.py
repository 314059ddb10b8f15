"""Reads the line under a headline that says date, source and author in one: `日期：… 来源：… 作者：…`."""

import re
from functools import lru_cache
from typing import NamedTuple

from articles.ingest.bylines import Byline, chinese_names, read_byline, reads_as_dateline
from articles.ingest.printed_dates import find_dates, without_dates
from articles.ingest.wording import CLOCK, SOURCE_NOTES, WEEKDAY, in_both_scripts, plain, word_length

_LABELS = (
    (
        "date",
        r"发布时间|发布日期|更新时间|发稿时间|日期|时间|"
        r"\b(?:(?:release|issue|publication) )?date(?: of (?:issue|release|publication))?|\b(?:last )?updated|"
        r"\b(?:published|posted|released|issued)(?: on)?|\btime",
    ),
    ("source", r"信息来源|文章来源|来源|稿源|\bsources?"),
    (
        "author",
        r"作者|记者|撰文|撰稿人?|采写|执笔|采访|(?<![\u4e00-\u9fff])文字?|\bauthors?|\bwritten by|"
        r"\b(?:text|words|story|reporting|interview)(?: (?:and|&) (?:photos?|photographs?|pictures?))?(?: by)?",
    ),
    (
        "other",
        r"(?:责任|网络|值班|本期|执行)?编辑|责编|点击(?:数|量)?|浏览(?:次数|量)?|阅读(?:次数|量)?|字号|字体|分享|审核|校对|[初复终]审|监制|"
        r"摄影|(?<![\u4e00-\u9fff])图片?|美编|编译|翻译|\b(?:managing |photo |web )?editors?|\bviews|\btext size|"
        r"\b(?:photos?|photographs?|photography|pictures?|images?|illustrations?|graphics?|translation|editing|video|design)"
        r"(?: by)?",
    ),
)
_LABEL = "|".join(f"(?P<{kind}>{form})" for kind, form in _LABELS)
_LABELLED = re.compile(in_both_scripts(rf"(?:{_LABEL})\s*(?:[:：]|(?<=[\u4e00-\u9fff])[/／])"), re.I)
_ENDS_LABEL = re.compile("[:：/／]")
_PIECES = re.compile(r"\s*[|｜·•]\s*|\s+[–—]\s+")
_LEAD_IN = re.compile(r"^(?:(?:first |last )?(?:posted|published|updated|released)(?: on)?)\s+(?=\S)", re.I)
_WEB_WORDS = re.compile(r"(?:\d+ min(?:ute)?s? read|share|print|save|listen|comments?|\d+ comments?|大|中|小)", re.I)
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}")
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]+,\s+\d{1,2}\s+[A-Z][a-z]+\.?|[A-Z][A-Z .'’-]+,\s+[A-Z][a-z]+\.?\s+\d{1,2}")
_LONGEST = 30
_LONGEST_LINE = 400


class Meta(NamedTuple):
    """What a line says of its article. `date` is ISO 8601; `impossible` is a date that does not exist, as printed;
    `dateline` is a place with a day that lacks its year."""

    date: str | None = None
    source: str | None = None
    byline: Byline | None = None
    impossible: str | None = None
    dateline: str | None = None


def read_meta(text: str) -> Meta | None:
    """What the line says when it consists of nothing but date, place, source and author; None otherwise."""
    return _read_meta(text) if len(text) <= _LONGEST_LINE else None


@lru_cache(maxsize=4096)  # each step asks the same of the same lines
def _read_meta(text: str) -> Meta | None:
    printed = " ".join(plain(text).split())
    text = printed.strip(" |()（）【】[]")
    if not text or word_length(text) > _LONGEST:
        return None
    in_brackets = printed[0] in "(（[【" or (text.isascii() and " " not in text)
    if in_brackets and not (_LABELLED.search(text) or read_byline(text)) and (source := read_source_note(f"({text})")):
        return Meta(source=source)
    if _DATELINE.fullmatch(text):
        return Meta(dateline=text)
    found, unknown = Meta(), []
    for label, value in _labelled_parts(text):
        if label is not None:
            found = _with(found, label, value)
            continue
        for piece in filter(None, _PIECES.split(value)):
            said = _read_piece(piece)
            unknown += [piece] if said is None else []
            found = merge_meta(found, said or Meta())
    says_something = found != Meta()
    return found if says_something and len(unknown) <= bool(found.byline or found.date) and _short(unknown) else None


def read_source_note(text: str) -> str | None:
    """Where an article was taken from, when that is all the line says."""
    if len(text) > _LONGEST_LINE:
        return None
    text = plain(text)
    if word_length(text) > 25:
        return None
    match = next((match for form in SOURCE_NOTES if (match := form.match(text))), None)
    if match is None:
        return None
    source = match["source"].strip(" ）】]*_.。")
    return source.rstrip(")") if source.count(")") > source.count("(") else source


def read_dateline_date(text: str) -> str | None:
    """The full date in the dateline that a report begins with: `COLOGNE, 4 June 2024 —`."""
    if not reads_as_dateline(text):
        return None
    lead = re.split(r"\s(?:—|–|-{1,2})\s?|—|[）)]", text, maxsplit=1)[0]
    return next((date.iso for date in find_dates(lead)), None)


def _labelled_parts(text: str) -> list[tuple[tuple[str, str] | None, str]]:
    """The line cut at its labels: each label (its kind, as printed) with what follows it, and what comes first."""
    marks = list(_LABELLED.finditer(text)) if _ENDS_LABEL.search(text) else []
    if not marks:
        return [(None, text)]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [
        ((str(mark.lastgroup), mark.group()), text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)
    ]
    return [(None, text[: marks[0].start()]), *parts]


def _read_piece(piece: str) -> Meta | None:
    """A piece without a label: a date, alone or with a place, a byline, a word of the page; None for anything else."""
    piece = _LEAD_IN.sub("", piece)
    dates = find_dates(piece)
    rest = without_dates(piece)
    rest = CLOCK.sub(" ", WEEKDAY.sub(" ", rest) if dates else rest).strip(" ,.，-/()（）")
    byline = read_byline(rest)
    if byline is None and rest and not _WEB_WORDS.fullmatch(rest) and not (dates and _PLACE.fullmatch(rest)):
        return None
    if not dates:
        return Meta(byline=byline)
    first = dates[0]
    return Meta(first.iso, None, byline, piece[first.start : first.end] if first.iso is None else None)


def _with(found: Meta, label: tuple[str, str], value: str) -> Meta:
    """What a labelled part adds; a byline may stand in it too, after a stroke."""
    kind, printed = label
    first, *others = _PIECES.split(value.strip(" |·•,，;；")) or [""]
    for other in others:
        found = merge_meta(found, _read_piece(other) or Meta())
    if kind == "date":
        return merge_meta(found, _read_piece(first) or Meta())
    if kind == "source" and first:
        return merge_meta(found, Meta(source=first))
    if kind == "author" and first:
        names = chinese_names(first)
        byline = Byline(f"{printed}{first}", names) if names else read_byline(f"By {first}")
        return merge_meta(found, Meta(byline=byline._replace(printed=f"{printed}{first}") if byline else None))
    return found


def merge_meta(one: Meta, other: Meta) -> Meta:
    """What two lines about one article say together; the first one holds where they differ."""
    return Meta(
        date=one.date or other.date,
        source=one.source or other.source,
        byline=one.byline or other.byline,
        impossible=one.impossible or other.impossible,
        dateline=one.dateline or other.dateline,
    )


def _short(pieces: list[str]) -> bool:
    return all(word_length(piece) <= 5 for piece in pieces)
