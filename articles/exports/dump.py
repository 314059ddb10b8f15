"""A dump: an export as a compressed, dated file with its checksum beside it, which is there whole or not at all."""

import gzip
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from articles.syncing import sync

_LEVEL = 6


class CannotWrite(Exception):
    """The dump cannot be written. The message says why, and what to do."""


def write_dump(pieces: Iterable[bytes], folder: Path, format: str) -> Path:
    """Writes `articles-YYYY-MM-DD.FORMAT.gz` and the same with `.sha256` into the folder; returns the former.

    Both are written under other names and take their own when they are whole and on the disk, in the place of an
    earlier dump of the same day. The same pieces make the same bytes: the head of the gzip names no time and no file.
    The checksum is as `sha256sum -c` reads it. Raises CannotWrite, and leaves nothing half-written.
    """
    dump = folder / f"articles-{timezone.localdate().isoformat()}.{format}.gz"
    checksum = dump.with_name(f"{dump.name}.sha256")
    half = [file.with_name(f".{file.name}.{os.getpid()}.partial") for file in (dump, checksum)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _compress(pieces, half[0])
        _keep(half[1], f"{_sha256(half[0])}  {dump.name}\n".encode())
        for written, file in zip(half, (dump, checksum), strict=True):
            written.replace(file)
        sync(folder)  # the new names, too, outlive a power cut
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotWrite(f"Cannot write into {folder}: {why}. Nothing was left there; try another folder.") from error
    finally:
        for file in half:
            if file.exists():
                file.unlink()
    return dump


def _compress(pieces: Iterable[bytes], path: Path) -> None:
    with path.open("xb") as file:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=file, mtime=0) as packed:
            for piece in pieces:
                packed.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
