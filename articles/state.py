"""The state of the catalogue: a token that is another after every change to what pages may show.

The database itself changes it, by triggers on the tables of the catalogue, in the transaction of the change: whoever
writes, in whatever way, cannot forget it, and no reader sees the one without the other.
"""

import secrets
from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.utils import CursorWrapper

from articles.models import (
    Article,
    ArticleInstitution,
    ArticleRegion,
    ArticleTopic,
    Author,
    Authorship,
    Caption,
    CatalogueState,
    Change,
    Institution,
    Issue,
    Likeness,
    Publication,
    Region,
    Section,
    SourceFile,
    Topic,
)

_PUBLIC = "{row}.state = 'published'"
_OF_PUBLIC_ISSUE = "EXISTS (SELECT 1 FROM articles_issue i WHERE i.id = {row}.issue_id AND i.state = 'published')"
_OF_PUBLIC_ARTICLE = "EXISTS (SELECT 1 FROM articles_article a WHERE a.id = {row}.article_id AND a.state = 'published')"
_ALWAYS = "TRUE"

SHOWN: dict[type[models.Model], str] = {
    Publication: _ALWAYS,
    Section: _ALWAYS,
    Issue: _PUBLIC,
    SourceFile: _OF_PUBLIC_ISSUE,
    Article: _OF_PUBLIC_ISSUE,  # a draft in it as well: the page of the issue counts those that are missing
    Author: _ALWAYS,
    Authorship: _OF_PUBLIC_ARTICLE,
    Caption: _OF_PUBLIC_ARTICLE,
    Topic: _ALWAYS,
    Region: _ALWAYS,
    Region.members.through: _ALWAYS,
    Institution: _ALWAYS,
    ArticleTopic: _OF_PUBLIC_ARTICLE,
    ArticleRegion: _OF_PUBLIC_ARTICLE,
    ArticleInstitution: _OF_PUBLIC_ARTICLE,
    Likeness: _ALWAYS,
    Change: _OF_PUBLIC_ISSUE,
}
"""The models whose rows pages show something of, and which of their rows: work on drafts changes no page."""

SHOWN_THROUGH_OTHERS = (Publication, Section, Author)
"""A new row of these is on no page before a row of another model names it."""

UNSHOWN: dict[type[models.Model], str] = {Article: "checksum", SourceFile: "checked_at"}
"""The column that `manage.py verify` writes by itself, which no page shows: that alone changes nothing."""

_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

_ON_SQLITE = """
    CREATE TRIGGER {table}_{event}_changes_state AFTER {change} ON {table} WHEN {condition} BEGIN
        UPDATE {state} SET token = lower(hex(randomblob(16)));
    END
"""

_JUDGED_AT_COMMIT = """
    CREATE OR REPLACE FUNCTION {table}_changes_state() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
        mine CONSTANT text := to_hex(pg_current_xact_id()::text::bigint) || '-';
        present text;
    BEGIN
        SELECT token INTO present FROM {state} WHERE id = 1 FOR NO KEY UPDATE;
        IF NOT starts_with(present, mine) AND (CASE TG_OP {cases} END) THEN
            UPDATE {state} SET token = left(mine || replace(gen_random_uuid()::text, '-', ''), 32) WHERE id = 1;
        END IF;
        RETURN NULL;
    END
    $body$
"""
"""Many may write at once here. Each takes the row of the state last, when it commits and has all else that it needs:
so none waits for another that waits for it, and all have their turn. Whether a change shows is judged then too: an
issue may have been published beside it meanwhile, which an earlier look would have missed."""

_WATCH = """
    CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR {update} OR DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {table}_changes_state()
"""
_WATCHED = "SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass"


def catalogue_state() -> str | None:
    """The token of the state that pages show now; None where it is not known.

    It is not where the database keeps none, nor within a transaction on PostgreSQL, which gives a new token only at
    its end: until then, what the transaction sees may be its own changes.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        return None
    return CatalogueState.objects.values_list("token", flat=True).first() or None


def watch_tables(using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes the triggers anew. To be called after each migration: tables, or what pages show, may be others now."""
    watch = _VENDORS.get(connections[using].vendor)
    if watch is None:
        return
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for model in SHOWN:
            watch(cursor, model)
        cursor.execute(_FIRST, [secrets.token_hex(16)])


def _watch_on_sqlite(cursor: CursorWrapper, model: type[models.Model]) -> None:
    table = model._meta.db_table
    for event, condition in _conditions(model).items():
        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{event}_changes_state")
        words = {"table": table, "event": event, "change": _change(model, event), "state": _STATE}
        cursor.execute(_ON_SQLITE.format(condition=condition, **words))


def _watch_on_postgres(cursor: CursorWrapper, model: type[models.Model]) -> None:
    """What a trigger does is replaced without a lock; the trigger itself, whose making waits for all writers, stays."""
    table = model._meta.db_table
    cases = " ".join(f"WHEN '{event}' THEN {condition}" for event, condition in _conditions(model).items())
    cursor.execute(_JUDGED_AT_COMMIT.format(table=table, state=_STATE, cases=f"{cases} ELSE FALSE"))
    name = f"{table}_changes_state"
    cursor.execute(_WATCHED, [name, table])
    if not cursor.fetchone():
        cursor.execute(_WATCH.format(name=name, table=table, update=_change(model, "UPDATE")))


def _change(model: type[models.Model], event: str) -> str:
    """The event as a trigger names it: of an update, which columns it is about."""
    if event != "UPDATE" or model not in UNSHOWN:
        return event
    columns = [field.column for field in model._meta.local_concrete_fields if field.column != UNSHOWN[model]]
    return "UPDATE OF " + ", ".join(f'"{column}"' for column in columns)


def _conditions(model: type[models.Model]) -> dict[str, str]:
    """By the events that may change what pages show, when they do."""
    events = {event: " OR ".join(SHOWN[model].format(row=row) for row in rows) for event, rows in _ROWS.items()}
    if model in SHOWN_THROUGH_OTHERS:
        del events["INSERT"]
    return events


_STATE = CatalogueState._meta.db_table
_FIRST = f"INSERT INTO {_STATE} (id, token) SELECT 1, %s WHERE NOT EXISTS (SELECT 1 FROM {_STATE})"  # noqa: S608  # nosec B608
"""Not by the model: the tables may be those of an earlier release, which a backup is restored into."""
_VENDORS: dict[str, Callable[[CursorWrapper, type[models.Model]], None]] = {
    "sqlite": _watch_on_sqlite,
    "postgresql": _watch_on_postgres,
}
"""By the kind of database. On others there is no state, and pages are told apart by what they hold."""
