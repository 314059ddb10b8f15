"""ninjs 2.1, the IPTC's News in JSON (iptc.org/standards/ninjs): one object a line, each a document of its own.

The names of its fields are in the schema http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from articles.exports.cited import printed_date
from articles.exports.ndjson import as_line
from articles.exports.rows import ArticleRow
from articles.identifiers import article_uri
from articles.rendering import body_html
from articles.subjects import page_path, publication_path

MEDIA_TYPE = "application/x-ndjson"

_STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}
_DAY_LENGTH = len("2024-05-06")


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """A line for each row, in UTF-8."""
    for row in rows:
        yield as_line(document(row)) + b"\n"


def document(row: ArticleRow) -> dict[str, Any]:
    """The article as a ninjs object, without the fields that it has no value for."""
    in_full = row["body"] is not None
    fields = {
        "uri": article_uri(row["id"]),
        "type": "text",
        "representationtype": "full" if in_full else "partial",
        "profile": "text-only",
        "firstcreated": row["published_at"],
        "versioncreated": row["updated_at"],
        "contentcreated": _start_of_day(printed_date(row)),
        "pubstatus": "usable",
        "copyrightnotice": row["rights"],
        "usageterms": None if in_full else "Headline, standfirst and metadata only; the text is its publisher’s.",
        "language": row["language"],
        "title": row["title"],
        "by": row["byline"] or ", ".join(author["name"] for author in row["authors"]),
        "slugline": row["section"]["name"] if row["section"] else None,
        "headlines": [{"role": "main", "contenttype": "text/plain", "value": row["title"]}],
        "descriptions": [*_descriptions(row)],
        "bodies": [*_bodies(row)],
        "places": [_concept(row, "region", region["code"], region["name"]) for region in row["regions"]],
        "organisations": [_concept(row, "institution", body["slug"], body["name"]) for body in row["institutions"]],
        "subjects": [_concept(row, "topic", topic["slug"], topic["name"]) for topic in row["topics"]],
        "infosources": [*_sources(row)],
        "altids": [{"role": "web", "value": row["url"]}, {"role": "issue", "value": row["issue"]["url"]}],
        "standard": _STANDARD,
    }
    return {name: value for name, value in fields.items() if value}


def _start_of_day(date: str) -> str | None:
    """The format has no date without a time, and no month or year alone: those are left out."""
    return f"{date}T00:00:00Z" if len(date) == _DAY_LENGTH else None


def _descriptions(row: ArticleRow) -> Iterator[dict[str, str]]:
    texts = [("summary", row["standfirst"]), *(("caption", caption["text"]) for caption in row["captions"])]
    return ({"role": role, "contenttype": "text/plain", "value": text} for role, text in texts if text)


def _bodies(row: ArticleRow) -> Iterator[dict[str, Any]]:
    if row["body"] is None or row["text"] is None:
        return
    for kind, text in (("text/plain", row["text"]), ("text/html", body_html(row["body"]))):
        count = {"charcount": len(row["text"]), "wordcount": row["word_count"]}
        yield {"role": "main", "contenttype": kind, **count, "value": text}


def _concept(row: ArticleRow, kind: str, key: str, name: str) -> dict[str, str]:
    return {"name": name, "rel": "about", "uri": urljoin(row["url"], page_path(kind, key)), "literal": key}


def _sources(row: ArticleRow) -> Iterator[dict[str, str]]:
    """Who originated it, who has no role in the format: the publication, then who signs the article."""
    publication = row["issue"]["publication"]
    uri = urljoin(row["url"], publication_path(publication["slug"]))
    yield {"name": publication["name"], "uri": uri, "literal": publication["slug"]}
    for author in row["authors"]:
        uri = urljoin(row["url"], page_path("author", author["slug"]))
        yield {"name": author["name"], "uri": uri, "literal": author["slug"]}
