"""An editor's corrections to an article, written to the database."""

from typing import Any

from articles.models import Article, Authorship
from articles.naming import named_author, named_section
from articles.tagging import TAG_KINDS, put_on, take_off


def correct(article: Article, changes: dict[str, Any]) -> None:
    """Saves an article with the cleaned data of its ReviewForm. Call it inside a transaction."""
    article.section = named_section(article.issue.publication, changes["section_name"])
    _sign(article, changes["author_names"])
    for kind in TAG_KINDS:
        for tag in getattr(article, kind.relation).all():
            if kind.entry_key(getattr(tag, kind.name)) in changes.get("removed", ()):
                take_off(article, kind, tag)
        for entry in changes[f"added_{kind.name}"]:
            put_on(article, kind, entry)
    article.save()


def _sign(article: Article, names: list[str]) -> None:
    """Makes these people the article's authors, in this order."""
    if names == [row.author.name for row in article.authorships.all()]:
        return
    article.authorships.all().delete()
    for position, name in enumerate(names, 1):
        Authorship.objects.create(article=article, author=named_author(name), position=position)
