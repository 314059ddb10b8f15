"""Narrowing the lists, by the same parameters as the search and straight from the database."""

from functools import reduce
from operator import or_
from typing import Annotated, Any

from django.db.models import Model, Q
from ninja import Schema
from pydantic import Field, StringConstraints, field_validator

from articles.api.choosing import fields_parameter
from articles.api.paging import NamedPages, NumberedPages
from articles.api.rows import AuthorRow, InstitutionRow, IssueRow, PublicationRow, RegionRow, TopicRow
from articles.dates import last_day, parse_iso
from articles.exports.rows import ArticleRow
from articles.models import (
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Author,
    Authorship,
    Institution,
    Issue,
    Region,
    Section,
    Topic,
)
from articles.querysets import ArticleQuerySet, IssueQuerySet

# Where it is said which articles carry a subject: the table, its column for the subject, and what names one.
_TAGS: dict[str, tuple[type[Model], str, type[Model], str]] = {
    "topic": (ArticleTopic, "topic", Topic, "slug"),
    "region": (ArticleRegion, "region", Region, "code"),
    "institution": (ArticleInstitution, "institution", Institution, "slug"),
    "author": (Authorship, "author", Author, "slug"),
}

FACETS = (*_TAGS, "section", "publication", "year")

ISSUE_FACETS = {"publication": "publication__slug", "year": "date__year"}

MOST_VALUES = 50
"""How many values one facet may be given, as in the search."""

_ANY_YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)"
_LONG_MONTH = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTH = "(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
DATE = f"^({_ANY_YEAR}(-(0[1-9]|1[0-2]|{_LONG_MONTH}|{_SHORT_MONTH}))?|{_LEAP_YEAR}-02-29)?$"
"""A year, a month or a day that there is; also nothing."""

YEAR = r"^(-?[0-9]{4})?$"
LANGUAGE = r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$"

# No database stores a zero byte in a text, and PostgreSQL refuses to look for one.
Value = Annotated[str, StringConstraints(max_length=200, pattern=r"^([^\x00-][^\x00]*|-[^\x00]+)?$")]
Year = Annotated[str, StringConstraints(pattern=YEAR)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]


def _facet(what: str) -> Any:
    return Field([], max_length=MOST_VALUES, description=f"{what}. May repeat; a leading minus excludes.")


def _date(name: str, told: str, example: str) -> Any:
    """The pattern is told and not checked: what `is_a_date` says of a wrong date is clearer."""
    return Field("", alias=name, description=told, examples=[example], json_schema_extra={"pattern": DATE})


class ArticleParameters(NumberedPages):
    """Filters of the list of articles: any value within a facet, all facets together."""

    topic: list[Value] = _facet("Topic, by its slug")
    region: list[Value] = _facet("Region, by its code: `DE`, `CN-TJ`")
    institution: list[Value] = _facet("Institution, by its slug")
    section: list[Value] = _facet("Section, by its slug")
    publication: list[Value] = _facet("Publication, by its slug")
    author: list[Value] = _facet("Author, by the slug")
    year: list[Year] = _facet("Year of the article's date, or else of its issue's")
    date_from: str = _date("from", "First date: 2024, 2024-05 or 2024-05-06.", "2023")
    date_to: str = _date("to", "Last date, written the same way.", "2023-06")
    lang: Language = Field("", description="Language of the article, as BCP 47 has it.", examples=["en", "zh"])
    fields: str = fields_parameter(ArticleRow)

    @field_validator("date_from", "date_to")
    @classmethod
    def is_a_date(cls, text: str) -> str:
        if text:
            parse_iso(text)
        return text

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of the articles that every filter lets through, each once."""
        articles = articles.dated()
        for name in FACETS:
            chosen, excluded = _parted(getattr(self, name))
            if chosen:
                articles = articles.filter(_having(name, chosen))
            if excluded:
                articles = articles.exclude(_having(name, excluded))
        if self.date_from:
            articles = articles.filter(shown_date__gte=parse_iso(self.date_from)[0])
        if self.date_to:
            articles = articles.filter(shown_date__lte=last_day(*parse_iso(self.date_to)))
        return articles.filter(language=self.lang) if self.lang else articles


class IssueParameters(NumberedPages):
    """Filters of the list of issues."""

    publication: list[Value] = _facet("Publication, by its slug")
    year: list[Year] = _facet("Year of the issue's date")
    fields: str = fields_parameter(IssueRow)

    def narrow(self, issues: IssueQuerySet) -> IssueQuerySet:
        """Those of the issues that every filter lets through."""
        for name, path in ISSUE_FACETS.items():
            chosen, excluded = _parted(getattr(self, name))
            if chosen:
                issues = issues.filter(**{f"{path}__in": chosen})
            if excluded:
                issues = issues.exclude(**{f"{path}__in": excluded})
        return issues


class ArticleFields(Schema):
    """What may be asked of one article."""

    fields: str = fields_parameter(ArticleRow)


class IssueFields(Schema):
    """What may be asked of one issue."""

    fields: str = fields_parameter(IssueRow)


class PublicationParameters(NamedPages):
    fields: str = fields_parameter(PublicationRow)


class TopicParameters(NamedPages):
    fields: str = fields_parameter(TopicRow)


class RegionParameters(NamedPages):
    fields: str = fields_parameter(RegionRow)


class InstitutionParameters(NamedPages):
    fields: str = fields_parameter(InstitutionRow)


class AuthorParameters(NamedPages):
    fields: str = fields_parameter(AuthorRow)


def _parted(values: list[str]) -> tuple[list[str], list[str]]:
    """The values that are chosen, and those that are excluded."""
    chosen = [value for value in values if value and not value.startswith("-")]
    return chosen, [value[1:] for value in values if value.startswith("-")]


def _having(facet: str, values: list[str]) -> Q:
    """One of the values. Subjects and tags are asked apart: no article comes twice for two values, and nothing is
    read of the articles themselves, whose rows are long."""
    if facet == "section":
        return Q(section__in=Section.objects.filter(slug__in=values).order_by().values("pk"))
    if facet == "publication":
        return Q(issue__in=Issue.objects.filter(publication__slug__in=values).order_by().values("pk"))
    if facet == "year":
        return Q(shown_date__isnull=False) & reduce(or_, map(_within, values))
    tags, subject, subjects, key = _TAGS[facet]
    named = subjects._default_manager.filter(**{f"{key}__in": values}).order_by().values("pk")
    return Q(pk__in=tags._default_manager.filter(**{f"{subject}__in": named}).order_by().values("article"))


def _within(year: str) -> Q:
    if year == "0000":  # which no calendar has
        return Q(pk__in=())
    return Q(shown_date__range=(f"{year}-01-01", f"{year}-12-31"))
