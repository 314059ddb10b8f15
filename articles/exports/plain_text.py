"""An article as plain text, for eyes, concordances and corpora: one paragraph a line, an empty line between two."""

from collections.abc import Iterable, Iterator

from articles.exports import cited
from articles.exports.markdown import WITHHELD
from articles.exports.rows import ArticleRow

MEDIA_TYPE = "text/plain; charset=utf-8"

_RULE = "\n" + "-" * 40 + "\n\n"


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """The articles in UTF-8, a rule between two of them."""
    rule = ""
    for row in rows:
        yield (rule + "\n\n".join(_paragraphs(row)) + "\n").encode()
        rule = _RULE


def _paragraphs(row: ArticleRow) -> Iterator[str]:
    head = (row["title"], row["standfirst"], row["byline"])
    yield from (cited.one_line(text) for text in head if text)
    yield f"{cited.source_line(row)}\n{row['url']}"
    if text := WITHHELD if row["text"] is None else row["text"].strip():
        yield text
    yield from (cited.one_line(cited.caption_line(caption)) for caption in row["captions"])
    yield from (cited.one_line(note) for note in (row["source_note"], row["rights"]) if note)
