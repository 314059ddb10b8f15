"""Writes the pieces of a page as Markdown lines: tells headings by their size, names what is no part of the story."""

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from lxml.etree import _Element as Element

from articles.ingest.bylines import read_byline
from articles.ingest.heads import is_issue_line
from articles.ingest.meta import read_meta
from articles.ingest.readers.html_mail import invites, is_mail, name_parts, raise_sections
from articles.ingest.readers.html_main import find_headline, main_text, name_outskirts
from articles.ingest.readers.html_tables import escape
from articles.ingest.readers.html_walk import Piece, Run
from articles.ingest.records import Line
from articles.ingest.wording import CREDITS, HAN, ends_sentence, is_kicker, plain, word_length

_LARGER, _LARGER_IF_BOLD = 1.25, 1.05
"""How much larger than the text of the page a heading is set, alone or when it is bold too."""
_ALIKE = 0.92
"""Sizes of which one is at least this part of the other are one level of headings."""
_SMALLER = 0.93
_SHORTEST_TEXT = 12
_LONGEST_CREDIT = 8
_LONGEST_KICKER = 8
_SIGNED = re.compile(r"(?:\w+ )?by\b|作者|记者|本报", re.I)
_LONGEST_HEADING = 200
_JOINABLE = {"paragraph", "item", "quote", "caption", "standfirst"}
_TIGHT = {"item", "table", "pre"}
_STORY_SHARE = 0.5
_LINKS_IN_A_ROW = 3
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
_AT_START = re.compile(r"^(?:([#>+=-])|(\d{1,9})([.)])(?=\s))")
_CAPTION_MARK = "▲ "
"""The sign by which newspapers say that a line belongs to the picture above it."""
_LONGEST_CAPTION = 70


class Written(NamedTuple):
    """A page as lines: these, the number and kind of each that is furniture, the section labels among them, and what
    the page is, as in `About`."""

    lines: tuple[Line, ...]
    furniture: tuple[tuple[int, str], ...]
    labels: tuple[str, ...]
    form: str


def to_lines(root: Element, pieces: list[Piece], title: str) -> Written:
    """Writes the pieces of a page. `title` is what it calls itself."""
    pieces = _joined(_parted(pieces))
    usual = _usual_size(pieces)
    _find_captions(pieces, usual)
    _find_headings(pieces, usual)
    form = _name_mail(pieces, title) if is_mail(root, pieces) else _name_page(root, pieces, title)
    _name_links(pieces)
    texts: list[str] = []
    furniture: list[tuple[int, str]] = []
    before: Piece | None = None
    for piece in (piece for piece in pieces if piece.text):
        if before and not (piece.form in _TIGHT and piece.form == before.form):
            texts.append("")
        texts.append(_written(piece))
        if piece.zone:
            furniture.append((len(texts), piece.zone))
        before = piece
    labels = dict.fromkeys(piece.text for piece in pieces if piece.form == "kicker" and not piece.zone)
    lines = tuple(Line(number, line) for number, line in enumerate(texts, 1))
    return Written(lines, tuple(furniture), tuple(labels), form)


def _name_mail(pieces: list[Piece], title: str) -> str:
    name_parts(pieces)
    raise_sections(pieces)
    _set_title(pieces, title)
    return "mail"


def _name_page(root: Element, pieces: list[Piece], title: str) -> str:
    """Names what stands around the article of a web page, or around its articles. What a site prints above them is no
    masthead of an issue: the date in it is that of the visit."""
    for piece in pieces:
        piece.zone = "navigation" if piece.zone == "masthead" else piece.zone
    _set_title(pieces, title)
    if _name_between_stories(pieces):
        return "page"
    letters = sum(len(piece.text) for piece in pieces)
    if name_outskirts(pieces, main_text(root, letters), title):
        return "article"
    _name_outskirts(pieces)
    return "page"


def _set_title(pieces: list[Piece], title: str) -> None:
    """Makes a heading of what the page calls itself; a lesser heading right above it names a section, one right below
    it, with no text under it, is a standfirst."""
    head = find_headline(pieces, title)
    if not head:
        return
    for number in head:
        pieces[number].level = pieces[number].level or 1
    level = min(pieces[number].level for number in head)
    above = pieces[head[0] - 1] if head[0] else None
    if above and above.level > level and not above.zone and word_length(above.text) <= _LONGEST_KICKER:
        above.form, above.level = "kicker", 0
    below = pieces[head[-1] + 1 : head[-1] + 3]
    if (
        len(below) == 2
        and below[0].level > level
        and not below[0].zone
        and not below[1].level
        and not _is_text(below[1])
    ):
        below[0].form, below[0].level = "standfirst", 0


