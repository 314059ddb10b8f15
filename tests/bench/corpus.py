"""Puts the invented articles into an ordinary archive's database, as if they had been read, checked and published."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from html import escape
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.text import slugify

from articles.demo import demo_sources, record
from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Author,
    Authorship,
    Caption,
    Institution,
    Issue,
    Origin,
    Publication,
    Region,
    Section,
    State,
    Topic,
)
from articles.rendering import word_count
from articles.vocabulary_sync import sync_vocabularies
from tests.bench.documents import documents, sample
from tests.bench.prose import DAYS, FIRST_DAY, PEOPLE, Draft, drafts
from tests.bench.records import TEXT_FIELDS, Request
from tests.bench.requests import choose
from tests.bench.words import FAMILY_NAMES, GIVEN_NAMES, PUBLICATIONS, SECTIONS, SURNAMES, SYLLABLES

EDITION = 1
"""To be raised whenever the articles change, so that nobody measures on those of an earlier time."""

ARTICLES_AN_ISSUE = 20
_CHUNK = 1000
_SAMPLE = 2000  # articles that are read to choose requests by
_STEP = 4001  # days from one issue to the next, counted around the years; it shares no factor with their number
_TIME = datetime(2026, 1, 1, tzinfo=UTC)
_TAGS = (
    (ArticleTopic, "topic", Topic, "slug"),
    (ArticleRegion, "region", Region, "code"),
    (ArticleInstitution, "institution", Institution, "slug"),
)


class Corpus:
    """The articles in the database of the data folder, made if it is empty.

    Raises SystemExit if something else than `count` of our articles is in it.
    """

    def __init__(self, count: int) -> None:
        _make(count)

    def requests(self) -> list[Request]:
        """The requests that fit these articles."""
        return choose(sample(_SAMPLE))

    def read(self) -> tuple[int, float]:
        """The bytes of all text that is searched, in UTF-8, and the CPU seconds that reading it takes."""
        began = time.process_time()
        size = sum(len(getattr(document, field).encode()) for document in documents() for field in TEXT_FIELDS)
        return size, time.process_time() - began


def _make(count: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    present, edition = Article.objects.count(), _edition()
    if (present, edition) == (count, EDITION):
        return
    if present:
        raise SystemExit(
            f"{settings.DATA_DIR} holds {present} articles of edition {edition}, not {count} of edition {EDITION}. "
            "Delete the folder, or name another one."
        )
    with transaction.atomic():
        sync_vocabularies()
        _write_publications(count)
        _write_people()
        _write_articles(drafts(count))
        connection.cursor().execute(f"PRAGMA user_version = {EDITION}")
    _leave_out_the_demo()


def _edition() -> int:
    return connection.cursor().execute("PRAGMA user_version").fetchone()[0]


def _leave_out_the_demo() -> None:
    """Has `manage.py serve` believe that the demo was loaded, as it would add to what is measured."""
    record().write_text("".join(f"{sha256(source.path.read_bytes()).hexdigest()}\n" for source in demo_sources()))


def _write_publications(count: int) -> None:
    Publication.objects.bulk_create(
        Publication(pk=number, slug=slugify(name), name=name, rights="Invented for measuring.")
        for number, name in enumerate(PUBLICATIONS, 1)
    )
    Section.objects.bulk_create(
        Section(pk=_section(publication, place), publication_id=publication, slug=slugify(name), name=name)
        for publication in range(1, len(PUBLICATIONS) + 1)
        for place, name in enumerate(SECTIONS)
    )
    Issue.objects.bulk_create(
        Issue(
            pk=number + 1,
            publication_id=_publication(number),
            slug=f"no-{number}",
            number=str(number),
            date=_date(number),
            state=State.PUBLISHED,
        )
        for number in range(-(-count // ARTICLES_AN_ISSUE))
    )


def _publication(issue: int) -> int:
    return 1 + issue % len(PUBLICATIONS)


def _section(publication: int, place: int) -> int:
    return (publication - 1) * len(SECTIONS) + place + 1


def _date(issue: int) -> date:
    return FIRST_DAY + timedelta(days=issue * _STEP % DAYS)


def _write_people() -> None:
    Author.objects.bulk_create(
        Author(pk=number + 1, name=_name(number), slug=slugify(_name(number))) for number in range(PEOPLE)
    )


def _name(number: int) -> str:
    """A Chinese name or, for every other number, a Western one."""
    number, is_western = divmod(number, 2)
    if is_western:
        initial = chr(ord("A") + number // len(GIVEN_NAMES) % 26)
        surname = SURNAMES[number // len(GIVEN_NAMES) // 26 % len(SURNAMES)]
        return f"{GIVEN_NAMES[number % len(GIVEN_NAMES)]} {initial}. {surname}"
    number, family = divmod(number, len(FAMILY_NAMES))
    second, first = divmod(number, len(SYLLABLES))
    return f"{FAMILY_NAMES[family]} {SYLLABLES[first].capitalize()}{SYLLABLES[second]}"


def _write_articles(written: Iterator[Draft]) -> None:
    first = 1
    while chunk := list(islice(written, _CHUNK)):
        numbered = list(enumerate(chunk, first))
        Article.objects.bulk_create(_article(number, draft) for number, draft in numbered)
        Caption.objects.bulk_create(Caption(article_id=n, text=draft.caption) for n, draft in numbered if draft.caption)
        Authorship.objects.bulk_create(
            Authorship(article_id=number, author_id=person + 1, position=position)
            for number, draft in numbered
            for position, person in enumerate(draft.people, 1)
        )
        for kind in _TAGS:
            _write_tags(*kind, numbered)
        first += len(chunk)


def _article(number: int, draft: Draft) -> Article:
    """Article `number`, counted from 1, with what saving it would have made from its body."""
    issue, place = divmod(number - 1, ARTICLES_AN_ISSUE)
    text = "\n\n".join(draft.paragraphs)
    return Article(
        pk=number,
        issue_id=issue + 1,
        section_id=_section(_publication(issue), number % len(SECTIONS)),
        position=place + 1,
        title=draft.title,
        standfirst=draft.standfirst,
        byline="By " + " and ".join(map(_name, draft.people)) if draft.people else "",
        date=draft.dated,
        language=draft.language,
        body=text,
        body_html="\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in draft.paragraphs),
        text=text,
        word_count=word_count(text),
        state=State.PUBLISHED,
        published_at=_TIME,
    )


def _write_tags(model: Any, name: str, entries: Any, key: str, numbered: list[tuple[int, Draft]]) -> None:
    keys = dict(entries.objects.values_list(key, "pk"))
    model.objects.bulk_create(
        model(article_id=number, origin=Origin.RULE, **{f"{name}_id": keys[value]})
        for number, draft in numbered
        for value in getattr(draft, f"{name}s")
    )
