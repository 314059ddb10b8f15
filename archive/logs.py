"""What is logged and how: lines for people or for programs, each with the request it belongs to, and nobody's data."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

FORMATS = ("text", "json")
REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is being answered, if one is."""

FIELDS = ("method", "path", "status", "milliseconds", "bytes")
"""What the line of a request has besides (archive/request_log.py)."""

_NAMES_PEOPLE = "axes"  # puts the name and address of whoever tries to log in into its lines
_UNREADABLE = re.compile(r"(?s)^(Invalid request from) ip=\S+: ([^'\"]*).*")  # Gunicorn's line; it quotes the request
_QUERY = re.compile(r"(?<=/)(\S*)\?\S*")  # what was asked for is nobody's business
_ROW = re.compile(r"^DETAIL: .*$", re.MULTILINE)  # PostgreSQL shows the values of a row that it refuses
_STRANGE_HOST = "django.security.DisallowedHost"
STRANGE = "A host was asked for that ARCHIVE_HOSTS does not name."
_FOREIGN = ("django", "gunicorn", "axes")


class Impersonal(logging.Filter):
    """Takes names, addresses and queries out of what libraries log. Lets every line pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        library = record.name.partition(".")[0]
        if record.name == _STRANGE_HOST:  # scanners send these all day, and what they send is no matter
            record.msg, record.args, record.exc_info = STRANGE, (), None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        elif library == _NAMES_PEOPLE and record.args:
            record.msg, record.args = re.sub(r"%[a-z]", "…", str(record.msg)), ()
        elif library in _FOREIGN:
            record.msg, record.args = _QUERY.sub(r"\1", _UNREADABLE.sub(r"\1 …: \2…", record.getMessage())), ()
        return True


class TextLine(logging.Formatter):
    """A line for people, with the id of the request at its end; an exception follows on lines of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        line = super().formatMessage(record)
        return f"{line} [{request_id}]" if (request_id := REQUEST_ID.get()) else line

    def formatException(self, ei: Any) -> str:
        return _ROW.sub("DETAIL: …", super().formatException(ei))


class JsonLine(TextLine):
    """A line for programs: one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        row: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
        }
        row |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False, default=str)


def logging_settings(level: str, format: str) -> dict[str, Any]:
    """Django's LOGGING: lines of `level` and above as `format`, one of FORMATS, to standard error."""
    handler = {"class": "logging.StreamHandler", "formatter": format, "filters": ["impersonal"]}
    quiet = {"level": "INFO"}  # below that they write out values, those of forms and rows among them
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"impersonal": {"()": Impersonal}},
        "formatters": {"text": {"()": TextLine}, "json": {"()": JsonLine}},
        "handlers": {"console": handler | {"level": level}, "errors": handler | {"level": "ERROR"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # The worker warns whenever it is asked to stop, which is nothing to warn of.
            "django_tasks_db": {"handlers": ["errors"], "propagate": False},
            "django": {"handlers": [], "propagate": True},  # Django's own handlers print and mail besides
            "django.db.backends": quiet,
            "django.template": quiet,
            "gunicorn.error": {"handlers": ["console"], "propagate": False},
        },
    }
