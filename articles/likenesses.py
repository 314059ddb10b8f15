"""Finds articles that print much the same text, such as a press release in two papers, and links them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db import connection, transaction
from django.db.models import Count, Q

from articles.models import Article, Likeness, SketchKey
from articles.sketches import shared, shingles, sketch

LEAST_SHARE = 0.6
"""How much of the shorter text must be in the longer one for a link."""
MOST_CANDIDATES = 10
"""Texts that one article is compared with, so that a form letter in every issue does not hold up an upload."""

_CHUNK = 100

Pair = tuple[int, int]
Texts = Mapping[int, frozenset[int]]


def find_likenesses(*articles: Article) -> None:
    """Links each of the articles with those that print much the same text, published or not.

    To be called whenever a text is stored or changed, with the `text` of each article up to date. A link that no longer
    holds is deleted, unless an editor has dismissed it.
    """
    for start in range(0, len(articles), _CHUNK):
        _find(articles[start : start + _CHUNK])


def find_all_likenesses() -> tuple[int, int]:
    """Compares all articles anew, some at a time. Returns how many there are, and how many pairs stand linked."""
    compared = last = 0
    # By number and not by one long cursor: SQLite lets nobody write who still reads from before another's write.
    while chunk := list(Article.objects.filter(pk__gt=last).order_by("pk").only("text")[:_CHUNK]):
        find_likenesses(*chunk)
        compared, last = compared + len(chunk), chunk[-1].pk
    return compared, Likeness.objects.filter(dismissed=False).count()


def published_likenesses(article: Article) -> list[tuple[Article, int]]:
    """The public articles with much the same text, the most alike first, each with the percentage of the shorter text
    that is shared. What an editor found not to be the same is left out."""
    shares = {}
    links = Likeness.objects.filter(Q(first=article) | Q(second=article), dismissed=False)
    for first, second, share in links.values_list("first", "second", "share"):
        shares[second if first == article.pk else first] = int(100 * share)
    found = Article.objects.published().for_lists().filter(pk__in=shares)
    return sorted(((other, shares[other.pk]) for other in found), key=lambda row: -row[1])


@transaction.atomic(savepoint=False)
def _find(articles: Iterable[Article]) -> None:
    texts = {article.pk: shingles(article.text) for article in articles}
    keys = {number: sketch(text) for number, text in texts.items()}
    borne = _write_sketches(keys)
    known = {
        (link.first_id, link.second_id): link
        for link in Likeness.objects.filter(Q(first__in=texts) | Q(second__in=texts))
    }
    repeated = [number for number in keys if not borne.isdisjoint(keys[number])]
    pairs = {_pair(number, other) for number in repeated for other in _sharing(number, keys[number])}
    if pairs or known:
        _link(texts, pairs, known)


def _write_sketches(keys: Mapping[int, list[int]]) -> set[int]:
    """Saves the sketches of some articles, by their number. Returns the keys that more than one article bears."""
    SketchKey.objects.filter(article__in=keys).delete()
    counts = Counter(key for sketched in keys.values() for key in sketched)
    elsewhere = SketchKey.objects.filter(key__in=counts).order_by().values_list("key", flat=True).distinct()
    borne = {*elsewhere, *(key for key, count in counts.items() if count > 1)}
    with connection.cursor() as cursor:  # some eighty rows a page, each of two numbers: no objects are made for them
        statement = f"INSERT INTO {SketchKey._meta.db_table} (article_id, key) VALUES (%s, %s)"  # noqa: S608 (names of our own tables)  # nosec B608
        cursor.executemany(statement, [(number, key) for number in keys for key in keys[number]])
    return borne


def _sharing(number: int, keys: list[int]) -> Iterable[int]:
    """The articles whose sketches share keys with that of this one, those with the most first."""
    sharing = SketchKey.objects.filter(key__in=keys).exclude(article=number)
    counted = sharing.values_list("article").annotate(count=Count("pk")).order_by("-count", "article")
    return [other for other, _ in counted[:MOST_CANDIDATES]]


def _link(texts: Texts, pairs: set[Pair], known: Mapping[Pair, Likeness]) -> None:
    """Writes the links that hold among the pairs and the links known before, and deletes those that do not."""
    shares = {pair: share for pair, share in _compared(pairs | known.keys(), texts) if share >= LEAST_SHARE}
    Likeness.objects.bulk_create(
        [Likeness(first_id=first, second_id=second, share=share) for (first, second), share in shares.items()],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["share"],
    )
    gone = [link.pk for pair, link in known.items() if pair not in shares and not link.dismissed]
    Likeness.objects.filter(pk__in=gone).delete()


def _compared(pairs: Iterable[Pair], texts: Texts) -> Iterator[tuple[Pair, float]]:
    """Each pair, one of which at least is in `texts`, with the share that they have in common."""
    beyond = defaultdict(list)
    for first, second in pairs:
        if first in texts and second in texts:
            yield (first, second), shared(texts[first], texts[second])
        else:
            mine, other = (first, second) if first in texts else (second, first)
            beyond[other].append(mine)
    for other, text in Article.objects.filter(pk__in=beyond).order_by().values_list("pk", "text").iterator():
        read = shingles(text)
        for mine in beyond[other]:
            yield _pair(mine, other), shared(texts[mine], read)


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
