"""What someone who is typing may be looking for: names of the catalogue, then titles of articles."""

import re
from collections.abc import Iterator, Sequence

from django.urls import reverse
from haystack.backends import SQ
from haystack.query import SearchQuerySet
from typing_extensions import TypedDict

from articles.local_names import CHINESE as CHINESE_CODE
from articles.models import Article
from articles.subjects import publication_path
from search.analysis import CHINESE, fold, phrase_terms, plain_word
from search.directory import Entry, directory
from search.results import Match
from search.storage import SearchUnavailable

MOST_COMPLETIONS, MOST_NAMES, MOST_WORDS = 10, 6, 8
SHORTEST_NAME, SHORTEST_TITLE_WORD = 2, 3
"""The letters that are needed to think of a name or a title. Of Chinese, one character will do."""

_QUERY_SIGNS = re.compile(r'["“”()*~]|\w:\S|(?:^|\s)-')
_QUOTES = re.compile('["“”„‟«»]')


class Completion(TypedDict):
    """`kind` is `topic`, `region`, `institution`, `author`, `publication` or `title`.

    `url` is the path of its page; `query` finds it, or the articles that carry it, in the search box.
    """

    kind: str
    label: str
    url: str
    query: str


def complete(typed: str, language: str = "en") -> list[Completion]:
    """At most ten things that have all words of `typed`, the last of which may be unfinished: names first.

    Names are in the `language` of who is typing, or in Chinese if that is what is typed.
    Only what published articles have. While the search is out of order, names alone. Someone who types signs of
    the query language needs no completion and gets none.
    """
    typed = " ".join(typed.split()[:MOST_WORDS])
    if _QUERY_SIGNS.search(typed) or (len(typed) < SHORTEST_NAME and not CHINESE.search(typed)):
        return []
    is_chinese = language.startswith(CHINESE_CODE) or bool(CHINESE.search(typed))
    names = [_named(entry, is_chinese) for entry in directory().find(typed, MOST_NAMES)]
    return names + _titles(typed, MOST_COMPLETIONS - len(names))


def _named(entry: Entry, is_chinese: bool) -> Completion:
    """The entry under its Chinese name or its English one, whichever it has."""
    label = next((name for name in entry.names if bool(CHINESE.search(name)) == is_chinese), entry.names[0])
    url = publication_path(entry.key) if entry.kind == "publication" else reverse(entry.kind, args=[entry.key])
    return {"kind": entry.kind, "label": label, "url": url, "query": f"{entry.kind}:{entry.key}"}


def _titles(typed: str, most: int) -> list[Completion]:
    """The titles of published articles with all words of `typed`, the best first, the same title once."""
    wanted = list(_in_title(typed.split()))
    if not wanted:
        return []
    try:
        ids = [int(match.pk) for match in SearchQuerySet().result_class(Match).filter(*wanted)[:most]]
    except SearchUnavailable:
        return []
    articles = Article.objects.published().only("title").in_bulk(ids)
    by_title: dict[str, Article] = {}
    for pk in ids:
        if pk in articles:
            by_title.setdefault(fold(articles[pk].title), articles[pk])
    return [_titled(article) for article in by_title.values()]


def _in_title(words: Sequence[str]) -> Iterator[SQ]:
    """Each word in the title, the last one perhaps unfinished. Chinese is found in any part of itself anyway."""
    *whole, last = words
    for word in filter(phrase_terms, whole):
        yield SQ(title=word)
    if len(plain_word(last)) >= SHORTEST_TITLE_WORD:
        yield SQ(title__startswith=last)
    elif phrase_terms(last):
        yield SQ(title=last)


def _titled(article: Article) -> Completion:
    phrase = _QUOTES.sub("", article.title)
    return {
        "kind": "title",
        "label": article.title,
        "url": article.get_absolute_url(),
        "query": f'title:"{phrase}"',
    }
