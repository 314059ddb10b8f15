"""Makes one article of two."""

from typing import Any

from django.utils.translation import gettext as _

from articles.ingest.repair import escaped
from articles.models import Article, Caption, Origin
from articles.naming import sign
from articles.rearranging.captions import hand_over, lines_of
from articles.rearranging.furniture import CONTINUATION, add_furniture
from articles.rearranging.impossible import Impossible
from articles.rearranging.keeping import keep
from articles.rearranging.order import order_of, set_order
from articles.rearranging.passages import Passage
from articles.rearranging.sources import SourceText, numbers_of, spans_of
from articles.records import note_sets
from articles.store import UNTITLED
from articles.tagging import TAG_KINDS, allow

_LONGEST_NOTE = 300


def merge(article: Article, other: Article) -> None:
    """Takes `other` into `article`, and deletes it.

    The one that stands first in the source, or in the issue if they come from two files, leads: its headline is that of
    both, and what else it says of itself holds. The text of the second follows under its own headline, standfirst and
    byline; without a headline, it goes on where the first ends. Captions, tags, lines and warnings come together; a tag
    that an editor set on one outranks its removal from the other. Call it inside a transaction. Raises Impossible
    when they are not two articles of one issue, or a file that is needed cannot be read.
    """
    if article.pk == other.pk or article.issue_id != other.issue_id:
        raise Impossible(_("Only two articles of one issue can be merged."))
    first, second = _in_order(article, other)
    passage = Passage.of(first).followed_by(_as_part(second, first))
    facts = _facts(first, second)
    authors = [row.author.name for row in _signed(first, second).authorships.select_related("author")]
    warnings = _warnings(article, first, second)
    _unite_lines(article, other)
    hand_over(list(Caption.objects.filter(article=other)), article)
    note_sets(Article, other)
    _unite_tags(article, other)
    order = [article.pk if pk == first.pk else pk for pk in order_of(article.issue) if pk != second.pk]
    other.delete()
    set_order(article.issue, order)
    article.refresh_from_db(fields=["position"])
    sign(article, authors)
    for name, value in facts.items():
        setattr(article, name, value)
    article.warnings = warnings
    passage.put_into(article)
    keep(article)


def _in_order(article: Article, other: Article) -> list[Article]:
    """The two as they stand in their source; in the issue, where that does not tell."""
    if article.source_id == other.source_id and article.spans and other.spans:
        return sorted((article, other), key=lambda one: min(numbers_of(one.spans)))
    return sorted((article, other), key=lambda one: one.position)


def _is_untitled(article: Article) -> bool:
    return article.title.startswith(UNTITLED)


def _lends_headline(second: Article, first: Article) -> bool:
    """Whether the headline of the second article is that of both, since the first has none."""
    return _is_untitled(first) and not _is_untitled(second)


def _as_part(second: Article, first: Article) -> Passage:
    """The second article as it stands below the first: what stands above its text becomes part of that."""
    above = []
    if not _is_untitled(second) and not _lends_headline(second, first):
        above += [f"### {escaped(second.title)}", escaped(second.standfirst)]
    if _signed(first, second) is first and second.byline != first.byline:
        above.append(escaped(second.byline))
    body = Passage.of(second)
    return Passage("\n\n".join(part for part in [*above, body.text] if part), body.notes)


def _signed(first: Article, second: Article) -> Article:
    """The article whose byline and authors are those of both."""
    return first if first.byline or first.authorships.exists() else second


def _facts(first: Article, second: Article) -> dict[str, Any]:
    """What the merged article says of itself, by field: what the first says, else the second."""
    titled = second if _lends_headline(second, first) else first
    dated = first if first.date else second
    notes = dict.fromkeys(note for note in (first.source_note, second.source_note) if note)
    return {
        "title": titled.title,
        "standfirst": first.standfirst or (second.standfirst if titled is second else ""),
        "byline": _signed(first, second).byline,
        "date": dated.date,
        "date_precision": dated.date_precision,
        "section": first.section or second.section,
        "source_note": "; ".join(notes)[:_LONGEST_NOTE],
    }


def _warnings(article: Article, first: Article, second: Article) -> list[dict[str, Any]]:
    """The warnings of both but for their gaps. What another file warns of has no line in the article's own."""
    titleless = _is_untitled(first) and _is_untitled(second)
    found = []
    for one in (first, second):
        is_foreign = None not in (article.source_id, one.source_id) and one.source_id != article.source_id
        for warning in one.warnings:
            if warning["code"] == "gap" or (warning["code"] == "title" and not (titleless and one is first)):
                continue
            found.append(warning | {"line": None} if is_foreign else warning)
    return found


def _unite_lines(article: Article, other: Article) -> None:
    """Gives the article the lines of the other. Those of another file are set apart there, since an article's lines
    are of one file."""
    if other.source is None:
        return
    if article.source is None:
        article.source, article.spans = other.source, other.spans
    elif article.source == other.source:
        article.spans = spans_of(numbers_of([*article.spans, *other.spans]))
    else:
        captions = Caption.objects.filter(article=other)
        numbers = numbers_of(other.spans).union(*map(lines_of, captions))
        add_furniture(SourceText(other.source), numbers, CONTINUATION)
        captions.update(first_line=None, last_line=None)


def _unite_tags(article: Article, other: Article) -> None:
    article.removed_tags = sorted({*article.removed_tags, *other.removed_tags})
    for kind in TAG_KINDS:
        rows = kind.tagging.objects.select_related(kind.name)
        own = {getattr(row, kind.name): row for row in rows.filter(article=article)}
        for row in rows.filter(article=other):
            known = own.setdefault(getattr(row, kind.name), row)
            if row.origin == Origin.EDITOR:
                known.origin = row.origin
        for entry, row in own.items():
            key = kind.entry_key(entry)
            if row.origin == Origin.EDITOR:
                allow(article, key)
            if key not in article.removed_tags:
                row.article = article
                row.save()
            elif row.article_id == article.pk:
                row.delete()
