"""Sentences that were written down once, in English, in the language of whoever reads them.

What the reading of a file says of it, why a file was refused and what was done to an issue are kept as text, some of
it by code that knows nothing of languages. The sentences of `articles.kept_sentences` are recognised and shown in
translation; any other is shown as it was written, marked as English.
"""

import re
from functools import cache
from typing import Any

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, override

from articles.furniture_kinds import furniture_name
from articles.kept_sentences import CHANGES, PARTS, REFUSALS, WARNINGS
from articles.labels import LABELS
from articles.local_names import listed

_ENGLISH = "en"
_PLACE = re.compile(r"%\((\w+)\)s")
_NESTED = {"change", "failure", "what", "where"}
_BETWEEN_FIELDS = re.compile(r", | and ")


def said(text: str) -> str:
    """The sentence in the language of the page; as it was written where it is in no table."""
    return text if _is_english() else _translated(text) or text


def told(text: str) -> SafeString:
    """The same as HTML; what stays English says so. HTML is left as it is."""
    if isinstance(text, SafeString) or _is_english():
        return conditional_escape(text)
    translated = _translated(text)
    return escape(translated) if translated else format_html('<span lang="en">{}</span>', text)


def _is_english() -> bool:
    return (get_language() or _ENGLISH) == _ENGLISH


def _translated(text: str) -> str | None:
    """The sentence in translation, a summary phrase by phrase; None where it is not known."""
    first, *more = text.split("; ")
    phrases = [_one(first), *(_one(phrase[:1].upper() + phrase[1:]) for phrase in more)]
    return gettext("; ").join(filter(None, phrases)) if all(phrases) else _one(text)


def _one(text: str) -> str | None:
    for sentence, pattern in _patterns():
        if match := pattern.fullmatch(text):
            values = {name: _value(name, value) for name, value in match.groupdict().items()}
            return gettext(sentence) % values if values else gettext(sentence)
    return None


def _value(name: str, value: str) -> str:
    """What stands in a place of a sentence: fields and kinds by their names, a sentence within it translated too."""
    if name == "kind":
        return furniture_name(value)
    if name == "fields":
        return listed(str(_labels().get(word, word)) for word in _BETWEEN_FIELDS.split(value))
    return (name in _NESTED and _one(value)) or value


@cache
def _labels() -> dict[str, Any]:
    """The fields by their English labels."""
    with override(_ENGLISH):
        return {str(label): label for label in LABELS.values()}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    sentences = (*WARNINGS, *REFUSALS, *CHANGES, *PARTS)
    return [(sentence, re.compile(_expression(sentence), re.DOTALL)) for sentence in sentences]


def _expression(sentence: str) -> str:
    pieces = _PLACE.split(sentence)
    return "".join(f"(?P<{piece}>.+?)" if place % 2 else re.escape(piece) for place, piece in enumerate(pieces))
