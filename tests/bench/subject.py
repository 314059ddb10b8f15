"""One engine under measurement, in the process that measures it."""

import importlib
import json
import resource
import shutil
import time
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from articles.models import Article
from tests.bench.corpus import EDITION
from tests.bench.documents import documents
from tests.bench.engines import ENGINES
from tests.bench.records import Answer, Built, Request


class Subject:
    """The engine `name` on the corpus of the data folder. Raises ImportError if it is not installed."""

    def __init__(self, name: str) -> None:
        entry = ENGINES[name]
        module, _, made_by = entry.made_by.partition(":")
        folder = settings.DATA_DIR / "engines" / entry.index
        self.record = folder.with_suffix(".json")
        self.engine = getattr(importlib.import_module(f"tests.bench.engines.{module}"), made_by)(folder)

    def built(self) -> Built | None:
        """What an earlier build of this corpus took, if there was one."""
        if not self.record.exists():
            return None
        edition, built = json.loads(self.record.read_text())
        return Built(**built) if edition == EDITION else None

    def build(self) -> Built:
        """Makes the index anew. The reading of the articles counts, as every engine must have them read."""
        self.record.unlink(missing_ok=True)
        shutil.rmtree(self.engine.folder, ignore_errors=True)
        self.engine.folder.mkdir(parents=True)
        began = _cpu_seconds()
        self.engine.build(documents())
        built = Built(Article.objects.published().count(), _cpu_seconds() - began, self.engine.size())
        self.record.write_text(json.dumps([EDITION, asdict(built)]))
        return built

    def open(self) -> None:
        """Makes it ready to be asked."""
        self.engine.open()

    def ask(self, request: Request) -> tuple[float, Answer]:
        """The CPU seconds that the answer took, and the answer."""
        began = time.process_time()
        answer = self.engine.ask(request)
        return time.process_time() - began, answer

    def memory(self) -> int:
        """The memory that this process has in use, in bytes, with what of its files lies in memory."""
        return resident()


def _cpu_seconds() -> float:
    """Of this process and the children that have ended."""
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def resident(process: int | str = "self") -> int:
    """The resident memory of a process, in bytes; 0 where there is no Linux to tell it."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(fields["VmRSS"].split()[0]) * 1024
