"""The catalogue: issues, articles, and how they come in."""

from importlib import import_module

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Archive"

    def ready(self) -> None:
        import_module("articles.receivers").connect()  # models can be imported only now
