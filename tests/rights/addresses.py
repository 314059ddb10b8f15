"""Every address of the site, found in its table of addresses and in the API's description, and filled with what an
archive has.

Whoever adds an address with arguments of another kind says in `ARGUMENTS` what to put for them, and for one that says
nothing without a query, in `QUERIES` what to ask: until then the walk fails.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote, urlencode

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

from articles.exports import EXPORTERS
from search.models import FrozenSearch
from tests.rights.texts import Archive

_CONVERTED = re.compile(r"<(?:[a-z]+:)?(\w+)>")
_PLACE = re.compile(r"%\((\w+)\)s")

ARGUMENTS: dict[frozenset[str], Callable[[Archive], list[dict]]] = {
    frozenset(): lambda archive: [{}],
    frozenset({"pk"}): lambda archive: [{"pk": article.pk} for article in archive.articles],
    frozenset({"article_id"}): lambda archive: [{"article_id": article.pk} for article in archive.articles],
    frozenset({"issue_id"}): lambda archive: [{"issue_id": issue.pk} for issue in archive.issues],
    frozenset({"pk", "slug"}): lambda archive: [{"pk": one.pk, "slug": one.slug} for one in archive.articles],
    frozenset({"publication", "slug"}): lambda archive: [
        {"publication": issue.publication.slug, "slug": issue.slug} for issue in archive.issues
    ],
    frozenset({"publication", "slug", "pk"}): lambda archive: [
        {"publication": source.issue.publication.slug, "slug": source.issue.slug, "pk": source.pk}
        for source in archive.sources
    ],
    frozenset({"kind", "number"}): lambda archive: [{"kind": "articles", "number": 1}, {"kind": "pages", "number": 1}],
    frozenset({"key"}): lambda archive: [{"key": key} for key in keys(archive)],
}
"""What to put for the arguments of an address, by their names; `format` is put in besides wherever it is wanted."""

QUERIES = {
    "/articles/%(pk)s/%(slug)s/": ["q=waves"],
    "/search/": ["q=%22went+out%22", "q=no-such-word-anywhere", "q=title:(", "facet=topic"],
    "/trends/": ["of=waves", "of=waves&of=topic:energy"],
    "/trends.csv": ["of=waves", "of=topic:energy"],
}
"""What is asked at an address beside what is asked everywhere."""

EVERYWHERE = ("", "q=waves&size=100", "publication=courier-summary")
OF_ONE_THING = ("",)


def keys(archive: Archive) -> list[str]:
    """What subjects, authors, publications and frozen searches have in their addresses."""
    subjects = ["energy", "DE", "bay-council", *(issue.publication.slug for issue in archive.issues)]
    authors = [issue.articles.first().authors.get().slug for issue in archive.issues]
    return [*subjects, *authors, *FrozenSearch.objects.values_list("key", flat=True)]


@dataclass(frozen=True)
class Pattern:
    """One line of the site's table of addresses, with places such as `%(pk)s` in it, and the formats that it has."""

    template: str
    namespace: str | None
    formats: tuple[str, ...]

    @property
    def arguments(self) -> list[str]:
        return _PLACE.findall(self.template)

    def filled(self, values: dict[str, object]) -> str:
        return _PLACE.sub(lambda place: quote(str(values[place[1]])), self.template)

    def paths(self, archive: Archive) -> list[str]:
        """Its addresses in an archive."""
        wanted = frozenset(self.arguments) - {"format"}
        assert wanted in ARGUMENTS, f"say in ARGUMENTS what to put for {', '.join(wanted)} in {self.template}"
        values = ARGUMENTS[wanted](archive)
        return [self.filled({**one, "format": format}) for one, format in product(values, self.formats)]

    def addresses(self, archive: Archive) -> list[str]:
        """The same with all that is asked there."""
        asked = (*(OF_ONE_THING if self.arguments else EVERYWHERE), *QUERIES.get(self.template, ()))
        return [f"{path}?{query}" if query else path for path, query in product(self.paths(archive), asked)]


def patterns() -> list[Pattern]:
    """All that the site has for its readers and for programs."""
    return [pattern for pattern in _below(get_resolver().url_patterns, "/", None) if pattern.namespace != "admin"]


def editors_patterns() -> list[Pattern]:
    """All that it has for its editors."""
    return [pattern for pattern in _below(get_resolver().url_patterns, "/", None) if pattern.namespace == "admin"]


def _below(entries: list, prefix: str, namespace: str | None) -> Iterator[Pattern]:
    for entry in entries:
        template = prefix + _template(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Pattern(template, namespace, _formats(entry.pattern))
        else:
            yield from _below(entry.url_patterns, template, entry.namespace or namespace)


def _template(pattern: object) -> str:
    if isinstance(pattern, RegexPattern):
        return normalize(str(pattern))[0][0]
    return _CONVERTED.sub(r"%(\1)s", str(pattern))


def _formats(pattern: object) -> tuple[str, ...]:
    """Where a format is any string, it is one of those of exports."""
    converter = getattr(pattern, "converters", {}).get("format")
    alternatives = tuple(converter.regex.split("|")) if converter else ("",)
    return alternatives if all(map(str.isalnum, alternatives)) or not converter else tuple(EXPORTERS)


def operations(description: dict, archive: Archive) -> Iterator[str]:
    """The addresses of all that the API's description lists, plain and with each parameter in turn."""
    values = parameters(archive)
    for path, methods in description["paths"].items():
        named = [one for operation in methods.values() for one in operation.get("parameters", [])]
        unknown = {one["name"] for one in named} - values.keys()
        assert not unknown, f"say in `parameters` what to put for {', '.join(unknown)} of {path}"
        in_path = [one["name"] for one in named if one["in"] == "path"]
        for filled in product(*(values[name] for name in in_path)):
            address = path.format(**dict(zip(in_path, filled, strict=True)))
            yield address
            for one in named:
                if one["in"] == "query":
                    yield from (f"{address}?{urlencode({one['name']: value})}" for value in values[one["name"]])


def parameters(archive: Archive) -> dict[str, list[str]]:
    """Values of each parameter of the API."""
    return {
        "article_id": [str(article.pk) for article in archive.articles],
        "issue_id": [str(issue.pk) for issue in archive.issues],
        "format": [*EXPORTERS],
        "fields": ["body,text,captions", "topics,regions,institutions", "id,title,standfirst"],
        "q": ["waves", '"went out"', "title:coast"],
        "op": ["any"],
        "sort": ["title"],
        "page": ["1", "2"],
        "size": ["1", "100"],
        "after": ["0", "a"],
        "before": ["999999", "zzz"],
        "topic": ["energy"],
        "region": ["DE"],
        "institution": ["bay-council"],
        "section": [archive.articles[-1].section.slug],
        "publication": [issue.publication.slug for issue in archive.issues],
        "author": ["-nobody"],
        "year": ["2023"],
        "from": ["2023"],
        "to": ["2023-12"],
        "lang": ["en", "zh"],
        "frozen": [*FrozenSearch.objects.values_list("key", flat=True)],
    }
