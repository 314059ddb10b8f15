"""Where the index lies: whole builds side by side in one folder, and a pointer to the one that is read.

A build is filled where nobody looks and then switched to in one step, so readers see the old index or the new
one and never a part. Writers take their turn by a lock on a file beside the builds.
"""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.utils.translation import gettext_lazy

_POINTER, _LOCK, _BUILD, _DISTRUSTED = "current", "lock", "build-", "damaged"


class SearchUnavailable(Exception):
    """The index cannot be read: it is missing, damaged or of another version. Never to be shown as no results."""


UNAVAILABLE = gettext_lazy(
    "The search is out of order at the moment. Nothing is lost; please try again in a few minutes."
)
"""What a reader is told of it."""


class IndexFolder:
    """The folder at `path`, made when first written to. `version` names the kind of index that can be read."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.version = version

    def current(self) -> Path:
        """The build to read. Raises SearchUnavailable if there is none of this version."""
        try:
            name, version = (self.path / _POINTER).read_text("utf-8").split("\n")
        except FileNotFoundError:
            raise SearchUnavailable("There is no search index. Make it with: python manage.py rebuild_index") from None
        except (OSError, ValueError) as error:
            raise SearchUnavailable(f"The search index cannot be read: {error}") from error
        if version != self.version:
            raise SearchUnavailable(
                "The search index was made by another version of the archive. "
                "Make it anew with: python manage.py rebuild_index"
            )
        return self.path / name

    def distrust(self) -> None:
        """Notes that a search met damage, so that whoever writes next builds the index anew."""
        with suppress(OSError):  # the search is about to say that the index cannot be read
            (self.path / _DISTRUSTED).touch()

    @property
    def is_distrusted(self) -> bool:
        """Whether a search has met damage since the last build."""
        return (self.path / _DISTRUSTED).exists()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Waits until no other process or thread changes the index, and keeps them waiting meanwhile.

        Whoever holds the lock must not ask for it again.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with open(self.path / _LOCK, "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the file is closed, by a crash too
            yield

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A new, empty folder for a build, which readers are switched to when the block ends without an error.

        To be called with the lock held. What earlier builds left behind is deleted.
        """
        build = self.path / f"{_BUILD}{uuid.uuid4().hex}"
        build.mkdir()
        try:
            yield build
            self._switch(build)
        finally:
            self.sweep()

    def _switch(self, build: Path) -> None:
        draft = self.path / f"{_POINTER}.new"
        with open(draft, "w", encoding="utf-8") as file:
            file.write(f"{build.name}\n{self.version}")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / _POINTER)
        (self.path / _DISTRUSTED).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Deletes the builds that the pointer does not name: a crash may have left one behind.

        To be called with the lock held. Readers that have one open keep it until they close.
        """
        try:
            name = (self.path / _POINTER).read_text("utf-8").split("\n")[0]
        except FileNotFoundError:
            name = ""
        for build in self.path.glob(f"{_BUILD}*"):
            if build.name != name:
                shutil.rmtree(build, ignore_errors=True)
