"""Uploads on their way: kept under the data folder between choosing a file and saving it, and for a day at most.

Nothing is in the archive until the editor saves; a file that is abandoned here is cleared away by a later upload.
"""

import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing

KEPT_SECONDS = 24 * 60 * 60
_SALT = "articles.upload"


class Unstaged(Exception):
    """The upload is not here any more, or was never made by this archive."""


@dataclass(frozen=True)
class Staged:
    """A file on its way, under the name it had with the editor."""

    sha256: str
    name: str

    @property
    def path(self) -> Path:
        return _folder() / self.sha256

    def read(self) -> bytes:
        """Its bytes. Raises Unstaged when they have been cleared away."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError as error:
            raise Unstaged from error

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def stage(data: bytes, name: str) -> Staged:
    """Keeps the bytes under their SHA-256, whole or not at all, and clears away what is older than a day."""
    cleared_folder()
    staged = Staged(hashlib.sha256(data).hexdigest(), name)
    draft = staged.path.with_suffix(f".{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(staged.path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return staged


def token(files: list[Staged]) -> str:
    """The files as the browser carries them from one page to the next, signed so that it can name no others."""
    return signing.dumps([[file.sha256, file.name] for file in files], salt=_SALT)


def from_token(text: str) -> list[Staged]:
    """The files that a token names. Raises Unstaged when it is not ours or older than a day."""
    try:
        return [Staged(*pair) for pair in signing.loads(text, salt=_SALT, max_age=KEPT_SECONDS)]
    except signing.BadSignature as error:
        raise Unstaged from error


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "staging"


def cleared_folder() -> Path:
    """Where uploads on their way lie, without those older than a day."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                path.unlink()
        except FileNotFoundError:  # another process was quicker
            continue
    return folder
