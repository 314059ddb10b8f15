"""Mailed newsletters: told from pages, and what in them is head, greeting, button, signature and foot."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from lxml.etree import _Element as Element

from articles.ingest.bylines import read_bare_names, read_byline
from articles.ingest.heads import is_issue_line, is_only_date
from articles.ingest.printed_dates import find_dates
from articles.ingest.readers.html_boxes import UNSUBSCRIBE, leaving
from articles.ingest.readers.html_display import set_title, usual_size
from articles.ingest.readers.html_pieces import Piece
from articles.ingest.wording import ISSUE_NUMBER, ends_sentence, is_department, is_kicker, word_length

_PAGE_PARTS = ("nav", "article", "main", "aside")
_VIEW_ONLINE = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:in|with) (?:your|a|the) (?:web ?)?browser|"
    r"\b(?:web|online|browser) version\b|\bnot (?:be )?(?:displayed|shown|rendered) (?:correctly|properly)|"
    r"\btrouble (?:viewing|reading|seeing)|浏览器中(?:查看|打开|阅读)",
    re.I,
)
_HEADER = re.compile(
    r"(?:from|sent|to|cc|bcc|subject|date|reply-to|von|gesendet|an|betreff|发件人|发送时间|收件人|抄送|主题|日期)\s*[:：]\s*\S",
    re.I,
)
_MERGE_TAG = re.compile(r"\*\|[^|]{1,80}\|\*|\{\{[^{}]{1,80}\}\}|%%[^%]{1,80}%%|\[\[[^\[\]]{1,80}\]\]")
_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|day)|greetings|welcome)\b[^.!?。]{0,80}[,!:–—]?$|"
    r"dear (?:readers?|colleagues?|friends?|all|members?|subscribers?)\b|"
    r"(?:亲爱的|尊敬的|各位)[^。]{0,20}[:：,，!！]?$",
    re.I,
)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:best|kind|warm|many)(?: (?:best|kind|warm))? (?:regards|wishes|greetings|thanks)|regards|"
    r"sincerely|yours(?: (?:sincerely|truly|faithfully|ever))?|cheers|all the best|mit freundlichen grüßen|"
    r"此致|敬礼|顺颂商祺)\b[^.。]{0,30}$",
    re.I,
)
_CALL = re.compile(
    r"\W*(?:(?:read|view|open|listen|watch|download|subscribe|register|sign|join|support|share|forward|follow|donate|apply|learn|"
    r"find out|click|see|more|full (?:story|text|article)|continue|details?|weiter|mehr|lire|en savoir|leer más)\b|"
    r"阅读|閱讀|查看|点击|點擊|详情|詳情|更多|原文|报名|订阅|转发|全文)[^.。]*",
    re.I,
)
_LEAVES = re.compile(
    r"\bunsubscrib|\b(?:leave|removed? from|taken off) (?:this|our|the) (?:mailing )?list|\bupdate your preferences\b|"
    r"\byou (?:are receiving|receive|received) this\b|退订|退訂|取消订阅|不希望(?:继续)?收到",
    re.I,
)
_LONGEST_CALL = 6
_HEAD_PIECES, _FOOT_PIECES = 14, 4
_LONGEST_HEAD_LINE = 25
"""Words beyond which a paragraph is text, and the head of the mail is over."""
_LONGEST_GREETING = 12
_MOST_LAYOUT_TABLES = 3
_BOLD = 7
_MOST = 0.6
_NO_TEXT = ("picture", "caption", "rule")
_LONGEST_LABEL, _LONGEST_KICKER = 8, 4
_FEWEST_LABELS = 2


def is_mail(root: Element, pieces: Sequence[Piece]) -> bool:
    """Whether a page is a mail: none of the parts that pages of the Web have, and something that only mails have."""
    if next(root.iter(*_PAGE_PARTS), None) is not None:
        return False
    top, all_text = pieces[:_HEAD_PIECES], (piece.text[:300] for piece in pieces)
    return (
        any(_VIEW_ONLINE.search(piece.text[:300]) for piece in top)
        or sum(bool(_HEADER.match(piece.text)) for piece in top) >= 2
        or next(leaving(root), None) is not None
        or any(UNSUBSCRIBE.search(piece.text[-300:]) for piece in pieces[-_FOOT_PIECES:])
        or any(_MERGE_TAG.search(text) for text in all_text)
        or sum(table.get("role") == "presentation" for table in root.iter("table")) >= _MOST_LAYOUT_TABLES
    )


def name_mail(pieces: list[Piece], title: str) -> None:
    """Names what in a mail is no article, and sets its sections above their items. `title` is the mail's own."""
    _name_parts(pieces)
    set_title(pieces, title)
    _raise_sections(pieces)


