"""The lists of the API: what each is sorted by, what one may go on from in it, and how its rows are read."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, QuerySet

from articles.api.keyset import Key
from articles.api.paging import Listing, Rows
from articles.api.rows import (
    AuthorRow,
    InstitutionRow,
    IssueRow,
    PublicationRow,
    RegionRow,
    TopicRow,
    author_rows,
    institution_rows,
    issue_rows,
    publication_rows,
    region_rows,
    topic_rows,
)
from articles.exports.fields import ARTICLE_FIELDS, Fields, with_fields
from articles.exports.published import for_rows
from articles.exports.rows import article_rows, unwanted_texts
from articles.models import Article, Author, Institution, Issue, Publication, PublicRecord, Region, Topic
from articles.pages.counted import ARTICLE_COUNTS
from articles.pages.per_state import per_state
from articles.subjects import KINDS

_RECORD = PublicRecord.objects.filter(article_id=OuterRef("pk"))
_WITHDRAWN = Article.objects.withdrawn().filter(Exists(_RECORD))
_ONCE_PUBLIC = Article.objects.published() | _WITHDRAWN
_ISSUES_ONCE_PUBLIC = Issue.objects.published() | Issue.objects.filter(Exists(_WITHDRAWN.filter(issue=OuterRef("pk"))))
_BY_NAME = (Key("name"), Key("pk"))


def _all_fields(to_rows: Callable[[Iterable[Any], str], list[Any]]) -> Callable[[Iterable[Any], str, Fields], Rows]:
    """For rows that are so short that all of their fields are read anyway."""
    return lambda things, base, fields: [with_fields(row, fields) for row in to_rows(things, base)]


def _subjects(
    model: type[Model], row: type, to_rows: Callable[[Iterable[Any], str], list[Any]], anchors: QuerySet, *joined: str
) -> Listing:
    """The listing of a kind of subject, by name: in it are those that articles carry, in a row how many.

    `anchors` as in Listing; `joined` is what a row shows of other tables.
    """

    def rows(subjects: QuerySet, base: str, fields: Fields) -> Rows:
        counts, found = ARTICLE_COUNTS[model](), list(subjects)
        for subject in found:
            subject.article_count = counts.get(subject.pk, 0)
        return _all_fields(to_rows)(found, base, fields)

    kind = str(model._meta.model_name)
    return Listing(
        noun=kind,
        keys=_BY_NAME,
        anchor=KINDS[kind].key,
        anchors=anchors,
        whole=model._default_manager.select_related(*joined) if joined else model._default_manager.all(),
        rows=rows,
        fields=tuple(row.__annotations__),
        in_use=ARTICLE_COUNTS[model],
    )


def article_list_rows(articles: QuerySet, base: str, fields: Fields) -> Rows:
    """The rows of articles, whose texts are read only where they are among the fields."""
    articles = articles.defer(*unwanted_texts(fields))
    return [with_fields(row, fields) for row in article_rows(articles, base, fields)]


@per_state
def _publication_counts() -> dict[int, int]:
    """How many published articles each publication has, by its id."""
    articles = Article.objects.published().order_by().values_list("issue__publication")
    return dict(articles.annotate(number=Count("pk")))


def _counted_publications(publications: Iterable[Publication], base: str) -> list[PublicationRow]:
    return publication_rows(publications, _publication_counts(), base)


ARTICLES = Listing(
    noun="article",
    keys=(Key("shown_date", descending=True, nullable=True), Key("issue_id", descending=True), Key("position")),
    anchor="pk",
    anchors=_ONCE_PUBLIC.dated(),
    whole=for_rows().dated(),
    rows=article_list_rows,
    fields=ARTICLE_FIELDS,
)
"""In the order of `newest`."""

ISSUES = Listing(
    noun="issue",
    keys=(Key("date", descending=True, nullable=True), Key("pk", descending=True)),
    anchor="pk",
    anchors=_ISSUES_ONCE_PUBLIC,
    whole=Issue.objects.published().with_article_counts().select_related("publication"),
    rows=_all_fields(issue_rows),
    fields=tuple(IssueRow.__annotations__),
)
"""In the order of `newest`."""

PUBLICATIONS = Listing(
    noun="publication",
    keys=_BY_NAME,
    anchor="slug",
    anchors=Publication.objects.filter(Exists(_ISSUES_ONCE_PUBLIC.filter(publication=OuterRef("pk")))),
    whole=Publication.objects.in_use(),
    rows=_all_fields(_counted_publications),
    fields=tuple(PublicationRow.__annotations__),
)
TOPICS = _subjects(Topic, TopicRow, topic_rows, Topic.objects.all(), "parent")
REGIONS = _subjects(Region, RegionRow, region_rows, Region.objects.all())
INSTITUTIONS = _subjects(Institution, InstitutionRow, institution_rows, Institution.objects.all(), "region")
AUTHORS = _subjects(
    Author, AuthorRow, author_rows, Author.objects.filter(Exists(_ONCE_PUBLIC.filter(authors=OuterRef("pk"))))
)
