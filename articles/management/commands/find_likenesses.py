"""`manage.py find_likenesses`: links articles with much the same text in an archive that was filled before that."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.likenesses import find_all_likenesses
from articles.prepared import require_archive


class Command(BaseCommand):
    help = "Compares the texts of all articles anew and links those that print much the same. May be run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        require_archive()
        compared, links = find_all_likenesses()
        self.stdout.write(f"Compared {compared} articles. Linked pairs: {links}.")
