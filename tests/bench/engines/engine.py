"""What an engine must be able to do to be measured."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path

from tests.bench.records import Answer, Document, Request


class Engine(ABC):
    """A search engine with its index in `folder`, which exists. It is used by one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def build(self, documents: Iterable[Document]) -> None:
        """Makes the index in the empty folder."""

    @abstractmethod
    def open(self) -> None:
        """Makes it ready to answer."""

    @abstractmethod
    def ask(self, request: Request) -> Answer:
        """Answers one request."""

    def size(self) -> int:
        """What lies on the disk, in bytes."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
