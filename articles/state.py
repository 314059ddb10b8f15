"""The state of the catalogue: a token that is another after every change to what pages may show.

The database itself changes it, by triggers on the tables of the catalogue, in the transaction of the change: whoever
writes, in whatever way, cannot forget it, and no reader sees the one without the other.
"""

import secrets

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

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

_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

_TRIGGER = {
    "sqlite": """
        CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {condition} BEGIN
            UPDATE {state} SET token = lower(hex(randomblob(16)));
        END
    """
}
"""By the kind of database. On others there is no state, and pages are told apart by what they hold."""


def catalogue_state() -> str | None:
    """The token of the state that this transaction sees; None where the database keeps none."""
    return CatalogueState.objects.values_list("token", flat=True).first() or None


def watch_tables(using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes the triggers anew. To be called after each migration: tables, or what pages show, may be others now."""
    connection = connections[using]
    trigger = _TRIGGER.get(connection.vendor)
    if trigger is None:
        return
    state = CatalogueState._meta.db_table
    with transaction.atomic(using), connection.cursor() as cursor:
        for model, shown in SHOWN.items():
            for event, rows in _ROWS.items():
                if event == "INSERT" and model in SHOWN_THROUGH_OTHERS:
                    continue
                condition = " OR ".join(shown.format(row=row) for row in rows)
                table = model._meta.db_table
                name = f"{table}_{event}_changes_state"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(trigger.format(name=name, table=table, event=event, condition=condition, state=state))
        CatalogueState.objects.using(using).get_or_create(pk=1, defaults={"token": secrets.token_hex(16)})
