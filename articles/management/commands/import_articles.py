"""`manage.py import_articles`: what `manage.py export --format ndjson` wrote, back into an archive."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing.checking import Checked, check
from articles.importing.lines import Unreadable, readable_again
from articles.importing.storing import ADDED, LEFT, UPDATED, WITHDRAWN, store
from articles.prepared import require_archive

_TOLD_EVERY = 500


class Command(BaseCommand):
    help = "Reads articles that `export --format ndjson` wrote into this archive. May be run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="an .ndjson file, plain or .gz; - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        require_archive()
        try:
            with readable_again(options["file"], sys.stdin.buffer) as file:
                checked = check(file, self._progress("checked"))
                if checked.wrong:
                    self._refuse(checked)
                counts = store(file, self._progress(f"of {checked.right} stored"))
        except Unreadable as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        told = f"{counts[ADDED]} added, {counts[UPDATED]} updated, {counts[LEFT]} left as they are"
        withdrawn = f", {counts[WITHDRAWN]} not touched, since they were taken back here" if counts[WITHDRAWN] else ""
        self.stdout.write(f"{checked.right} articles: {told}{withdrawn}.")

    def _refuse(self, checked: Checked) -> None:
        for sentence in checked.told:
            self.stderr.write(sentence)
        if more := checked.wrong - len(checked.told):
            self.stderr.write(f"… and {more} more.")
        wrong = "1 line is" if checked.wrong == 1 else f"{checked.wrong} lines are"
        right = "1 is" if checked.right == 1 else f"{checked.right} are"
        raise CommandError(f"{wrong} wrong, {right} right. Nothing was imported.")

    def _progress(self, what: str) -> Callable[[int], None]:
        """Tells on a terminal how far it is."""
        told = self.stderr.isatty()

        def tell(number: int) -> None:
            if told and number % _TOLD_EVERY == 0:
                self.stderr.write(f"\r{number} {what}", ending="")

        return tell
