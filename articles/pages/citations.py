"""How to cite an article: one function a style, and a line for it in STYLES."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.local_dates import in_words
from articles.local_names import CHINESE
from articles.models import Article

_MANY = 3
"""Authors that are all named by GB/T 7714; of more, the first three."""
_ENDS = "?!…。？！"


class Citation(NamedTuple):
    """An article cited in one style. `key` is fit for an id; `html` is in `language`, whatever the page is in."""

    key: str
    style: str
    language: str
    html: SafeString


def citations(article: Article, address: str) -> list[Citation]:
    """The article, found at `address`, in every style; first the one that is usual in its language.

    No style has the day of the visit: it would be another page every day, and the address stays the same.
    """
    written = []
    for key, (style, language, write) in STYLES.items():
        with override(_INTERFACE[language]):
            written.append(Citation(key, style, language, write(article, address)))
    return sorted(written, key=lambda citation: not article.language.startswith(citation.language))


def chicago(article: Article, address: str) -> SafeString:
    """Notes and bibliography, newspapers. Names stay in their printed order, which often has the family name first."""
    names = _names(article)
    people = (
        ", ".join(names[:-1]) + (", and " if len(names) > 2 else " and ") + names[-1] if names[1:] else "".join(names)
    )
    return format_html(
        '{}“<span lang="{}">{}</span>” <cite lang="{}">{}</cite>{}. {}. {}',
        f"{people.removesuffix('.')}. " if people else "",
        article.language,
        _closed(article.title),
        article.issue.publication.language,
        article.issue.publication,
        "".join(f", {part}" for part in (_number(article), _date(article)) if part),
        _("Sci-Tech Policy Archive"),
        address,
    )


def gbt(article: Article, address: str) -> SafeString:
    """GB/T 7714-2015, an article of a serial on line: 张三. 题名[N/OL]. 报名, 2024-05-05. 网址."""
    names = _names(article)
    others = "等" if article.language.startswith(CHINESE) else "et al"
    people = ", ".join(names[:_MANY]) + (f", {others}" if len(names) > _MANY else "")
    dated = article if article.date else article.issue
    return format_html(
        '{}<span lang="{}">{}</span>[N/OL]. <span lang="{}">{}</span>{}. {}',
        f"{people}. " if people else "",
        article.language,
        article.title,
        article.issue.publication.language,
        article.issue.publication,
        "".join(f", {part}" for part in (dated.iso_date, _number(article)) if part),
        address,
    )


Style = tuple[str, str, Callable[[Article, str], SafeString]]
STYLES: dict[str, Style] = {
    "chicago": ("Chicago", "en", chicago),
    "gbt": ("GB/T 7714", CHINESE, gbt),
}
"""By its key: the name of a style, the language of its own words, and the function that writes it."""

_INTERFACE = {"en": "en", CHINESE: "zh-hans"}


def _names(article: Article) -> list[str]:
    return [authorship.author.name for authorship in article.authorships.all()]


def _closed(title: str) -> str:
    return title if title.endswith((*_ENDS, ".")) else f"{title}."


def _number(article: Article) -> str:
    return _("No. %(number)s") % {"number": article.issue.number} if article.issue.number else ""


def _date(article: Article) -> str:
    dated = article if article.date else article.issue
    return in_words(dated.date, dated.date_precision) if dated.date else ""
