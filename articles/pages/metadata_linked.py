"""Articles and issues as linked data: schema.org's NewsArticle in a PublicationIssue of a Periodical, as JSON-LD.

https://schema.org/NewsArticle, https://schema.org/PublicationIssue. Search engines and harvesters read it.
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe

from articles.exports import cited
from articles.exports.rows import ArticleRow, article_address
from articles.models import Article, Issue
from articles.person_names import family_and_given, is_body

_CONTEXT = "https://schema.org"
# Within a <script>, these could end it or begin a comment (HTML, 4.12.1.3).
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})

Thing = dict[str, Any]


def as_script(thing: Thing) -> SafeString:
    """The thing as the content of a `<script type="application/ld+json">`."""
    text = json.dumps({"@context": _CONTEXT} | thing, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPED))  # noqa: S308 (nothing in it can end the element)  # nosec B308 B703


def news_article(row: ArticleRow, permanent: str) -> Thing:
    """A whole article. `permanent` is the address that stays; the text is there only where it may be shown."""
    issue = row["issue"]
    known = {
        "@type": "NewsArticle",
        "@id": permanent,
        "url": row["url"],
        "mainEntityOfPage": row["url"],
        "headline": row["title"],
        "abstract": row["standfirst"],
        "author": [_author(author["name"]) for author in row["authors"]],
        "datePublished": cited.printed_date(row),
        "dateModified": row["updated_at"],
        "inLanguage": row["language"],
        "articleSection": row["section"] and row["section"]["name"],
        "articleBody": row["text"],
        "wordCount": row["word_count"],
        "pagination": cited.page(row),
        "position": row["position"],
        "about": [{"@type": "Thing", "name": topic["name"]} for topic in row["topics"]],
        "contentLocation": [{"@type": "Place", "name": region["name"]} for region in row["regions"]],
        "mentions": [{"@type": "Organization", "name": body["name"]} for body in row["institutions"]],
        "copyrightNotice": row["rights"],
        "isAccessibleForFree": row["text"] is not None,
        "isPartOf": _issue(issue["url"], issue["publication"]["name"], issue["number"], issue["date"]),
    }
    return _without_gaps(known)


def publication_issue(issue: Issue, articles: Iterable[Article], base: str) -> Thing:
    """An issue with its articles, of each what a contents page shows. `base` is the archive's address."""
    address = urljoin(base, issue.get_absolute_url())
    known = _issue(address, issue.publication.name, issue.number, issue.iso_date)
    return known | {"hasPart": [_part(article, base) for article in articles]}


def _part(article: Article, base: str) -> Thing:
    known = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article_address(article, base),
        "author": [_author(authorship.author.name) for authorship in article.authorships.all()],
        "datePublished": article.iso_date,
        "inLanguage": article.language,
        "position": article.position,
    }
    return _without_gaps(known)


def _author(name: str) -> Thing:
    """A person by both names, or by one that cannot be parted; a body by its name."""
    if is_body(name):
        return {"@type": "Organization", "name": name}
    family, given = family_and_given(name)
    if not given:
        return {"@type": "Person", "name": name}
    return {"@type": "Person", "name": name, "familyName": family, "givenName": given}


def _issue(address: str, publication: str, number: str | None, date: str | None) -> Thing:
    known = {
        "@type": "PublicationIssue",
        "@id": address,
        "url": address,
        "issueNumber": number,
        "datePublished": date,
        "isPartOf": {"@type": "Periodical", "name": publication},
    }
    return _without_gaps(known)


def _without_gaps(thing: Thing) -> Thing:
    """The thing without what is not known; `False` is known."""
    return {name: value for name, value in thing.items() if value not in (None, "", [])}
