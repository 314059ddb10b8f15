"""Where the index lies: whole builds side by side in one folder, and a pointer to the one that is read.

A build is filled where nobody looks and then switched to in one step, so readers see the old index or the new
one and never a part. Writers take their turn by a lock on a file beside the builds.

While a release that is to be replaced still serves, the next one can build its own index beside: the pointer belongs
to the version that it names, another one gets a pointer of its own, and takes the place over when it serves.
"""

import fcntl
import os
import re
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
        self._pointer = path / _POINTER
        self._beside = path / f"{_POINTER}-{re.sub(r'[^0-9A-Za-z.]+', '-', version)}"

    def current(self) -> Path:
        """The build to read. Raises SearchUnavailable if there is none of this version."""
        try:
            name, version = _read(self._pointer)
            if version != self.version and self.stands_beside:
                name, version = _read(self._beside)
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

    @property
    def stands_beside(self) -> bool:
        """Whether our index was built while the place was another version's, which may have served since then."""
        return self._beside.exists()

    def take_over(self) -> None:
        """Makes the place ours and deletes what other versions had there: they serve no longer.

        To be called with the lock held.
        """
        if self.stands_beside:
            self._beside.replace(self._pointer)
        elif not self._is_ours():
            self._pointer.unlink()
        self.sweep()

    def _is_ours(self) -> bool:
        """Whether the pointer is of our version, or of none."""
        try:
            return _read(self._pointer)[1] == self.version
        except (OSError, ValueError):
            return True

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
        draft = self.path / "pointer.new"
        with open(draft, "w", encoding="utf-8") as file:
            file.write(f"{build.name}\n{self.version}")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._pointer if self._is_ours() else self._beside)
        (self.path / _DISTRUSTED).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Deletes the builds that no pointer names: a crash may have left one behind.

        To be called with the lock held. Readers that have one open keep it until they close.
        """
        named = {pointer.read_text("utf-8").split("\n")[0] for pointer in self.path.glob(f"{_POINTER}*")}
        for build in self.path.glob(f"{_BUILD}*"):
            if build.name not in named:
                shutil.rmtree(build, ignore_errors=True)


def _read(pointer: Path) -> tuple[str, str]:
    """The name of the build and its version. Raises OSError and ValueError."""
    name, version = pointer.read_text("utf-8").split("\n")
    return name, version
