"""An article as the annotators read it: plain passages, each from one place in the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from articles.ingest.records import GAP, ArticleRecord


class Zone(Enum):
    """Where in the article a passage stands."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    LEAD = "lead"
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text without marks or gaps. `capitals` says that the line is set in capitals only."""

    text: str
    zone: Zone
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The words of an article, free of Markdown. `paragraphs` are pairs of text and whether it is a subhead."""

    title: str
    standfirst: str = ""
    paragraphs: tuple[tuple[str, bool], ...] = ()
    captions: tuple[str, ...] = ()
    language: str = "en"

    def passages(self) -> tuple[Passage, ...]:
        """Title, standfirst, paragraphs and captions in this order, the empty ones left out."""
        return tuple(Passage(text, zone, capitals=text.isupper()) for text, zone in self._zoned() if text)

    def _zoned(self) -> Iterator[tuple[str, Zone]]:
        yield self.title, Zone.TITLE
        yield self.standfirst, Zone.STANDFIRST
        lead = True
        for text, subhead in self.paragraphs:
            yield text, Zone.SUBHEAD if subhead else Zone.LEAD if lead else Zone.BODY
            lead = lead and subhead
        for text in self.captions:
            yield text, Zone.CAPTION


# What Markdown puts around words, and what stays of it.
_MARKS = tuple(
    (re.compile(pattern), kept)
    for pattern, kept in (
        (r"!\[[^\[\]]*\]\([^()\n]*\)", " "),
        (r"\[([^\[\]]*)\]\([^()\n]*\)", r"\1"),
        (r"<https?://[^<>\s]*>", " "),
        (r"</?[A-Za-z][^<>]*>", ""),
        (r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`|~~)", ""),
        (r"\\([\\`*_{}\[\]()#+.!|>-])", r"\1"),
    )
)
_MARKED = re.compile(r"[\[<*_`~\\]")
_SUBHEAD = re.compile(r"#{1,6}\s+(.*)")
_BLOCK_MARK = re.compile(r"^\s*(?:>\s?|[-*+♦•]\s+|\d{1,3}[.)]\s+)+")
_TABLE_RULE = re.compile(r"(?=.*-)[\s|:-]+")


def article_text(article: ArticleRecord) -> ArticleText:
    """The article without Markdown. A gap ends a passage, so that nothing is read across it."""
    return ArticleText(
        title=" ".join(plain(article.title)),
        standfirst=" ".join(plain(article.standfirst or "")),
        paragraphs=tuple(_paragraphs(article.body)),
        captions=tuple(text for caption in article.captions for text in plain(caption.text)),
        language=article.language,
    )


def plain(markdown: str) -> list[str]:
    """The runs of plain text in a piece of Markdown, one for each side of a gap."""
    return [run for piece in markdown.split(GAP) if (run := _unmarked(piece))]


def _unmarked(text: str) -> str:
    if _MARKED.search(text):
        for mark, kept in _MARKS:
            text = mark.sub(kept, text)
    return " ".join(text.split())


def _paragraphs(body: str) -> Iterator[tuple[str, bool]]:
    for block in re.split(r"\n\s*\n", body):
        lines: list[str] = []
        for line in block.splitlines():
            if subhead := _SUBHEAD.fullmatch(line.strip()):
                yield from ((text, False) for text in plain("\n".join(lines)))
                yield from ((text, True) for text in plain(subhead[1].rstrip(" #")))
                lines = []
            elif not _TABLE_RULE.fullmatch(line):
                lines.append(_BLOCK_MARK.sub("", line).replace("|", " "))
        yield from ((text, False) for text in plain("\n".join(lines)))
