"""`manage.py serve`: the whole archive with one command."""

from django.core.management.base import BaseCommand

from archive.claims import CannotStart
from archive.serve import serve


class Command(BaseCommand):
    help = "Prepares the archive and serves it, with its background worker, until it is stopped."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        try:
            code = serve(self.say)
        except CannotStart as error:
            raise SystemExit(str(error)) from error
        except KeyboardInterrupt:
            self.say("Stopped before it was ready. Nothing is lost; the next start goes on from here.")
            code = 130
        raise SystemExit(code)

    def say(self, line: str) -> None:
        """Prints one line, at once also where the output is a file."""
        self.stdout.write(line)
        self.stdout.flush()
