"""Names of the catalogue in sentences of the page, which may be in another language."""

from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.local_names import is_chinese
from search.analysis import CHINESE


def marked(name: str) -> SafeString:
    """A name as HTML, which says what language it is in where that is not the page's."""
    return _marked(is_chinese(), name)


@lru_cache(maxsize=4096)
def _marked(is_chinese: bool, name: str) -> SafeString:
    if bool(CHINESE.search(name)) == is_chinese or not any(map(str.isalpha, name)):
        return conditional_escape(name)
    return format_html('<span lang="{}">{}</span>', "en" if is_chinese else "zh", name)


def sentence(wording: str, **parts: object) -> SafeString:
    """A translated sentence as HTML, with its `%(parts)s`; what is not HTML itself is escaped."""
    return mark_safe(conditional_escape(wording) % {name: conditional_escape(part) for name, part in parts.items()})  # noqa: S308
