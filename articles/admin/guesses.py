"""What is filled in for the editor from the text of an upload: publication, number and date."""

from collections.abc import Iterable, Sequence
from typing import Any

from articles.ingest.records import IssueRecord
from articles.models import Publication
from articles.store import match_publication


def guess(records: Sequence[IssueRecord]) -> dict[str, Any]:
    """The first values of a ConfirmForm. Of several files, the first that says something is believed."""
    publication = known_publication(records)
    return {
        "publication": publication,
        "new_publication": "" if publication else _first(record.masthead.publication for record in records),
        "number": _first(record.masthead.number for record in records),
        "date": _first(record.masthead.date for record in records),
    }


def known_publication(records: Sequence[IssueRecord]) -> Publication | None:
    """The publication of ours whose name, or a form of its title, the files print as their masthead."""
    lines = (line for record in records for line in _masthead_lines(record))
    return next(filter(None, map(match_publication, lines)), None)


def _masthead_lines(record: IssueRecord) -> list[str]:
    mastheads = [piece.text for piece in record.furniture if piece.kind == "masthead"]
    lines = [line for text in (record.masthead.publication or "", *mastheads) for line in text.splitlines()]
    return [line.strip(" #*_") for line in lines]


def _first(values: Iterable[str | None]) -> str:
    return next((value for value in values if value), "")
