"""Where uploads are kept: whole or not at all, and on the disk before anything refers to them."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from articles.leaving_files import delete
from articles.syncing import sync

DRAFT_SUFFIX = ".part"
"""How the name of a file ends that is still being written, or whose writer was killed. Nothing refers to it."""


class KeptFiles(FileSystemStorage):
    """Writes a file aside, waits until it is on the disk, then gives it its name, and waits for that too."""

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        made = self._make_folder(path.parent)
        draft = path.with_name(f".{uuid4().hex}{DRAFT_SUFFIX}")
        try:
            super()._save(str(draft.relative_to(self.location)), content)
            sync(draft)
            os.rename(draft, path)
        except BaseException:
            with suppress(FileNotFoundError):
                draft.unlink()
            raise
        for folder in made:
            sync(folder)
        return str(path.relative_to(self.location)).replace("\\", "/")

    def delete(self, name: str) -> None:
        """Deletes the file; one that a copy of the archive may still have to read, as soon as that is done."""
        if not name:
            raise ValueError("The name must be given to delete().")
        path = Path(self.path(name))  # raises SuspiciousFileOperation for a name that leads elsewhere
        delete(Path(self.location), str(path.relative_to(self.location)))

    def _make_folder(self, folder: Path) -> list[Path]:
        """Makes the folder; returns those whose names of files change by that and by a file in it."""
        changed = [folder]
        while not changed[-1].exists():
            changed.append(changed[-1].parent)
        folder.mkdir(parents=True, exist_ok=True)
        return changed
