"""Moves lines of a source to another article, or to the furniture."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from articles.local_names import listed
from articles.models import Article, Issue, SourceFile
from articles.rearranging.captions import take_captions
from articles.rearranging.donors import Donor, read_anew
from articles.rearranging.furniture import KINDS, add_furniture, take_furniture
from articles.rearranging.impossible import Impossible
from articles.rearranging.keeping import keep
from articles.rearranging.order import order_of, set_order
from articles.rearranging.passages import Passage
from articles.rearranging.sources import SourceText, numbers_of, spans_of

Pieces = list[tuple[list[int], Passage]]


def move_lines(source: SourceFile, first: int, last: int, to: Article | str) -> str:
    """Moves the lines from `first` to `last`, wherever they are, to an article or to a kind of furniture (KINDS).

    In an article their text stands where their neighbours do. It comes over as it is now, corrected perhaps, from the
    body of an article, and as printed from captions, furniture and headlines. Of captions and pieces of furniture what
    is left stays. An article that has neither line, text nor caption left is deleted. Returns what the editor should
    look at, in sentences; nothing if all is well. Call it inside a transaction. Raises Impossible when there is
    nothing to move, or the article is of another file.
    """
    text = SourceText(source)
    wanted = _wanted(text, first, last, to)
    articles = {article.pk: article for article in Article.objects.filter(source=source)}
    if isinstance(to, Article):
        articles[to.pk] = to
    donors = [Donor(article, text, wanted) for article in articles.values() if article is not to]
    donors = [donor for donor in donors if donor.leaving]
    owners = {number: donor for donor in donors for number in donor.leaving}
    pieces = [(run, _text_of(run, owners, text if isinstance(to, Article) else None)) for run in text.runs(wanted)]
    going = [warning for donor in donors for warning in donor.give()]
    losers = {donor.article.pk for donor in donors} | take_captions(text, wanted)
    take_furniture(text, wanted)
    if isinstance(to, Article):
        _put_into(to, source, pieces, going, text)
        losers.add(to.pk)
    else:
        add_furniture(text, wanted, to)
    gone = _settle([articles[pk] for pk in sorted(losers)], source.issue)
    return " ".join(
        [
            *_fields_to_check(donors, gone),
            *(_("“%(title)s” had nothing left and was deleted.") % {"title": title} for title in gone),
        ]
    )


def _wanted(text: SourceText, first: int, last: int, to: Article | str) -> set[int]:
    """The lines that are to move: those with text that are not there yet."""
    there = set()
    if isinstance(to, Article):
        if to.issue_id != text.source.issue_id or to.source_id not in (None, text.source.pk):
            sentence = _("“%(article)s” was read from another file. Lines can only go to articles of their own file.")
            raise Impossible(sentence % {"article": to})
        there = numbers_of(to.spans) if to.source_id else set()
    elif to not in KINDS:
        raise Impossible(_("There is no kind of furniture called “%(kind)s”.") % {"kind": to})
    else:
        there = numbers_of(piece["lines"] for piece in text.source.furniture if piece["kind"] == to)
    chosen = {number for number in text.numbers if first <= number <= last}
    if not chosen:
        raise Impossible(_("There is no text in lines %(first)s to %(last)s.") % {"first": first, "last": last})
    if chosen <= there:
        raise Impossible(_("These lines are there already."))
    return chosen - there


def _text_of(run: list[int], owners: Mapping[int, Donor], text: SourceText | None) -> Passage:
    """Takes the text of some lines out of the articles that have it; the other lines are read from `text`, if given."""
    passage = Passage()
    for donor, group in groupby(run, key=owners.get):
        lines = list(group)
        above, taken, below = donor.take(lines) if donor else (lines, Passage(), [])
        top, end = (read_anew(part, text) if text else Passage() for part in (above, below))
        passage = passage.followed_by(top).followed_by(taken).followed_by(end)
    return passage


def _put_into(
    article: Article, source: SourceFile, pieces: Pieces, warnings: Iterable[dict[str, Any]], text: SourceText
) -> None:
    """Puts runs of lines into an article, each where its neighbours stand, without saving."""
    own = numbers_of(article.spans) if article.source_id else set()
    passage = Passage.of(article)
    for run, piece in pieces:
        passage = passage.with_inserted(piece, text.align(own, passage.text).place(run[0]))
        own.update(run)
    article.source, article.spans = source, spans_of(own)
    article.warnings = [*article.warnings, *warnings]
    passage.put_into(article)


def _settle(articles: list[Article], issue: Issue) -> list[str]:
    """Saves the articles, but deletes those of which nothing is left. Returns the titles of these."""
    empty = [a for a in articles if not a.spans and not a.body and not a.captions.all().exists()]
    for article in empty:
        article.delete()
    if empty:
        set_order(issue, order_of(issue))
    for article in articles:
        if article not in empty:
            article.refresh_from_db(fields=["position"])
            keep(article)
    return [article.title for article in empty]


def _fields_to_check(donors: Iterable[Donor], gone: Iterable[str]) -> list[str]:
    """A sentence for each article whose fields say what lines said that are not its own any more."""
    sentence = _(
        "The text of “%(article)s” did not have these lines: %(lines)s. Its headline, byline and other fields, and what"
        " was rewritten in it, stay as they are. Correct them if need be."
    )
    return [
        sentence
        % {
            "article": donor.article,
            "lines": listed(map(str, sorted(donor.not_in_text))),
        }
        for donor in donors
        if donor.not_in_text and donor.article.title not in gone
    ]
