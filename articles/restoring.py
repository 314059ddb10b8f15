"""Brings an issue back to parts of a snapshot. Articles come back under the number they had, so addresses stay."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from articles.dates import parse_stated
from articles.models import Article, Author, Authorship, Caption, Issue, Publication, Section, SourceFile
from articles.naming import named_author, named_section
from articles.signals import articles_changed
from articles.snapshots import ARTICLE_FIELDS, ISSUE_FIELDS, SOURCE_FIELDS, Part, Snapshot
from articles.tagging import TAG_KINDS

Places = dict[int, int]
"""Positions in an issue by the articles' primary keys."""


def restore(issue: Issue, wanted: Snapshot) -> None:
    """Makes these parts of the issue say what they say in `wanted`. Call it inside a transaction.

    An article that is None there is deleted; a file is only taken out of use. Sections and authors that are gone are
    made again by name; entries of the vocabularies that are gone are left out.
    """
    if fields := wanted.get("issue"):
        _restore_issue(issue, fields)
    for pk, fields in _of_kind(wanted, "source"):
        _restore_source(pk, fields or {"is_current": False})
    _restore_articles(dict(_of_kind(wanted, "article")))


def _of_kind(wanted: Snapshot, kind: str) -> Iterator[tuple[int, Part | None]]:
    """Primary keys, with parts."""
    for key, fields in wanted.items():
        if key.startswith(f"{kind}:"):
            yield int(key.removeprefix(f"{kind}:")), fields


def _restore_issue(issue: Issue, fields: Part) -> None:
    issue.refresh_from_db()
    _set(issue, fields, ISSUE_FIELDS)
    if "publication" in fields:
        issue.publication = Publication.objects.get(pk=fields["publication"]["id"])
    issue.save()


def _restore_source(pk: int, fields: Part) -> None:
    source = SourceFile.objects.get(pk=pk)
    _set(source, fields, SOURCE_FIELDS)
    source.save()


def _restore_articles(wanted: dict[int, Part | None]) -> None:
    Article.objects.filter(pk__in=[pk for pk, fields in wanted.items() if fields is None]).delete()
    present = Article.objects.select_related("issue__publication").in_bulk(list(wanted))
    places: dict[int, Places] = {}
    for pk, fields in wanted.items():
        if fields is None:
            continue
        known = present.get(pk)
        article = known or Article(pk=pk)
        place = fields.get("position", article.position)
        _restore_article(article, fields, is_new=known is None)
        if "position" in fields or "issue" in fields:
            places.setdefault(article.issue_id, {})[pk] = place
    for issue_id, positions in places.items():
        _place(issue_id, positions)


def _restore_article(article: Article, fields: Part, *, is_new: bool) -> None:
    """Writes the fields into the article and saves it, at the end of its issue where it is new there."""
    _set(article, fields, [name for name in ARTICLE_FIELDS if name != "position"])
    if "issue" in fields:
        article.issue = Issue.objects.select_related("publication").get(pk=fields["issue"]["id"])
        article.position = article.issue.articles.last_position() + 1
    if "section" in fields:
        article.section = _section(article, fields["section"])
    if "source" in fields:
        article.source = _source(fields["source"])
    if "published_at" in fields:
        article.published_at = Article._meta.get_field("published_at").to_python(fields["published_at"])
    article.save(force_insert=is_new)
    if "authors" in fields:
        _restore_authors(article, fields["authors"])
    if "captions" in fields:
        _restore_captions(article, fields["captions"])
    _restore_tags(article, fields)


def _set(row: Any, fields: Part, names: Any) -> None:
    for name in names:
        if name in fields:
            setattr(row, name, fields[name])
    if "date" in fields:
        row.date, row.date_precision = parse_stated(fields["date"])


def _section(article: Article, named: dict[str, Any] | None) -> Section | None:
    if named is None:
        return None
    found = Section.objects.filter(pk=named["id"]).first()
    return found or named_section(article.issue.publication, named["name"])


def _source(named: dict[str, Any] | None) -> SourceFile | None:
    return SourceFile.objects.filter(pk=named["id"]).first() if named else None


def _restore_authors(article: Article, people: list[dict[str, Any]]) -> None:
    article.authorships.all().delete()
    for position, named in enumerate(people, 1):
        author = Author.objects.filter(pk=named["id"]).first() or named_author(named["name"])
        Authorship.objects.get_or_create(article=article, author=author, defaults={"position": position})


def _restore_captions(article: Article, captions: list[Part]) -> None:
    article.captions.all().delete()
    for position, caption in enumerate(captions, 1):
        Caption.objects.create(article=article, position=position, **caption)


def _restore_tags(article: Article, fields: Part) -> None:
    for kind in TAG_KINDS:
        if kind.plural not in fields:
            continue
        getattr(article, kind.relation).all().delete()
        tags = fields[kind.plural]
        entries = kind.vocabulary.objects.in_bulk([tag["key"] for tag in tags], field_name=kind.key)
        for tag in tags:
            if entry := entries.get(tag["key"]):
                kind.tagging.objects.create(
                    article=article, evidence=tag["evidence"], origin=tag["origin"], **{kind.name: entry}
                )


def _place(issue_id: int, wanted: Places) -> None:
    """Puts articles where they belong in their issue. Those in the way, and no others, go back a place."""
    present = dict(Article.objects.filter(issue=issue_id).values_list("pk", "position"))
    moved = {pk: place for pk, place in _arranged(present, wanted).items() if place != present[pk]}
    beyond = max([*present.values(), *moved.values()], default=0)
    for number, pk in enumerate(moved, 1):  # no two may stand in one place, not even for a moment
        Article.objects.filter(pk=pk).update(position=beyond + number)
    for pk, place in moved.items():
        Article.objects.filter(pk=pk).update(position=place, updated_at=timezone.now())
    if moved:
        articles_changed.send(Article, ids=set(moved))


def _arranged(present: Places, wanted: Places) -> Places:
    """Every article's place when those in `wanted` have theirs, and the others keep theirs as far as they can."""
    arranged: Places = {}
    place = 0
    for pk in sorted(present, key=lambda pk: (wanted.get(pk, present[pk]), pk not in wanted)):
        place = max(place + 1, wanted.get(pk, present[pk]))
        arranged[pk] = place
    return arranged
