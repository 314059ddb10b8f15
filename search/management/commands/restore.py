"""Makes an archive of a copy that `backup` wrote, on an empty machine."""

import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.claims import CannotStart, claimed_folder
from articles.backups.checking import Bag, Damaged, NoCopy, checked, chosen
from articles.backups.emptiness import NotEmpty, refuse_what_is_there
from articles.backups.restoring import damage, no_room, restore
from articles.demo import keep_demo_out
from articles.syncing import sync
from search.index import rebuild

_MOST_SHOWN = 20
_UNFINISHED = "restoring"
"""The file in the data folder that says of which copy the archive is, until its index is built too."""


class Command(BaseCommand):
    help = "Makes an archive of the copy DIR, or of the newest in it, where there is none yet. Nothing is overwritten."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            path = chosen(options["folder"].absolute())
            with claimed_folder(settings.DATA_DIR):
                bag = self._checked(path)
                if not self._is_restored(bag):
                    self._restore(bag)
                found, wrong = self._indexed(), list(damage(bag))
                self._unfinished.unlink(missing_ok=True)
        except (NoCopy, CannotStart) as error:
            raise CommandError(str(error)) from error
        finally:
            self._tell("")
        self.stdout.write(
            f"Restored {path}, the archive of {bag.made_at}: {sum(bag.rows.values())} rows "
            f"({bag.rows['articles.article']} articles, {found} of them in the search index) and "
            f"{len(bag.sums) - len(bag.rows)} files, in {time.monotonic() - began:.1f} seconds."
        )
        if wrong:
            shown = "".join(f"\n  {each}" for each in wrong[:_MOST_SHOWN])
            more = f"\n  and {len(wrong) - _MOST_SHOWN} more" if len(wrong) > _MOST_SHOWN else ""
            raise CommandError(f"The archive was damaged already when the copy was made:{shown}{more}")

    @property
    def _unfinished(self) -> Path:
        return Path(settings.DATA_DIR, _UNFINISHED)

    def _checked(self, path: Path) -> Bag:
        try:
            return checked(path, self._tell)
        except Damaged as error:
            raise CommandError(_refusal(path, error)) from error

    def _is_restored(self, bag: Bag) -> bool:
        """Whether an earlier run had restored this copy and was killed before all was done.

        Raises CommandError if something else is there.
        """
        try:
            refuse_what_is_there(bag.sums)
        except NotEmpty as error:
            if self._unfinished.is_file() and self._unfinished.read_text() == bag.fingerprint:
                return True
            raise CommandError(
                f"{error} An archive is restored only where there is none: set ARCHIVE_DATA to an empty folder (and "
                "DATABASE_URL to an empty database), or move what is there away. Nothing was changed."
            ) from error
        return False

    def _restore(self, bag: Bag) -> None:
        try:
            restore(bag, lambda: self._prepare_for(bag), self._tell)
        except Damaged as error:
            raise CommandError(_refusal(bag.path, error)) from error
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            advice = "Make room there" if no_room(error) else "See to that"
            raise CommandError(
                f"The archive cannot be written to {settings.DATA_DIR}: {why}. There is no archive yet. {advice}, and "
                "run it again."
            ) from error

    def _indexed(self) -> int:
        """Builds the search index; returns how many articles are in it."""
        self._tell("building the search index")
        try:
            return rebuild()
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise CommandError(
                f"The archive is restored, but its search index cannot be written: {why}. See to that, and run it "
                "again: it goes on from there."
            ) from error

    def _prepare_for(self, bag: Bag) -> None:
        """Just before the database is the archive's: no index of an earlier one may pass for its index."""
        for connection in settings.HAYSTACK_CONNECTIONS.values():
            shutil.rmtree(str(connection["PATH"]), ignore_errors=True)
        keep_demo_out()
        self._unfinished.write_text(bag.fingerprint)
        sync(self._unfinished)
        sync(self._unfinished.parent)

    def _tell(self, what: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r\033[K{what}", ending="")
            self.stderr.flush()


def _refusal(path: Path, error: Damaged) -> str:
    return (
        f"The copy {path} is refused: {error}. Nothing was restored. Take another copy: an earlier one from the same "
        "folder, or the same one from where else you keep it."
    )
