"""Zip archives of sources: their members one by one, in memory. Nothing is unpacked to the disk.

The name of a member is never a path here, only what the source is called. Each limit is held against what the archive
says of itself, before anything is unpacked, and zipfile holds a member to that.
"""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from articles.ingest.records import Refused

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # a member, or the end of an archive that has none
_PACKAGES = {"[Content_Types].xml", "mimetype"}
"""Members that make of a zip a document: Word and its kin, OpenDocument and EPUB."""
_JUNK_FOLDERS = {"__MACOSX"}
_JUNK_NAMES = {".DS_Store", "Thumbs.db", "desktop.ini"}
_JUNK_START = "._"

_DIRECTORY_LIMIT = 2 * 1024 * 1024  # bytes of an archive's list of members: ten thousand long names
_CHUNK = 64 * 1024
_RATIO, _RATIO_FROM = 200, 1024 * 1024  # text shrinks to a tenth; a page that shrinks to less than a 200th is none
_LONGEST_NAME = 200
_ENCRYPTED = 0x1
_UTF8 = 0x800
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The compressions that are read; others may take gigabytes for a dictionary."""
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
"""What zipfile raises for damage and for what it does not know."""


@dataclass(frozen=True)
class ArchiveLimits:
    """How much of an archive is read."""

    members: int = 5000
    unpacked: int = 2 * 1024 * 1024 * 1024
    """Bytes, all members together."""


USUAL = ArchiveLimits()


@dataclass(frozen=True)
class Source:
    """One source: a file, or a member of an archive."""

    label: str
    """Where it is, for a person: the name of the file, and within an archive the place."""
    name: str
    content: bytes | Refused
    """Its bytes, or why it is not read."""


def sources(
    file: BinaryIO, label: str, name: str, size_limit: int, limits: ArchiveLimits = USUAL, *, start: int = 0
) -> Iterator[Source]:
    """The members of an archive, one after the other, without the first `start`; of any other file itself.

    `file` is open and can be searched, `label` and `name` what it is called (see Source). Of more than
    `size_limit` bytes just enough is read to see that. A member that cannot be read does not stop the others.
    """
    try:
        archive = _opened(file)
        members = _members(archive, limits) if archive else []
    except Refused as refusal:
        yield Source(label, name, refusal)
        return
    if archive is None:
        file.seek(0)
        yield Source(label, name, _all(file, size_limit + 1))
        return
    for member in members[start:]:
        place = readable_name(member)
        yield Source(f"{label}: {place}", PurePosixPath(place).name, _content(archive, member, size_limit))


def source_labels(file: BinaryIO, label: str, limits: ArchiveLimits = USUAL) -> list[str]:
    """What the sources are called that `sources` gives, in its order. Nothing is unpacked for it."""
    try:
        archive = _opened(file)
        members = _members(archive, limits) if archive else []
    except Refused:
        members = []
    return [f"{label}: {readable_name(member)}" for member in members] or [label]


def source_count(file: BinaryIO, limits: ArchiveLimits = USUAL) -> int:
    """How many sources `sources` gives."""
    return len(source_labels(file, "", limits))


class _Sparing:
    """A file that gives no more than a directory's worth at once: zipfile takes the list of members in one piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(_DIRECTORY_LIMIT + 1 if size < 0 else min(size, _DIRECTORY_LIMIT + 1))
        if len(data) > _DIRECTORY_LIMIT:
            raise Refused("too-large", "The archive's list of files is too long. Split it into several archives.")
        return data


def _opened(file: BinaryIO) -> zipfile.ZipFile | None:
    """The archive, judged by content; None for what is none, a document that is a zip by its build included."""
    file.seek(0)
    if not file.read(4).startswith(_ZIP):
        return None
    try:
        archive = zipfile.ZipFile(_Sparing(file))
    except _UNREADABLE:
        return None  # what it would have been is for the readers to say
    return None if _PACKAGES & set(archive.namelist()) else archive


def _members(archive: zipfile.ZipFile, limits: ArchiveLimits) -> list[zipfile.ZipInfo]:
    """The files of the archive. Raises Refused if there are none or too many, or if they unpack to too much."""
    members = [member for member in archive.infolist() if not member.filename.endswith("/") and not _is_junk(member)]
    if not members:
        raise Refused("empty", "The archive holds no file. Check that it was packed, and try again.")
    if len(members) > limits.members:
        message = f"The archive holds more than {limits.members} files. Split it into several archives."
        raise Refused("too-large", message)
    if sum(member.file_size for member in members) > limits.unpacked:
        size = limits.unpacked // 1024 // 1024
        raise Refused("too-large", f"The archive unpacks to more than {size} MB. Split it into several archives.")
    return members


def _is_junk(member: zipfile.ZipInfo) -> bool:
    """Whether it is what systems put into archives beside what people did."""
    path = PurePosixPath(member.filename)
    return bool(_JUNK_FOLDERS & set(path.parts)) or path.name in _JUNK_NAMES or path.name.startswith(_JUNK_START)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, size_limit: int) -> bytes | Refused:
    """The bytes of a member, or why they are not read."""
    if reason := _refusal(member, size_limit):
        return reason
    try:
        with archive.open(member) as file:
            data = _all(file, size_limit + 1)
        if data.startswith(_ZIP) and _opened(io.BytesIO(data)):
            return Refused("unsupported", "The file is an archive within an archive. Unpack it and try again.")
    except Refused as refusal:
        return refusal
    except _UNREADABLE:
        return Refused("damaged", "The file is damaged within the archive. Pack it again and try again.")
    return data


def _refusal(member: zipfile.ZipInfo, size_limit: int) -> Refused | None:
    """What the archive's list says against reading a member."""
    if member.flag_bits & _ENCRYPTED:
        return Refused("encrypted", "The file is locked with a password. Pack it again without one and try again.")
    if stat.S_ISLNK(member.external_attr >> 16):
        return Refused("unsupported", "This is a link, not a file. Pack the file itself and try again.")
    if member.compress_type not in _METHODS:
        return Refused("unsupported", "The file is packed in a rare way. Pack it as an ordinary zip and try again.")
    if member.file_size > size_limit:
        limit = size_limit // 1024 // 1024
        return Refused("too-large", f"The file is larger than {limit} MB. Split it into single issues and try again.")
    if member.file_size > max(_RATIO_FROM, _RATIO * member.compress_size):
        return Refused("too-large", "The file unpacks to far more than a text does. Upload it by itself.")
    return None


def _all(file: IO[bytes], most: int) -> bytes:
    """Up to `most` bytes, taken in pieces that `_Sparing` lets pass."""
    pieces, length = [], 0
    while length < most and (piece := file.read(min(_CHUNK, most - length))):
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)


def readable_name(member: zipfile.ZipInfo) -> str:
    """What a member is called, folders included: no way out of a folder, no signs that cannot be seen, not too long."""
    name = _decoded(member).replace("\\", "/")
    name = "".join(sign for sign in name if not unicodedata.category(sign).startswith("C"))
    parts = [part.strip() for part in name.split("/")]
    return "/".join(part for part in parts if part not in {"", ".", ".."})[-_LONGEST_NAME:].lstrip("/") or "unnamed"


def _decoded(member: zipfile.ZipInfo) -> str:
    """The name as it was written. Without the mark for UTF-8 zipfile takes it for the old code page of the PC, but
    Macs write UTF-8 and Chinese Windows GB 18030 all the same."""
    if member.flag_bits & _UTF8:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return member.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return member.filename
