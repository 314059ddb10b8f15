"""Names in pages as HTML, and sentences with such names in them. A name may be in another language than the page."""

import re
from functools import lru_cache
from typing import Any

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.local_names import CHINESE, is_chinese

ENGLISH = "en"

_CHARACTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_WORD = re.compile(r"(?:(?![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f])[^\W\d_])+")


def language_of(name: str) -> str:
    """`zh` of a name, or a line, with more Chinese characters than other words, otherwise `en`.

    The letters are asked, not the catalogue: its publications are English until an editor says otherwise, and of
    authors it knows no language.
    """
    return CHINESE if len(_CHARACTER.findall(name)) > len(_WORD.findall(name)) else ENGLISH


def with_language(name: str) -> SafeString:
    """A name, or a line, as HTML that says its language where that is not the page's."""
    return _with_language(is_chinese(), name)


@lru_cache(maxsize=4096)
def _with_language(in_chinese: bool, name: str) -> SafeString:
    language = language_of(name)
    if (language == CHINESE) == in_chinese or not any(map(str.isalpha, name)):
        return escape(name)
    return format_html('<span lang="{}">{}</span>', language, escape(name))


def sentence(wording: str, **parts: Any) -> SafeString:
    """A translated sentence as HTML, with its `%(parts)s`; what is not HTML itself is escaped."""
    return mark_safe(conditional_escape(wording) % {name: conditional_escape(part) for name, part in parts.items()})  # noqa: S308  # nosec B308 B703
