"""A transaction whose files go with it: if it comes to nothing, at its very end too, so do the files kept for it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from articles.models import BatchFile, SourceFile
from articles.turns import take_turn

logger = logging.getLogger(__name__)


@dataclass
class _Files:
    """Names of files: those that wait for the end of the transaction, and those whose part of it has failed."""

    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def fail(self, since: int) -> None:
        self.gone += self.kept[since:]
        del self.kept[since:]


_running: ContextVar[_Files | None] = ContextVar("running", default=None)


@contextmanager
def whole() -> Iterator[None]:
    """One transaction for the block. Files that are named to `goes_with_it` meanwhile are deleted if it fails.

    That may be when it is committed: the disk may be full. Inside another such block it is a part of that one.
    """
    outer = _running.get()
    files = outer or _Files()
    token, since = _running.set(files), len(files.kept)
    try:
        with transaction.atomic():
            take_turn()
            yield
    except BaseException:
        files.fail(since)
        raise
    finally:
        _running.reset(token)
        if outer is None:
            for name in files.gone:
                _drop(name)


def goes_with_it(name: str) -> None:
    """Says that the file of this name in the storage was kept for what the block of `whole` saves.

    Raises LookupError outside of one.
    """
    files = _running.get()
    if files is None:
        raise LookupError("Files are kept within a block of `whole`.")
    files.kept.append(name)


def _drop(name: str) -> None:
    """Deletes the file, unless the archive refers to it all the same, or cannot be asked: who broke off the connection
    while a transaction ended does not know how it ended, and a file too many harms nobody."""
    try:
        if not any(model.objects.filter(file=name).exists() for model in (SourceFile, BatchFile)):
            default_storage.delete(name)
    except (DatabaseError, OSError):
        logger.exception("%s was kept for nothing and could not be deleted", name)
