"""Files that lie among the kept ones without a row: from a process that was killed, or of an issue that was deleted."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

_SETTLED = timedelta(minutes=10)


def lies_there(name: str, data: bytes) -> bool:
    """Whether the very same file is there already, so that it need not be written, nor taken away if saving fails.

    Where others may write at once, one that has just been written is somebody's, who may yet take it away.
    """
    try:
        if connection.vendor != "sqlite" and timezone.now() - default_storage.get_modified_time(name) < _SETTLED:
            return False
        if default_storage.size(name) != len(data):
            return False
        with default_storage.open(name, "rb") as file:
            return bool(file.read() == data)
    except OSError:
        return False
