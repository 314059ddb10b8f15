"""Uploads that go to the disk from their first byte, where large ones are expected.

The system's folder for temporary files may be kept in memory. From the folder taken here a file is moved into its
place, not copied; what a killed server leaves in it is cleared away after a day.
"""

from contextlib import suppress
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
    """Keeps a file of any size on the disk. If that fails, the rest of the request is read all the same: a browser
    hears no answer before it has sent everything. Then the error is raised."""

    error: OSError | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        if self.error is None:
            try:
                self.file = _DiskFile(cleared_folder(), self.file_name)
            except OSError as error:
                self.error = error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.error is None:
            try:
                super().receive_data_chunk(raw_data, start)
                self.file.flush()
            except OSError as error:
                self.error = error
                with suppress(OSError):  # again, as it is written what was not
                    self.file.close()

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return super().file_complete(file_size) if self.error is None else None

    def upload_complete(self) -> None:
        if self.error:
            raise self.error
