"""What belongs to an imported article in other tables: authors, captions and tags, in the order of its line."""

from collections.abc import Iterable, Iterator
from typing import Any

from articles.importing.naming import Named
from articles.importing.records import ArticleLine
from articles.models import Article, Authorship, Caption
from articles.tagging import TAG_KINDS, TagKind

_Stored = Iterable[tuple[Article, ArticleLine]]


def save_parts(stored: _Stored, named: Named) -> None:
    """Saves what belongs to articles that have none of it yet, in one statement for each kind of row."""
    stored = list(stored)
    Authorship.objects.bulk_create(
        Authorship(article=article, author=author, position=place)
        for article, line in stored
        for place, author in enumerate(named.authors(line), 1)
    )
    Caption.objects.bulk_create(
        Caption(article=article, position=place, text=said.text, credit=said.credit or "", anchor=said.anchor)
        for article, line in stored
        for place, said in enumerate(line.captions, 1)
    )
    for kind in TAG_KINDS:
        kind.tagging.objects.bulk_create(tag for article, line in stored for tag in _tags(article, line, kind, named))


def replace_parts(article: Article, line: ArticleLine, named: Named) -> None:
    """Puts what the line has in the place of what the article had. Where the text is withheld in the line, the captions
    and the passages that tags rest on stay as they are."""
    withheld = line.body is None
    passages: dict[tuple[str, int], str] = {}
    for kind in TAG_KINDS:
        tags = getattr(article, kind.relation)
        if withheld:
            passages |= {(kind.plural, entry): said for entry, said in tags.values_list(f"{kind.name}_id", "evidence")}
        tags.all().delete()
    article.authorships.all().delete()
    if not withheld:
        article.captions.all().delete()
    save_parts([(article, line)], named)
    _restore(article, passages)


def _restore(article: Article, passages: dict[tuple[str, int], str]) -> None:
    """Gives tags the passages that they rested on before."""
    for kind in TAG_KINDS:
        for tag in getattr(article, kind.relation).all():
            if said := passages.get((kind.plural, getattr(tag, f"{kind.name}_id"))):
                tag.evidence = said
                tag.save(update_fields=["evidence"])


def _tags(article: Article, line: ArticleLine, kind: TagKind, named: Named) -> Iterator[Any]:
    seen = set()
    for tag in getattr(line, kind.plural):
        entry = named.tag_id(kind.plural, getattr(tag, kind.key))
        if entry not in seen:
            seen.add(entry)
            yield kind.tagging(
                article=article, evidence=tag.evidence or "", origin=tag.origin, **{f"{kind.name}_id": entry}
            )
