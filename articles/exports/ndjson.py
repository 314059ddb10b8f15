"""One JSON object a line, an article each: the format to compute with, and the one `import_articles` reads."""

import json
from collections.abc import Iterable, Iterator

from articles.exports.rows import ArticleRow

MEDIA_TYPE = "application/x-ndjson"

# JSON leaves these three as they are inside a string, yet many readers end a line at them.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def as_line(row: ArticleRow) -> str:
    """A row as JSON on one line, without the line end."""
    return json.dumps(row, ensure_ascii=False).translate(_LINE_ENDS)


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """A line for each row, in UTF-8."""
    for row in rows:
        yield f"{as_line(row)}\n".encode()
