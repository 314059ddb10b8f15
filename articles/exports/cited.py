"""What every citation says of an article, out of its row: who, when, on which page."""

from typing import Any, NotRequired, cast

from articles.exports.rows import ArticleRow, CaptionRow, article_row
from articles.models import Article
from articles.person_names import PersonName, apart_from_suffix, family_and_given
from articles.printed_pages import printed_page


class CitedRow(ArticleRow):
    """A row with the printed number of its `page`, where one is known (`articles.printed_pages`).

    Rows of exports have none: a page follows from the source file, which a row that is read back in comes without.
    """

    page: NotRequired[str]


def cited_row(article: Article, base: str) -> CitedRow:
    """The row of a published article with its page, if one is known. `base` as for `article_row`."""
    return cast(CitedRow, {**article_row(article, base), "page": printed_page(article)})


def key(row: ArticleRow) -> str:
    """The name of the article in a bibliography, which stays the same: `stpa-7`."""
    return f"stpa-{row['id']}"


def printed_date(row: ArticleRow) -> str:
    """The date printed with the article, or else that of its issue, in ISO 8601; empty if neither has one."""
    return row["date"] or row["issue"]["date"] or ""


def people(row: ArticleRow) -> list[PersonName]:
    """The authors in the order of the byline. A body, or a name that cannot be parted, is a family name alone."""
    return [family_and_given(author["name"]) for author in row["authors"]]


def page(row: ArticleRow) -> str:
    """The printed number of the page; empty if it is not known."""
    return cast(CitedRow, row).get("page", "")


def inverted(person: PersonName) -> str:
    """`Family, Given`, and `Family, Given, Jr.`; the family name alone where there is nothing else."""
    given, suffix = apart_from_suffix(person.given)
    return ", ".join(part for part in (person.family, given, suffix) if part)


def one_line(text: Any) -> str:
    """A text of the catalogue without line breaks; empty for None."""
    return " ".join((text or "").split())


def source_line(row: ArticleRow) -> str:
    """Where an article appeared: `Harbour Science Daily, No. 12, 2023-03-10, p. 3`, as far as it is known."""
    issue, printed = row["issue"], page(row)
    number = f"No. {issue['number']}" if issue["number"] else ""
    parts = (issue["publication"]["name"], number, printed_date(row), f"p. {printed}" if printed else "")
    return ", ".join(one_line(part) for part in parts if part)


def caption_line(caption: CaptionRow) -> str:
    """`At dawn. (ZHAO Min)`."""
    return f"{caption['text']} ({caption['credit']})" if caption["credit"] else caption["text"]
