"""The things that articles of an import name: publications, issues, sections, authors and tags, found or made."""

from collections.abc import Iterable
from typing import Any

from articles.dates import parse_stated
from articles.importing.records import ArticleLine
from articles.models import Author, Issue, Publication, Region, Section, State
from articles.naming import free_slug
from articles.tagging import TAG_KINDS

IssueKey = tuple[str, str]
"""The slugs of a publication and of one of its issues."""


def issue_key(line: ArticleLine) -> IssueKey:
    return line.issue.publication.slug, line.issue.slug


class Named:
    """What the articles of one batch name. What is there already stays as it is; the rest is made."""

    def __init__(self, batch: Iterable[ArticleLine]) -> None:
        batch = list(batch)
        self._publications = {found.slug: found for found in _there(Publication, "slug", _publication_slugs(batch))}
        for line in batch:
            if line.issue.publication.slug not in self._publications:
                self._publications[line.issue.publication.slug] = _new_publication(line)
        self.issues = self._issues(batch)
        self._sections = self._found_sections(batch)
        self._authors = {found.name: found for found in _there(Author, "name", _author_names(batch))}
        self._tags = {kind.plural: _tag_ids(kind, batch) for kind in TAG_KINDS}

    def section(self, line: ArticleLine) -> Section | None:
        """The section of an article, by its slug within the publication."""
        if line.section is None:
            return None
        publication = self._publications[line.issue.publication.slug]
        key = (publication.pk, line.section.slug)
        if key not in self._sections:
            made = Section.objects.create(publication=publication, slug=line.section.slug, name=line.section.name)
            self._sections[key] = made
        return self._sections[key]

    def authors(self, line: ArticleLine) -> list[Author]:
        """The authors of an article, each once. The same name is the same author."""
        people = []
        for author in line.authors:
            if author.name not in self._authors:
                taken = Author.objects.filter(slug=author.slug).exists()
                slug = free_slug(Author.objects.all(), author.name, "author") if taken else author.slug
                self._authors[author.name] = Author.objects.create(name=author.name, slug=slug)
            people.append(self._authors[author.name])
        return list(dict.fromkeys(people))

    def tag_id(self, plural: str, key: str) -> int:
        """The id of the topic, region or institution with that slug or code."""
        return self._tags[plural][key]

    def _issues(self, batch: list[ArticleLine]) -> dict[IssueKey, Issue]:
        slugs = {line.issue.slug for line in batch}
        there = Issue.objects.filter(publication__in=self._publications.values(), slug__in=slugs)
        found = {(issue.publication.slug, issue.slug): issue for issue in there.select_related("publication")}
        taken = set(Issue.objects.filter(pk__in={line.issue.id for line in batch}).values_list("pk", flat=True))
        for line in batch:
            if issue_key(line) not in found:
                number = None if line.issue.id in taken else line.issue.id
                made = _new_issue(line, self._publications[line.issue.publication.slug], number)
                found[issue_key(line)] = made
                taken.add(made.pk)
        return found

    def _found_sections(self, batch: list[ArticleLine]) -> dict[tuple[int, str], Section]:
        slugs = {line.section.slug for line in batch if line.section}
        there = Section.objects.filter(publication__in=self._publications.values(), slug__in=slugs)
        return {(section.publication_id, section.slug): section for section in there}


def _there(model: Any, field: str, values: set[str]) -> Iterable[Any]:
    return model.objects.filter(**{f"{field}__in": values})


def _publication_slugs(batch: list[ArticleLine]) -> set[str]:
    return {line.issue.publication.slug for line in batch}


def _author_names(batch: list[ArticleLine]) -> set[str]:
    return {author.name for line in batch for author in line.authors}


def _new_publication(line: ArticleLine) -> Publication:
    """Its language is that of its first article, since a row does not say it."""
    stated = line.issue.publication
    return Publication.objects.create(
        slug=stated.slug, name=stated.name, language=line.language, rights=line.rights or "", access=line.access
    )


def _new_issue(line: ArticleLine, publication: Publication, number: int | None) -> Issue:
    day, precision = parse_stated(line.issue.date)
    return Issue.objects.create(
        pk=number,
        publication=publication,
        slug=line.issue.slug,
        title=line.issue.title or "",
        number=line.issue.number or "",
        date=day,
        date_precision=precision,
        state=State.PUBLISHED,
    )


def _tag_ids(kind: Any, batch: list[ArticleLine]) -> dict[str, int]:
    """The ids of the entries that the batch names, by slug or code; those that are in no vocabulary are made."""
    named = {getattr(tag, kind.key): tag.name for line in batch for tag in getattr(line, kind.plural)}
    ids = dict(kind.vocabulary.objects.filter(**{f"{kind.key}__in": named}).values_list(kind.key, "pk"))
    unknown = {"kind": Region.Kind.GROUP} if kind.vocabulary is Region else {}
    for key in named.keys() - ids.keys():
        ids[key] = kind.vocabulary.objects.create(**{kind.key: key}, name=named[key], **unknown).pk
    return ids
