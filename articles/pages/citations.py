"""How to cite an article: one function a style, and a line for it in STYLES.

Each keeps to its manual as far as the archive knows what the manual asks for. Titles stand as they are printed: nobody
has put them into sentence case or translated them. A publication's number is named only where there is no date, since
newspapers are cited by their date, and a page only where the source prints its number.
"""

import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.dates import DAY, YEAR
from articles.local_names import CHINESE
from articles.models import Article
from articles.person_names import apart_from_suffix, family_and_given, in_characters, in_pinyin

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENDS = "?!…。？！"


class Citation(NamedTuple):
    """An article cited in one style. `key` is fit for an id; `html` is in `language`, whatever the page is in."""

    key: str
    style: str
    language: str
    html: SafeString


class Cited(NamedTuple):
    """An article, its permanent address, its page (empty if not known), and the day on which it is cited."""

    article: Article
    address: str
    page: str
    today: datetime.date

    @property
    def names(self) -> list[str]:
        return [authorship.author.name for authorship in self.article.authorships.all()]

    @property
    def title(self) -> SafeString:
        return format_html('<span lang="{}">{}</span>', self.article.language, _closed(self.article.title))

    @property
    def publication(self) -> SafeString:
        publication = self.article.issue.publication
        return format_html('<cite lang="{}">{}</cite>', publication.language, publication)

    @property
    def date(self) -> datetime.date | None:
        return self._dated.date

    @property
    def precision(self) -> str:
        return self._dated.date_precision

    @property
    def iso_date(self) -> str | None:
        return self._dated.iso_date

    @property
    def number(self) -> str:
        return self.article.issue.number

    @property
    def _dated(self) -> Article:
        article = self.article
        return article if article.date else article.issue  # type: ignore[return-value]


def citations(cited: Cited) -> list[Citation]:
    """The article in every style; first the one that is usual in its language."""
    written = [Citation(key, style, language, write(cited)) for key, (style, language, write) in STYLES.items()]
    return sorted(written, key=lambda citation: not cited.article.language.startswith(citation.language))


def chicago(cited: Cited) -> SafeString:
    """Chicago Manual of Style, 17th edition, bibliography, newspapers and magazines (14.188, 14.191).

    The first name is inverted, but not one that has the family name first anyway (11.99); of more than ten, seven are
    named (14.76). Pages of newspapers are left out (14.191), and the day of the visit unless there is no date (14.12).
    """
    names = [_chicago_name(name, first=not place) for place, name in enumerate(cited.names)]
    people = f"{', '.join(names[:7])}, et al." if len(names) > 10 else _series(names, ", and ", _before_second(names))
    day = _month_first(cited.date, cited.precision) if cited.date else ""
    visit = "" if day else f"Accessed {_month_first(cited.today, DAY)}. "
    issue = day or (f"no. {cited.number}" if cited.number else "")
    return format_html(
        "{}“{}” {}{}. {}{}.",
        f"{_closed(people)} " if people else "",
        cited.title,
        cited.publication,
        f", {issue}" if issue else "",
        visit,
        cited.address,
    )


def apa(cited: Cited) -> SafeString:
    """Publication Manual of the APA, 7th edition, newspaper article (10.1, example 16).

    `Family, G. G.`, of more than twenty the first nineteen and the last (9.8); the title in front where nobody signs
    (9.12). Names in Chinese characters stay whole, since the archive has no transcription of them.
    """
    names = [_apa_name(name) for name in cited.names]
    people = f"{', '.join(names[:19])}, . . . {names[-1]}" if len(names) > 20 else _series(names, ", & ", ", & ")
    date = f"({_year_first(cited.date, cited.precision) if cited.date else 'n.d.'})."
    head = (
        format_html("{} {} {}", _closed(people), date, cited.title)
        if people
        else format_html("{} {}", cited.title, date)
    )
    number = f", ({cited.number})" if cited.number and not cited.date else ""
    return format_html(
        "{} {}{}{}. {}", head, cited.publication, number, f", {cited.page}" if cited.page else "", cited.address
    )


