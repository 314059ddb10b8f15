"""Builds the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.prepared import require_archive
from search.index import rebuild
from search.management.progress import ProgressLine


class Command(BaseCommand):
    help = "Builds the search index anew beside the old one and switches to it when it is complete."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noinput", action="store_true", help="Taken for the sake of scripts: nothing is asked.")

    def handle(self, *args: Any, **options: Any) -> None:
        require_archive()
        with ProgressLine(self.stderr) as progress:
            count = rebuild(progress)
        self.stdout.write(f"The search index holds {count} articles.")
