"""Every kind of page that the site has, and the way to one of each in any archive that has something to show.

A new kind of page is one line in `KINDS`: whatever checks the pages (axe, the Nu validator, the Chinese interface,
queries, pictures, times) takes it from there.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote_plus, urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"
GAP = "[text lost in the source]"
DRAFT = "1913"
"""The number of an issue that `difficult` leaves to be published."""
CHANGED = "changedchanged22"
"""The key of a frozen search that `difficult` leaves, of which much has changed."""
_LOOKED_THROUGH = 5
"""Pages of a hundred articles that are looked through for one with a gap, a table or captions."""


class Missing(LookupError):
    """The archive has nothing that a page of this kind could show."""


class Catalogue:
    """What lies in an archive, as its API tells it.

    `get` fetches the body of an address, and `lead` tells where a form leads that is sent to an address by POST.
    """

    def __init__(self, get: Callable[[str], str], lead: Callable[[str, str], str], withdrawn: str = "") -> None:
        self.lead = lead
        self.rows = lambda path: json.loads(get(path))["results"]
        self.withdrawn = withdrawn or None

    @cached_property
    def articles(self) -> list[dict]:
        pages = (self.rows(f"/api/v1/articles?size=100&page={page}") for page in range(1, _LOOKED_THROUGH + 1))
        return [row for rows in pages for row in rows]

    @cached_property
    def issues(self) -> list[dict]:
        return self.rows("/api/v1/issues?size=100")

    def article(self, fits: Callable[[dict], object] = lambda _: True) -> dict:
        return _first(row for row in self.articles if fits(row))

    def largest(self, kind: str, fits: Callable[[dict], object] = lambda _: True) -> str:
        """The path of the topic, region or institution with the most articles."""
        found = sorted(self.rows(f"/api/v1/{kind}?size=100"), key=lambda row: -row["article_count"])
        return _path(_first(row for row in found if fits(row)))

    def values(self, kind: str, key: str, count: int) -> list[str]:
        """The slugs or codes of the largest topics, regions or institutions."""
        found = sorted(self.rows(f"/api/v1/{kind}?size=100"), key=lambda row: -row["article_count"])
        return [row[key] for row in found[:count]]


def _first(rows: Iterable[dict]) -> dict:
    row = next(iter(rows), None)
    if row is None:
        raise Missing
    return row


def _path(row: dict) -> str:
    return urlsplit(row["url"]).path


def _article(fits: Callable[[dict], object] = lambda _: True, query: str = "") -> Callable[[Catalogue], str]:
    return lambda archive: _path(archive.article(fits)) + query


def _in_snippets_only(row: dict) -> bool:
    return row["access"] == "summary" and row["standfirst"] is None


def _search(query: str = "", **parameters: object) -> Callable[[Catalogue], str]:
    return lambda _: f"/search/?{urlencode({'q': query} | parameters, doseq=True)}"


def _issues_of_a_publication(archive: Catalogue) -> str:
    return f"/issues/?publication={quote_plus(_first(archive.issues)['publication']['slug'])}"


def _issues_of_a_year(archive: Catalogue) -> str:
    issue = _first(row for row in archive.issues if row["date"])
    return f"{_issues_of_a_publication(archive)}&year={issue['date'][:4]}"


def _search_for_one(archive: Catalogue) -> str:
    title = archive.article(lambda row: row["language"] == "en" and len(row["title"].split()) > 4)["title"]
    return f"/search/?q={quote_plus(chr(34) + title.replace(chr(34), ' ') + chr(34))}"


def _search_narrowed(archive: Catalogue) -> str:
    chosen = [("topic", slug) for slug in archive.values("topics", "slug", 4)]
    chosen += [("region", code) for code in archive.values("regions", "code", 3)]
    kept_out = [("institution", f"-{slug}") for slug in archive.values("institutions", "slug", 2)]
    return f"/search/?{urlencode([('q', 'the'), ('op', 'any'), *chosen, *kept_out, ('from', '2019'), ('size', '2')])}"


def _frozen(query: str) -> Callable[[Catalogue], str]:
    return lambda archive: archive.lead("/searches/", query)


def _frozen_and_changed(archive: Catalogue) -> str:
    if archive.withdrawn is None:
        raise Missing
    return f"/searches/{CHANGED}/"


def _author(archive: Catalogue) -> str:
    slug = archive.article(lambda row: row["authors"])["authors"][0]["slug"]
    return f"/authors/{quote_plus(slug)}/"


def _topic_above(archive: Catalogue) -> str:
    below = _first(row for row in archive.rows("/api/v1/topics?size=100") if row["parent"])
    return f"/topics/{below['parent']['slug']}/"


def _trends(archive: Catalogue) -> str:
    topics, regions = archive.values("topics", "slug", 1), archive.values("regions", "code", 1)
    series = ["digital economy", *(f"topic:{slug}" for slug in topics), *(f"region:{code}" for code in regions)]
    return f"/trends/?{urlencode([('of', one) for one in series])}"


def _withdrawn(archive: Catalogue) -> str:
    if archive.withdrawn is None:
        raise Missing
    return archive.withdrawn


def _issue_withdrawn(archive: Catalogue) -> str:
    _withdrawn(archive)
    return "/issues/harbour-observatory-letters/taken-back/"


@dataclass(frozen=True)
class Kind:
    """How a kind of page is asked for: its address in an archive, and what else makes it come."""

    address: Callable[[Catalogue], str]
    status: int = 200
    method: str = "GET"

    @classmethod
    def at(cls, path: str, **more) -> "Kind":
        return cls(lambda _: path, **more)


KINDS: dict[str, Kind] = {
    "home": Kind.at("/"),
    "issues": Kind.at("/issues/"),
    "issues of a publication": Kind(_issues_of_a_publication),
    "issues of a year": Kind(_issues_of_a_year),
    "issue": Kind(lambda archive: _path(max(archive.issues, key=lambda row: row["article_count"]))),
    "article": Kind(
        _article(lambda row: row["language"] == "en" and row["authors"] and row["topics"] and row["regions"])
    ),
    "article with a gap": Kind(_article(lambda row: GAP in (row["body"] or ""))),
    "article with captions": Kind(_article(lambda row: row["captions"])),
    "article with a table": Kind(_article(lambda row: "\n|" in (row["body"] or ""))),
    "article with a long title": Kind(_article(lambda row: len(row["title"]) > 200)),
    "article without a text": Kind(_article(lambda row: row["body"] == "")),
    "article in snippets only": Kind(_article(_in_snippets_only)),
    "issue in snippets only": Kind(lambda archive: _path(archive.article(_in_snippets_only)["issue"])),
    "article in Chinese": Kind(_article(lambda row: row["language"].startswith("zh"))),
    "article out of a search": Kind(_article(lambda row: "econom" in (row["body"] or ""), "?q=digital+economy")),
    "search": Kind.at("/search/"),
    "search, found": Kind(_search("digital economy")),
    "search, one found": Kind(_search_for_one),
    "search, everything, by date": Kind(_search("", sort="newest", size=5)),
    "search, much chosen": Kind(_search_narrowed),
    "search, nothing found": Kind(_search("xylophone zither")),
    "search, did you mean": Kind(_search("tecnology")),
    "search, unreadable": Kind(_search("title:"), 400),
    "search, in Chinese": Kind(_search("科技")),
    "search, after the last page": Kind(_search("digital", page=5000), 404),
    "search, all values of a facet": Kind(_search("digital economy", facet="topic")),
    "search, frozen": Kind(_frozen("q=digital+economy&op=any&topic=-space&from=2001")),
    "search, frozen and changed": Kind(_frozen_and_changed),
    "search, frozen, nothing found": Kind(_frozen("q=xylophone+zither")),
    "topics": Kind.at("/topics/"),
    "topic": Kind(lambda archive: archive.largest("topics", lambda row: row["parent"])),
    "topic with topics below": Kind(_topic_above),
    "regions": Kind.at("/regions/"),
    "region": Kind(lambda archive: archive.largest("regions", lambda row: row["kind"] != "group")),
    "group of regions": Kind(lambda archive: archive.largest("regions", lambda row: row["kind"] == "group")),
    "institutions": Kind.at("/institutions/"),
    "institution": Kind(lambda archive: archive.largest("institutions")),
    "authors": Kind.at("/authors/"),
    "author": Kind(_author),
    "trends": Kind.at("/trends/"),
    "trends of three": Kind(_trends),
    "about": Kind.at("/about/"),
    "issue without articles": Kind(
        lambda archive: _path(_first(row for row in archive.issues if not row["article_count"]))
    ),
    "not found (404)": Kind.at("/nothing-here/", status=404),
    "form not accepted (403)": Kind.at("/admin/login/", method="POST", status=403),
    "only for reading (405)": Kind.at("/preferences/", status=405),
    "withdrawn (410)": Kind(_withdrawn, 410),
    "issue withdrawn (410)": Kind(_issue_withdrawn, 410),
}
"""The name of each kind, and how to come to a page of it."""

FAILURES = {
    "unreadable request (400)": 400,
    "not open (403)": 403,
    "too many requests (429)": 429,
    "fault (500)": 500,
    "out of order (503)": 503,
    "search out of order (503)": 503,
    "took too long (503)": 503,
}
"""The pages that no reader can bring about; `tests.pages.failing` makes an archive show them."""