def gbt(cited: Cited) -> SafeString:
    """GB/T 7714-2015, an article of a newspaper on line: 张三. 题名[N/OL]. 报名, 2024-05-05(3)[2024-06-01]. 网址.

    The page stands in round brackets and the day of the visit in square ones, as the standard asks for what is on
    line. Of more than three authors the first three are named, 等 or et al. after them; in Latin letters the family
    name comes first and in capitals (8.1). The full stop at the end is free, and left out to keep the address whole.
    """
    publication = cited.article.issue.publication
    in_chinese = cited.article.language.startswith(CHINESE)
    names = [_gbt_name(name) for name in cited.names]
    people = ", ".join([*names[:3], *(["等" if in_chinese else "et al"] if len(names) > 3 else [])])
    number = f"({cited.number})" if cited.number and not cited.date else ""
    return format_html(
        '{}<span lang="{}">{}</span>[N/OL]. {}{}{}{}[{}]. {}',
        f"{people.removesuffix('.')}. " if people else "",
        cited.article.language,
        cited.article.title,
        format_html('<span lang="{}">{}</span>', publication.language, publication),  # italics are not the standard's
        f", {cited.iso_date}" if cited.date else "",
        number,
        f"({cited.page})" if cited.page else "",
        cited.today.isoformat(),
        cited.address,
    )


Style = tuple[str, str, Callable[[Cited], SafeString]]
STYLES: dict[str, Style] = {
    "chicago": ("Chicago", "en", chicago),
    "apa": ("APA", "en", apa),
    "gbt": ("GB/T 7714", CHINESE, gbt),
}
"""By its key: the name of a style, the language of its own words, and the function that writes it."""


def _chicago_name(name: str, first: bool) -> str:
    person = family_and_given(name)
    if not person.given or in_characters(name):
        return name
    if in_pinyin(person):
        return f"{person.family} {person.given}"
    given, suffix = apart_from_suffix(person.given)
    parts = (person.family, given, suffix) if first else (f"{given} {person.family}", suffix)
    return (", " if first else " ").join(part for part in parts if part)


def _apa_name(name: str) -> str:
    person = family_and_given(name)
    if not person.given or in_characters(name):
        return name
    given, suffix = apart_from_suffix(person.given)
    initials = " ".join(_initial(word) for word in given.replace(".", ". ").split())
    return ", ".join(part for part in (person.family, initials, suffix) if part)


def _initial(word: str) -> str:
    """`Ai-Jun` as `A.-J.`; a second part in small letters gets none: `Xiu-wen` as `X.` (APA 9.9)."""
    parts = word.split("-")
    spelled = [part[0] for place, part in enumerate(parts) if part and (not place or part[0].isupper())]
    return "-".join(f"{letter.upper()}." for letter in spelled)


def _gbt_name(name: str) -> str:
    """`CHEN Chunyou`, and `KELLER L J` of Luis J. Keller: given names of others are shortened, without stops."""
    person = family_and_given(name)
    if not person.given or in_characters(name):
        return name
    given, suffix = apart_from_suffix(person.given)
    if not in_pinyin(person):
        given = " ".join(part[0].upper() for part in re.split(r"[\s.-]+", given) if part)
    return " ".join(part for part in (person.family.upper(), given, suffix.removesuffix(".")) if part)


def _series(names: list[str], last: str, of_two: str = " and ") -> str:
    """Names one after the other, with a word before the last."""
    if len(names) < 3:
        return of_two.join(names)
    return ", ".join(names[:-1]) + last + names[-1]


def _before_second(names: list[str]) -> str:
    """An inverted name of two ends with a comma, as it has one within."""
    return ", and " if names and "," in names[0] else " and "


def _month_first(date: datetime.date, precision: str) -> str:
    """`May 5, 2024`, `May 2024` or `2024`."""
    if precision == YEAR:
        return str(date.year)
    day = f" {date.day}," if precision == DAY else ""
    return f"{_MONTHS[date.month - 1]}{day} {date.year}"


def _year_first(date: datetime.date, precision: str) -> str:
    """`2024, May 5`, `2024, May` or `2024`."""
    if precision == YEAR:
        return str(date.year)
    return f"{date.year}, {_MONTHS[date.month - 1]}" + (f" {date.day}" if precision == DAY else "")


def _closed(text: str) -> str:
    return text if not text or text.endswith((*_ENDS, ".")) else f"{text}."
