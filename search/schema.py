"""How the fields of a Haystack index lie in a Whoosh index."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import whoosh
from haystack.fields import SearchField
from whoosh import fields, formats

from search.analysis import PART_BREAK, tokens

VERSION = f"4/{whoosh.__version__}"
"""To be raised whenever analysis, schema, files or prepared data change: an index of another version is built anew."""

WORD_MARK = "="
"""Stands before a term that is a whole word as printed (folded, not stemmed): what prefixes and spelling go by."""

_NO_POSITIONS = b"0"  # never read, but merging segments stumbles over lists of empty values

Posting = tuple[bytes, int, float, bytes]


class TextField(fields.FieldType):
    """Analysed text, with positions and not stored.

    Beside the terms of search.analysis it holds the words themselves, marked, and without positions or weight
    in the length of the text. `boost` multiplies each occurrence.
    """

    def __init__(self, boost: float = 1.0) -> None:
        super().__init__(formats.Positions(field_boost=boost), analyzer=None, scorable=True)

    @property
    def boost(self) -> float:
        return self.format.field_boost

    def index(self, value: str | list[str], **_: object) -> Iterator[Posting]:
        """The postings of a text, or of several that no phrase may span: (term, frequency, weight, positions).

        For Whoosh's own writers; search.codec writes many texts at once.
        """
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


class _Unscored(fields.FieldType):
    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None, scorable=False)


class ValueField(_Unscored):
    """One or several values, each compared as a whole, counted as a facet and without part in the score."""


class DateField(_Unscored):
    """A date, for spans and for ordering."""


class TitleField(_Unscored):
    """A folded title, for ordering."""


DATE, TITLE = "date", "sort_title"
_OF_THEIR_OWN = {DATE: DateField, TITLE: TitleField}


def build_schema(haystack_fields: Mapping[str, SearchField]) -> fields.Schema:
    """The Whoosh schema of a unified Haystack index: facets are values, the rest is text but for date and title."""
    schema = fields.Schema()
    for name, field in haystack_fields.items():
        if name in _OF_THEIR_OWN:
            schema.add(name, _OF_THEIR_OWN[name]())
        else:
            schema.add(name, ValueField() if hasattr(field, "facet_for") else TextField(field.boost))
    return schema
