"""Where an archive that is being tried keeps what."""

from pathlib import Path

from django.conf import settings


def data_folder() -> Path:
    """All that the archive has."""
    return Path(settings.DATA_DIR)


def index_folder() -> Path:
    """The index."""
    return Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])


def index_size() -> int:
    """The bytes in the index's folder."""
    return sum(path.stat().st_size for path in index_folder().rglob("*") if path.is_file())


def stop_file() -> Path:
    """Whoever goes on until told to stop ends when this file is there."""
    return data_folder() / "stop"
