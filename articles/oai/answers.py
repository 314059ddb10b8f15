"""The answers to the six verbs (section 4): each adds what it says to the element `answer`, named like the verb.

Those that find an error of the protocol's raise ProtocolError.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Min

from articles.exports.rows import utc
from articles.feeds.entries import ARCHIVE
from articles.models import Article, PublicRecord
from articles.oai import markup
from articles.oai.arguments import TOKEN
from articles.oai.datestamps import GRANULARITY
from articles.oai.errors import ProtocolError
from articles.oai.formats import FORMATS, format_named
from articles.oai.harvests import PAGE, described, headed, page_of, selected
from articles.oai.identifiers import article_number, identifier, repository
from articles.oai.markup import child, say
from articles.oai.sets import all_sets, kept_specs, specs_of
from articles.oai.tokens import Place, bad_token, read_token, write_token
from articles.records import date_changes

_IDENTIFIER_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai-identifier"


@dataclass(frozen=True)
class Asked:
    """A request: its arguments, checked; the archive's address and that of the protocol in it; when it came."""

    arguments: dict[str, str]
    base: str
    address: str
    now: datetime.datetime


def identify(asked: Asked, answer: Any) -> None:
    """Who answers here, and how."""
    earliest = PublicRecord.objects.aggregate(first=Min("changed_at"))["first"]
    say(answer, "repositoryName", ARCHIVE)
    say(answer, "baseURL", asked.address)
    say(answer, "protocolVersion", "2.0")
    say(answer, "adminEmail", settings.ARCHIVE_CONTACT or f"webmaster@{repository()}")
    say(answer, "earliestDatestamp", utc(earliest or asked.now))
    say(answer, "deletedRecord", "persistent")
    say(answer, "granularity", GRANULARITY)
    say(answer, "compression", "gzip")
    names = markup.root("oai-identifier", None, _IDENTIFIER_NAMESPACE, f"{_IDENTIFIER_NAMESPACE}.xsd")
    child(answer, "description").append(names)
    say(names, "scheme", "oai")
    say(names, "repositoryIdentifier", repository())
    say(names, "delimiter", ":")
    say(names, "sampleIdentifier", identifier(1))


def list_metadata_formats(asked: Asked, answer: Any) -> None:
    """All formats, which every record comes in."""
    if "identifier" in asked.arguments:
        _record_named(asked.arguments["identifier"])
    for prefix, form in FORMATS.items():
        entry = child(answer, "metadataFormat")
        say(entry, "metadataPrefix", prefix)
        say(entry, "schema", form.schema)
        say(entry, "metadataNamespace", form.namespace)


def list_sets(asked: Asked, answer: Any) -> None:
    """A page of the sets; the next one starts with a setSpec."""
    place = _place(asked)
    sets = [one for one in all_sets() if one.spec >= (place.start or "")]
    if not sets:
        raise bad_token("ListSets")
    for one in sets[:PAGE]:
        entry = child(answer, "set")
        say(entry, "setSpec", one.spec)
        say(entry, "setName", one.name)
    _add_token(answer, place, len(sets[:PAGE]), sets[PAGE].spec if len(sets) > PAGE else None, lambda: len(sets))


def get_record(asked: Asked, answer: Any) -> None:
    """One record; its header alone if it is deleted."""
    form = format_named(asked.arguments["metadataPrefix"])
    record = _record_named(asked.arguments["identifier"])
    article = described([record.article_id]).get(record.article_id)
    _add_record(answer, asked, record, article, form.write)


def list_identifiers(asked: Asked, answer: Any) -> None:
    """A page of headers."""
    _list(asked, answer, headed, lambda record, article: _add_header(answer, asked, record, article))


def list_records(asked: Asked, answer: Any) -> None:
    """A page of records."""
    form = format_named(_place(asked).arguments["metadataPrefix"])
    _list(asked, answer, described, lambda record, article: _add_record(answer, asked, record, article, form.write))


def _list(
    asked: Asked,
    answer: Any,
    read: Callable[[list[int]], dict[int, Article]],
    add: Callable[[PublicRecord, Article | None], object],
) -> None:
    place = _place(asked)
    format_named(place.arguments["metadataPrefix"])
    if place.start is None:
        date_changes()
    records = selected(place.arguments, asked.now)
    page, following = page_of(records, place.start)
    if not page:
        raise ProtocolError("noRecordsMatch", "No record fits: try another set, or other dates.")
    articles = read([record.article_id for record in page])
    for record in page:
        add(record, articles.get(record.article_id))
    _add_token(answer, place, len(page), following, records.count)


def _place(asked: Asked) -> Place:
    """Where in a list the request stands: at its beginning, or where its token says."""
    if TOKEN in asked.arguments:
        return read_token(asked.arguments[TOKEN], asked.arguments["verb"])
    return Place(asked.arguments, None, 0, 0)


def _add_token(answer: Any, place: Place, number: int, following: Any, count: Callable[[], int]) -> None:
    """What comes after this page of so many items: a token, or on the last of several pages an empty one."""
    if following is None and place.start is None:
        return
    size = place.size or count()
    token = child(answer, TOKEN, completeListSize=str(size), cursor=str(place.cursor))
    if following is not None:
        token.text = write_token(Place(place.arguments, following, place.cursor + number, size))


def _record_named(name: str) -> PublicRecord:
    number = article_number(name)
    record = PublicRecord.objects.filter(pk=number).first() if number else None
    if record is None:
        raise ProtocolError("idDoesNotExist", f"This archive has no record “{name[:100]}”.")
    return record


def _add_header(parent: Any, asked: Asked, record: PublicRecord, article: Article | None) -> bool:
    """Adds the header of a record; says whether the public can see the article."""
    is_public = article is not None and article.is_published
    header = child(parent, "header", status="" if is_public else "deleted")
    say(header, "identifier", identifier(record.article_id))
    say(header, "datestamp", utc(record.changed_at or asked.now))
    for spec in specs_of(article) if article and not record.sets else kept_specs(record):
        say(header, "setSpec", spec)
    return is_public


def _add_record(
    parent: Any, asked: Asked, record: PublicRecord, article: Article | None, write: Callable[[Article, str], Any]
) -> None:
    entry = child(parent, "record")
    if _add_header(entry, asked, record, article) and article:
        child(entry, "metadata").append(write(article, asked.base))
