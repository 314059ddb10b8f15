"""Stores the lines of an import, some at a time, each time in one transaction."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from typing import IO

from django.db import transaction

from articles.dates import parse_stated
from articles.history import recorded
from articles.importing.lines import lines
from articles.importing.matching import Matches
from articles.importing.naming import Named, issue_key
from articles.importing.parts import replace_parts, save_parts
from articles.importing.records import ArticleLine, article_line
from articles.likenesses import find_likenesses
from articles.models import Article, Issue, State
from articles.rows import count_on
from articles.signals import articles_changed
from articles.turns import take_turn

BATCH = 200
"""Lines stored in one transaction."""

SUMMARY = "Read in from an export"
"""What the history of an issue says of an article that was there and that an import changed."""

ADDED, UPDATED, LEFT, WITHDRAWN = "added", "updated", "left", "withdrawn"
"""What becomes of a line: it is new, newer than what is there, not newer, or of what was taken back here."""


def store(file: IO[bytes], progress: Callable[[int], None]) -> Counter[str]:
    """Stores all lines of a file that was checked, and counts what became of them. `progress` is told how many.

    Broken off, it can be started again: what was stored is found to be there.
    """
    counts: Counter[str] = Counter()
    displaced: dict[int, int] = {}
    records = (article_line(line) for _, line in lines(file))
    while batch := list(islice(records, BATCH)):
        with transaction.atomic():
            take_turn()
            counts.update(_store_batch(batch, displaced))
        progress(counts.total())
    count_on([Article, Issue])
    return counts


@dataclass
class _New:
    """An article that is about to be stored, and whether others have its id and its place."""

    article: Article
    line: ArticleLine
    is_displaced: bool


def _store_batch(batch: list[ArticleLine], displaced: dict[int, int]) -> list[str]:
    """What became of each line. `displaced` as in Matches."""
    named = Named(batch)
    matches = Matches(named.issues.values(), {line.id for line in batch}, displaced)
    new: dict[int, _New] = {}
    outcomes, changed = [], set()
    with ExitStack() as history:
        for line in batch:
            issue = named.issues[issue_key(line)]
            if line.id in new or line.id in displaced:  # twice the same, as where two downloads overlap
                outcomes.append(LEFT)
            elif number := matches.find(line, issue):
                outcomes.append(_update(Article.objects.select_related("issue").get(pk=number), line, named, history))
                changed |= {number} if outcomes[-1] == UPDATED else set()
            elif not issue.is_published:
                outcomes.append(WITHDRAWN)
            else:
                is_displaced = matches.displaces(line, issue)
                new[line.id] = _New(_article(line, issue, named, *matches.place(line, issue)), line, is_displaced)
                outcomes.append(ADDED)
    _add(new.values(), named)
    displaced |= {number: added.article.pk for number, added in new.items() if added.is_displaced}
    changed |= {added.article.pk for added in new.values()}
    if changed:
        articles_changed.send(Article, ids=changed)
    return outcomes


def _article(line: ArticleLine, issue: Issue, named: Named, number: int | None, position: int) -> Article:
    """What a line says as an article that is not stored yet."""
    article = Article(pk=number, issue=issue, position=position, state=State.PUBLISHED, published_at=line.published_at)
    _fill(article, line, named)
    return article


def _fill(article: Article, line: ArticleLine, named: Named) -> None:
    """Puts what the line says into the article's own fields; a text that is withheld leaves the text as it is."""
    article.section = named.section(line)
    article.title = line.title
    article.standfirst = line.standfirst or ""
    article.byline = line.byline or ""
    article.date, article.date_precision = parse_stated(line.date)
    article.language = line.language
    article.source_note = line.source_note or ""
    if line.body is not None:
        article.body = line.body
    article.render()
    if line.body is None and not article.body:
        article.word_count = line.word_count
    article.updated_at = line.updated_at


def _add(new: Iterable[_New], named: Named) -> None:
    stored = [(added.article, added.line) for added in new]
    articles = [article for article, _ in stored]
    Article.objects.bulk_create(articles)
    save_parts(stored, named)
    for article, line in stored:
        article.updated_at = line.updated_at  # which creating it has set to this moment
    Article.objects.bulk_update(articles, ["updated_at"])
    find_likenesses(*articles)


def _update(article: Article, line: ArticleLine, named: Named, history: ExitStack) -> str:
    """Makes an article that is there say what the line says, if the line is newer. What an editor took back stays.

    All that a batch changes in an issue is one step of its history, kept when `history` ends.
    """
    if not article.is_published:
        return WITHDRAWN
    if article.updated_at.replace(microsecond=0) >= line.updated_at.replace(microsecond=0):
        return LEFT
    history.enter_context(recorded(article.issue, None, SUMMARY))
    _fill(article, line, named)
    fields = [field.name for field in Article._meta.concrete_fields if not field.primary_key]
    Article.objects.bulk_update([article], fields)
    replace_parts(article, line, named)
    find_likenesses(article)
    return UPDATED
