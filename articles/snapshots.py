"""An issue as plain values that can be kept as JSON and compared: the issue itself, its articles and its files.

A snapshot maps keys (`issue`, `article:ID`, `source:ID`) to parts, and a part maps field names to values. Rows that
have a name of their own are written as `{"id": …, "name": …}`. The name is there for reading only: a section that is
renamed is still the same section.
"""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import override

from articles.models import Article, Issue, SourceFile
from articles.tagging import TAG_KINDS

Part = dict[str, Any]
Snapshot = dict[str, Part | None]
"""None stands for a part that is not there."""

ISSUE_FIELDS = ("slug", "title", "number", "state")
SOURCE_FIELDS = ("name", "furniture", "warnings", "is_current")
ARTICLE_FIELDS = (
    "position",
    "title",
    "standfirst",
    "byline",
    "language",
    "source_note",
    "body",
    "spans",
    "warnings",
    "removed_tags",
    "state",
)
CAPTION_FIELDS = ("text", "credit", "first_line", "last_line", "anchor")
PUBLICITY = {"state", "published_at"}
"""What publishing sets on an article. It overwrites nobody's work."""


@override("en")  # what is kept is in one language
def take(issue: Issue, articles: Collection[int] = ()) -> Snapshot:
    """The issue as the database has it now. `articles` names more articles to include, wherever they are now."""
    stored = Issue.objects.select_related("publication").get(pk=issue.pk)
    parts: Snapshot = {"issue": _issue_part(stored)}
    for source in stored.sources.all():
        parts[f"source:{source.pk}"] = _values(source, SOURCE_FIELDS)
    for article in Article.objects.filter(Q(issue=issue) | Q(pk__in=articles)).whole():
        parts[f"article:{article.pk}"] = article_part(article)
    return parts


def article_part(article: Article) -> Part:
    """An article as a part. It needs no query where the article comes from `ArticleQuerySet.whole`."""
    part = _values(article, ARTICLE_FIELDS) | {
        "issue": _named(article.issue),
        "source": _named(article.source),
        "section": _named(article.section),
        "date": article.iso_date,
        "published_at": _moment(article.published_at),
        "authors": [_named(row.author) for row in article.authorships.all()],
        "captions": [_values(caption, CAPTION_FIELDS) for caption in article.captions.all()],
    }
    for kind in TAG_KINDS:
        part[kind.plural] = [
            {
                "key": getattr(getattr(tag, kind.name), kind.key),
                "name": getattr(tag, kind.name).name,
                "evidence": tag.evidence,
                "origin": str(tag.origin),
            }
            for tag in getattr(article, kind.relation).all()
        ]
    return part


def article_ids(keys: Iterable[str]) -> set[int]:
    """The primary keys of the articles among the keys of a snapshot."""
    return {int(pk) for kind, _, pk in (key.partition(":") for key in keys) if kind == "article"}


def differences(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """What differs, as it was and as it is: whole parts that came or went, else only the fields that differ."""
    was: Snapshot = {}
    now: Snapshot = {}
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is not None and new is not None:
            names = [name for name in old if name != "published_at" and not same(old[name], new[name])]
            if names:
                was[key] = {name: old[name] for name in names}
                now[key] = {name: new[name] for name in names}
        elif old is not new:
            was[key], now[key] = old, new
    return was, now


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same, whatever the rows they point at are called."""
    return bool(_unnamed(one) == _unnamed(other))


def fingerprint(article: Article) -> str:
    """A short digest of all that an editor could overwrite: not whether it is public, nor when it was saved.

    Of the article as it is in memory: take it before a form is bound to it.
    """
    part = {name: value for name, value in article_part(article).items() if name not in PUBLICITY}
    canonical = json.dumps(_unnamed(part), sort_keys=True, ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()[:16]


def _issue_part(issue: Issue) -> Part:
    return _values(issue, ISSUE_FIELDS) | {"publication": _named(issue.publication), "date": issue.iso_date}


def _values(row: Model, names: Iterable[str]) -> Part:
    return {name: getattr(row, name) for name in names}


def _named(row: Issue | SourceFile | Model | None) -> dict[str, Any] | None:
    return {"id": row.pk, "name": str(row)} if row else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _unnamed(value: Any) -> Any:
    """The value without the names that are there for reading only, all through."""
    if isinstance(value, list):
        return [_unnamed(item) for item in value]
    if isinstance(value, dict):
        named = "id" in value or "key" in value
        return {name: _unnamed(item) for name, item in value.items() if not (named and name == "name")}
    return value
