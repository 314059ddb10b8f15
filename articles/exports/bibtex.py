"""BibTeX, for LaTeX and for every reference manager: one entry an article.

Written by our own lines, since of the libraries that read it neither pybtex nor bibtexparser writes a title with a
single brace so that it can be read again.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from urllib.parse import unquote

from articles.exports.rows import ArticleRow
from articles.person_names import family_and_given

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
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def encode(rows: Iterable[ArticleRow]) -> Iterator[bytes]:
    """An entry for each row, in UTF-8."""
    for row in rows:
        yield _entry(row).encode()


def _entry(row: ArticleRow) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(row).items() if value)
    return f"@article{{stpa-{row['id']},\n{fields}}}\n\n"


def _fields(row: ArticleRow) -> dict[str, str]:
    """The entry's fields as they are written; `date` and `entrysubtype` are biblatex's, `year` and `month` BibTeX's."""
    issue = row["issue"]
    date = row["date"] or issue["date"] or ""
    return {
        "author": _braced(" and ".join(_person(author["name"]) for author in row["authors"])),
        "title": _braced(_braced(_text(row["title"]))),  # the inner braces keep its capitals
        "journal": _braced(_text(issue["publication"]["name"])),
        "number": _braced(_text(issue["number"] or "")),
        "year": _braced(date[:4]),
        "month": _MONTHS[int(date[5:7]) - 1] if len(date) > 4 else "",
        "date": _braced(date),
        "entrysubtype": _braced("newspaper"),
        "abstract": _braced(_text(row["standfirst"] or "")),
        "keywords": _braced(_text(", ".join(topic["name"] for topic in row["topics"]))),
        "language": _braced(row["language"]),
        "url": _braced(unquote(row["url"])),  # a percent sign would begin a comment
    }


def _person(name: str) -> str:
    """`Family, Given`; a name that cannot be parted in braces, so that nobody parts it."""
    family, given = family_and_given(name)
    return f"{_text(family)}, {_text(given)}" if given else _braced(_text(family))


def _text(text: str) -> str:
    return " ".join(text.split()).translate(_SPELLED if _braces_in_pairs(text) else _BRACES_SPELLED)


def _braces_in_pairs(text: str) -> bool:
    depths = [*accumulate((character == "{") - (character == "}") for character in text)]
    return not depths or (min(depths) >= 0 and depths[-1] == 0)


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""
