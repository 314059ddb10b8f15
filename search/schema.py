"""How the fields of a Haystack index lie in a Whoosh index."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import whoosh
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.fields import SearchField
from whoosh import fields, formats

from search.analysis import PART_BREAK, tokens

VERSION = f"1/{whoosh.__version__}"
"""To be raised whenever analysis, schema or prepared data change: an index of another version is built anew."""

WORD_MARK = "="
"""Stands before a term that is a whole word as printed (folded, not stemmed): what prefixes and spelling go by."""

_NO_POSITIONS = b"0"  # never read, but merging segments stumbles over lists of empty values

Posting = tuple[bytes, int, float, bytes]


class TextField(fields.FieldType):
    """Analysed text, with positions and not stored.

    Beside the terms of search.analysis it holds the words themselves, marked, and without positions or weight
    in the length of the text.
    """

    def __init__(self, boost: float = 1.0) -> None:
        super().__init__(formats.Positions(field_boost=boost), analyzer=None, scorable=True)

    def index(self, value: str | list[str], **_: object) -> Iterator[Posting]:
        """The postings of a text, or of several that no phrase may span: (term, frequency, weight, positions)."""
        positions: dict[str, list[int]] = defaultdict(list)
        words: set[str] = set()
        for token in tokens(value if isinstance(value, str) else PART_BREAK.join(value)):
            positions[token.term].append(token.position)
            if token.word:
                words.add(token.word)
        for term, places in positions.items():
            yield term.encode(), len(places), len(places) * self.format.field_boost, self.format.encode(places)
        for word in words:
            yield (WORD_MARK + word).encode(), 0, 1.0, _NO_POSITIONS


class ValueField(fields.FieldType):
    """One or several values, each compared as a whole, stored with the document and without part in its score."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None, scorable=False, stored=True)

    def index(self, value: str | list[str], **_: object) -> Iterator[Posting]:
        """The postings of a value or of several."""
        for single in {value} if isinstance(value, str) else set(value):
            yield single.encode(), 1, 1.0, b""


def build_schema(haystack_fields: Mapping[str, SearchField]) -> fields.Schema:
    """The Whoosh schema of a unified Haystack index: facets, dates and numbers are values, the rest is text."""
    schema = fields.Schema(**{name: ValueField() for name in (ID, DJANGO_CT, DJANGO_ID)})
    for name, field in haystack_fields.items():
        is_value = hasattr(field, "facet_for") or field.field_type != "string"
        schema.add(name, ValueField() if is_value else TextField(float(field.boost)))
    return schema


def stored_value(value: object) -> str | list[str]:
    """A prepared value as the index takes it: dates in ISO 8601, the rest as text."""
    if isinstance(value, list | tuple | set):
        return [str(single) for single in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
