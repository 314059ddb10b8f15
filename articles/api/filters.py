"""Narrowing the list of articles, by the same parameters as the search and straight from the database."""

from typing import Annotated

from django.db.models import QuerySet
from pydantic import Field, StringConstraints, field_validator

from articles.api.paging import PageParameters
from articles.dates import last_day, parse_iso
from articles.models import Article
from articles.querysets import ArticleQuerySet

# What each facet compares with. A leading minus excludes a value, as in the search.
FACETS = {
    "topic": "topic_tags__topic__slug",
    "region": "region_tags__region__code",
    "institution": "institution_tags__institution__slug",
    "section": "section__slug",
    "publication": "issue__publication__slug",
    "author": "authorships__author__slug",
    "year": "shown_date__year",
}

# No database stores a zero byte in a text, and PostgreSQL refuses to look for one.
Value = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Year = Annotated[str, StringConstraints(pattern=r"^(-?[0-9]{4})?$")]


class ArticleParameters(PageParameters):
    """Filters of the list of articles: any value within a facet, all facets together."""

    topic: list[Value] = Field([], description="Topic slug; `-slug` excludes. May repeat.")
    region: list[Value] = Field([], description="Region code, as `DE` or `CN-TJ`; `-code` excludes. May repeat.")
    institution: list[Value] = Field([], description="Institution slug; `-slug` excludes. May repeat.")
    section: list[Value] = Field([], description="Section slug; `-slug` excludes. May repeat.")
    publication: list[Value] = Field([], description="Publication slug; `-slug` excludes. May repeat.")
    author: list[Value] = Field([], description="Author slug; `-slug` excludes. May repeat.")
    year: list[Year] = Field([], description="Year of the article's date, or of its issue's. May repeat.")
    date_from: str = Field("", alias="from", description="First date: 2024, 2024-05 or 2024-05-06.")
    date_to: str = Field("", alias="to", description="Last date, written the same way.")
    lang: Value = Field("", description="Language code: `en`, `zh`.")

    @field_validator("date_from", "date_to")
    @classmethod
    def is_a_date(cls, text: str) -> str:
        if text:
            parse_iso(text)
        return text

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of the articles that every filter lets through, each once."""
        articles = articles.dated()
        for name, path in FACETS.items():
            values = [value for value in getattr(self, name) if value]
            if chosen := [value for value in values if not value.startswith("-")]:
                articles = articles.filter(pk__in=_having(path, chosen))
            if excluded := [value[1:] for value in values if value.startswith("-")]:
                articles = articles.exclude(pk__in=_having(path, excluded))
        if self.date_from:
            articles = articles.filter(shown_date__gte=parse_iso(self.date_from)[0])
        if self.date_to:
            articles = articles.filter(shown_date__lte=last_day(*parse_iso(self.date_to)))
        return articles.filter(language=self.lang) if self.lang else articles


def _having(path: str, values: list[str]) -> QuerySet:
    """The ids of articles with one of the values. Asked apart, so that no article comes twice for two values."""
    return Article.objects.dated().filter(**{f"{path}__in": values}).values("pk")
