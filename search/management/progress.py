"""One line on a terminal that says how far a command is; silence anywhere else."""

from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper


class ProgressLine:
    """Called with what is done and what there is in all, it overwrites its line. Leaving the block wipes it."""

    def __init__(self, output: OutputWrapper) -> None:
        self.output = output

    def __call__(self, done: int, total: int) -> None:
        if self.output.isatty():
            then = ", now putting the index together" if done == total else ""
            self.output.write(f"\r{done} of {total} articles{then}", ending="")
            self.output.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.output.isatty():
            self.output.write("\r\033[K", ending="")
