"""Walks a parsed page once and takes down its pieces: paragraphs, headings, list items, table rows, pictures, each with
how it is set and in which part of the page it stands."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element as Element

from articles.ingest.readers import html_style as css
from articles.ingest.readers.html_pieces import Piece, Run
from articles.ingest.readers.html_style import Sheet, Style
from articles.ingest.readers.html_tables import data_rows, programme

_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
_HAS_WORD = re.compile(r"\w").search
_LONGEST_ROW = 300
_LONGEST_KICKER = 60


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds within an element."""

    style: Style = field(default_factory=Style)
    form: str = "paragraph"
    level: int = 0
    mark: str = ""
    zone: str | None = None
    in_story: bool = False
    linked: bool = False
    in_figure: bool = False
    is_row: bool = False
    """Whether each of its children is a piece of its own: author, date, number of comments."""
    in_row: bool = False
    is_button: bool = False
    number: int = 0
    box: int = 0
    story: int = 0


@dataclass(slots=True)
class Walk:
    """The walk through one page. `held` tells how many letters each element holds and whether the story's own headline
    is among them, `known` of which kind some elements are by what they hold."""

    sheet: Sheet
    held: dict[Element, tuple[int, bool]]
    known: dict[Element, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    """What the markup tells to be authors' names."""
    pieces: list[Piece] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    _runs: list[Run] = field(default_factory=list)
    _block: int = 0
    _breaks: int = 0
    _mark_used: bool = False
    _numbers: list[int] = field(default_factory=list)
    _count: int = 0

    def walk(self, root: Element) -> list[Piece]:
        """All pieces of the page."""
        steps = etree.iterwalk(root, events=("start", "end"))
        skipped: Element | None = None
        for event, element in steps:
            if event == "start":
                if not isinstance(element.tag, str) or self._is_unseen(element) or self._take_whole(element):
                    steps.skip_subtree()
                    skipped = element
                else:
                    self._enter(element)
            else:
                if element is not skipped:
                    self._leave(element)
                skipped = None
                self._say(element.tail)
        self._flush()
        return self.pieces

    def _is_unseen(self, element: Element) -> bool:
        return element.tag in css.NEVER_SHOWN or css.is_hidden(element, css.declarations_of(element, self.sheet))

    def _take_whole(self, element: Element) -> bool:
        """Takes down an element that is no container: a picture, a line break, a rule, a table of data, a chart."""
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag in ("img", "svg"):
            tiny = css.is_tracking(element, css.declarations_of(element, self.sheet))
            if not tiny and (tag == "img" or element.find(".//{*}text") is not None):
                self._picture(element.get("alt", ""), css.is_icon(element))
        elif tag == "hr":
            self._flush()
            self._add(Piece([Run("---", Style())], "rule"))
        elif tag == "input":
            if element.get("type", "") in ("submit", "button"):
                self._flush()
                self._add(Piece([Run(element.get("value", ""), Style())], zone="navigation"))
        elif tag == "table" and (entries := programme(element)):
            self._flush()
            for entry in entries:
                self._add(Piece([Run(entry, self._frames[-1].style)], "item", mark="-", block=self._block))
            self._block += 1
        elif tag == "table" and (rows := data_rows(element)):
            self._flush()
            for caption in element.iterchildren("caption"):
                self._add(Piece([Run(" ".join(caption.itertext()), self._frames[-1].style)]))
            for row in rows:
                self._add(Piece([Run(row, Style(0.0))], "table", block=self._block))
            self._block += 1
        else:
            return False
        return True

    def _enter(self, element: Element) -> None:
        tag = element.tag
        if tag in css.BLOCKS or self._frames[-1].is_row:
            self._flush()
            if tag in ("ul", "ol"):
                self._numbers.append(1 if tag == "ol" else 0)
            elif tag == "li":
                self._mark_used = False
        self._frames.append(self._frame(element))
        if tag in ("sup", "sub"):
            self._say(f"<{tag}>", is_mark=True)
        if css.is_author(element) and self._frames[-1].zone != "comments" and self.held[element][0] <= _LONGEST_KICKER:
            self.authors.append(" ".join("".join(element.itertext()).split()))
        if tag == "a" and self._runs and self._runs[-1].linked and not self._frames[-2].linked:
            self._say(" ")  # two links that only their style sheet parts
        self._say(element.text)

    def _leave(self, element: Element) -> None:
        tag = element.tag
        if tag in ("sup", "sub"):
            self._say(f"</{tag}>", is_mark=True)
        if tag in css.BLOCKS or self._frames[-2].is_row:
            self._flush()
            if tag in ("ul", "ol") and self._numbers:
                self._numbers.pop()
        self._frames.pop()

    def _frame(self, element: Element) -> _Frame:
        parent, tag, words = self._frames[-1], element.tag, css.words_of(element)
        own = self._zone(element, parent.in_story) if parent.zone in (None, "masthead") else None
        zone = own or parent.zone
        declarations = css.declarations_of(element, self.sheet)
        self._count += 1
        is_block = tag in css.BLOCKS
        frame = replace(
            parent,
            style=css.style_of(element, declarations, parent.style),
            level=css.HEADINGS.get(tag, parent.level),
            zone=zone,
            in_story=parent.in_story or tag in ("article", "main") or element.get("role") == "main",
            linked=parent.linked or tag == "a",
            in_figure=parent.in_figure or tag == "figure",
            is_row=self._is_row(element, parent.is_row),
            in_row=parent.in_row or parent.is_row,
            is_button=parent.is_button or css.is_button(element, declarations),
            number=self._count if is_block else parent.number,
            box=parent.number if is_block else parent.box,
            story=parent.story or (self._count if tag == "article" and zone is None else 0),
        )
        if words & css.CREDITS and parent.form == "caption":
            self._say(" ")
        form, level, mark = self._form(element, frame, is_block)
        return replace(frame, form=form, level=level, mark=mark)

    def _form(self, element: Element, frame: _Frame, is_block: bool) -> tuple[str, int, str]:
        """The form of what stands in an element, with its level and mark."""
        tag, words = element.tag, css.words_of(element)
        is_short = is_block and 0 < self.held[element][0] <= _LONGEST_KICKER
        if tag == "li" and not self._frames[-1].is_row:
            return "item", frame.level, self._item_mark()
        if tag == "pre" or css.is_quote(element):
            return "pre" if tag == "pre" else "quote", frame.level, frame.mark
        if tag == "figcaption" or (words & css.CAPTIONS and is_block and tag != "figure"):
            if frame.in_figure and not (self.pieces and self.pieces[-1].form == "picture"):
                self._picture("")
            return "caption", 0, frame.mark
        if words & css.STANDFIRSTS and tag in ("p", "div", "h2", "h3", "h4") and self._is_short(element):
            return "standfirst", 0, frame.mark
        if is_short and words & css.KICKERS:
            return "kicker", 0, frame.mark
        if is_short and css.is_label(element):
            return "label", 0, frame.mark
        return frame.form, frame.level, frame.mark

    def _is_row(self, element: Element, within: bool) -> bool:
        """Whether an element is a row of small parts, one of them a date or so, with nothing but signs between them."""
        if not 0 < self.held[element][0] <= _LONGEST_ROW or len(element) < 2:
            return False
        own = [element.text, *(child.tail for child in element)]
        if any(re.search(r"\w", text or "") for text in own):
            return False
        return within or bool(css.words_of(element) & css.ROWS) or next(element.iter("time"), None) is not None

    def _zone(self, element: Element, in_story: bool) -> str | None:
        """Its kind of furniture, unless it holds the headline or most of what there is to read."""
        kind = self.known.get(element) or css.zone_of(element, in_story)
        if kind is None:
            return None
        whole = max(1, self.held[element.getroottree().getroot()][0])
        letters, has_headline = self.held[element]
        return None if has_headline or letters > whole / 2 else kind

    def _is_short(self, element: Element) -> bool:
        return self.held[element][0] <= 600

    def _item_mark(self) -> str:
        if self._numbers and self._numbers[-1]:
            self._numbers[-1] += 1
            return f"{self._numbers[-1] - 1}."
        return "-"

    def _say(self, text: str | None, is_mark: bool = False) -> None:
        frame = self._frames[-1]
        if not text or frame.style.size <= 1 or ((frame.is_row or frame.in_row) and not _HAS_WORD(text)):
            return
        if frame.form == "pre" and not is_mark:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._break()
                self._runs.append(Run(line.rstrip(), frame.style, frame.linked))
        else:
            self._runs.append(Run(text, frame.style, frame.linked, is_mark))

    def _break(self) -> None:
        self._flush(ends_block=False)
        self._breaks += 1

    def _picture(self, alt: str, is_icon: bool = False) -> None:
        """A picture within a paragraph stands before it, so that the paragraph stays whole."""
        text = re.sub(r"[\[\]()*_`<>\\]", "", _SPACES.sub(" ", alt)).strip()[:200]
        self._add(Piece([Run(f"![{text}]()", Style())], "picture", zone="navigation" if is_icon else None))

    def _add(self, piece: Piece) -> None:
        frame = self._frames[-1]
        self.pieces.append(
            replace(
                piece,
                zone=piece.zone or frame.zone,
                in_story=frame.in_story,
                box=frame.box,
                story=frame.story,
                is_button=frame.is_button,
            )
        )

    def _flush(self, ends_block: bool = True) -> None:
        """Takes down what was said since the last piece."""
        frame, runs = self._frames[-1], self._runs
        if any(run.text.strip() for run in runs):
            form = "item" if frame.form == "item" and not frame.level else frame.form
            if form == "item" and self._mark_used:
                form = "paragraph"
            self._mark_used = self._mark_used or form == "item"
            mark = frame.mark if form == "item" else ""
            self._add(Piece(runs, form, frame.level, mark, block=self._block, breaks=self._breaks))
            self._breaks = 0
        self._runs = []
        if ends_block:
            self._block += 1
            self._breaks = 0
