"""Warnings and source lines as an editor reads them in the forms."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.local_names import listed
from articles.sentences import said


def warning_list(warnings: Sequence[dict[str, Any]]) -> SafeString | str:
    """Stored warnings, each with its line, as HTML; a word where there are none."""
    return format_html_join("", "<div>{}</div>", ((warning_line(warning),) for warning in warnings)) or _("None.")


def warning_line(warning: dict[str, Any]) -> str:
    """A stored warning with its line."""
    message = said(warning["message"])
    if not warning.get("line"):
        return message
    return _("Line %(line)s: %(message)s") % {"line": warning["line"], "message": message}


def span_list(spans: Sequence[Sequence[int]]) -> str:
    """Runs of source lines as `3, 5–9`; a word where there are none."""
    runs = [f"{first}" if first == last else f"{first}–{last}" for first, last in spans]
    return listed(runs) or _("None: it was not read from a file.")
