"""Warnings and source lines as an editor reads them in the forms."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def warning_list(warnings: Sequence[dict[str, Any]]) -> SafeString | str:
    """Stored warnings, each with its line, as HTML; a word where there are none."""
    rows = [(f"Line {warning['line']}: " if warning.get("line") else "", warning["message"]) for warning in warnings]
    return format_html_join("", "<div>{}{}</div>", rows) or "None."


def span_list(spans: Sequence[Sequence[int]]) -> str:
    """Runs of source lines as `3, 5–9`; a word where there are none."""
    runs = [f"{first}" if first == last else f"{first}–{last}" for first, last in spans]
    return ", ".join(runs) or "None: it was not read from a file."
