"""`manage.py ingest`: files, folders and zip archives into drafts, or as a dry run to standard output."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.bulk import Outcome, count_sources, ingest_files, read_files, source_paths
from articles.dates import parse_iso
from articles.ingest.printout import issue_object, refusal_object
from articles.ingest.records import Profile, Refused
from articles.models import Publication
from articles.prepared import require_archive
from articles.replacing import ADD, HOLD, REPLACE
from articles.store import Stored


class Command(BaseCommand):
    help = "Reads issues (files, folders or zip archives of them) into the archive, as drafts."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publication", metavar="SLUG", help="the publication all files belong to")
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="the issue's date, where the file does not say")
        parser.add_argument("--number", help="the issue's number, where the file does not say")
        parser.add_argument("--publish", action="store_true", help="publish at once instead of keeping drafts")
        parser.add_argument(
            "--rescans",
            choices=[HOLD, REPLACE, ADD],
            default=HOLD,
            help="what becomes of a new scan of a page that is there: kept for an editor to judge, put in place, added",
        )
        parser.add_argument("--dry-run", action="store_true", help="only print what would be read; saves nothing")
        parser.add_argument("--format", choices=["json"], default="json", help="of the dry run's output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._dry_run(options["paths"])
            return
        require_archive()
        refused = 0
        paths = self._paths(options["paths"])
        total = count_sources(paths) if self.stderr.isatty() else 0
        outcomes = ingest_files(
            paths,
            publication=self._publication(options["publication"]),
            date=self._date(options["date"]),
            number=options["number"],
            publish=options["publish"],
            rescans=options["rescans"],
        )
        for count, outcome in enumerate(outcomes, 1):
            self._show_progress(count, total)
            refused += outcome.refusal is not None
            self._report(outcome)
        if refused:
            sys.exit(1)

    def _dry_run(self, paths: list[Path]) -> None:
        refused = False
        for _, record in read_files(self._paths(paths), Profile()):
            if isinstance(record, Refused):
                refused = True
                self.stdout.write(json.dumps(refusal_object(record), ensure_ascii=False))
            else:
                self.stdout.write(json.dumps(issue_object(record), ensure_ascii=False, indent=2))
        if refused:
            sys.exit(1)

    def _paths(self, paths: list[Path]) -> list[Path]:
        try:
            found = source_paths(paths)
        except FileNotFoundError as error:
            raise CommandError(str(error)) from error
        if not found:
            raise CommandError("There is no file of a known kind in there. Name a file, or a folder that holds some.")
        return found

    def _publication(self, slug: str | None) -> Publication | None:
        if slug is None:
            return None
        try:
            return Publication.objects.get(slug=slug)
        except Publication.DoesNotExist as error:
            known = ", ".join(Publication.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no publication {slug}. Known are: {known}.") from error

    def _date(self, date: str | None) -> str | None:
        try:
            return date if date is None or parse_iso(date) else None
        except ValueError as error:
            raise CommandError(str(error)) from error

    def _show_progress(self, count: int, total: int) -> None:
        if total > 1:
            self.stderr.write(f"\r{count} of {total}", ending="")
            if count == total:
                self.stderr.write("")

    def _report(self, outcome: Outcome) -> None:
        if outcome.refusal:
            self.stderr.write(f"{outcome.label}: refused. {outcome.refusal.message}")
        elif outcome.stored:
            what = _told(outcome.stored)
            self.stdout.write(f"{outcome.label}: {outcome.stored.issue}: {what}")


def _told(stored: Stored) -> str:
    """What became of a source, after the name of its issue."""
    if not stored.created:
        return "was there already, nothing changed"
    if not stored.source.is_current:
        return "a new scan, it seems, of a page that is there. It is kept; the issue's review puts it in place"
    return f"{stored.source.articles.count()} articles"
