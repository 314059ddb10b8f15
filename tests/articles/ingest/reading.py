"""Reads small texts for tests, with or without the steps around the one that a test is about."""

from articles.ingest.blocks import group
from articles.ingest.captions import take_captions
from articles.ingest.clean import clean
from articles.ingest.furniture import set_apart
from articles.ingest.pipeline import read_issue
from articles.ingest.records import Line, Profile
from articles.ingest.repair import Vocabulary, repair


def lines_of(text):
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))


def blocks_of(text, *kickers):
    return group(clean(lines_of(text)), Profile(kickers=kickers))


def furniture_of(text, **profile):
    """The furniture of a page, as (kind, text)."""
    _, furniture, _ = set_apart(blocks_of(text), Profile(**profile))
    return [(piece.kind, piece.text) for piece in furniture]


def captions_of(text):
    """The captions among paragraphs, as (text, credit)."""
    _, captions = take_captions(blocks_of(text), frozenset())
    return [(caption.text, caption.credit) for caption in captions]


def repaired(text, *, elsewhere="", is_markdown=True):
    """The body that a text becomes when the source also says something `elsewhere`."""
    return repaired_with_warnings(text, elsewhere=elsewhere, is_markdown=is_markdown)[0]


def repaired_with_warnings(text, *, elsewhere="", is_markdown=True):
    blocks = list(blocks_of(text))
    vocabulary = Vocabulary([*(line for block in blocks for line in block.lines), elsewhere])
    return repair(blocks, set(), vocabulary, escape=not is_markdown)


def read(text, name="page.md", **profile):
    """The whole record of a source."""
    return read_issue(text.encode() if isinstance(text, str) else text, name, Profile(**profile))


def article(text, name="page.md", **profile):
    """The one article of a source."""
    (only,) = read(text, name, **profile).articles
    return only


def titles(text, **profile):
    """The headlines of a source's articles."""
    return [article.title for article in read(text, **profile).articles]
