"""An article as a Markdown document to read, keep and quote: without front matter, since data has formats of its own.

Headline, standfirst, byline and source come first, then the body as it is stored, captions and the source's note.
"""

import re
from collections.abc import Iterable, Iterator

from articles.exports import cited
from articles.exports.rows import ArticleRow

MEDIA_TYPE = "text/markdown; charset=utf-8"

WITHHELD = "The publisher lets the archive show the headline and the standfirst of this article, and no more of it."

# What CommonMark takes for marks wherever it stands in a line; and what it does at a line's start.
_MARKS = str.maketrans(
    {**{sign: f"\\{sign}" for sign in "\\`*_[]#"}, "<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;"}
)
_STARTS = re.compile(r"^(\d*)(?:(?<=\d)[.)]|(?<!\d)[-+])")


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """The articles in UTF-8, a rule between two of them."""
    rule = ""
    for row in rows:
        yield (rule + "\n\n".join(_paragraphs(row)) + "\n").encode()
        rule = "\n---\n\n"


def _paragraphs(row: ArticleRow) -> Iterator[str]:
    yield f"# {escaped(row['title'])}"
    if row["standfirst"]:
        yield f"**{escaped(row['standfirst'])}**"
    if row["byline"]:
        yield escaped(row["byline"])
    yield f"*{escaped(cited.source_line(row))}*  \n<{row['url']}>"
    if text := WITHHELD if row["body"] is None else row["body"].strip():
        yield text
    if row["captions"]:
        yield "## Captions"
        yield "\n".join(f"- {escaped(cited.caption_line(caption))}" for caption in row["captions"])
    if row["source_note"]:
        yield escaped(row["source_note"])
    if row["rights"]:
        yield escaped(row["rights"])


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it unchanged, on one line."""
    line = cited.one_line(text).translate(_MARKS)
    return _STARTS.sub(lambda start: f"{start[1]}\\{start[0][-1]}", line)
