"""RIS, which every reference manager reads: one record an article, one field a line."""

from collections.abc import Iterable, Iterator

from articles.exports import cited
from articles.exports.rows import ArticleRow

MEDIA_TYPE = "application/x-research-info-systems; charset=utf-8"


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """A record for each row, in UTF-8."""
    for row in rows:
        lines = (f"{tag}  - {cited.one_line(value)}".rstrip(" ") for tag, value in _fields(row))
        yield ("\r\n".join(lines) + "\r\n\r\n").encode()


def _fields(row: ArticleRow) -> Iterator[tuple[str, str]]:
    """The fields in their order, `TY` first and `ER` last as the format asks, those without a value left out.

    `NEWS` is a newspaper article. There is no field for rights, and no ISSN that the archive would know.
    """
    issue = row["issue"]
    date = cited.printed_date(row)
    fields = [
        *(("AU", cited.inverted(person)) for person in cited.people(row)),
        ("TI", row["title"]),
        ("T2", issue["publication"]["name"]),
        ("IS", issue["number"] or ""),
        ("SP", cited.page(row)),
        ("SE", row["section"]["name"] if row["section"] else ""),
        ("PY", date[:4]),
        ("DA", _slashed(date)),
        ("AB", row["standfirst"] or ""),
        *(("KW", topic["name"]) for topic in row["topics"]),
        ("LA", row["language"]),
        ("DB", "Sci-Tech Policy Archive"),
        ("UR", row["url"]),
        ("ID", str(row["id"])),
    ]
    yield "TY", "NEWS"
    yield from ((tag, value) for tag, value in fields if value)
    yield "ER", ""


def _slashed(date: str) -> str:
    """`2024-05` as `2024/05//`: year, month, day and a part that is free, however much of it is known."""
    return "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""
