"""Brings the vocabularies into the database, so that tags can point at their entries."""

from typing import Any

from django.db import models, transaction

from articles import vocabularies
from articles.models import Institution, Region, Topic
from articles.receivers import announce_articles_of

_SHOWN = ("name", "name_zh", "abbreviation")
"""What articles show, or are found by, of an entry."""


@transaction.atomic
def sync_vocabularies() -> None:
    """Makes topics, regions and institutions say what the vocabularies say; a second run changes nothing.

    Rows that are in no vocabulary stay as they are: an editor added them, or articles still carry them.
    """
    _sync_topics()
    regions = vocabularies.regions().entries
    _upsert(Region, "code", [_fields(entry, "code", "name", "name_zh", "kind") for entry in regions])
    _sync_members()
    _sync_institutions()


def _sync_topics() -> None:
    entries = vocabularies.topics().entries
    fields = ("slug", "name", "name_zh", "description", "description_zh")
    _upsert(Topic, "slug", [_fields(entry, *fields) | {"parent_id": None} for entry in entries if not entry.parent])
    parents = dict(Topic.objects.values_list("slug", "pk"))
    rows = [_fields(entry, *fields) | {"parent_id": parents[entry.parent]} for entry in entries if entry.parent]
    _upsert(Topic, "slug", rows)


def _sync_institutions() -> None:
    regions = dict(Region.objects.values_list("code", "pk"))
    rows = [
        _fields(entry, "slug", "name", "name_zh", "abbreviation", "kind")
        | {"region_id": regions[entry.region] if entry.region else None}
        for entry in vocabularies.institutions().entries
    ]
    _upsert(Institution, "slug", rows)


def _sync_members() -> None:
    """The members of the vocabulary's groups; those of an editor's own groups stay."""
    keys = dict(Region.objects.values_list("code", "pk"))
    groups = [entry for entry in vocabularies.regions().entries if entry.kind == Region.Kind.GROUP]
    wanted = {(keys[group.code], keys[member]) for group in groups for member in group.members}
    link = Region.members.through
    known = link.objects.filter(from_region__in=[keys[group.code] for group in groups])
    present = {(row.from_region_id, row.to_region_id): row.pk for row in known}
    link.objects.filter(pk__in=[pk for pair, pk in present.items() if pair not in wanted]).delete()
    missing = sorted(wanted - present.keys())
    link.objects.bulk_create(link(from_region_id=group, to_region_id=member) for group, member in missing)


def _fields(entry: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in names}


def _upsert(model: type[models.Model], key: str, rows: list[dict[str, Any]]) -> None:
    """Writes the rows that are new or differ, in one query, and none where nothing does. Articles that show a name
    which was another are announced."""
    names = [name for name in rows[0] if name != key]
    present = {row[key]: row for row in model._default_manager.values(key, *names)}
    changed = [model(**row) for row in rows if present.get(row[key]) != row]
    if changed:
        model._default_manager.bulk_create(changed, update_conflicts=True, unique_fields=[key], update_fields=names)
    shown = [name for name in names if name in _SHOWN]
    renamed = [
        row[key] for row in rows if (old := present.get(row[key])) and any(old[name] != row[name] for name in shown)
    ]
    if renamed:
        changed_keys = model._default_manager.filter(**{f"{key}__in": renamed}).values_list("pk", flat=True)
        announce_articles_of(model, list(changed_keys))