def _name_parts(pieces: list[Piece]) -> None:
    """Names what in a mail is no article."""
    pieces = [piece for piece in pieces if piece.text]
    _name_head(pieces)
    _name_greeting(pieces)
    _name_closing(pieces)
    _name_foot(pieces)
    _name_labels(pieces)
    _name_boxes(pieces)
    for place, piece in enumerate(pieces):
        if not piece.zone and _MERGE_TAG.search(piece.text) and not re.search(r"\w", _MERGE_TAG.sub("", piece.text)):
            piece.zone = "other"
        elif not piece.zone and _calls(pieces, place):
            piece.zone = "navigation"


def _names(text: str) -> bool:
    """Whether a line names a section or an author."""
    return is_kicker(text) or read_bare_names(text) is not None


def invites(text: str) -> bool:
    """Whether the words of a link only invite to follow it."""
    return word_length(text) <= _LONGEST_CALL and bool(_CALL.fullmatch(text.strip()))


def _name_head(pieces: list[Piece]) -> None:
    """The mail's own header, and its masthead: what stands above the line that says which issue it is."""
    top = pieces[: next((n for n, piece in enumerate(pieces[:_HEAD_PIECES]) if _is_text(piece)), _HEAD_PIECES)]
    header = [n for n, piece in enumerate(top) if _HEADER.match(piece.text)]
    for piece in top[: header[-1] + 1 if len(header) > 1 else 0]:
        piece.zone = "other"  # the header of the mail, and what somebody who passed it on wrote above
    issue = next((n for n, piece in enumerate(top) if not piece.zone and _tells_issue(pieces, n)), None)
    if issue is None:
        return
    names = [piece for piece in top[:issue] if not piece.zone and piece.form != "picture" and not piece.linked]
    largest = max((piece.size for piece in names), default=0.0)
    end = issue + 1
    while end < len(top) and find_dates(top[end].text) and word_length(top[end].text) <= _LONGEST_GREETING:
        end += 1
    for place, piece in enumerate(top[:end]):
        is_name = piece in names and (piece.size >= 0.8 * largest or piece.level == 1)
        if not piece.zone and piece.form != "picture":
            kind = "masthead" if is_name or place == issue else "running head" if place > issue else "other"
            piece.zone = "navigation" if piece.linked else kind


def _tells_issue(pieces: list[Piece], place: int) -> bool:
    """Whether a line says which issue a mail is: its number, or below its name a month, or a day above a greeting."""
    text, above = pieces[place].text, pieces[place - 1] if place else None
    if is_issue_line(text) or (ISSUE_NUMBER.search(text) and find_dates(text)):
        return True
    if above is None or not above.level or not is_only_date(text):
        return False
    iso = find_dates(text)[0].iso or ""
    return len(iso) == len("2024-03") or any(_greets(piece) for piece in pieces[place + 1 : place + 3])


def _is_text(piece: Piece) -> bool:
    return not piece.level and word_length(piece.text) > _LONGEST_HEAD_LINE


