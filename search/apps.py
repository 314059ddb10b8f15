"""Finding articles: everything that knows Haystack or Whoosh."""

from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        import_module("search.changes")  # its receiver connects itself; before this, models cannot be imported
