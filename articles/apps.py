"""The catalogue: issues, articles, and how they come in."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Archive")

    def ready(self) -> None:
        import_module("articles.receivers").connect()  # models can be imported only now
        post_migrate.connect(_prepare, sender=self)


def _prepare(using: str, apps: Apps = installed, **kwargs: Any) -> None:
    """After every migration or flush; not when the catalogue itself has just been migrated away."""
    models = apps.all_models["articles"]
    if using == DEFAULT_DB_ALIAS and "topic" in models:
        import_module("articles.vocabulary_sync").sync_vocabularies()
    if "cataloguestate" in models:
        import_module("articles.state").watch_tables(using)
