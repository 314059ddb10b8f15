"""Issues as lists and calendars show them: each with its address, its name and its number of articles, made once."""

import datetime
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import ngettext

from articles.models import Issue, Publication
from articles.pages.coverage import article_counts
from articles.templatetags.catalogue import issue_name


class IssueLine(NamedTuple):
    """One issue in a list. `title` is empty where it says no more than the name of the publication."""

    url: str
    name: str
    title: str
    articles: str
    publication: Publication
    date: datetime.date | None
    precision: str


def lines_of(issues: Iterable[Issue]) -> list[IssueLine]:
    """The lines of these issues, in their order, in the language of the page. Their publications must be loaded."""
    counts, number_of_articles = article_counts(), cache(_number_of_articles)
    return [
        IssueLine(
            issue.get_absolute_url(),
            name,
            issue.title if issue.title not in (issue.publication.name, name) else "",
            number_of_articles(counts.get(issue.pk, 0)),
            issue.publication,
            issue.date,
            issue.date_precision,
        )
        for issue, name in ((issue, issue_name(issue)) for issue in issues)
    ]


def _number_of_articles(number: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", number) % {"number": intcomma(number)}
