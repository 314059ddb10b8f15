"""`manage.py verify`: is everything still there, as it was put in?"""

import json
import math
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from articles.inspecting.findings import COUNTED, Finding, Looked
from articles.inspecting.orphans import tidy
from search.verifying import Verdict, verify

DIFFERENT, NOT_DONE = 1, 2


class Command(BaseCommand):
    help = (
        "Compares database, files and search index, and lists every difference. Ends with 1 if there is one, with 2 "
        "if something could not be looked at."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--due", action="store_true", help="read only files that were not read for 25 days")
        parser.add_argument("--minutes", type=float, default=math.inf, help="how long to read files of sources at most")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--tidy", action="store_true", help="move files that nothing refers to into media/lost-and-found/"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._is_json = options["format"] == "json"
        try:
            verdict = verify(Looked(self._progress), self._print, only_due=options["due"], minutes=options["minutes"])
            moved = self._tidied(verdict) if options["tidy"] else []
        except (DatabaseError, OSError) as error:
            self.stderr.write(f"Nothing could be verified: {error}")
            sys.exit(NOT_DONE)
        self._wipe()
        self._report(verdict, moved)
        if verdict.found:
            sys.exit(DIFFERENT)
        if verdict.undone:
            sys.exit(NOT_DONE)

    def _progress(self, kind: str, number: int) -> None:
        if self.stderr.isatty() and (number < 10 or number % 100 == 0):
            self.stderr.write(f"\r\033[K{number} {kind}", ending="")
            self.stderr.flush()

    def _wipe(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")

    def _print(self, finding: Finding) -> None:
        if not self._is_json:
            self._wipe()
            self.stdout.write(f"{finding.code}: {finding.subject}: {finding.message}")

    def _tidied(self, verdict: Verdict) -> list[str]:
        return tidy(finding.subject for finding in verdict.found if finding.code in {"orphan", "left-over"})

    def _report(self, verdict: Verdict, moved: list[str]) -> None:
        inspection, found, undone = verdict
        if self._is_json:
            report = {
                "started_at": inspection.started_at.isoformat(),
                "ended_at": inspection.ended_at.isoformat() if inspection.ended_at else None,
                "counts": inspection.counts,
                "findings": [finding._asdict() for finding in found],
                "not_done": [finding._asdict() for finding in undone],
                "moved": moved,
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        for name in moved:
            self.stdout.write(f"moved to media/{name}")
        counts = inspection.counts
        looked = ", ".join(f"{counts[kind]} {called}" for kind, called in COUNTED.items() if kind in counts)
        word = "difference" if len(found) == 1 else "differences"
        self.stdout.write(f"{len(found)} {word} found. Looked at: {looked}.")
