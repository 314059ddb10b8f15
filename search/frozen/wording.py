"""A frozen search in words: what was asked, and how to cite what was found."""

from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from articles.local_names import CHINESE, is_chinese, listed
from articles.name_markup import ENGLISH, sentence, with_language
from search.facets import LANGUAGES, chips
from search.models import FrozenSearch
from search.records import SearchRequest


class Citation(NamedTuple):
    """A citation as HTML. `language` is its own, as a code and as a name in the language of the page."""

    language: str
    language_name: str
    html: SafeString


def query_in_words(asked: SearchRequest) -> str:
    """The query as HTML in the language of the page, in quotation marks; empty if there is none."""
    if not asked.q:
        return ""
    wording = _("any of the words “%(query)s”") if asked.op == "any" else _("“%(query)s”")
    return sentence(wording, query=with_language(asked.q))


def citations(frozen: FrozenSearch, asked: SearchRequest, address: str) -> list[Citation]:
    """How to cite the set found at `address`: in the language of the page and, if that is another, in English."""
    written = []
    for language in dict.fromkeys((get_language(), ENGLISH)):
        with override(language):
            code = CHINESE if is_chinese() else ENGLISH
            html = _citation(frozen, asked, address)
        written.append(Citation(code, str(LANGUAGES[code]), html))
    return written


def _asked_in_words(asked: SearchRequest) -> SafeString:
    """The query and all that narrows it, on one line of HTML."""
    parts = filter(None, (query_in_words(asked), *(chip.label for chip in chips(asked))))
    return mark_safe(listed(map(conditional_escape, parts)) or _("all articles"))  # noqa: S308 (escaped)  # nosec B308 B703


def _citation(frozen: FrozenSearch, asked: SearchRequest, address: str) -> SafeString:
    """With what has to stand in the citation of a set that grows: query, archive, number, date and address."""
    wording = ngettext(
        "Search for %(asked)s. Sci-Tech Policy Archive, %(figure)s article found on %(date)s. %(address)s",
        "Search for %(asked)s. Sci-Tech Policy Archive, %(figure)s articles found on %(date)s. %(address)s",
        frozen.count,
    )
    return sentence(
        wording,
        asked=_asked_in_words(asked),
        figure=intcomma(frozen.count),
        date=date_format(localtime(frozen.frozen_at), "DATE_FORMAT"),
        address=address,
    )
