"""Checks a whole file before anything of it is stored."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from articles.importing.lines import lines
from articles.importing.records import ArticleLine, WrongLine, article_line
from articles.models import Publication
from articles.rights import may_show_text

MOST_TOLD = 20
"""Wrong lines that are told one by one; the others are counted."""


@dataclass
class Checked:
    """What a file holds: how many lines are right, how many wrong, and of the first wrong ones what is."""

    right: int = 0
    wrong: int = 0
    told: list[str] = field(default_factory=list)


class _Access:
    """What may be shown of each publication, here and in the lines before: a text that may not is never let in where
    it would be shown."""

    def __init__(self) -> None:
        self._here = dict(Publication.objects.values_list("slug", "access"))
        self._lines: dict[str, str] = {}

    def check(self, article: ArticleLine) -> None:
        slug = article.issue.publication.slug
        before = self._lines.setdefault(slug, article.access)
        if before != article.access:
            raise WrongLine(f"“access” is “{article.access}”, yet “{before}” in an earlier line of “{slug}”")
        shown_here = may_show_text(self._here.get(slug, article.access))
        if article.body is not None and shown_here and not may_show_text(article.access):
            raise WrongLine(
                f"the text may not be shown, yet “{slug}” shows its texts here: set what may be shown of it first"
            )


def check(file: IO[bytes], progress: Callable[[int], None]) -> Checked:
    """What each line of the file is worth. `progress` is told how many were read. Raises Unreadable."""
    found, access = Checked(), _Access()
    for number, line in lines(file):
        try:
            access.check(article_line(line))
            found.right += 1
        except WrongLine as error:
            found.wrong += 1
            if found.wrong <= MOST_TOLD:
                found.told.append(f"Line {number}: {error}.")
        progress(found.right + found.wrong)
    return found
