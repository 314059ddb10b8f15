"""What today's rules and vocabularies would tag, against the tags that articles bear."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.history import recorded
from articles.ingest.annotate import annotate
from articles.ingest.records import ArticleRecord, Caption
from articles.models import Article, Issue, Origin
from articles.store import UNTITLED
from articles.tagging import TAG_KINDS, TagKind

_SUMMARY = "Tags read again"
_NOWHERE = (0, 0)
_CHUNK = 100


@dataclass(frozen=True)
class FoundTag:
    """An entry of a vocabulary and the passage that names it. `row` is the tagging in the database, if there is one."""

    kind: TagKind
    entry: Any
    evidence: str
    row: Any = None

    def __str__(self) -> str:
        return f"{self.kind.name} {getattr(self.entry, self.kind.key)} {self.entry.name}: “{self.evidence}”"


@dataclass(frozen=True)
class TagChanges:
    """The tags to set, those to take back, and those that stay but rest on another passage now."""

    added: list[FoundTag] = field(default_factory=list)
    dropped: list[FoundTag] = field(default_factory=list)
    reworded: list[FoundTag] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.reworded)


def differences(articles: QuerySet[Article]) -> Iterator[tuple[Article, TagChanges]]:
    """Each of the articles whose tags would change, with what would. They pass through memory in chunks."""
    for article in _in_order(articles).iterator(chunk_size=_CHUNK):
        if changes := proposed(article):
            yield article, changes


def retag_issue(issue: Issue, numbers: Iterable[int]) -> int:
    """Reads the tags of these articles of an issue again, as one step of its history. Returns how many changed.

    They are compared anew, so that what an editor did since they were listed is kept.
    """
    with recorded(issue, None, _SUMMARY):
        return sum(bool(retag(article)) for article in _in_order(issue.articles.filter(pk__in=numbers)))


def retag(article: Article) -> TagChanges:
    """Sets the article's tags as today's rules would. Returns what that changed. Call it inside a transaction."""
    changes = proposed(article)
    apply(article, changes)
    return changes


def proposed(article: Article) -> TagChanges:
    """What today's rules would change; nothing is written.

    An editor's tags stay as they are, tags that an editor took off do not come back, and tags that the database has
    no entry for are passed over.
    """
    record = annotate(_record(article))
    changes = TagChanges()
    for kind in TAG_KINDS:
        _compare(article, kind, {tag.key: tag.evidence for tag in getattr(record, kind.plural)}, changes)
    return changes


def apply(article: Article, changes: TagChanges) -> None:
    """Writes what `proposed` found. Call it inside a transaction."""
    for tag in changes.added:
        tagging = {tag.kind.name: tag.entry, "evidence": tag.evidence, "origin": Origin.RULE}
        tag.kind.tagging.objects.create(article=article, **tagging)
    for tag in changes.dropped:
        tag.row.delete()
    for tag in changes.reworded:
        tag.row.evidence = tag.evidence
        tag.row.save()
    if changes:
        Article.objects.filter(pk=article.pk).update(updated_at=timezone.now())


def _in_order(articles: QuerySet[Article]) -> QuerySet[Article]:
    return articles.whole().order_by("issue_id", "position")


def _record(article: Article) -> ArticleRecord:
    """The article as the annotators take it from the pipeline."""
    return ArticleRecord(
        position=article.position,
        title="" if article.title.startswith(UNTITLED) else article.title,
        standfirst=article.standfirst,
        body=article.body,
        language=article.language,
        lines=_NOWHERE,
        captions=tuple(Caption(caption.text, caption.credit, _NOWHERE) for caption in article.captions.all()),
    )


def _compare(article: Article, kind: TagKind, found: dict[str, str], changes: TagChanges) -> None:
    """Notes in `changes` how the article's tags of one kind differ from those `found`: evidence by key."""
    rows = {getattr(getattr(row, kind.name), kind.key): row for row in getattr(article, kind.relation).all()}
    for key, row in rows.items():
        entry = getattr(row, kind.name)
        if row.origin != Origin.RULE:
            continue
        if key not in found:
            changes.dropped.append(FoundTag(kind, entry, row.evidence, row))
        elif row.evidence != found[key]:
            changes.reworded.append(FoundTag(kind, entry, found[key], row))
    missing = [key for key in found if key not in rows and f"{kind.name}:{key}" not in article.removed_tags]
    entries = kind.vocabulary.objects.in_bulk(missing, field_name=kind.key) if missing else {}
    changes.added.extend(FoundTag(kind, entries[key], found[key]) for key in missing if key in entries)
