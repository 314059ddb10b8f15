"""Which release of the archive's own code is running."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import django
from django.conf import settings

_PARTS = ("archive", "articles", "search", "templates", "static")


@cache
def release() -> str:
    """A fingerprint of all files and settings that have a part in a page, as they were when it was first asked."""
    digest = hashlib.sha256(f"{django.__version__} {settings.ARCHIVE_URL} {settings.TIME_ZONE}".encode())
    for part in _PARTS:
        for path in sorted(Path(settings.BASE_DIR, part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


@cache
def version() -> str:
    """The number of the release, as people call it."""
    project = tomllib.loads(Path(settings.BASE_DIR, "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])
