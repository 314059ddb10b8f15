"""CSL-JSON, which citeproc, pandoc and Zotero read: an array of items of the Citation Style Language 1.0.2.

https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV. A page is there only where the
source prints its number; the place of an article in its issue is none.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from articles.exports import cited
from articles.exports.rows import ArticleRow
from articles.person_names import PersonName, apart_from_suffix

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """The array in UTF-8, an item a line, written as its rows arrive."""
    before = "[\n"
    for row in rows:
        yield f"{before}{json.dumps(item(row), ensure_ascii=False)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"


def item(row: ArticleRow) -> dict[str, Any]:
    """An article as one item; what is not known is left out."""
    issue = row["issue"]
    fields = {
        "id": cited.key(row),
        "type": "article-newspaper",
        "title": cited.one_line(row["title"]),
        "author": [_name(person) for person in cited.people(row)],
        "container-title": cited.one_line(issue["publication"]["name"]),
        "issue": issue["number"],
        "page": cited.page(row),
        "section": row["section"] and row["section"]["name"],
        "issued": _date(cited.printed_date(row)),
        "abstract": cited.one_line(row["standfirst"]),
        "keyword": ", ".join(topic["name"] for topic in row["topics"]),
        "language": row["language"],
        "license": row["rights"],
        "source": "Sci-Tech Policy Archive",
        "URL": row["url"],
    }
    return {name: value for name, value in fields.items() if value}


def _name(person: PersonName) -> dict[str, str]:
    if not person.given:
        return {"literal": person.family}
    given, suffix = apart_from_suffix(person.given)
    return {"family": person.family, "given": given} | ({"suffix": suffix} if suffix else {})


def _date(date: str) -> dict[str, list[list[int]]] | None:
    """`2024-05` as `{"date-parts": [[2024, 5]]}`: as precise as it is printed."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
