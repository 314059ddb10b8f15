"""BibTeX, for LaTeX and for every reference manager: one entry an article.

Written by our own lines, since of the libraries that read it neither pybtex nor bibtexparser writes a title with a
single brace so that it can be read again.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from urllib.parse import unquote

from articles.exports import cited
from articles.exports.rows import ArticleRow
from articles.person_names import PersonName, apart_from_suffix

MEDIA_TYPE = "application/x-bibtex; charset=utf-8"

# What TeX takes for its own.
_SPELLED = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)
# BibTeX counts braces even after a backslash: where they are not in pairs, they have to be spelled.
_BRACES_SPELLED = _SPELLED | {ord("{"): r"{\textbraceleft}", ord("}"): r"{\textbraceright}"}
# Two of these TeX joins to another sign: a quotation mark, a dash.
_JOINED = re.compile(r"(?<=')(?=')|(?<=`)(?=`)|(?<=-)(?=-)")
_PARTS_NAMES = re.compile(r",|(?:^|\s)and(?:\s|$)", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """An entry for each row, in UTF-8."""
    for row in rows:
        yield _entry(row).encode()


def _entry(row: ArticleRow) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(row).items() if value)
    return f"@article{{{cited.key(row)},\n{fields}}}\n\n"


def _fields(row: ArticleRow) -> dict[str, str]:
    """The entry's fields as they are written.

    BibTeX has no type for newspapers: `entrysubtype` and `date` are biblatex's, `year` and `month` BibTeX's.
    """
    issue = row["issue"]
    date = cited.printed_date(row)
    return {
        "author": _braced(" and ".join(_person(person) for person in cited.people(row))),
        "title": _braced(_braced(_text(row["title"]))),  # the inner braces keep its capitals
        "journal": _braced(_text(issue["publication"]["name"])),
        "number": _braced(_text(issue["number"] or "")),
        "pages": _braced(_text(cited.page(row))),
        "year": _braced(date[:4]),
        "month": _MONTHS[int(date[5:7]) - 1] if len(date) > 4 else "",
        "date": _braced(date),
        "entrysubtype": _braced("newspaper"),
        "abstract": _braced(_text(row["standfirst"] or "")),
        "keywords": _braced(_text(", ".join(topic["name"] for topic in row["topics"]))),
        "language": _braced(row["language"]),
        "copyright": _braced(_text(row["rights"] or "")),
        "url": _braced(unquote(row["url"])),  # a percent sign would begin a comment
    }


def _person(person: PersonName) -> str:
    """`Family, Given` or `Family, Jr., Given`; a name that is not parted in braces, so that nobody parts it."""
    if not person.given:
        return _braced(_text(person.family))
    given, suffix = apart_from_suffix(person.given)
    return ", ".join(_name(part) for part in (person.family, suffix, given) if part)


def _name(part: str) -> str:
    """A part of a name; in braces where a reader of BibTeX would part it further."""
    written = _text(part)
    return _braced(written) if _PARTS_NAMES.search(written) else written


def _text(text: str) -> str:
    spelled = " ".join(text.split()).translate(_SPELLED if _braces_in_pairs(text) else _BRACES_SPELLED)
    return _JOINED.sub("{}", spelled)


def _braces_in_pairs(text: str) -> bool:
    depths = [*accumulate((character == "{") - (character == "}") for character in text)]
    return not depths or (min(depths) >= 0 and depths[-1] == 0)


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""
