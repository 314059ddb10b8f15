"""Writes published articles to standard output, or as a dated dump with its checksum into a folder."""

import gc
import os
import re
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from articles.exports import EXPORTERS, encoded
from articles.exports.dump import CannotWrite, write_dump
from articles.prepared import require_archive
from search.export import selected_rows, wanted_of
from search.language import QueryError
from search.records import FACETS
from search.storage import SearchUnavailable

_FILTERS = ("q", "op", *FACETS, "from", "lang", "frozen")
_OTHERS = ("after", "fields", "to")
_DATE = re.compile(r"[0-9-]*")  # or what should be one; a folder of such a name is written ./2024


class Command(BaseCommand):
    help = "Writes published articles to standard output, all of them or those that a search finds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=EXPORTERS, default="ndjson")
        parser.add_argument(
            "--to",
            metavar="DIR|DATE",
            action="append",
            default=[],
            help="a folder: write articles-DATE.FORMAT.gz and its .sha256 there; a date: as in a search address",
        )
        parser.add_argument(
            "--with-withheld",
            action="store_true",
            help="with the texts that may not be shown: for your own copy, not to hand on",
        )
        parser.add_argument("--after", metavar="ID", action="append", help="only articles with a higher id")
        parser.add_argument("--fields", metavar="NAMES", action="append", help="only these fields: id,title,date")
        filters = parser.add_argument_group(
            "filters", "As in a search address; a facet may repeat: --topic=a --topic=-b"
        )
        for name in _FILTERS:
            filters.add_argument(f"--{name}", action="append", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        require_archive()
        gc.freeze()  # what the start has made is no garbage: to look through it again and again is a sixth of the time
        folders = [Path(value) for value in options["to"] if not _DATE.fullmatch(value)]
        options["to"] = [value for value in options["to"] if _DATE.fullmatch(value)]
        parameters = QueryDict(mutable=True)
        for name in (*_FILTERS, *_OTHERS):
            if options[name]:
                parameters.setlist(name, options[name])
        try:
            wanted = wanted_of(parameters, settings.ARCHIVE_URL, options["format"], options["with_withheld"])
            rows = self._counted(selected_rows(parameters, wanted))
            pieces = encoded(options["format"], rows, wanted.fields)
            if folders:
                written = write_dump(pieces, folders[-1], options["format"])
                self.stdout.write(f"{written} holds {self.count} article{'' if self.count == 1 else 's'}.")
            else:
                self._print(pieces)
        except (ValueError, QueryError, SearchUnavailable, CannotWrite) as error:
            raise CommandError(str(error)) from error

    def _counted(self, rows: Any) -> Any:
        """The rows, told on a terminal that does not show them already."""
        told = self.stderr.isatty() and not sys.stdout.isatty()
        self.count = 0
        for self.count, row in enumerate(rows, 1):
            if told and self.count % 1000 == 0:
                self.stderr.write(f"\r{self.count} articles", ending="")
            yield row
        if told:
            self.stderr.write(f"\r{self.count} articles")

    def _print(self, pieces: Any) -> None:
        binary = getattr(self.stdout, "buffer", None)  # a terminal or a file, not what a test reads
        try:
            for piece in pieces:
                if binary:
                    binary.write(piece)
                else:
                    self.stdout.write(piece.decode(), ending="")
            self.stdout.flush()
        except BrokenPipeError:  # `export | head`: whoever reads has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
