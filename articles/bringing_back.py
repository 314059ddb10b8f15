"""Brings back what an editor deleted, under the numbers and addresses it had: all of it, or nothing.

What it pointed at may have been deleted meanwhile. Then it comes back as it would be now had it been there at that
deletion: a link that may be empty is empty, and what goes with the deleted thing waits with it, to come back when that
does. Only if it cannot do without, it has to wait itself.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import PROTECT, ForeignKey, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.kept_tables import KeptTable, OtherRelease, read
from articles.likenesses import find_likenesses
from articles.models import Article, Issue, Removal, SourceFile
from articles.receivers import announce_articles_of
from articles.removing import model_of, standing
from articles.rows import count_on, insert
from articles.signals import articles_changed
from articles.turns import take_turn

_AT_ONCE = 500


class CannotComeBack(ValueError):
    """It cannot be brought back as things are now. Its text is a sentence for the editor."""


def bring_back(removal: Removal, user: Any) -> Model:
    """Puts back all that went with the removal, and returns what was removed.

    Articles and issues count as changed now, so that whoever asks for what is new hears of them. Raises CannotComeBack
    if it was brought back before or deleted for good, if what it needs is gone, or if its number, name, address or file
    has been taken by something else meanwhile.
    """
    with transaction.atomic():
        take_turn()
        removal = Removal.objects.select_for_update().get(pk=removal.pk)
        _refuse_if_over(removal)
        tables = _tables(removal)
        _do_without(removal, tables)
        for table in tables:
            _refuse_if_taken(table, tables)
        now = timezone.now()
        for table in tables:
            _date(table, now)
            insert(table.model, table.names, table.rows)
        count_on([table.model for table in tables])
        linked = _link(removal)
        _close(removal, user, now)
        _tell(removal, tables, linked)
        return model_of(removal)._base_manager.get(pk=removal.key)


def _refuse_if_over(removal: Removal) -> None:
    if removal.brought_back_at:
        when = date_format(localtime(removal.brought_back_at), "DATETIME_FORMAT")
        if removal.brought_back_by:
            sentence = _("It was brought back already, on %(when)s by %(editor)s. Nothing was changed.")
            raise CannotComeBack(sentence % {"when": when, "editor": removal.brought_back_by})
        raise CannotComeBack(_("It was brought back already, on %(when)s. Nothing was changed.") % {"when": when})
    if not removal.rows:
        raise CannotComeBack(_("It was deleted for good and cannot be brought back."))


def _tables(removal: Removal) -> list[KeptTable]:
    try:
        return read(removal.rows)
    except OtherRelease as error:
        raise CannotComeBack(
            _("Another release of the archive has kept it, in a form that this one cannot read. Nothing was changed.")
        ) from error


def _do_without(removal: Removal, tables: list[KeptTable]) -> None:
    """Takes out of the rows what points at something that is gone."""
    kept = {table.model: table.keys for table in tables}
    for table in tables:
        for place, field in enumerate(table.fields()):
            if isinstance(field, ForeignKey):
                wanted = {row[place] for row in table.rows} - {None} - kept.get(field.related_model, set())
                for key in wanted - _there(field.related_model, wanted):
                    _part(removal, table, place, key)


def _there(model: type[Model], keys: set[Any]) -> set[Any]:
    """Those of the keys that are in the database, locked: what is needed is not to go meanwhile."""
    found: set[Any] = set()
    listed = sorted(keys)
    for start in range(0, len(listed), _AT_ONCE):
        rows = model._base_manager.filter(pk__in=listed[start : start + _AT_ONCE])
        found.update(rows.select_for_update(no_key=True).values_list("pk", flat=True))
    return found


def _part(removal: Removal, table: KeptTable, place: int, key: Any) -> None:
    """Parts the rows of a table from what had that key, which is gone: as the column in that place allows."""
    field: Any = table.fields()[place]
    pointing = [row for row in table.rows if row[place] == key]
    keys = [row[table.names.index(table.model._meta.pk.attname)] for row in pointing]
    holder = _holder(field.related_model, key)
    is_needed = not field.null and table.model is model_of(removal) and removal.key in keys
    if is_needed or (holder and field.remote_field.on_delete is PROTECT):
        raise CannotComeBack(_gone(field, holder))
    if field.null:
        for row in pointing:
            row[place] = None
        waiting = {"model": table.label, "field": field.attname, "to": key, "keys": keys}
        if holder:
            holder.links.append(waiting)
    else:
        table.rows = [row for row in table.rows if row not in pointing]
        if holder:
            holder.rows.append(KeptTable(table.model, table.names, pointing).as_json())
    if holder:
        holder.save(update_fields=["rows", "links"])


def _gone(field: Any, holder: Removal | None) -> str:
    kind = field.related_model._meta.verbose_name
    if holder is None:
        return _("The %(kind)s it belongs to is no longer in the archive. Nothing was brought back.") % {"kind": kind}
    sentence = _("The %(kind)s “%(name)s” has been deleted as well. Bring that back first; nothing was changed.")
    return sentence % {"kind": kind, "name": holder.name}


def _holder(model: type[Model], key: Any) -> Removal | None:
    """The removal that would bring back what had that key; None if none does."""
    removals = standing().exclude(rows=[]).select_for_update().order_by("-pk")
    itself = removals.filter(model=model._meta.label_lower, key=key).first()
    return itself or next((one for one in removals.iterator(chunk_size=1) if _holds(one, model, key)), None)


def _holds(removal: Removal, model: type[Model], key: Any) -> bool:
    own, label = model._meta.pk.attname, model._meta.label_lower
    tables = (table for table in removal.rows if table["model"] == label)
    return any(row[table["names"].index(own)] == key for table in tables for row in table["rows"])


def _refuse_if_taken(table: KeptTable, tables: list[KeptTable]) -> None:
    for field in table.fields():
        if field.unique:
            values = [value for value in table.column(field.attname) if value is not None]
            for start in range(0, len(values), _AT_ONCE):
                taken = table.model._base_manager.filter(**{f"{field.attname}__in": values[start : start + _AT_ONCE]})
                if other := taken.first():
                    raise CannotComeBack(_taken(other))
    for names in _unique_together(table, tables):
        for together in zip(*(table.column(name) for name in names), strict=True):
            if other := table.model._base_manager.filter(**dict(zip(names, together, strict=True))).first():
                raise CannotComeBack(_taken(other))


def _unique_together(table: KeptTable, tables: list[KeptTable]) -> Iterator[list[str]]:
    """Which columns have to differ from those of any row that is there. Where one points at what comes back too,
    there can be none."""
    kept = {other.model for other in tables}
    for constraint in table.model._meta.total_unique_constraints:
        fields: list[Any] = [table.model._meta.get_field(name) for name in constraint.fields]
        if not any(field.related_model in kept for field in fields):
            yield [field.attname for field in fields]


def _taken(other: Model) -> str:
    if isinstance(other, SourceFile):
        sentence = _("The file “%(name)s” has been uploaded again, to “%(issue)s”. Delete that issue first.")
        return sentence % {"name": other, "issue": other.issue}
    if isinstance(other, Issue):
        sentence = _("The address it had belongs to another issue now, “%(name)s”. Change that one's first.")
        return sentence % {"name": other}
    sentence = _("Its name, address or number belongs to another %(kind)s now, “%(name)s”. Nothing was brought back.")
    return sentence % {"kind": other._meta.verbose_name, "name": other}


def _date(table: KeptTable, now: datetime) -> None:
    if "updated_at" in table.names:
        place = table.names.index("updated_at")
        for row in table.rows:
            row[place] = now.isoformat()


def _link(removal: Removal) -> set[int]:
    """Has rows point at it again that did so and still are empty there. Returns the articles among them."""
    articles: set[int] = set()
    for link in removal.links:
        model, keys = apps.get_model(link["model"]), link["keys"]
        empty = model._base_manager.filter(pk__in=keys, **{f"{link['field']}__isnull": True})
        if model is Article:
            articles.update(empty.values_list("pk", flat=True))
        empty.update(**{link["field"]: link["to"]})
        if gone := set(keys) - set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)):
            _link_kept(link, gone)
    return articles


def _link_kept(link: dict[str, Any], keys: set[Any]) -> None:
    """The same for rows that have been deleted since, where a removal keeps them."""
    own = apps.get_model(link["model"])._meta.pk.attname
    for removal in standing().select_for_update().iterator(chunk_size=1):
        found = False
        for table in removal.rows:
            if table["model"] == link["model"]:
                key, place = table["names"].index(own), table["names"].index(link["field"])
                empty = [row for row in table["rows"] if row[key] in keys and row[place] is None]
                for row in empty:
                    row[place] = link["to"]
                found = found or bool(empty)
        if found:
            removal.save(update_fields=["rows"])


def _close(removal: Removal, user: Any, now: datetime) -> None:
    removal.rows, removal.links, removal.address = [], [], ""
    removal.brought_back_at, removal.brought_back_by = now, user
    removal.save()


def _tell(removal: Removal, tables: list[KeptTable], linked: set[int]) -> None:
    """Makes anew what is made of texts, and announces every article that shows what is back."""
    articles = {key for table in tables if table.model is Article for key in table.keys}
    find_likenesses(*Article.objects.filter(pk__in=articles).order_by("pk"))
    announce_articles_of(model_of(removal), [removal.key])
    if changed := articles | linked:
        articles_changed.send(Article, ids=changed)
