"""Takes over what a page declares of its article in its head, where nothing of the kind is printed with the article."""

from collections.abc import Sequence
from dataclasses import replace

from articles.ingest.bylines import Byline
from articles.ingest.drafts import Draft
from articles.ingest.records import About, Masthead
from articles.ingest.wording import contents_key

_PAGES = ("article", "page")


def fill_in(drafts: Sequence[Draft], about: About) -> None:
    """Gives the article that the page is about, its only one or the one of its name, the date, authors and section that
    the page declares and does not print."""
    named = [draft for draft in drafts if about.title and contents_key(draft.title) == contents_key(about.title)]
    for draft in (drafts if len(drafts) == 1 else named)[:1]:
        if draft.meta.date is None and draft.meta.impossible is None:
            draft.meta = draft.meta._replace(date=about.date)
        if draft.byline is None and about.authors:
            draft.byline = Byline(", ".join(about.authors), about.authors)
        draft.section = draft.section or about.section


def complete(masthead: Masthead, about: About) -> Masthead:
    """The masthead, with the name that a page gives to its site where none is printed. A page of the Web is no issue: a
    date above its article is that article's, or that of the visit."""
    if about.form in _PAGES:
        return Masthead(publication=about.publication or masthead.publication)
    return replace(masthead, publication=masthead.publication or about.publication)
