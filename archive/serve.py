"""What `manage.py serve` does: from an empty data folder to a site that answers, and again in seconds."""

import http.client
import os
import secrets
import sys
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, connections

from archive.assets import collect_assets
from archive.children import Child, supervise
from archive.claims import claimed_folder, claimed_port
from archive.settings import flag
from articles.demo import forget_demo, load_demo
from search.index import ensure_index

EDITOR = "editor"
WEB_WORKERS, WEB_THREADS = 2, 4
Say = Callable[[str], None]


def serve(say: Say) -> int:
    """Prepares the archive and serves it until asked to stop; `say` prints one line.

    Returns the exit code. Raises archive.claims.CannotStart if the data folder or the port cannot be had.
    """
    with claimed_folder(settings.DATA_DIR):
        claim = claimed_port(os.environ.get("ARCHIVE_BIND") or "127.0.0.1", os.environ.get("PORT") or "8000")
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
    ensure_index(say)
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
    users.create_superuser(EDITOR, password=password)
    if not chosen:
        say(f"The editor's account: name {EDITOR}, password {password} (shown only this once)")


def web_server(descriptor: int) -> Child:
    """The web server, taking over the bound socket `descriptor`. GUNICORN_CMD_ARGS adds options of Gunicorn's."""
    options = {
        "bind": f"fd://{descriptor}",
        "workers": WEB_WORKERS,
        "threads": WEB_THREADS,
        "graceful-timeout": 5,
        "log-level": "warning",
        "limit-request-line": 8190,  # the longest query in Chinese takes 4,600 characters
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--preload", "--no-control-socket", *arguments]
    return Child("web server", command, settings.BASE_DIR, environment(), takes_over=(descriptor,))


def background_worker() -> Child:
    """The process that applies queued work: index updates and the like."""
    command = [sys.executable, "manage.py", "worker"]
    return Child("background worker", command, settings.BASE_DIR, environment())


def environment() -> dict[str, str]:
    """The environment of the children: ours, with the data folder spelt out, as they run in another folder."""
    return os.environ | {"ARCHIVE_DATA": str(settings.DATA_DIR)}


def answers(host: str, port: int) -> bool:
    """Whether something at the address answers over HTTP. An answer that refuses us counts as one."""
    name = (settings.ALLOWED_HOSTS or [""])[0].lstrip("*.") or "localhost"
    site = http.client.HTTPConnection(reachable(host), port, timeout=2)
    try:
        site.request("GET", "/healthz", headers={"Host": name})
        site.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        site.close()
    return True


def reachable(host: str) -> str:
    """The address under which this machine reaches a server that is bound to `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - nothing is bound here


def announce(say: Say, host: str, port: int) -> None:
    """Says where the archive is."""
    name = f"[{reachable(host)}]" if ":" in host else reachable(host)
    url = f"http://{name}:{port}/"
    say(f"Sci-Tech Policy Archive: {url}")
    say(f"For editors: {url}admin/")
    say("Ctrl-C stops it.")
