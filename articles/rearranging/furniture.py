"""The lines of a source that belong to no article: more of them, or fewer."""

from collections.abc import Collection
from typing import Any

from articles.rearranging.sources import SourceText, numbers_of

CONTINUATION = "continuation"
"""What lines become whose text goes on with an article from another file."""
KINDS = (
    "advertisement",
    "contact",
    "contents",
    "credit",
    "imprint",
    "jump line",
    "masthead",
    "navigation",
    "page heading",
    "page number",
    "picture",
    "rule",
    "running head",
    "other",
)
"""What an editor can call a piece of furniture (docs of `ingest.records.Furniture`)."""


def add_furniture(text: SourceText, numbers: Collection[int], kind: str) -> None:
    """Makes these lines furniture, one piece for each run that nothing but blank lines interrupts, and saves."""
    pieces = [_piece(text, run, kind) for run in text.runs(numbers)]
    text.source.furniture = sorted([*text.source.furniture, *pieces], key=lambda piece: piece["lines"])
    text.source.save(update_fields=["furniture"])


def take_furniture(text: SourceText, numbers: Collection[int]) -> None:
    """Takes these lines out of the furniture, and saves. What is left of a piece stays, in two if need be."""
    kept: list[dict[str, Any]] = []
    for piece in text.source.furniture:
        own = numbers_of([piece["lines"]])
        if own.isdisjoint(numbers):
            kept.append(piece)
        else:
            kept += [_piece(text, run, piece["kind"]) for run in text.runs(own.difference(numbers))]
    if kept != text.source.furniture:
        text.source.furniture = kept
        text.source.save(update_fields=["furniture"])


def _piece(text: SourceText, run: list[int], kind: str) -> dict[str, Any]:
    return {"lines": [run[0], run[-1]], "kind": kind, "text": text.words(run)}
