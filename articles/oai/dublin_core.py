"""An article in unqualified Dublin Core, which every harvester understands (section 3.4)."""

import re
from typing import Any
from urllib.parse import urljoin

from articles.exports.rows import article_address
from articles.models import Article, Issue
from articles.oai import markup
from articles.oai.described import summary_of, terms_of_use
from articles.person_names import family_and_given

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

_DC = "http://purl.org/dc/elements/1.1/"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def dublin_core(article: Article, base: str) -> Any:
    """The element `oai_dc:dc`. `base` is the archive's address, `https://archive.example/`."""
    issue, language = article.issue, article.language
    dc = markup.root("dc", "oai_dc", NAMESPACE, SCHEMA, dc=_DC)

    def say(name: str, text: str | None, **attributes: str) -> None:
        markup.say(dc, f"{{{_DC}}}{name}", text, **attributes)

    say("title", article.title, lang=language)
    for authorship in article.authorships.all():
        say("creator", _as_heading(authorship.author.name))
    for topic in (tag.topic for tag in article.topic_tags.all()):
        say("subject", topic.name, lang="en")
    for institution in (tag.institution for tag in article.institution_tags.all()):
        say("subject", institution.name, lang="en")
    say("description", summary_of(article), lang=language)
    say("publisher", issue.publication.name)
    say("date", article.shown_iso_date)
    say("type", "Text")
    say("type", "article")
    say("format", "text/html")
    say("identifier", article_address(article, base))
    say("source", _printed_in(issue, article.position))
    say("language", language)
    say("relation", urljoin(base, issue.get_absolute_url()))
    for region in (tag.region for tag in article.region_tags.all()):
        say("coverage", region.name, lang="en")
    for term in terms_of_use(issue.publication):
        say("rights", term)
    return dc


def _as_heading(name: str) -> str:
    """A person's name as catalogues put it in order, `Curie, Marie`; in Chinese characters as it is printed."""
    family, given = family_and_given(name)
    return name if _HAN.search(name) or not given else f"{family}, {given}"


def _printed_in(issue: Issue, position: int) -> str:
    number = f"No. {issue.number}" if issue.number else ""
    parts = (issue.publication.name, number, issue.iso_date, f"article {position}")
    return ", ".join(part for part in parts if part)