def _is_text(piece: Piece) -> bool:
    return not piece.zone and piece.form == "paragraph" and word_length(piece.text) >= _SHORTEST_TEXT


def _name_between_stories(pieces: list[Piece]) -> bool:
    """Where a page holds several stories, each with its heading, what stands outside them is furniture. Returns whether
    it does."""
    shown = [piece for piece in pieces if not piece.zone]
    headed = {piece.story for piece in shown if piece.story and piece.level}
    told = {piece.story for piece in shown if piece.story in headed and word_length(piece.text) >= _SHORTEST_TEXT}
    letters = sum(len(piece.text) for piece in shown if piece.story in told)
    if len(told) < 2 or letters < _STORY_SHARE * sum(len(piece.text) for piece in shown):
        return False
    for piece in shown:
        if piece.story not in told:
            piece.zone = "navigation" if piece.linked else "page heading" if piece.level else "other"
    return True


def _parted(pieces: list[Piece]) -> list[Piece]:
    """The pieces, the invitation to read on that some text ends in as a piece of its own."""
    parted = []
    for piece in pieces:
        last = next((place for place in range(len(piece.runs), 0, -1) if not piece.runs[place - 1].linked), 0)
        text, call = piece.runs[:last], piece.runs[last:]
        if call and last and invites("".join(run.text for run in call)) and any(run.text.strip() for run in text):
            parted += [
                replace(piece, runs=text),
                replace(piece, runs=call, form="paragraph", level=0, zone="navigation"),
            ]
        else:
            parted.append(piece)
    return parted


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those put together that a line break parts in the middle of a sentence or a heading."""
    joined: list[Piece] = []
    before: Piece | None = None
    for piece in pieces:
        if before and before.form == "label" and before.box == piece.box and _is_labelled(piece):
            label = [*before.runs, Run("" if before.text.endswith((":", "：")) else ": ", before.runs[-1].style)]
            joined[-1] = replace(piece, runs=[*label, *piece.runs])
        elif before and before.form == "caption" and (_is_credit(piece) or piece.form == "caption"):
            if piece.linked and invites(piece.text):  # to enlarge the picture
                joined.append(replace(piece, form="paragraph", zone="navigation"))
            else:
                before.runs += [Run(" ", piece.runs[0].style), *piece.runs]
            continue
        elif before and before.form in _JOINABLE and _goes_on(before, piece):
            last = joined[-1]
            last.runs += [Run(_joint(before.text, piece.text), piece.runs[0].style, piece.linked), *piece.runs]
        else:
            joined.append(replace(piece, runs=[*piece.runs]))
        before = joined[-1]
    for piece in joined:
        if piece.form == "label":
            piece.zone = piece.zone or "other"
    return joined


def _is_labelled(piece: Piece) -> bool:
    """Whether a piece says little without the label before it."""
    return piece.form not in ("picture", "label") and not _SIGNED.match(piece.text)


def _is_credit(piece: Piece) -> bool:
    """Whether a line below a caption only names who took the picture."""
    if piece.level or piece.form not in ("paragraph", "caption") or word_length(piece.text) > _LONGEST_CREDIT:
        return False
    return any((match := form.search(piece.text)) and match.start() == 0 for form in CREDITS)


def _joint(before: str, after: str) -> str:
    """What stands between two lines that become one: nothing between Chinese characters, else a space."""
    return "" if HAN.search(before[-1:]) and HAN.search(after[:1]) else " "


def _goes_on(last: Piece, piece: Piece) -> bool:
    if piece.block != last.block or piece.breaks != 1 or piece.zone != last.zone:
        return False
    heads = piece.level == last.level > 0 or (piece.bold and last.bold and piece.size == last.size > 17)
    return heads or (not ends_sentence(last.text) and piece.text[:1].islower())


def _usual_size(pieces: list[Piece]) -> float:
    """The size in which most of the page's text is set."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if not piece.zone and not piece.level:
            sizes[piece.size] += len(piece.text)
    return max(sizes, key=lambda size: sizes[size], default=16.0) or 16.0


def _find_captions(pieces: list[Piece], usual: float) -> None:
    """A line right below a picture that is set smaller than the text, or in italics, is its caption."""
    shown = [piece for piece in pieces if not piece.zone and piece.text]
    for picture, piece in pairwise(shown):
        if picture.form != "picture" or piece.form not in ("paragraph", "standfirst") or piece.level or piece.linked:
            continue
        italic = all(run.style.italic for run in piece.runs if re.search(r"\w", run.text))
        is_short = 3 <= word_length(piece.text) <= _LONGEST_CAPTION
        if is_short and (piece.size <= _SMALLER * usual or italic) and not _says_who_or_when(piece.text):
            piece.form = "caption"


