"""Uploads that go to the disk from their first byte, where large ones are expected.

The system's folder for temporary files may be kept in memory. From the folder taken here a file is moved into its
place, not copied; what a killed server leaves in it is cleared away after a day.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from articles.admin.staging import cleared_folder


class _DiskFile(TemporaryUploadedFile):
    """An upload in a file of its own, which goes with the request unless it has been moved away."""

    def __init__(self, folder: Path, name: str) -> None:
        file = NamedTemporaryFile(dir=folder)  # noqa: SIM115 - the request closes it
        UploadedFile.__init__(self, file, name)


class DiskUpload(TemporaryFileUploadHandler):
    """Keeps a file of any size on the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = _DiskFile(cleared_folder(), self.file_name)
