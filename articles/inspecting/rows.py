"""Whether the rows of the database hang together: what they point at is there, and says nothing impossible."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop

from articles.inspecting.batches import batches
from articles.inspecting.findings import Finding, Looked
from articles.models import Article, PublicRecord

MESSAGES = {
    "database-damaged": gettext_noop("The database itself is damaged. Stop the archive and restore a backup."),
    "reference-broken": gettext_noop("A row points at one that is not there. Restore a backup, or ask who made this."),
    "no-publication-time": gettext_noop("A published article says not when it was published. Save it again."),
    "no-public-record": gettext_noop("Harvesters are not told of this published article. Save it again."),
    "lines-impossible": gettext_noop(
        "The article names source lines that its source cannot have. Compare it with its source and correct it."
    ),
}
_LINES = ("spans", "source__media_type", "source__size")
_MOST_TOLD = 100  # of the errors that SQLite finds in its own file


def rows(looked: Looked) -> Iterator[Finding]:
    """All that is wrong between rows. `looked` counts the `articles` whose references were read.

    Foreign keys and constraints are asked of SQLite, whose file anything may have written to; PostgreSQL keeps them
    itself.
    """
    if connection.vendor == "sqlite":
        yield from _structure()
        yield from _references()
    yield from _publicity()
    yield from _lines(looked)


def _structure() -> Iterator[Finding]:
    """Errors in the pages and indexes of the file, and rows that a constraint forbids."""
    for (error,) in _ask(f"PRAGMA integrity_check({_MOST_TOLD})"):
        if error != "ok":
            yield Finding("database-damaged", str(error), MESSAGES["database-damaged"])


def _references() -> Iterator[Finding]:
    for table, row, parent, _ in _ask("PRAGMA foreign_key_check"):
        yield Finding("reference-broken", f"row {row} of {table}, to {parent}", MESSAGES["reference-broken"])


def _ask(pragma: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return cursor.execute(pragma).fetchall()


def _publicity() -> Iterator[Finding]:
    published = Article.objects.published()
    untold = published.exclude(Exists(PublicRecord.objects.filter(article_id=OuterRef("pk"))))
    found = (("no-publication-time", published.filter(published_at=None)), ("no-public-record", untold))
    for code, articles in found:
        for key in articles.order_by("pk").values_list("pk", flat=True):
            yield Finding(code, f"article {key}", MESSAGES[code])


def _lines(looked: Looked) -> Iterator[Finding]:
    """Spans of lines that are none, or begin where a text has no line: each takes a byte at least."""
    for articles, unreadable in batches(Article.objects.values_list("pk", *_LINES)):
        yield from unreadable
        looked.at("articles", len(articles))
        for key, spans, media_type, size in articles:
            last = size + 1 if (media_type or "").startswith("text/") else None
            if not _are_lines(spans, last):
                yield Finding("lines-impossible", f"article {key}", MESSAGES["lines-impossible"])


def _are_lines(spans: Any, last: int | None) -> bool:
    if not isinstance(spans, list):
        return False
    for span in spans:
        if not (isinstance(span, list) and len(span) == 2 and all(type(number) is int for number in span)):
            return False
        if not 1 <= span[0] <= span[1] or (last is not None and span[1] > last):
            return False
    return True
