"""Writing a BagIt bag (RFC 8493): each file is written once, its checksum taken on the way.

`bagit.make_bag` would move a finished folder about and read all of it a second time; it writes version 0.97. What we
write is checked with `bagit` when it is read (articles/backups/checking.py), and in the tests.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from articles.syncing import sync

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"
TAG_FILES = ("bagit.txt", INFO, MANIFEST, TAG_MANIFEST)
BLOCK = 1024 * 1024

Info = Mapping[str, Iterable[str]]


class BagWriter:
    """A bag on its way, in an empty folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.size = 0
        """Bytes of payload so far."""
        self._sums: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        """Whether the payload has a file of this name (`data/…`) already."""
        return name in self._sums

    def add(self, name: str, pieces: Iterable[bytes]) -> str:
        """Writes a file of the payload; returns its SHA-256. What `pieces` raises leaves no file behind."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        size = 0
        try:
            with path.open("xb", buffering=BLOCK) as file:
                for piece in pieces:
                    digest.update(piece)
                    file.write(piece)
                    size += len(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        self._sums[name] = digest.hexdigest()
        self.size += size
        return self._sums[name]

    def close(self, info: Info) -> str:
        """Writes the manifests and `bag-info.txt`, and waits until all is on the disk.

        Returns the SHA-256 of the last file, which stands for the whole of the bag.
        """
        oxum = {"Payload-Oxum": [f"{self.size}.{len(self._sums)}"]}
        told = "".join(f"{key}: {value}\n" for key, values in {**info, **oxum}.items() for value in values)
        (self.folder / "data").mkdir(exist_ok=True)
        tags = {"bagit.txt": BAGIT, INFO: told.encode(), MANIFEST: _manifest(self._sums)}
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in tags.items()}
        tags[TAG_MANIFEST] = _manifest(sums)
        for name, data in tags.items():
            (self.folder / name).write_bytes(data)
        _sync_all(self.folder)
        return hashlib.sha256(tags[TAG_MANIFEST]).hexdigest()


def _manifest(sums: Mapping[str, str]) -> bytes:
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def _sync_all(folder: Path) -> None:
    """All at the end: by then the system has written most, and to wait for each file in its turn takes minutes."""
    for path, _folders, files in os.walk(folder):
        for name in files:
            sync(Path(path, name))
        sync(Path(path))
