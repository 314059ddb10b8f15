"""The lines of a file that may be compressed, or of what comes in on standard input, to be read more than once."""

import gzip
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

LONGEST_LINE = 32 * 1024 * 1024
"""In bytes: a whole article with its text twice, and far more than any has."""

_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Unreadable(Exception):
    """The file cannot be read as lines. The message says why."""


@contextmanager
def readable_again(path: str, standard_input: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file of that name, or for `-` what comes in on standard input, which is kept on disk meanwhile.

    Raises Unreadable for a file that is not there.
    """
    if path == "-":
        with tempfile.TemporaryFile() as kept:
            shutil.copyfileobj(standard_input, kept)
            yield kept
        return
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        raise Unreadable(f"Cannot read {path}: {error.strerror}.") from error


def lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines from the beginning of the file, without blank ones, each with its number from 1.

    Whether it is compressed, its first bytes tell. Raises Unreadable for a line that is too long, and for a compressed
    file that is damaged or breaks off.
    """
    file.seek(0)
    compressed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    plain = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if compressed else file
    number = 0
    try:
        while line := plain.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise Unreadable(f"Line {number} is longer than {LONGEST_LINE >> 20} MiB, which no article is.")
            if number == 1:
                line = line.removeprefix(_BYTE_ORDER_MARK)
            if line.strip():
                yield number, line
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Unreadable(
            f"The compressed file is damaged or breaks off after line {number}: fetch it again."
        ) from error
