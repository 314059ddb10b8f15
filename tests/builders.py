"""Makes rows for tests: each takes what the test is about and fills in the rest."""

import hashlib
from itertools import count

from django.utils.text import slugify

from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Author,
    Authorship,
    Institution,
    Issue,
    Publication,
    Region,
    Section,
    SourceFile,
    State,
    Topic,
)

_numbers = count(1)


def make_publication(name: str = "Harbour Science Daily", **fields) -> Publication:
    return Publication.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})[0]


def make_issue(publication: Publication | None = None, **fields) -> Issue:
    """A published issue of 10 March 2023, unless told otherwise."""
    fields = {"slug": f"issue-{next(_numbers)}", "date": "2023-03-10", "state": State.PUBLISHED} | fields
    issue = Issue.objects.create(publication=publication or make_publication(), **fields)
    issue.refresh_from_db()
    return issue


def make_source(issue: Issue, data: bytes = b"", **fields) -> SourceFile:
    data = data or f"source {next(_numbers)}".encode()
    fields = {"name": "page.md", "media_type": "text/markdown", "encoding": "utf-8", "size": len(data)} | fields
    return SourceFile.objects.create(issue=issue, sha256=hashlib.sha256(data).hexdigest(), **fields)


def make_article(
    issue: Issue | None = None,
    *,
    section: str = "",
    authors: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    regions: tuple[str, ...] = (),
    institutions: tuple[str, ...] = (),
    **fields,
) -> Article:
    """A published article. Tags are named by slug or code and must exist; section and authors are made."""
    issue = issue or make_issue()
    fields = {
        "position": issue.articles.count() + 1,
        "title": f"Article {next(_numbers)}",
        "body": "A body of one sentence.",
        "state": State.PUBLISHED,
    } | fields
    if section:
        fields["section"] = Section.objects.get_or_create(
            publication=issue.publication, slug=slugify(section), defaults={"name": section}
        )[0]
    article = Article.objects.create(issue=issue, **fields)
    for position, name in enumerate(authors, 1):
        slug = slugify(name, allow_unicode=True)
        author = Author.objects.get_or_create(name=name, defaults={"slug": slug})[0]
        Authorship.objects.create(article=article, author=author, position=position)
    for slug in topics:
        ArticleTopic.objects.create(article=article, topic=Topic.objects.get(slug=slug), evidence=f"on {slug}")
    for code in regions:
        ArticleRegion.objects.create(article=article, region=Region.objects.get(code=code), evidence=f"in {code}")
    for slug in institutions:
        institution = Institution.objects.get(slug=slug)
        ArticleInstitution.objects.create(article=article, institution=institution, evidence=f"by {slug}")
    article.refresh_from_db()
    return article
