"""Deletes what editors delete, and keeps all of it, so that it can be brought back (articles/bringing_back.py).

For issues, and for what has a name of its own: publications, sections, authors, topics, regions, institutions. An
article that is deleted from an issue which stays is in the history of that issue (articles/history.py). The files of
an issue stay where they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.db.models.deletion import Collector
from django.utils.text import Truncator
from django.utils.translation import override

from articles.kept_tables import Doomed, KeptTable, kept
from articles.models import Article, Issue, PublicRecord, Removal, SketchKey, SourceFile, State
from articles.turns import take_turn

MADE_ANEW = {SketchKey}
"""What is made of other rows, and is made again of them when they come back."""
_NAME_LENGTH = 300
_FEW = 10  # removals read at a time: one may hold the texts of a whole issue


class KeptFile(NamedTuple):
    """A file of a deleted issue: where it is in the folder of uploads, its SHA-256 and size, and its own name."""

    path: str
    sha256: str
    size: int
    name: str


def remove(instance: Model, user: Any) -> Removal:
    """Deletes it with all that goes with it, and keeps that; in one transaction, with all signals of a deletion.

    Raises ProtectedError, as Django does, while something needs it.
    """
    with transaction.atomic():
        take_turn()
        doomed_one = type(instance)._base_manager.select_for_update().get(pk=instance.pk)
        collector = Collector(using=DEFAULT_DB_ALIAS, origin=doomed_one)
        collector.collect([doomed_one])
        doomed = _doomed(collector)
        tables = kept({model: keys for model, keys in doomed.items() if model not in MADE_ANEW})
        removal = Removal.objects.create(
            model=instance._meta.label_lower,
            key=instance.pk,
            name=_name(doomed_one),
            user=user,
            rows=[table.as_json() for table in tables],
            links=_links(collector, doomed),
            **_remembered(doomed_one, tables),
        )
        collector.delete()
    return removal


def remove_all(instances: Iterable[Model], user: Any) -> list[Removal]:
    """Deletes all of them or none, each as a removal of its own; one that another of them needs after that one."""
    removals: list[Removal] = []
    waiting = list(instances)
    with transaction.atomic():
        while waiting:
            postponed: list[Model] = []
            for instance in waiting:
                try:
                    removals.append(remove(instance, user))
                except ProtectedError:
                    if len(waiting) == 1:
                        raise
                    postponed.append(instance)
            if len(postponed) == len(waiting):
                remove(postponed[0], user)  # raises what stands in the way
            waiting = postponed
    return removals


def standing() -> QuerySet[Removal]:
    """The removals that were not brought back; those that were deleted for good are among them, without rows."""
    return Removal.objects.filter(brought_back_at=None)


def last_removal(model: type[Model], key: int) -> Removal | None:
    """The latest removal of what had that key, without its rows; None if it never was removed."""
    return Removal.objects.filter(model=model._meta.label_lower, key=key).defer("rows").order_by("-pk").first()


def kept_files() -> Iterator[KeptFile]:
    """The files of deleted issues that can still be brought back."""
    for tables in standing().order_by("pk").values_list("rows", flat=True).iterator(chunk_size=_FEW):
        yield from files_in(tables)


def kept_file_names() -> set[str]:
    """Where these files are in the folder of uploads: no orphans, although no source file names them."""
    return {file.path for file in kept_files()}


def files_in(tables: Iterable[dict[str, Any]]) -> Iterator[KeptFile]:
    """The files that the rows of a removal name."""
    for table in tables:
        if table["model"] == SourceFile._meta.label_lower:
            for row in table["rows"]:
                values = dict(zip(table["names"], row, strict=True))
                if values["file"]:
                    yield KeptFile(values["file"], values["sha256"], values["size"], values["name"])


def model_of(removal: Removal) -> type[Model]:
    """The model of what was removed. Raises LookupError if there is none of that name any more."""
    return apps.get_model(removal.model)


@override("en")  # what is kept is in one language
def _name(instance: Model) -> str:
    return Truncator(str(instance)).chars(_NAME_LENGTH)


def _doomed(collector: Collector) -> Doomed:
    found: dict[type[Model], set[Any]] = defaultdict(set)
    for model, instances in collector.data.items():
        found[model].update(instance.pk for instance in instances)
    for rows in collector.fast_deletes:
        found[rows.model].update(rows.order_by().values_list("pk", flat=True))
    return found


def _links(collector: Collector, doomed: Doomed) -> list[dict[str, Any]]:
    """The fields of rows that stay and lose what they point at."""
    links: dict[tuple[str, str, Any], list[Any]] = defaultdict(list)
    for (field, _value), groups in collector.field_updates.items():
        pointers: Any = groups
        keys = {row.pk for rows in pointers for row in rows} - set(doomed.get(field.model, ()))
        pointing = field.model._base_manager.filter(pk__in=keys).order_by("pk")
        for key, target in pointing.values_list("pk", field.attname):
            links[field.model._meta.label_lower, field.attname, target].append(key)
    return [
        {"model": model, "field": field, "to": target, "keys": keys} for (model, field, target), keys in links.items()
    ]


def _remembered(instance: Model, tables: list[KeptTable]) -> dict[str, Any]:
    """What is known of it without looking into its rows: how many articles it holds, whether the public saw it and,
    if it ever did, the address of an issue."""
    articles = next((table for table in tables if table.model is Article), None)
    said: dict[str, Any] = {"article_count": len(articles.rows) if articles else 0}
    if isinstance(instance, Issue):
        said["was_public"] = instance.is_published
        if articles and _was_public(instance, articles):
            said["address"] = address(instance.publication.slug, instance.slug)
    return said


def address(publication: str, slug: str) -> str:
    """What an issue's removal is found by: the slugs in its address, as they were then."""
    return f"{publication}/{slug}"


def _was_public(issue: Issue, articles: KeptTable) -> bool:
    """Whether the public ever saw an article in it. One that waits as published in a draft was not seen yet."""
    states = zip(articles.column("id"), articles.column("state"), strict=True)
    seen = [key for key, state in states if issue.is_published or state == State.DRAFT]
    return PublicRecord.objects.filter(pk__in=seen).exists()
