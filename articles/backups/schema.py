"""Which tables a database has, judged by the migrations that were applied to it, and not by today's models.

So an archive can be copied after its code was upgraded and before its tables are, and an old copy is read as it was
written.
"""

from collections.abc import Collection, Iterable
from functools import cached_property

from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

Migration = tuple[str, str]

_LEFT_OUT = {
    "sessions": "people log in again",
    "axes": "failed logins are the business of the machine where they failed",
    "django_tasks_database": "what is still to be done is found again when the worker starts",
    "search.pendingchange": "the index is built anew",
    "articles.cataloguestate": "made anew by the database",
}
"""Apps and models whose rows are not copied, and why."""


class UnknownMigrations(Exception):
    """The tables were made by migrations that this release does not have; its text names them."""


class Schema:
    """The tables that some migrations make."""

    def __init__(self, migrations: Iterable[Migration]) -> None:
        """Those of apps that are not installed are passed over. Raises UnknownMigrations."""
        loader = MigrationLoader(None)
        self._loader = loader
        self.migrations = sorted(one for one in migrations if one[0] in loader.migrated_apps)
        unknown = [".".join(one) for one in self.migrations if one not in loader.graph.nodes]
        if unknown:
            raise UnknownMigrations(", ".join(unknown))

    @classmethod
    def of_database(cls, using: str = DEFAULT_DB_ALIAS) -> "Schema":
        """That of the tables which are there. Raises UnknownMigrations."""
        return cls(MigrationRecorder(connections[using]).applied_migrations())

    @cached_property
    def _apps(self) -> Apps:
        state = self._loader.project_state(self.migrations)
        apps: Apps = state.apps
        return apps

    @cached_property
    def models(self) -> dict[str, type[Model]]:
        """The models whose rows are copied, by their labels (`articles.issue`), in the order of these."""
        found = {model._meta.label_lower: model for model in self._apps.get_models(include_auto_created=True)}
        kept = {label: model for label, model in found.items() if model._meta.managed and not model._meta.proxy}
        return {label: kept[label] for label in sorted(kept) if not {label, label.split(".")[0]} & _LEFT_OUT.keys()}

    @cached_property
    def tables(self) -> set[str]:
        """The names of all tables, those included whose rows are not copied."""
        return {model._meta.db_table for model in self._apps.get_models(include_auto_created=True)}

    @property
    def targets(self) -> list[Migration]:
        """The last ones: who migrates to these has applied all, and no others."""
        return _last(self.migrations, self._loader)


def _last(migrations: Collection[Migration], loader: MigrationLoader) -> list[Migration]:
    """Those that none of the others in the same app builds on."""
    built_on = {
        parent.key for one in migrations for parent in loader.graph.node_map[one].parents if parent.key[0] == one[0]
    }
    return [one for one in migrations if one not in built_on]
