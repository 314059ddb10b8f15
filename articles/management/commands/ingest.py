"""`manage.py ingest`: files and folders into drafts, or as a dry run to standard output."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.bulk import Outcome, ingest_files, read_file, source_paths
from articles.dates import parse_iso
from articles.ingest.pipeline import read_issue
from articles.ingest.printout import issue_object, refusal_object
from articles.ingest.records import Refused
from articles.models import Publication


class Command(BaseCommand):
    help = "Reads issues (Markdown or plain text, files or folders of them) into the archive, as drafts."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--publication", metavar="SLUG", help="the publication all files belong to")
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="the issue's date, where the file does not say")
        parser.add_argument("--number", help="the issue's number, where the file does not say")
        parser.add_argument("--publish", action="store_true", help="publish at once instead of keeping drafts")
        parser.add_argument("--dry-run", action="store_true", help="only print what would be read; saves nothing")
        parser.add_argument("--format", choices=["json"], default="json", help="of the dry run's output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._dry_run(options["paths"])
            return
        refused = 0
        paths = self._paths(options["paths"])
        outcomes = ingest_files(
            paths,
            publication=self._publication(options["publication"]),
            date=self._date(options["date"]),
            number=options["number"],
            publish=options["publish"],
        )
        for count, outcome in enumerate(outcomes, 1):
            self._show_progress(count, len(paths))
            refused += outcome.refusal is not None
            self._report(outcome)
        if refused:
            sys.exit(1)

    def _dry_run(self, paths: list[Path]) -> None:
        for path in paths:
            try:
                record = read_issue(read_file(path), path.name, size_limit=settings.UPLOAD_LIMIT)
            except Refused as refusal:
                self.stdout.write(json.dumps(refusal_object(refusal), ensure_ascii=False))
                sys.exit(1)
            except OSError as error:
                raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
            self.stdout.write(json.dumps(issue_object(record), ensure_ascii=False, indent=2))

    def _paths(self, paths: list[Path]) -> list[Path]:
        try:
            found = source_paths(paths)
        except FileNotFoundError as error:
            raise CommandError(str(error)) from error
        if not found:
            raise CommandError("There is no Markdown or text file in there. Name a file, or a folder that holds some.")
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
        if self.stderr.isatty() and total > 1:
            self.stderr.write(f"\r{count} of {total}", ending="")
            if count == total:
                self.stderr.write("")

    def _report(self, outcome: Outcome) -> None:
        if outcome.refusal:
            self.stderr.write(f"{outcome.path}: refused. {outcome.refusal.message}")
        elif outcome.stored:
            count = outcome.stored.source.articles.count()
            what = f"{count} articles" if outcome.stored.created else "was there already, nothing changed"
            self.stdout.write(f"{outcome.path}: {outcome.stored.issue}: {what}")
