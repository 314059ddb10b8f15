"""Reads all published articles into the search index again."""

from typing import Any

from django.core.management.base import BaseCommand

from search.index import update
from search.management.progress import ProgressLine


class Command(BaseCommand):
    help = "Reads all published articles into the search index again, and takes out the others, in one step."

    def handle(self, *args: Any, **options: Any) -> None:
        with ProgressLine(self.stderr) as progress:
            count = update(progress)
        self.stdout.write(f"The search index holds {count} articles.")
