"""`manage.py worker`: the background worker, after what an earlier one left undone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from archive.logins import forget_attempts
from articles.inspecting.rereading import queue_rereading
from articles.prepared import require_archive
from articles.tasks import queue_unfinished
from search.index import ensure_index
from search.watching import Watch


class Command(BaseCommand):
    help = "Applies queued work, index updates above all, until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="end when nothing is left to do")

    def handle(self, *args: Any, **options: Any) -> None:
        require_archive()
        # A worker that was killed left its task marked as running; what was to be done is noted elsewhere too.
        if options["batch"]:
            ensure_index(self.stdout.write)
        else:
            Watch().begin()
        queue_unfinished()
        queue_rereading()
        call_command("prune_db_task_results", verbosity=0)
        call_command("clearsessions")
        forget_attempts()
        call_command("db_worker", interval=0.5, startup_delay=False, reload=False, batch=options["batch"])
