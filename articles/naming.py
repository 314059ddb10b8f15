"""Sections and authors by the name that is printed, made when they appear for the first time."""

from django.db import models
from django.utils.text import slugify

from articles.models import Article, Author, Authorship, Publication, Section

_SLUG_LENGTH = 100


def named_section(publication: Publication, name: str) -> Section | None:
    """The publication's section of that name, whatever its capitals; None for an empty name."""
    name = " ".join(name.split())
    if not name:
        return None
    found = publication.sections.filter(name__iexact=name).first()
    return found or Section.objects.create(
        publication=publication, name=name, slug=free_slug(publication.sections.all(), name, "section")
    )


def named_author(name: str) -> Author:
    """The author of that name; the same name is the same author."""
    name = " ".join(name.split())
    found = Author.objects.filter(name=name).first()
    return found or Author.objects.create(name=name, slug=free_slug(Author.objects.all(), name, "author"))


def free_slug(taken: models.QuerySet, name: str, fallback: str) -> str:
    """A slug made from a name (from `fallback` where nothing of the name is left) that no row in `taken` has."""
    stem = slugify(name, allow_unicode=True)[:_SLUG_LENGTH].strip("-") or fallback
    used = set(taken.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in used:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def sign(article: Article, names: list[str]) -> None:
    """Makes these people the article's authors, in this order."""
    if names == [row.author.name for row in article.authorships.all()]:
        return
    article.authorships.all().delete()
    for position, name in enumerate(names, 1):
        Authorship.objects.create(article=article, author=named_author(name), position=position)
