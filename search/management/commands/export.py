"""Writes published articles to standard output."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from articles.exports import EXPORTERS
from search.export import selected_rows
from search.language import QueryError
from search.parameters import ParameterError
from search.records import FACETS
from search.storage import SearchUnavailable

_FILTERS = ("q", "op", *FACETS, "from", "to", "lang")


class Command(BaseCommand):
    help = "Writes published articles to standard output, all of them or those that a search finds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=EXPORTERS, default="ndjson")
        filters = parser.add_argument_group(
            "filters", "As in a search address; a facet may repeat: --topic=a --topic=-b"
        )
        for name in _FILTERS:
            filters.add_argument(f"--{name}", action="append", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        parameters = QueryDict(mutable=True)
        for name in _FILTERS:
            if options[name]:
                parameters.setlist(name, options[name])
        try:
            rows = selected_rows(parameters, settings.ARCHIVE_URL)
        except (ParameterError, QueryError, SearchUnavailable) as error:
            raise CommandError(str(error)) from error
        try:
            for piece in EXPORTERS[options["format"]].encode(rows):
                self.stdout.write(piece.decode(), ending="")
        except BrokenPipeError:  # `export | head`: whoever reads has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
