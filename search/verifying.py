"""One look through everything that the archive keeps: files, rows, texts and the index."""

import math
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.db import DatabaseError, OperationalError
from django.utils.translation import gettext_noop

from articles.inspecting.files import removed_sources, sources, uploads
from articles.inspecting.findings import Finding, Looked
from articles.inspecting.kept import due
from articles.inspecting.orphans import orphans
from articles.inspecting.recording import begin, end
from articles.inspecting.rows import MESSAGES, rows
from articles.inspecting.texts import texts
from articles.models import Inspection
from search.inspecting import index

NOT_DONE = gettext_noop("This could not be looked at. The reason stands beside it; try again when it is gone.")


class Verdict(NamedTuple):
    """What came of an inspection: its row, all that was found, and what could not be looked at."""

    inspection: Inspection
    found: list[Finding]
    undone: list[Finding]


def verify(
    looked: Looked,
    tell: Callable[[Finding], None] = lambda _: None,
    *,
    only_due: bool = False,
    minutes: float = math.inf,
) -> Verdict:
    """Inspects everything, tells each difference as it is found, and keeps them.

    With `only_due`, of the files of sources only those that were not read for 25 days; for as many `minutes` at most.
    Raises DatabaseError if there is no database to keep anything in.
    """
    inspection = begin()
    found: list[Finding] = []
    undone: list[Finding] = []
    until = time.monotonic() + 60 * minutes
    for name, part in _parts(looked, only_due, until).items():
        for finding in _tried(name, part):
            tell(finding)
            (undone if finding.code == "not-done" else found).append(finding)
    looked.counts.pop("last_file", None)
    looked.counts["files_due"] = due().count()
    end(inspection, [*found, *undone], looked.counts)
    return Verdict(inspection, found, undone)


def _parts(looked: Looked, only_due: bool, until: float) -> dict[str, Callable[[], Iterator[Finding]]]:
    return {
        "rows": partial(rows, looked),
        "texts": partial(texts, looked),
        "files of sources": partial(sources, looked, only_due=only_due, until=until),
        "files of deleted sources": partial(removed_sources, looked),
        "uploads": partial(uploads, looked),
        "folder of files": partial(orphans, looked),
        "search index": partial(index, looked),
    }


def _tried(name: str, part: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What a part finds; its own failure is told too. A database that is damaged fails in many ways."""
    try:
        yield from part()
    except (OperationalError, OSError) as error:
        yield Finding("not-done", f"{name}: {error}", NOT_DONE)
    except DatabaseError as error:
        yield Finding("database-damaged", f"{name}: {error}", MESSAGES["database-damaged"])
