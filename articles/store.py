"""Saves what the pipeline read: the whole of it in one transaction, or nothing."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.dates import format_iso, parse_stated
from articles.ingest.printout import furniture_object, warning_object
from articles.ingest.records import ArticleRecord, IssueRecord, Profile
from articles.ingest.records import Caption as CaptionRecord
from articles.left_files import lies_there
from articles.likenesses import find_likenesses
from articles.models import Article, Author, Authorship, Caption, Issue, Origin, Publication, Section, SourceFile
from articles.naming import free_slug, named_author, named_section
from articles.publishing import publish_issue
from articles.tagging import TAG_KINDS, TagKind
from articles.whole import goes_with_it, whole

_UNSTATED = "Publication not stated"
_SUFFIXES = {".md", ".markdown", ".txt", ".text", ".html", ".htm", ".docx", ".pdf"}
_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_NUMBER = 500, 200, 40

UNTITLED = "[Untitled: "
"""How the title of an article begins that has no headline in print."""
_Pair = tuple[Article, ArticleRecord]


class MissingFile(Exception):
    """A file that the archive should have kept is not there."""


@dataclass(frozen=True)
class Stored:
    """Where a source went. `created` is False when the very same file was there before, and nothing changed."""

    issue: Issue
    source: SourceFile
    created: bool


def save_issue(
    record: IssueRecord,
    data: bytes,
    *,
    publication: Publication | None = None,
    date: str | None = None,
    number: str | None = None,
    publish: bool = False,
    user: Any = None,
) -> Stored:
    """Saves a source, byte for byte, and the articles read from it, as drafts unless `publish` is set.

    `publication`, `date` (ISO 8601, to the day, month or year) and `number` override what the source says of itself.
    A source of an issue that is there already becomes another page of it. The same file again, by its SHA-256, changes
    nothing. Raises ValueError, with a sentence for whoever typed it, for a date that does not exist.
    """
    stated = record.masthead
    day, precision = parse_stated(date or stated.date)
    with whole():
        if known := stored_before(record.sha256):
            return known
        name = stated.publication[:_LONGEST_NAME] if stated.publication else None
        publication = publication or match_publication(name) or _new_publication(name)
        issue = _issue(publication, day, precision, (number or stated.number or "")[:_LONGEST_NUMBER], record)
        with kept_source(issue, record, data, user) as source:
            save_articles(issue, source, record.articles)
            if publish:
                publish_issue(issue)
    return Stored(issue, source, created=True)


def stored_before(sha256: str) -> Stored | None:
    """Where the file with this SHA-256 went when it came before; None if it never did."""
    source = SourceFile.objects.filter(sha256=sha256).first()
    return Stored(source.issue, source, created=False) if source else None


def stored_content(data: bytes) -> Stored | None:
    """Where the file of these bytes went when it came before; None if it never did."""
    return stored_before(hashlib.sha256(data).hexdigest())


def match_publication(name: str | None) -> Publication | None:
    """The publication that is called so, or prints its title so; None if there is none."""
    if not name:
        return None
    wanted = name.casefold()
    for publication in Publication.objects.all():
        titles = [publication.name, *publication.mastheads.splitlines()]
        if wanted in {title.strip().casefold() for title in titles}:
            return publication
    return None


def _new_publication(name: str | None) -> Publication:
    if name is None:
        return Publication.objects.get_or_create(slug="not-stated", defaults={"name": _UNSTATED})[0]
    slug = free_slug(Publication.objects.all(), name[:60], "publication")
    return Publication.objects.create(name=name, slug=slug)


def find_issue(publication: Publication, day: datetime.date | None, precision: str, number: str) -> Issue | None:
    """The issue that a source of this date and number is a page of; None if there is none.

    A date or a number that only one of the two states does not keep them apart. A source that states neither is an
    issue of its own.
    """
    that_day, that_number = Q(date=day, date_precision=precision), Q(number=number)
    if day and number:
        same = that_day & that_number | that_day & Q(number="") | that_number & Q(date=None)
    elif day or number:
        same = that_day if day else that_number
    else:
        return None
    return publication.issues.filter(same).newest().first()


def _issue(publication: Publication, day: Any, precision: str, number: str, record: IssueRecord) -> Issue:
    found = find_issue(publication, day, precision, number)
    if found:
        return found
    parts = [format_iso(day, precision), f"no-{number}" if number else None]
    name = "-".join(filter(None, parts)) or f"source-{record.sha256[:12]}"
    return Issue.objects.create(
        publication=publication,
        slug=free_slug(publication.issues.all(), name, "issue"),
        date=day,
        date_precision=precision,
        number=number,
        title=(record.masthead.title or "")[:300],
    )


def open_kept(source: SourceFile) -> File:
    """The file of a source as it came, open to read. Raises MissingFile, with a sentence for the editor."""
    try:
        return source.file.open("rb")
    except (FileNotFoundError, ValueError) as error:  # ValueError: no file was ever kept for it
        raise MissingFile(_("The file is missing from the data folder. Restore it from a backup.")) from error


def _keep_file(record: IssueRecord, data: bytes) -> str:
    """Writes the file under its SHA-256, so that no name of an upload ever becomes a path. Returns where."""
    suffix = PurePath(record.name).suffix.lower()
    suffix = suffix if suffix in _SUFFIXES else ".bin"
    name = f"sources/{record.sha256[:2]}/{record.sha256}{suffix}"
    if lies_there(name, data):
        return name
    path = default_storage.save(name, ContentFile(data))
    goes_with_it(path)
    return path


@contextmanager
def kept_source(issue: Issue, record: IssueRecord, data: bytes, user: Any) -> Iterator[SourceFile]:
    """Keeps a file, byte for byte, for the block that saves what was read from it. If that fails, the file goes too."""
    with whole():
        path = _keep_file(record, data)
        yield SourceFile.objects.create(
            issue=issue,
            sha256=record.sha256,
            name=record.name[-255:],
            media_type=record.media_type,
            encoding=record.encoding,
            size=len(data),
            file=path,
            uploaded_by=user,
            **beside_articles(record),
        )


def beside_articles(record: IssueRecord) -> dict[str, Any]:
    """What a source keeps of its reading: the furniture and the warnings, ready for JSON."""
    return {
        "furniture": [furniture_object(piece) for piece in record.furniture],
        "warnings": [warning_object(warning) for warning in record.warnings],
    }


def save_articles(issue: Issue, source: SourceFile, records: Iterable[ArticleRecord]) -> list[Article]:
    """Saves articles with all that belongs to them, as drafts behind those that the issue has, and returns them.

    One statement for each kind of row. Nothing is announced: what nobody has seen yet changes for nobody. Call it
    inside a transaction.
    """
    last = issue.articles.last_position()
    section = cache(partial(named_section, issue.publication))
    stored = [
        (Article(issue=issue, source=source, position=position, **article_fields(record, section)), record)
        for position, record in enumerate(records, last + 1)
    ]
    for article, _record in stored:
        article.render()
    Article.objects.bulk_create(article for article, _ in stored)
    Authorship.objects.bulk_create(_authorships(stored))
    Caption.objects.bulk_create(
        caption_of(article, *place) for article, record in stored for place in enumerate(record.captions, 1)
    )
    for kind in TAG_KINDS:
        _save_tags(stored, kind)
    find_likenesses(*(article for article, _ in stored))
    return [article for article, _ in stored]


def article_fields(record: ArticleRecord, section: Callable[[str], Section | None]) -> dict[str, Any]:
    """The fields of an article as they were read; `section` finds or makes the section of a name."""
    day, precision = parse_stated(record.date)
    return {
        "section": section((record.section or "")[:200]),
        "title": title_or_first_words(record)[:_LONGEST_TITLE],
        "standfirst": record.standfirst or "",
        "byline": (record.byline or "")[:500],
        "date": day,
        "date_precision": precision,
        "language": record.language,
        "source_note": (record.source_note or "")[:300],
        "body": record.body,
        "spans": [list(span) for span in record.spans],
        "warnings": [warning_object(warning) for warning in record.warnings],
    }


def _authorships(stored: list[_Pair]) -> Iterator[Authorship]:
    """Each author of each article, once."""
    author = cache(named_author)
    for article, record in stored:
        signed: set[Author] = set()
        for place, name in enumerate(record.authors, 1):
            if (person := author(name[:100])) not in signed:
                signed.add(person)
                yield Authorship(article=article, author=person, position=place)


def caption_of(article: Article, place: int, caption: CaptionRecord) -> Caption:
    """The caption as it was read, not saved yet."""
    return Caption(
        article=article,
        position=place,
        text=caption.text,
        credit=(caption.credit or "")[:200],
        first_line=caption.lines[0],
        last_line=caption.lines[1],
        anchor=caption.anchor,
    )


def _save_tags(stored: list[_Pair], kind: TagKind) -> None:
    tags = [(article, tag) for article, record in stored for tag in getattr(record, kind.plural)]
    named = kind.vocabulary.objects.filter(**{f"{kind.key}__in": {tag.key for _, tag in tags}})
    entries = dict(named.values_list(kind.key, "pk"))
    kind.tagging.objects.bulk_create(
        kind.tagging(
            article=article, evidence=tag.evidence, origin=Origin.RULE, **{f"{kind.name}_id": entries[tag.key]}
        )
        for article, tag in tags
        if tag.key in entries
    )


def title_or_first_words(record: ArticleRecord) -> str:
    """The headline; for a text that has none, its first words in brackets."""
    if record.title:
        return record.title
    words = (record.body or record.byline or "no text").split()[:8]
    return f"{UNTITLED}{' '.join(words)} …]"


def profile_of(publication: Publication | None) -> Profile:
    """What the pipeline should know of a publication: how an editor says it is set."""
    if publication is None:
        return Profile()
    return Profile(
        publication=publication.name,
        kickers=_lines(publication.kickers),
        mastheads=(publication.name, *_lines(publication.mastheads)),
        running_heads=_lines(publication.running_heads),
        byline_forms=_lines(publication.byline_forms),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