def _says_who_or_when(text: str) -> bool:
    return bool(read_byline(text) or read_meta(text) or is_issue_line(text) or is_kicker(text))


def _find_headings(pieces: list[Piece], usual: float) -> None:
    """Gives a level to what no tag calls a heading, but what is set as one."""
    large = [piece for piece in pieces if _is_large(piece, usual)]
    grounds = Counter(piece.ground for piece in pieces if not piece.zone and word_length(piece.text) >= _SHORTEST_TEXT)
    usual_ground = max(grounds, key=lambda ground: grounds[ground], default="")
    sizes = sorted({piece.size for piece in large}, reverse=True)
    alike = {size: next(larger for larger in sizes if size >= _ALIKE * larger) for size in sizes}
    styles = {id(piece): (-alike[piece.size], piece.ground == usual_ground) for piece in large}
    ranks = sorted(set(styles.values()))
    for piece in large:
        piece.level = min(6, 1 + ranks.index(styles[id(piece)]))


def _is_large(piece: Piece, usual: float) -> bool:
    if piece.form not in ("paragraph", "item") or piece.level or len(piece.text) > _LONGEST_HEADING:
        return False
    if not re.search(r"\w", piece.text) or (ends_sentence(piece.text) and word_length(piece.text) > 15):
        return False
    return piece.size >= usual * (_LARGER_IF_BOLD if piece.bold else _LARGER)


def _name_outskirts(pieces: list[Piece]) -> None:
    """Where the page marks its article, what stands around it is furniture, the headline and what goes with it not."""
    shown = [piece for piece in pieces if not piece.zone]
    inside = [place for place, piece in enumerate(shown) if piece.in_story]
    letters = sum(len(shown[place].text) for place in inside)
    if not inside or letters < _STORY_SHARE * sum(len(piece.text) for piece in shown):
        return
    top = next((place for place, piece in enumerate(shown[: inside[0]]) if piece.level == 1), inside[0])
    for place, piece in enumerate(shown):
        if not piece.in_story and not top <= place < inside[0]:
            piece.zone = "navigation" if piece.linked else "other"


def _name_links(pieces: list[Piece]) -> None:
    """Rows of links are a menu."""
    for is_link, run in groupby(pieces, key=_is_link):
        row = list(run)
        links = sum(sum(1 for linked, _ in groupby(piece.runs, key=lambda run: run.linked) if linked) for piece in row)
        if is_link and links >= _LINKS_IN_A_ROW:
            for piece in row:
                piece.zone = piece.zone or "navigation"


def _is_link(piece: Piece) -> bool:
    if piece.form not in ("paragraph", "item") or piece.level or not re.search(r"\w", piece.text):
        return False
    return piece.linked and not is_kicker(piece.text) and read_byline(piece.text) is None


def _written(piece: Piece) -> str:
    """A piece as one line of Markdown."""
    if piece.form in ("picture", "table", "rule"):
        return piece.text
    if piece.form == "pre":
        return escape("".join(run.text for run in piece.runs)).rstrip()
    if piece.level and len(piece.text) <= 2 * _LONGEST_HEADING:
        return f"{'#' * piece.level} {_marked(piece, plain_only=True)}"
    if piece.form == "caption":
        return _caption(piece)
    if piece.form == "item":
        return f"{piece.mark} {_marked(piece)}"
    if piece.form == "quote":
        return f"> {_marked(piece)}"
    if piece.form == "kicker":
        return f"**{_marked(piece, plain_only=True)}**"
    if piece.form == "standfirst":
        return f"*{_marked(piece, plain_only=True)}*"
    return _AT_START.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", _marked(piece))


def _caption(piece: Piece) -> str:
    text = _marked(piece, plain_only=True)
    short = word_length(text) <= _LONGEST_CAPTION and not any(form.search(plain(text)) for form in CREDITS)
    return f"{_CAPTION_MARK}{text}" if short else text


def _marked(piece: Piece, plain_only: bool = False) -> str:
    """The text of a piece, what is bold or in italics between marks."""
    parts = []
    for (bold, italic), group in groupby(piece.runs, key=lambda run: (run.style.bold, run.style.italic)):
        text = _SPACES.sub(" ", "".join(run.text if run.is_mark else escape(run.text) for run in group))
        mark = "" if plain_only else "**" if bold else "*" if italic else ""
        inner = text.strip()
        if not mark or not re.search(r"\w", inner):
            parts.append(text)
            continue
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        parts.append(f"{before}{mark}{inner}{mark}{after}")
    return _SPACES.sub(" ", "".join(parts)).strip()
