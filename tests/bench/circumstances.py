"""When and on what a run took place."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("Django", "django-haystack", "Whoosh", "numpy", "tantivy", "datasette")


def circumstances() -> str:
    """The date, the kind of machine, and the versions of what is compared, in a sentence or two."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = [f"{name} {found}" for name in _LIBRARIES if (found := _version(name))]
    return (
        f"Taken on {datetime.now(UTC):%d %B %Y} on {os.cpu_count()} cores ({_processor()}) with {memory:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}, {', '.join(versions)}, "
        f"SQLite {sqlite3.sqlite_version}."
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text().splitlines() if described.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None
