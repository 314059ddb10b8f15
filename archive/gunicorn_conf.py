"""How the web server runs: read by Gunicorn when it starts (archive/serve.py); GUNICORN_CMD_ARGS overrides it.

docs/operating.md says why each of these has its value.
"""

import os
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from archive.bare_answers import speak_plainly
from archive.settings import LOG_LEVEL, LOGGING, METRICS, WEB_THREADS, WEB_WORKERS

workers, threads = WEB_WORKERS, WEB_THREADS
preload_app = True  # loaded once: the workers share what they do not change, and a broken release never starts
control_socket_disable = True

timeout = 30  # seconds without a sign of life, after which a worker is ended; a long answer is no such silence
graceful_timeout = 5  # for requests that run when the archive is asked to stop, which is to take ten in all
keepalive = 5
max_requests = 0  # a new worker begins with an empty memory of the index

limit_request_line = 8190  # the longest query in Chinese takes 4,600 characters
forwarded_allow_ips = ""  # Django alone decides whether to believe a proxy, by ARCHIVE_HTTPS and ARCHIVE_PROXIES
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a sign of life must not wait  # nosec B108

speak_plainly()

loglevel = LOG_LEVEL.lower()
logconfig_dict = LOGGING


def child_exit(server: Any, worker: Any) -> None:
    """A worker has ended."""
    if METRICS and Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")).is_dir():
        multiprocess.mark_process_dead(worker.pid)
