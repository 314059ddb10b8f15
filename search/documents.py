"""What of each published article goes into the index, read from the database a batch at a time.

Articles are read as rows, without their models and bodies: an index of a hundred thousand is built from here.
"""

import datetime
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from django.db.models import Model

from articles.dates import YEAR
from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Authorship,
    Caption,
    Institution,
    Publication,
    Region,
    Section,
    Topic,
)
from search.analysis import fold

logger = logging.getLogger("search.index")

_BATCH = 500
_COLUMNS = (
    "pk", "title", "standfirst", "text", "byline", "language", "shown_date", "shown_precision", "section_id",
    "issue__publication_id",
)  # fmt: skip
_OPENING_MARKS = "“”‘’\"'«»《「 "


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the index takes it.

    `texts` has the searched fields, each as strings that no phrase may span. `values` has what is counted and
    filtered by: slugs, codes, year and month, the language. A field that the article says nothing of is an empty list.
    """

    pk: int
    texts: dict[str, list[str]]
    values: dict[str, list[str]]
    date: datetime.date | None
    sort_title: str


class Entry(NamedTuple):
    """What an article is filed under: its slug or code, and its names, of which some may be empty."""

    key: str
    names: tuple[str, ...]


class Parts(NamedTuple):
    """What a document is composed of. `article` is a dated Article or a row with its columns.

    `captions` are pairs of text and credit; there is at most one section.
    """

    article: Any
    captions: Sequence[Sequence[str]]
    authors: Sequence[Entry]
    topics: Sequence[Entry]
    regions: Sequence[Entry]
    institutions: Sequence[Entry]
    sections: Sequence[Entry]
    publication: Entry


OnBadRow = Callable[[int, Exception], None]
"""Called with the id of an article that cannot be read or prepared, and with what went wrong."""


def _raised(pk: int, error: Exception) -> None:
    raise error


def log_bad_row(pk: int, error: Exception) -> None:
    """Says in the log which article cannot be indexed, and why."""
    logger.error("article %s cannot be indexed: %s: %s", pk, type(error).__name__, error)


def documents(ids: Sequence[int], on_bad_row: OnBadRow = _raised) -> Iterator[Document]:
    """The documents of those articles among `ids` that are published, in the order of `ids`.

    An article that cannot be read or prepared is handed to `on_bad_row`, and the others follow; without it, its
    error is raised. A database that does not answer always raises.
    """
    for start in range(0, len(ids), _BATCH):
        yield from _tried(ids[start : start + _BATCH], on_bad_row)


def compose(parts: Parts) -> Document:
    """The document of an article that consists of `parts`."""
    article = parts.article
    filed = {
        "author": parts.authors,
        "topic": parts.topics,
        "region": parts.regions,
        "institution": parts.institutions,
        "section": parts.sections,
        "publication": [parts.publication],
    }
    names = {field: [name for entry in entries for name in entry.names] for field, entries in filed.items()}
    keys = {f"{field}_exact": [entry.key for entry in entries] for field, entries in filed.items()}
    captions = [f"{text} {credit}".strip() for text, credit in parts.captions]
    own = {"text": [article.standfirst, article.text, *captions], "title": [article.title]}
    signed = {"author": [article.byline, *names["author"]]}
    date = article.shown_date
    when = {"year": [f"{date.year:04d}"] if date else [], "month": _month(date, article.shown_precision)}
    return Document(
        pk=article.pk,
        texts={field: [text for text in texts if text] for field, texts in (names | own | signed).items()},
        values=keys | when | {"language": [article.language]},
        date=date,
        sort_title=fold(article.title).lstrip(_OPENING_MARKS),
    )


def fingerprint(document: Document) -> int:
    """A number of 64 bits that is another one when the document says anything else."""
    said = [document.texts, document.values, str(document.date or ""), document.sort_title]
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(canonical, digest_size=8).digest())


def _month(date: datetime.date | None, precision: str) -> list[str]:
    """`2024-05`, if the month is known."""
    return [date.isoformat()[:7]] if date and precision != YEAR else []


def _tried(ids: Sequence[int], on_bad_row: OnBadRow) -> list[Document]:
    """The documents of one batch. One that fails is halved until the bad rows stand alone."""
    try:
        return _read(ids)
    except Exception as error:
        if len(ids) > 1:
            middle = len(ids) // 2
            return _tried(ids[:middle], on_bad_row) + _tried(ids[middle:], on_bad_row)
        Article.objects.published().filter(pk=ids[0]).exists()  # raises where it is the database that fails
        on_bad_row(ids[0], error)
        return []


def _read(ids: Sequence[int]) -> list[Document]:
    """The documents of `ids`, in that order."""
    published = Article.objects.published().dated().filter(pk__in=ids).order_by()
    rows = {row.pk: row for row in published.values_list(*_COLUMNS, named=True)}
    captions = _by_article(Caption, rows, "text", "credit")
    authors = _by_article(Authorship, rows, "author__slug", "author__name")
    topics = _tags(ArticleTopic, rows, "topic_id", Topic, "slug", "name", "name_zh")
    regions = _tags(ArticleRegion, rows, "region_id", Region, "code", "name", "name_zh")
    institutions = _tags(
        ArticleInstitution, rows, "institution_id", Institution, "slug", "name", "name_zh", "abbreviation"
    )
    sections = _entries(Section, "slug", "name")
    publications = _entries(Publication, "slug", "name")
    return [
        compose(
            Parts(
                article=row,
                captions=captions[pk],
                authors=[Entry(slug, (name,)) for slug, name in authors[pk]],
                topics=topics[pk],
                regions=regions[pk],
                institutions=institutions[pk],
                sections=[sections[row.section_id]] if row.section_id else [],
                publication=publications[row.issue__publication_id],
            )
        )
        for pk in ids
        if (row := rows.get(pk))
    ]


def _by_article(model: type[Model], articles: Collection[int], *fields: str) -> defaultdict[int, list[Any]]:
    """What of `model` belongs to each of the articles, in its own order."""
    found = defaultdict(list)
    belonging = model._default_manager.filter(article__in=articles)
    for article, *values in belonging.values_list("article_id", *fields):
        found[article].append(values)
    return found


def _tags(
    tagging: type[Model], articles: Collection[int], link: str, model: type[Model], key: str, *names: str
) -> dict[int, list[Entry]]:
    """The entries of `model` that each of the articles bears."""
    links = _by_article(tagging, articles, link)
    entries = _entries(model, key, *names)  # read after the links, so that it has all that they lead to
    return {article: [entries[number] for (number,) in links[article]] for article in articles}


def _entries(model: type[Model], key: str, *names: str) -> dict[int, Entry]:
    """A whole table by id. These tables are small and read anew for each batch, so they are never out of date."""
    rows = model._default_manager.values_list("pk", key, *names)
    return {pk: Entry(slug, tuple(printed)) for pk, slug, *printed in rows}
