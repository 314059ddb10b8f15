"""A second reading of a file, or a new scan of the same page, in place of what was read before."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import chain, repeat
from typing import Any

from articles.dates import parse_stated
from articles.history import recorded
from articles.ingest.records import ArticleRecord, IssueRecord
from articles.models import Article, Caption, Issue, Publication, SourceFile, State
from articles.naming import named_section, sign
from articles.rearranging.keeping import keep
from articles.rearranging.order import order_of, set_order
from articles.sketches import shared, shingles
from articles.snapshots import article_ids
from articles.store import (
    Stored,
    article_fields,
    beside_articles,
    caption_of,
    find_issue,
    kept_source,
    match_publication,
    save_articles,
    save_issue,
)
from articles.whole import whole

HOLD, REPLACE, ADD = "hold", "replace", "add"
"""What may become of a new scan of a page that the archive has: kept for an editor to decide, or one of these."""

SAME_PAGE = 0.5
"""How much of the shorter text two scans of one page have in common at least; two pages have next to nothing."""
_SAME_ARTICLE = 0.5
_LEFT_OVER = "The new reading has no such article. Merge it into another one, or delete it."


@dataclass(frozen=True)
class Pairing:
    """An article, and what a new reading has in its place; None on one side for what only the other has."""

    article: Article | None
    record: ArticleRecord | None
    corrected: bool = False
    """Whether an editor has changed the article since it was read."""

    @property
    def is_same(self) -> bool:
        """Whether the new reading has the very same headline and text."""
        if self.article is None or self.record is None:
            return False
        return (self.article.title, self.article.body) == (self.record.title, self.record.body)


def scan_before(
    record: IssueRecord, publication: Publication | None = None, date: str | None = None, number: str | None = None
) -> SourceFile | None:
    """The file in the archive that the record is a new scan of; None if there is none. Arguments as in `save_issue`.

    A single article that says no number, such as a web page, is no page of an issue: the same text again is linked.
    """
    stated = record.masthead
    if len(record.articles) < 2 and not (number or stated.number):
        return None
    publication = publication or match_publication(stated.publication)
    if publication is None:
        return None
    issue = find_issue(publication, *parse_stated(date or stated.date), number or stated.number or "")
    return scan_in(issue, record) if issue else None


def scan_in(issue: Issue, record: IssueRecord) -> SourceFile | None:
    """The file of the issue that the record is a new scan of, judged by its text; None if there is none."""
    new = shingles(" ".join(article.body for article in record.articles))
    best = max(((_share(page, new), page.pk, page) for page in issue.sources.filter(is_current=True)), default=None)
    return best[2] if best and best[0] >= SAME_PAGE else None


def save_page(
    record: IssueRecord,
    data: bytes,
    *,
    publication: Publication | None = None,
    date: str | None = None,
    number: str | None = None,
    publish: bool = False,
    user: Any = None,
    rescans: str = HOLD,
) -> Stored:
    """What `save_issue` does, but for a new scan of a page that is there: that is dealt with as `rescans` says."""
    scan = None if rescans == ADD else scan_before(record, publication, date, number)
    if scan is None:
        given = {"publication": publication, "date": date, "number": number, "publish": publish, "user": user}
        return save_issue(record, data, **given)
    source = (replace_source if rescans == REPLACE else hold_scan)(scan, record, data, user=user)
    return Stored(source.issue, source, created=True)


def hold_scan(scan: SourceFile, record: IssueRecord, data: bytes, *, user: Any = None) -> SourceFile:
    """Keeps a new scan beside the old one, without its articles, until an editor says whether it takes its place.

    For where nobody can be asked. Returns the file as it is kept, not in use.
    """
    with whole(), kept_source(scan.issue, record, data, user) as held:
        held.is_current = False
        held.save()
    return held


def _share(page: SourceFile, text: AbstractSet[int]) -> float:
    """How much of the shorter of two texts, that of the page and another, is in the longer one."""
    return shared(text, shingles(" ".join(page.articles.values_list("body", flat=True))))


def pairings(source: SourceFile, record: IssueRecord) -> list[Pairing]:
    """Which article of the file is which of the new reading, in the new order; what has no counterpart comes last."""
    rest = {article.pk: article for article in source.articles.order_by("position")}
    corrected = _corrected(source.issue)
    found: dict[int, Article] = {}
    for _, article, position in sorted(_resemblances(rest.values(), record.articles), key=lambda one: -one[0]):
        if article.pk in rest and position not in found:
            found[position] = rest.pop(article.pk)
    new = [(found.get(one.position), one) for one in record.articles]
    pairs: list[tuple[Article | None, ArticleRecord | None]] = [*new, *((article, None) for article in rest.values())]
    return [Pairing(article, one, article is not None and article.pk in corrected) for article, one in pairs]


def _resemblances(
    articles: Iterable[Article], records: Iterable[ArticleRecord]
) -> Iterator[tuple[float, Article, int]]:
    """How alike an article and a record are, from 0 to 1, where they may be the same one; the record by position."""
    texts = [(record, shingles(record.body)) for record in records]
    for article in articles:
        text = shingles(article.body)
        for record, other in texts:
            titles = SequenceMatcher(None, article.title.casefold(), record.title.casefold()).ratio()
            likeness = max(titles, shared(text, other))
            if likeness >= _SAME_ARTICLE:
                yield likeness, article, record.position


def _corrected(issue: Issue) -> set[int]:
    """The articles of the issue that an editor has changed, by primary key."""
    steps = issue.changes.filter(user__isnull=False, undoes=None, undone_by=None).values_list("before", flat=True)
    keys = {key for before in steps for key, part in before.items() if not part or set(part) - {"state", "position"}}
    return article_ids(keys)


def replace_source(
    source: SourceFile, record: IssueRecord, data: bytes, *, user: Any = None, keep_corrected: bool = True
) -> SourceFile:
    """Puts a reading in the place of that of `source`, as one step in its issue's history.

    `data` is what was read: the same file again, or a new scan, which is kept beside the old one. Articles keep
    their addresses, their state, and the tags that an editor set or took off; those that an editor has corrected
    keep their texts as well, unless `keep_corrected` is off. What the new reading does not have becomes a draft with a
    warning; what only it has is a draft. Returns the file that the articles come from now.
    """
    issue = source.issue
    again = record.sha256 == source.sha256
    what = "a second reading" if again else f"a new scan, {record.name[-120:]}"
    with (
        recorded(issue, user, f"Replaced {source.name[-120:]} by {what}"),
        _kept(issue, record, data, user) as current,
    ):
        pairs = pairings(source, record)
        order = order_of(issue)
        made = iter(save_articles(issue, current, [pair.record for pair in pairs if pair.record and not pair.article]))
        standing = [pair.article or next(made) for pair in pairs]
        for pair in pairs:
            if pair.article and pair.record:
                _replace(pair.article, pair.record, current, keep_text=pair.corrected and keep_corrected)
            elif pair.article:
                _leave_over(pair.article)
        _hand_on(source, current, record)
        _set_in_order(issue, order, [article.pk for article in standing])
    return current


def _kept(issue: Issue, record: IssueRecord, data: bytes, user: Any) -> AbstractContextManager[SourceFile]:
    """The file that was read, kept for the block that saves what it says; as it is, where the issue has it already."""
    known = issue.sources.filter(sha256=record.sha256).first()
    return nullcontext(known) if known else kept_source(issue, record, data, user)


def _replace(article: Article, record: ArticleRecord, source: SourceFile, *, keep_text: bool) -> None:
    """Gives an article the lines of the new reading and, unless its text is to be kept, what they say."""
    read = article_fields(record, partial(named_section, article.issue.publication))
    article.source = source
    for name in ("spans", "warnings") if keep_text else read:
        setattr(article, name, read[name])
    if keep_text:
        _move_captions(article, record)
    else:
        article.captions.all().delete()
        Caption.objects.bulk_create(caption_of(article, *place) for place in enumerate(record.captions, 1))
        sign(article, list(record.authors))
    keep(article)


def _move_captions(article: Article, record: ArticleRecord) -> None:
    """Gives the captions, in their order, the lines that those of the new reading have."""
    places = [(*caption.lines, caption.anchor) for caption in record.captions]
    for caption, place in zip(article.captions.all(), chain(places, repeat((None, None, None)))):  # noqa: B905
        caption.first_line, caption.last_line, caption.anchor = place
        caption.save()
    have = article.captions.count()
    for place, new in enumerate(record.captions[have:], have + 1):
        caption_of(article, place, new).save()


def _leave_over(article: Article) -> None:
    """Takes from the public what the new reading does not have. It is for the editor to say what becomes of it."""
    article.state = State.DRAFT
    article.warnings = [*article.warnings, {"code": "replaced", "message": _LEFT_OVER, "line": None}]
    article.save()


def _hand_on(source: SourceFile, current: SourceFile, record: IssueRecord) -> None:
    """Notes which file counts now, and what its reading found beside the articles."""
    if current != source:
        source.is_current = False
        source.save()
    current.is_current = True
    for name, value in beside_articles(record).items():
        setattr(current, name, value)
    current.save()


def _set_in_order(issue: Issue, before: list[int], standing: list[int]) -> None:
    """The articles of the file in their new order, where the first of them stood; the others as they were."""
    first = next((place for place, pk in enumerate(before) if pk in standing), len(before))
    ahead = [pk for pk in before[:first] if pk not in standing]
    behind = [pk for pk in before[first:] if pk not in standing]
    set_order(issue, [*ahead, *standing, *behind])
