"""An object in a process of its own, so that engines share neither memory, nor caches, nor the interpreter's lock."""

import importlib
import multiprocessing
import os
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

import django

_ENDS_IN = 10  # seconds that a process is given to end by itself


class RemoteError(Exception):
    """What went wrong in the other process; `kind` is the name of the exception's class."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


class Remote:
    """An object made in a new process by `made_by` ("module:class"), with Django set up on the data folder `data`.

    Arguments and results are pickled. Raises RemoteError where the other process raises anything.
    """

    def __init__(self, data: Path, made_by: str, *arguments: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(str(data), theirs), daemon=True)
        self.process.start()
        theirs.close()
        try:
            self.call(made_by, *arguments)
        except RemoteError:
            self.close()
            raise

    def call(self, method: str, *arguments: Any) -> Any:
        """What the object's method returns."""
        self.pipe.send((method, arguments))
        try:
            kind, value = self.pipe.recv()
        except EOFError:
            raise RemoteError("EOFError", f"The process ended in {method}.") from None
        if kind:
            raise RemoteError(kind, value)
        return value

    def close(self) -> None:
        """Ends the process."""
        self.pipe.close()
        self.process.join(_ENDS_IN)
        if self.process.is_alive():
            self.process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def on_data_folder(data: str) -> None:
    """Sets Django up on the data folder `data`; only from then on can models be imported."""
    os.environ["ARCHIVE_DATA"] = data
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    Path(data).mkdir(parents=True, exist_ok=True)
    django.setup()


def _serve(data: str, pipe: Connection) -> None:
    """Makes the object that the first message asks for, and calls its methods until the pipe is closed."""
    on_data_folder(data)
    subject = None
    while True:
        try:
            method, arguments = pipe.recv()
        except EOFError:
            return
        try:
            if subject is None:
                module, _, name = method.partition(":")
                subject, value = getattr(importlib.import_module(module), name)(*arguments), None
            else:
                value = getattr(subject, method)(*arguments)
            pipe.send(("", value))
        except (Exception, SystemExit) as error:
            pipe.send((type(error).__name__, "".join(traceback.format_exception(error))))
