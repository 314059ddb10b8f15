"""What `manage.py serve` does: from an empty data folder to a site that answers, and again in seconds."""

import http.client
import os
import secrets
import shutil
import sys
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, connections

from archive.activation import for_children, handed_socket, notify
from archive.assets import collect_assets
from archive.children import Child, supervise
from archive.claims import claimed_folder, claimed_port
from archive.metrics import FOLDER
from archive.protection import own_name
from archive.settings import flag
from articles.demo import forget_demo, load_demo
from search.taking_over import begin_with_index

EDITOR = "editor"
MOST_AT_START = 5000
"""Articles that a start builds an index of before it serves: some ten seconds' work. More are left to the worker."""
Say = Callable[[str], None]


def serve(say: Say) -> int:
    """Prepares the archive and serves it until asked to stop; `say` prints one line.

    Returns the exit code. Raises archive.claims.CannotStart if the data folder or the port cannot be had.
    """
    with claimed_folder(settings.DATA_DIR):
        claim = handed_socket() or claimed_port(
            os.environ.get("ARCHIVE_BIND") or "127.0.0.1", os.environ.get("PORT") or "8000"
        )
        host, port = claim.getsockname()[:2]
        prepare(say)
        connections.close_all()
        site, worker = web_server(claim.detach()), background_worker()
        return supervise(site, worker, lambda: answers(host, port), lambda: announce(say, host, port))


def prepare(say: Say) -> None:
    """Brings the data folder to where the site can be served from it. What is done already is left alone."""
    if not connection.introspection.table_names():
        say(f"Preparing a new archive in {settings.DATA_DIR}")
        forget_demo()
    call_command("migrate", interactive=False, verbosity=0)
    if files := collect_assets():
        say(f"  style sheets and scripts: {files} files")
    if flag("ARCHIVE_DEMO", default=True):
        load_demo(say)
    begin_with_index(say, MOST_AT_START)
    make_editor(say)


def make_editor(say: Say) -> None:
    """Makes the editor's account if nobody administers this archive yet.

    Its password is ARCHIVE_EDITOR_PASSWORD, or a random one, which is said at once: it is kept nowhere else.
    """
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return
    chosen = os.environ.get("ARCHIVE_EDITOR_PASSWORD")
    password = chosen or secrets.token_urlsafe(12)
    editor = users.create_superuser(EDITOR, password=password)
    if not chosen:
        say(f"The editor's account: name {EDITOR}, password {password} (shown only this once)")
        return
    try:
        validate_password(password, editor)
    except ValidationError as weak:
        say(f"ARCHIVE_EDITOR_PASSWORD is weak: {' '.join(weak.messages)} Change it in the admin.")


def web_server(descriptor: int) -> Child:
    """The web server, taking over the bound socket `descriptor`. GUNICORN_CMD_ARGS adds options of Gunicorn's."""
    options = ["--config=python:archive.gunicorn_conf", f"--bind=fd://{descriptor}"]
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", *options]
    return Child("web server", command, settings.BASE_DIR, environment() | counting(), takes_over=(descriptor,))


def counting() -> dict[str, str]:
    """What has the web server's processes count together, in a folder that is made anew, where that is asked for."""
    if not settings.METRICS:
        return {}
    folder = settings.DATA_DIR / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return {FOLDER: str(folder)}


def background_worker() -> Child:
    """The process that applies queued work: index updates and the like."""
    command = [sys.executable, "manage.py", "worker"]
    return Child("background worker", command, settings.BASE_DIR, environment())


def environment() -> dict[str, str]:
    """The environment of the children: ours, with the data folder spelt out, as they run in another folder."""
    return for_children({**os.environ, "ARCHIVE_DATA": str(settings.DATA_DIR)})


def answers(host: str, port: int) -> bool:
    """Whether something at the address answers over HTTP. An answer that refuses us counts as one."""
    site = http.client.HTTPConnection(reachable(host), port, timeout=2)
    try:
        site.request("GET", "/healthz", headers={"Host": own_name()})
        site.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        site.close()
    return True


def reachable(host: str) -> str:
    """The address under which this machine reaches a server that is bound to `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - nothing is bound here  # nosec B104


def announce(say: Say, host: str, port: int) -> None:
    """Says where the archive is, and to systemd that it is ready."""
    notify("READY=1")
    name = f"[{reachable(host)}]" if ":" in host else reachable(host)
    url = f"http://{name}:{port}/"
    say(f"Sci-Tech Policy Archive: {url}")
    say(f"For editors: {url}admin/")
    say("Ctrl-C stops it.")