def _name_greeting(pieces: list[Piece]) -> None:
    """A letter to the reader, from its salutation to the first heading."""
    early = pieces[: max(_HEAD_PIECES, len(pieces) // 3)]
    start = next((n for n, piece in enumerate(early) if not piece.zone and _greets(piece)), None)
    if start is None:
        return
    for place in range(start, len(pieces)):
        piece = pieces[place]
        if piece.level or piece.form == "kicker" or is_kicker(piece.text) or (place > start and piece.bold):
            break
        if piece.form == "picture" and place + 1 < len(pieces) and pieces[place + 1].form == "caption":
            break
        piece.zone = piece.zone or "other"


def _greets(piece: Piece) -> bool:
    return (
        not piece.level
        and bool(_GREETING.match(piece.text))
        and (word_length(piece.text) <= _LONGEST_GREETING or piece.text.casefold().startswith("dear"))
    )


def _name_closing(pieces: list[Piece]) -> None:
    """What stands below `Best regards`, unless another heading follows."""
    late = range(2 * len(pieces) // 3, len(pieces))
    start = next((n for n in late if not pieces[n].zone and _CLOSING.match(pieces[n].text)), len(pieces))
    if not any(piece.level for piece in pieces[start:]):
        for piece in pieces[start:]:
            piece.zone = piece.zone or "contact"


def _name_labels(pieces: list[Piece]) -> None:
    """The short lines that stand, all set alike and unlike the text, above most headlines: these are their labels."""
    shown = [piece for piece in pieces if not piece.zone and piece.form not in _NO_TEXT]
    top = _headline_level(shown)
    usual = usual_size(shown)
    above = [one for one, other in pairwise(shown) if other.level == top > 0 and _may_be_label(one, usual)]
    headlines = sum(piece.level == top for piece in shown)
    for size in {piece.size for piece in above}:
        alike = [piece for piece in above if piece.size == size]
        if len(alike) >= _FEWEST_LABELS and len(alike) >= _MOST * headlines:
            for piece in alike:
                piece.form = "kicker"


def _headline_level(pieces: list[Piece]) -> int:
    """The level that most headings have; 0 if there are none."""
    levels = Counter(piece.level for piece in pieces if piece.level)
    return max(levels, key=lambda level: (levels[level], -level), default=0)


def _may_be_label(piece: Piece, usual: float) -> bool:
    is_line = piece.form == "paragraph" and not piece.level and not piece.bold and not piece.linked
    is_short = word_length(piece.text) <= _LONGEST_KICKER and not re.search(r"[\d:：.。]", piece.text)
    return is_line and is_short and piece.size < usual and read_byline(piece.text) is None


def _name_boxes(pieces: list[Piece]) -> None:
    """What closes a mail on a ground of its own, below a heading that is lesser than the headlines: vacancies."""
    shown = [piece for piece in pieces if not piece.zone and piece.form not in ("rule", "picture")]
    top = _headline_level(shown)
    ground = shown[-1].ground if shown else ""
    start = len(shown)
    while start and shown[start - 1].ground == ground and not 0 < shown[start - 1].level <= top:
        start -= 1
    box = shown[start:]
    if not 0 < start < len(shown) or shown[start - 1].ground == ground or not box[0].level or any(map(_is_text, box)):
        return
    if is_department(box[0].text):
        return
    for piece in box:
        piece.zone = "other"


def _raise_sections(pieces: list[Piece]) -> None:
    """Lifts the headings over items above these, however small they are set: most of them have another heading below
    them, and there are fewer of them. Marks what then is a section."""
    shown = [piece for piece in pieces if piece.text and not piece.zone and piece.form not in _NO_TEXT]
    alike: dict[tuple[int, str], list[tuple[Piece, int]]] = {}
    for piece, following in pairwise(shown):
        if level := _heading_level(piece):
            alike.setdefault((level, piece.ground if level == _BOLD else ""), []).append((piece, following.level))
    for (level, _), group in alike.items():
        items = {below for _, below in group if 0 < below < level}
        headed = sum(below in items for _, below in group)
        if headed >= _MOST * len(group) and headed < sum(0 < piece.level < level for piece in shown):
            _lift(shown, [piece for piece, _ in group], level, min(items))
            break
    for piece, following in pairwise(shown):
        piece.is_section = 0 < piece.level < following.level


def _heading_level(piece: Piece) -> int:
    return piece.level or _BOLD * _is_bold_label(piece)


def _lift(shown: list[Piece], sections: list[Piece], level: int, above: int) -> None:
    """Sets headings of one level above those of another."""
    for piece in shown:
        if above <= piece.level < level:
            piece.level = min(6, piece.level + 1)
    for piece in sections:
        piece.level = above
    lifted = {id(piece) for piece in sections}
    for piece, following in pairwise(shown):
        if {id(piece), id(following)} <= lifted:
            piece.zone = "navigation"  # over a list of links


def _is_bold_label(piece: Piece) -> bool:
    return piece.form == "paragraph" and piece.bold and not piece.linked and word_length(piece.text) <= _LONGEST_LABEL


def _name_foot(pieces: list[Piece]) -> None:
    """What stands below the sender's imprint at the end of the mail is part of it."""
    late = range(len(pieces) // 2, len(pieces))
    start = next((n for n in late if pieces[n].zone == "imprint" or _LEAVES.search(pieces[n].text)), len(pieces))
    while 0 < start < len(pieces) and pieces[start - 1].block == pieces[start].block:
        start -= 1
    if not any(piece.level for piece in pieces[start:]):
        for piece in pieces[start:]:
            piece.zone = piece.zone or "imprint"


def _calls(pieces: list[Piece], place: int) -> bool:
    """Whether a line only invites to follow links: nothing but links or a button, with no text of its own below it."""
    piece = pieces[place]
    if piece.level or piece.form not in ("paragraph", "item") or not piece.linked or not re.search(r"\w", piece.text):
        return False
    if piece.is_button or invites(piece.text):
        return True
    if (
        is_kicker(piece.text)
        or read_bare_names(piece.text)
        or (piece.bold and not piece.is_button)
        or word_length(piece.text) > 12
    ):
        return False
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    return following is None or not (
        following.form == "paragraph" and not following.level and not following.zone and ends_sentence(following.text)
    )
