"""The search page over HTTP: the archive as `manage.py serve` runs it, and Datasette on the same articles."""

import json
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings

from archive.assets import collect_assets
from archive.children import Child, stop
from archive.claims import claimed_port
from archive.serve import answers, environment, web_server
from search.index import ensure_index
from tests.bench.engines import ENGINES
from tests.bench.engines.datasette import DATABASE, TABLE
from tests.bench.engines.sqlite import LISTS, match
from tests.bench.load import HOST
from tests.bench.records import FACETS, HITS, Request
from tests.bench.subject import resident

_START_SECONDS = 60
_QUIETLY = "import logging; from datasette.cli import cli; logging.disable(); cli()"
"""Datasette without a line of log for each page, which we do not write either."""
_SEARCHED = {"databases": {Path(DATABASE).stem: {"tables": {TABLE: {"fts_table": "articles_fts", "fts_pk": "number"}}}}}
_UNHURRIED = 600_000  # milliseconds; by default Datasette gives up on a facet after 200


class Site:
    """The web server `name`, in processes of its own on a free port."""

    def __init__(self, name: str) -> None:
        self.kind = SITES[name]
        claim = claimed_port(HOST, "0")
        self.port = claim.getsockname()[1]
        self.server = self.kind.server(claim)
        self.server.start()
        deadline = time.monotonic() + _START_SECONDS
        while not answers(HOST, self.port):
            if self.server.exit_code is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} does not answer.")
            time.sleep(0.1)

    def pages(self, requests: list[Request]) -> tuple[int, list[str]]:
        """The port, and the path of the search page for each request."""
        return self.port, list(map(self.kind.path, requests))

    def memory(self) -> int:
        """The resident memory of the process that serves, or of the largest of those, in bytes."""
        main = self.server.process.pid
        listed = Path(f"/proc/{main}/task/{main}/children")
        workers = listed.read_text().split() if listed.exists() else []
        return max(map(resident, workers or [main]))

    def stop(self) -> None:
        stop(self.server)


class _Kind(NamedTuple):
    server: Callable[[socket.socket], Child]
    path: Callable[[Request], str]


def _archive(claim: socket.socket) -> Child:
    collect_assets()
    ensure_index()
    return web_server(claim.detach())


def _archive_path(request: Request) -> str:
    asked = [("q", request.query), ("size", HITS), *request.chosen]
    if request.dates:
        asked += zip(("from", "to"), request.dates, strict=True)
    return f"/search/?{urlencode(asked)}"


def _datasette(claim: socket.socket) -> Child:
    """Read-only and with time enough, which suits it best; it does not look for facets that it could suggest."""
    port = claim.getsockname()[1]
    claim.close()
    database = settings.DATA_DIR / "engines" / ENGINES["datasette"].index / DATABASE
    limits = {"sql_time_limit_ms": _UNHURRIED, "facet_time_limit_ms": _UNHURRIED, "suggest_facets": "off"}
    options = [word for name, value in limits.items() for word in ("--setting", name, str(value))]
    described = database.with_name("metadata.json")
    described.write_text(json.dumps(_SEARCHED))
    served = ["serve", "--immutable", str(database), "--port", str(port), "--metadata", str(described), *options]
    command = [sys.executable, "-c", _QUIETLY, *served]
    return Child("Datasette", command, settings.BASE_DIR, environment())


def _datasette_path(request: Request) -> str:
    asked: list[tuple[str, object]] = [("_size", HITS)]
    asked += [("_facet_array" if facet in LISTS else "_facet", facet) for facet in FACETS]
    asked += [("_search", match(request)), ("_searchmode", "raw")] if request.words else [("_sort_desc", "date")]
    asked += [(f"{facet}__arraycontains" if facet in LISTS else facet, value) for facet, value in request.chosen]
    if request.dates:
        asked += zip(("date__gte", "date__lte"), request.dates, strict=True)
    return f"/{Path(DATABASE).stem}/{TABLE}?{urlencode(asked)}"


SITES = {"the archive": _Kind(_archive, _archive_path), "Datasette": _Kind(_datasette, _datasette_path)}
