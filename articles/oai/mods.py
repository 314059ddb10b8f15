"""An article in MODS 3.8 (https://www.loc.gov/standards/mods/): what oai_dc tells, and what it has no place for.

Names in two parts, the issue with its number and the article's place in it, codes of regions, dates of the record. The
text itself is no part of it.
"""

from typing import Any
from urllib.parse import urljoin

from articles.exports.rows import article_address, utc
from articles.models import Article, Region
from articles.oai import markup
from articles.oai.described import access_terms, summary_of
from articles.oai.identifiers import identifier, repository
from articles.oai.markup import child, say
from articles.person_names import family_and_given, is_body

NAMESPACE = "http://www.loc.gov/mods/v3"
SCHEMA = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"


def mods(article: Article, base: str) -> Any:
    """The element `mods`. `base` is the archive's address, `https://archive.example/`."""
    record = markup.root("mods", None, NAMESPACE, SCHEMA)
    record.set("version", "3.8")
    say(child(record, "titleInfo"), "title", article.title, lang=article.language)
    for authorship in article.authorships.all():
        _add_author(record, authorship.author.name)
    say(record, "typeOfResource", "text")
    say(record, "genre", "article", authority="marcgt")
    _add_origin(record, article)
    if article.language:
        say(child(record, "language"), "languageTerm", article.language, type="code", authority="rfc5646")
    say(child(record, "physicalDescription"), "internetMediaType", "text/html")
    say(record, "abstract", summary_of(article), lang=article.language)
    say(record, "note", article.byline, type="statement of responsibility")
    say(record, "note", article.source_note, type="source note")
    _add_subjects(record, article, base)
    _add_issue(record, article, base)
    address = article_address(article, base)
    say(record, "identifier", address, type="uri")
    say(child(record, "location"), "url", address, access="object in context", usage="primary")
    say(record, "accessCondition", article.issue.publication.rights, type="use and reproduction")
    say(record, "accessCondition", access_terms(article.issue.publication), type="restriction on access")
    _add_record_info(record, article)
    return record


def _add_author(record: Any, printed: str) -> None:
    family, given = family_and_given(printed)
    name = child(record, "name", type="corporate" if is_body(printed) else "personal")
    if given:
        say(name, "namePart", family, type="family")
        say(name, "namePart", given, type="given")
        say(name, "displayForm", printed)
    else:
        say(name, "namePart", family)
    role = child(name, "role")
    say(role, "roleTerm", "author", type="text", authority="marcrelator")
    say(role, "roleTerm", "aut", type="code", authority="marcrelator")


def _add_origin(record: Any, article: Article) -> None:
    origin = child(record, "originInfo")
    say(origin, "publisher", article.issue.publication.name)
    say(origin, "dateIssued", article.shown_iso_date, encoding="w3cdtf", keyDate="yes")


def _add_subjects(record: Any, article: Article, base: str) -> None:
    for topic in (tag.topic for tag in article.topic_tags.all()):
        address = urljoin(base, topic.get_absolute_url())
        say(child(record, "subject", lang="en"), "topic", topic.name, valueURI=address)
        if topic.name_zh:
            say(child(record, "subject", lang="zh"), "topic", topic.name_zh, valueURI=address)
    for region in (tag.region for tag in article.region_tags.all()):
        subject = child(record, "subject", lang="en")
        say(subject, "geographic", region.name, valueURI=urljoin(base, region.get_absolute_url()))
        if region.kind != Region.Kind.GROUP:  # whose codes are of our own making
            say(subject, "geographicCode", region.code, authority="iso3166")
    for institution in (tag.institution for tag in article.institution_tags.all()):
        name = child(child(record, "subject", lang="en"), "name", type="corporate")
        name.set("valueURI", urljoin(base, institution.get_absolute_url()))
        say(name, "namePart", institution.name)


def _add_issue(record: Any, article: Article, base: str) -> None:
    issue = article.issue
    host = child(record, "relatedItem", type="host")
    say(child(host, "titleInfo"), "title", issue.publication.name)
    say(host, "genre", "issue")
    part = child(host, "part")
    if issue.number or issue.title:
        detail = child(part, "detail", type="issue")
        say(detail, "number", issue.number)
        say(detail, "title", issue.title)
    if article.section:
        say(child(part, "detail", type="section"), "title", article.section.name)
    place = child(part, "detail", type="article")
    say(place, "number", str(article.position))
    say(place, "caption", "article")
    say(part, "date", issue.iso_date, encoding="w3cdtf")
    say(child(host, "location"), "url", urljoin(base, issue.get_absolute_url()))


def _add_record_info(record: Any, article: Article) -> None:
    info = child(record, "recordInfo")
    say(info, "recordContentSource", repository())
    if article.published_at:
        say(info, "recordCreationDate", utc(article.published_at), encoding="w3cdtf")
    say(info, "recordChangeDate", utc(article.updated_at), encoding="w3cdtf")
    say(info, "recordIdentifier", identifier(article.pk), source=repository())
    say(child(info, "languageOfCataloging"), "languageTerm", "eng", type="code", authority="iso639-2b")
