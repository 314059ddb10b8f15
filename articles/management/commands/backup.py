"""Makes a copy of the whole archive while it is served."""

import time
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.release import version
from articles.backups.making import CannotBackUp, Copy, back_up

_MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Makes a copy of the whole archive, as a BagIt bag in a new folder within DIR, while the archive is served."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument(
            "--keep", metavar="N", type=_positive, help="then remove all copies in DIR but the newest N"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            copy = back_up(options["folder"].absolute(), version(), options["keep"], self._tell)
        except CannotBackUp as error:
            raise CommandError(str(error)) from error
        finally:
            self._tell("")
        seconds = time.monotonic() - began
        self.stdout.write(str(copy.path))
        self.stdout.write(
            f"{sum(copy.rows.values())} rows ({copy.rows['articles.article']} articles) and {copy.files} files, "
            f"{copy.size} bytes, in {seconds:.1f} seconds. Fingerprint: {copy.fingerprint}"
        )
        for path in copy.removed:
            self.stdout.write(f"Removed {path}")
        if copy.damage:
            raise CommandError(_told(copy, options["keep"]))

    def _tell(self, what: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r\033[K{what}", ending="")
            self.stderr.flush()


def _told(copy: Copy, keep: int | None) -> str:
    """What to say of damage."""
    shown = [f"  {each}" for each in copy.damage[:_MOST_SHOWN]]
    if more := len(copy.damage) - len(shown):
        shown.append(f"  and {more} more, which `verify` lists")
    kept = " No older copy was removed, as one of them may have it whole." if keep else ""
    return "\n".join([f"The copy was made, but the archive itself is damaged:{kept}", *shown])


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ArgumentTypeError("keep one copy at least")
    return number
