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
    Institution,
    Issue,
    Likeness,
    Publication,
    Region,
    Section,
    SourceFile,
    Topic,
)

SHOWN: tuple[type[models.Model], ...] = (
    Publication,
    Section,
    Issue,
    SourceFile,
    Article,
    Author,
    Authorship,
    Caption,
    Topic,
    Region,
    Region.members.through,
    Institution,
    ArticleTopic,
    ArticleRegion,
    ArticleInstitution,
    Likeness,
)
"""The models whose rows pages show something of."""

_TRIGGER = {
    "sqlite": """
        CREATE TRIGGER IF NOT EXISTS {table}_{event}_changes_state AFTER {event} ON {table} BEGIN
            UPDATE {state} SET token = lower(hex(randomblob(16)));
        END
    """
}
"""By the kind of database. On others there is no state, and pages are told apart by what they hold."""


def catalogue_state() -> str | None:
    """The token of the state that this transaction sees; None where the database keeps none."""
    return CatalogueState.objects.values_list("token", flat=True).first() or None


def watch_tables(using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes the triggers that are missing. To be called after each migration, which may have made tables anew."""
    connection = connections[using]
    trigger = _TRIGGER.get(connection.vendor)
    if trigger is None:
        return
    state = CatalogueState._meta.db_table
    with transaction.atomic(using), connection.cursor() as cursor:
        for model in SHOWN:
            for event in ("INSERT", "UPDATE", "DELETE"):
                cursor.execute(trigger.format(table=model._meta.db_table, event=event, state=state))
        CatalogueState.objects.using(using).get_or_create(pk=1, defaults={"token": secrets.token_hex(16)})
