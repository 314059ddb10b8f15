"""What articles are about, and who signs them, as lists: topics, regions, institutions, authors."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import ListView, TemplateView

from articles.models import Author, Region
from articles.pages import counted
from articles.pages.collation import CHINESE, OTHER, by_name, initial
from articles.pages.region_map import region_map

REGION_KINDS: dict[str, str | Promise] = {
    Region.Kind.PROVINCE: _("Chinese provinces"),
    Region.Kind.COUNTRY: _("Countries"),
    Region.Kind.GROUP: _("Groups and areas"),
}
INSTITUTION_KINDS: dict[str, str | Promise] = {
    "government": _("Governments"),
    "ministry": _("Ministries"),
    "agency": _("Agencies"),
    "academy": _("Academies"),
    "research institute": _("Research institutes"),
    "university": _("Universities"),
    "funder": _("Funders"),
    "society": _("Societies"),
    "international body": _("International bodies"),
}
"""The kinds of the vocabulary, in the order of the page. What an editor calls otherwise stands at the end."""

INITIALS: dict[str, str | Promise] = {
    CHINESE: pgettext_lazy("letter of the alphabet", "Chinese names"),
    OTHER: pgettext_lazy("letter of the alphabet", "Other names"),
}


class Group(NamedTuple):
    """Subjects under one heading; `key` is its anchor on the page."""

    key: str
    heading: str | Promise
    subjects: list[Any]


class Letter(NamedTuple):
    """A letter that names begin with, and the page of the list that the first of them is on."""

    key: str
    heading: str | Promise
    page: int


class Topics(TemplateView):
    """The topics in use, in two levels."""

    template_name = "articles/topics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        below = dict(counted.topic_branches())
        branches = [(heading, by_name(below[heading])) for heading in by_name(below)]
        return super().get_context_data(**kwargs, branches=branches)


class Regions(TemplateView):
    """The map, with the provinces and groups in use beside it and the countries, which are many, below."""

    template_name = "articles/regions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regions = counted.regions()
        used = [region for region in regions if region.article_count]
        countries = [region for region in used if region.kind == Region.Kind.COUNTRY]
        others = [region for region in used if region.kind != Region.Kind.COUNTRY]
        return super().get_context_data(
            **kwargs,
            map=region_map(regions),
            beside_map=list(by_kind(others, REGION_KINDS)),
            below_map=list(by_kind(countries, REGION_KINDS)),
        )


class Institutions(TemplateView):
    """The institutions in use, by kind."""

    template_name = "articles/institutions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, kinds=list(by_kind(counted.institutions(), INSTITUTION_KINDS)))


def by_kind(subjects: list[Any], headings: dict[str, str | Promise]) -> Iterator[Group]:
    """The subjects of each of these kinds by name, then those of any other."""
    ordered = by_name(subjects)
    for number, (kind, heading) in enumerate(headings.items(), 1):
        if found := [subject for subject in ordered if subject.kind == kind]:
            yield Group(f"kind-{number}", heading, found)
    if others := [subject for subject in ordered if subject.kind not in headings]:
        yield Group("kind-other", _("Others"), others)


class Authors(ListView):
    """The authors of published articles, letter by letter."""

    template_name = "articles/authors.html"
    context_object_name = "authors"
    paginate_by = 200

    def get_queryset(self) -> Any:
        return counted.authors()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        signposts = letters(counted.authors(), self.paginate_by) if context["is_paginated"] else ()
        return context | {"groups": list(by_letter(context["authors"])), "letters": list(signposts)}


def by_letter(authors: list[Author]) -> Iterator[Group]:
    """Authors who stand in the order of their names, under the letters these begin with."""
    for (_place, sign), found in groupby(authors, lambda author: initial(author.name)):
        yield Group(f"letter-{sign}", INITIALS.get(sign, sign), list(found))


def letters(authors: list[Author], page_size: int) -> Iterator[Letter]:
    """The letters that the names begin with, for a list in pages of that size."""
    before = 0
    for group in by_letter(authors):
        yield Letter(group.key, group.heading, before // page_size + 1)
        before += len(group.subjects)
