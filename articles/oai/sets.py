"""Sets of records, by publication, topic and region (section 2.6): `topic:energy`.

A topic of the first level has the records of the topics below it too. Characters of a slug that no setSpec may have
are written as their bytes in UTF-8, `~E7~A7~91`.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from articles.models import Article, ArticleRegion, ArticleTopic, Publication, PublicRecord, Region, Topic


class NamedSet(NamedTuple):
    spec: str
    name: str


class _Kind(NamedTuple):
    """What all sets of a kind make up, the rows that have a set each, the column that names it, and the numbers of the
    articles in the one with a key, or in any."""

    name: str
    subjects: QuerySet
    key: str
    members: Callable[[str], QuerySet]


def _published_in(key: str) -> QuerySet:
    articles = Article.objects.order_by()
    return (articles.filter(issue__publication__slug=key) if key else articles).values("pk")


def _on_topic(key: str) -> QuerySet:
    tags = ArticleTopic.objects.order_by()
    # The topics apart, and not joined: that takes a tenth of the time.
    topics = Topic.objects.filter(Q(slug=key) | Q(parent__slug=key)).order_by().values("pk")
    return (tags.filter(topic__in=topics) if key else tags).values("article")


def _on_region(key: str) -> QuerySet:
    tags = ArticleRegion.objects.order_by()
    return (tags.filter(region__code=key) if key else tags).values("article")


_KINDS = {
    "publication": _Kind("Publications", Publication.objects.in_use(), "slug", _published_in),
    "region": _Kind("Regions", Region.objects.order_by("code"), "code", _on_region),
    "topic": _Kind("Topics", Topic.objects.order_by("slug"), "slug", _on_topic),
}


@lru_cache(maxsize=10_000)
def set_spec(kind: str, key: str) -> str:
    """The setSpec of the publication, region or topic with that slug or code."""
    return f"{kind}:{quote(key, safe='').replace('~', '%7E').replace('%', '~')}"


def specs_of(article: Article) -> list[str]:
    """The sets that an article is in, by its tags and its publication."""
    topics = [tag.topic for tag in article.topic_tags.all()]
    keys = {topic.slug for topic in topics} | {topic.parent.slug for topic in topics if topic.parent}
    specs = {set_spec("topic", key) for key in keys}
    specs |= {set_spec("region", tag.region.code) for tag in article.region_tags.all()}
    return sorted({set_spec("publication", article.issue.publication.slug), *specs})


_ISSUE = "issue:"


def stood_in(issue_id: int) -> str:
    """What is kept beside the sets of an article that is deleted: in which issue it stood. No harvest is told."""
    return f"{_ISSUE}{issue_id}"


def issue_of(record: PublicRecord) -> int | None:
    """The number of the issue that a deleted article stood in; None where it is not known."""
    return next((int(spec.removeprefix(_ISSUE)) for spec in record.sets if spec.startswith(_ISSUE)), None)


def kept_specs(record: PublicRecord) -> list[str]:
    """The sets that an article was in which was withdrawn or deleted; none for a public one."""
    return [spec for spec in record.sets if not spec.startswith(_ISSUE)]


def records_in(records: QuerySet, spec: str) -> QuerySet:
    """Those of the public records that are in a set: by what the article carries, or carried when it was taken back."""
    kind, _, written = spec.partition(":")
    key = unquote(written.replace("~", "%"))
    if kind not in _KINDS or not key.isprintable() or spec != (set_spec(kind, key) if written else kind):
        return records.none()
    is_whole = f'"{spec}"' if key else f'"{spec}:'
    kept = records.alias(kept_sets=Cast("sets", TextField()))  # JSON as text: SQLite cannot look into the list
    return kept.filter(Q(kept_sets="[]", article_id__in=_KINDS[kind].members(key)) | Q(kept_sets__contains=is_whole))


def all_sets() -> list[NamedSet]:
    """Every set, by setSpec; some have no record yet."""
    found = []
    for kind, (name, subjects, key, _) in _KINDS.items():
        found.append(NamedSet(kind, name))
        rows = subjects.values_list(key, "name")
        found += [NamedSet(set_spec(kind, slug), f"{name.removesuffix('s')}: {title}") for slug, title in rows]
    return sorted(found)
