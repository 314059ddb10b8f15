"""The sitemap: an index of its parts, and each part with the addresses of its pages (sitemaps.org, protocol 0.9).

A part holds the pages of one kind whose rows have ids within one range. What is added, withdrawn or deleted elsewhere
therefore changes no other part, and a part is read by one query however large the archive is. Django's own sitemaps
count pages by offsets, which shift, and read every row of a kind to tell when it changed last.

Addresses begin with the host that was asked, as canonical links do: a sitemap may name pages of its own host alone, a
proxy passes that host on, and ARCHIVE_HOSTS says which there are.

`lastmod` is given where it is known. That of an article is its own. The page of an issue changes with the articles in
it and by what editors do to it. The pages of topics, regions, institutions, authors and publications lose articles of
which nothing remains to tell when: they have none. So has a part from which an article was deleted since the last
harvest, as its file was changed by that.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.exports.rows import article_address, utc
from articles.models import Article, Change, Issue, Publication, PublicRecord, State
from articles.pages import counted
from articles.pages.per_state import per_state
from articles.subjects import page_path, publication_path

PART = 5_000
"""How many ids a part spans: some 700 kB and a quarter of a second. The protocol allows 50,000 addresses and 50 MB."""

_FIXED = ("home", "issues", "topics", "regions", "institutions", "authors", "trends", "about", "api:openapi-view")

Changes = dict[int, datetime.datetime | None]
"""When the parts of a kind were changed last, by their numbers; None where that is not known."""


class Entry(NamedTuple):
    """One address of a sitemap, and when what is there was changed last, if that is known."""

    path: str
    changed_at: datetime.datetime | None = None


class Kind(NamedTuple):
    """The pages of one kind: ids of rows, one at least in each part, and the entries from a first to a last id."""

    ids: Callable[[], Iterable[int]]
    entries: Callable[[int, int], Iterator[Entry]]


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """All parts that have an address in them."""
    parts = [
        Entry(reverse("sitemap-part", args=[kind, number]), changed_at)
        for kind, changes in _parts().items()
        for number, changed_at in sorted(changes.items())
    ]
    return _xml(request, "sitemapindex", "sitemap", parts)


@require_safe
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One part; 404 where it would be empty."""
    entries = list(KINDS[kind].entries((number - 1) * PART + 1, number * PART)) if kind in KINDS else []
    if not entries:
        raise Http404
    return _xml(request, "urlset", "url", entries)


def _xml(request: HttpRequest, root: str, each: str, entries: Iterable[Entry]) -> HttpResponse:
    site = request.build_absolute_uri("/").removesuffix("/")
    lines = [
        f"<{each}><loc>{escape(site + path)}</loc>"
        + (f"<lastmod>{utc(changed_at)}</lastmod>" if changed_at else "")
        + f"</{each}>\n"
        for path, changed_at in entries
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    head += f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse("".join([head, *lines, f"</{root}>\n"]), content_type="application/xml")


@per_state
def _parts() -> dict[str, Changes]:
    """The parts of each kind that are not empty."""
    known = {"articles": _article_changes()}
    return {
        name: {number: known.get(name, {}).get(number) for number in set(map(_number, kind.ids()))}
        for name, kind in KINDS.items()
    }


def _number(pk: int) -> int:
    return (pk - 1) // PART + 1


def _article_changes() -> Changes:
    """When an article of each part was last changed, published, withdrawn or deleted."""
    seen = Article.objects.filter(published_at__isnull=False).order_by()
    changes: Changes = dict(_by_part(seen, "pk").values_list("first", Max("updated_at")))
    deleted = PublicRecord.objects.exclude(article_id__in=Article.objects.values("pk")).order_by()
    losses = _by_part(deleted, "article_id").annotate(unknown=Count("pk", filter=Q(changed_at=None)))
    for first, latest, unknown in losses.values_list("first", Max("changed_at"), "unknown"):
        known = [moment for moment in (latest, changes.get(first)) if moment]
        changes[first] = None if unknown else max(known)
    return {_number(first): moment for first, moment in changes.items()}


def _by_part(rows: QuerySet, name: str) -> QuerySet:
    """The rows grouped by the `first` id of the part that the id in the column `name` belongs to."""
    return rows.annotate(first=F(name) - (F(name) - 1) % PART).values("first")


def _firsts(rows: QuerySet) -> Iterable[int]:
    """The first id of each part that has one of the rows."""
    return _by_part(rows.order_by(), "pk").values_list("first", flat=True).distinct()


def _articles(first: int, last: int) -> Iterator[Entry]:
    found = Article.objects.published().filter(pk__gte=first, pk__lte=last).only("title", "updated_at")
    return (Entry(article_address(article, ""), article.updated_at) for article in found.order_by("pk"))


def _issues(first: int, last: int) -> Iterator[Entry]:
    edited = Change.objects.filter(issue=OuterRef("pk")).order_by("-made_at").values("made_at")[:1]
    # By state, as the index that has all of this begins with it: the rows themselves are long.
    articles = Article.objects.filter(state__in=State, issue__gte=first, issue__lte=last, published_at__isnull=False)
    seen = dict(articles.order_by().values_list("issue").annotate(Max("updated_at")))
    found = Issue.objects.published().filter(pk__gte=first, pk__lte=last).annotate(edited=Subquery(edited))
    for pk, publication, slug, *moments in found.order_by("pk").values_list(
        "pk", "publication__slug", "slug", "updated_at", "edited"
    ):
        path = page_path("issue", publication, "-").removesuffix("-/") + f"{quote(slug)}/"
        yield Entry(path, max(moment for moment in (*moments, seen.get(pk)) if moment))


def _listed(read: Callable[[], Iterable[tuple[int, str]]]) -> Kind:
    """A kind of which there are few enough to have all in a list, each as its id and path."""

    def entries(first: int, last: int) -> Iterator[Entry]:
        return (Entry(path) for pk, path in sorted(read()) if first <= pk <= last)

    return Kind(lambda: (pk for pk, _ in read()), entries)


def _pages() -> Iterable[tuple[int, str]]:
    return enumerate(map(reverse, _FIXED), 1)


def _publications() -> Iterable[tuple[int, str]]:
    for publication in Publication.objects.in_use():
        yield publication.pk, publication_path(publication.slug)


def _topics() -> Iterable[tuple[int, str]]:
    for heading, below in counted.topic_branches():
        yield from _in_use([heading, *below])


def _in_use(subjects: Iterable[Any]) -> Iterable[tuple[int, str]]:
    return ((subject.pk, subject.get_absolute_url()) for subject in subjects if subject.article_count)


KINDS = {
    "pages": _listed(_pages),
    "publications": _listed(_publications),
    "issues": Kind(lambda: _firsts(Issue.objects.published()), _issues),
    "articles": Kind(lambda: _firsts(Article.objects.published()), _articles),
    "topics": _listed(_topics),
    "regions": _listed(lambda: _in_use(counted.regions())),
    "institutions": _listed(lambda: _in_use(counted.institutions())),
    "authors": _listed(lambda: _in_use(counted.authors())),
}
"""The kinds of pages by the names that their parts have in addresses, `/sitemap-articles-1.xml`."""
