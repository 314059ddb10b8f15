"""RIS, which every reference manager reads: one record an article, one field a line."""

from collections.abc import Iterable, Iterator

from articles.exports.rows import ArticleRow
from articles.person_names import family_and_given

MEDIA_TYPE = "application/x-research-info-systems; charset=utf-8"


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """A record for each row, in UTF-8."""
    for row in rows:
        lines = (f"{tag}  - {' '.join(value.split())}".rstrip(" ") for tag, value in _fields(row))
        yield ("\r\n".join(lines) + "\r\n\r\n").encode()


def _fields(row: ArticleRow) -> Iterator[tuple[str, str]]:
    """The fields in their order, `TY` first and `ER` last as the format asks, those without a value left out."""
    issue = row["issue"]
    date = row["date"] or issue["date"] or ""
    fields = [
        *(("AU", _person(author["name"])) for author in row["authors"]),
        ("TI", row["title"]),
        ("T2", issue["publication"]["name"]),
        ("IS", issue["number"] or ""),
        ("PY", date[:4]),
        ("DA", _slashed(date)),
        ("AB", row["standfirst"] or ""),
        *(("KW", topic["name"]) for topic in row["topics"]),
        ("LA", row["language"]),
        ("UR", row["url"]),
        ("ID", str(row["id"])),
    ]
    yield "TY", "NEWS"
    yield from ((tag, value) for tag, value in fields if value)
    yield "ER", ""


def _person(name: str) -> str:
    family, given = family_and_given(name)
    return f"{family}, {given}" if given else family


def _slashed(date: str) -> str:
    """`2024-05` as `2024/05//`: year, month, day and a part that is free, however much of it is known."""
    return "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""
