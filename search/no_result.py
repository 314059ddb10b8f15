"""Why a search finds nothing, and what finds something instead: each way with the count of what it leads to.

The index is asked only for a search that has found nothing, and a bounded number of times: once for each part of the
query and each limit, of which there are at most 32 and 16, and a few times for each part that is to blame.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.local_names import listed
from articles.name_markup import sentence, with_language
from search.directory import directory
from search.facets import LABELS, LANGUAGES, date_words, names
from search.language import LONGEST_QUERY, QueryError, parse
from search.parameters import write
from search.records import SearchRequest, SearchResult
from search.results import counts
from search.suggestions import nearest_word
from search.syntax import Dates, Either, Every, Node, Not, Phrase, Word
from search.written import written

MOST_BLAMED, MOST_LEFT_OUT, MOST_NAMES = 4, 8, 6
"""Parts that ways around are looked for, parts that are tried without, and names that are like a part."""

_SUBJECTS = ("topic", "region", "institution", "author")
_BEGINNING = 5  # letters of a word that a name may share with it
_OPERATORS = {"AND", "OR", "NOT"}


class Way(NamedTuple):
    """Another search, which finds `count` articles, or the page of a subject that so many carry."""

    label: str
    url: str
    count: int


class Missing(NamedTuple):
    """A part of the query that is nowhere in the archive, as typed, and what may be meant."""

    text: str
    ways: list[Way]


class Explanation(NamedTuple):
    """Why nothing was found: parts are `missing`, or all are there but not `together`, or it is the limits.

    `ways` lead to something, the nearest first. `names` are subjects whose names begin like the query.
    """

    missing: list[Missing]
    together: bool
    limited: bool
    ways: list[Way]
    names: list[Way]


def explain(result: SearchResult) -> Explanation:
    """Why `result`, which has nothing, is empty. Raises SearchUnavailable."""
    request = replace(result.request, page=1)
    tree = parse(request.q, request.op)
    unlimited = without_limits(request)
    if unlimited != request and (everything := _count(unlimited)):
        ways = [*_without_each_limit(request), _way(_("Without any of these limits"), unlimited, everything)]
        return Explanation([], together=False, limited=True, ways=ways, names=[])
    return _blame(request, tree) if tree else Explanation([], False, False, [], [])


def without_limits(request: SearchRequest) -> SearchRequest:
    """The same words in the whole archive."""
    return replace(request, chosen={}, excluded={}, date_from="", date_to="", lang="", page=1)


def _without_each_limit(request: SearchRequest) -> Iterator[Way]:
    """The ways that take one limit away, which is all that is chosen in a facet, if they lead to anything."""
    for label, freed in _limits(request):
        if freed != without_limits(request) and (count := _count(freed)):
            yield _way(sentence(_("Without “%(text)s”"), text=label), freed, count)


def _limits(request: SearchRequest) -> Iterator[tuple[str, SearchRequest]]:
    called = names()
    for kind, wording in (("chosen", _("%(facet)s: %(name)s")), ("excluded", _("%(facet)s: not %(name)s"))):
        given = getattr(request, kind)
        for facet, values in given.items():
            each = [with_language(called[facet].get(value, value)) for value in values]
            name = mark_safe(listed(each))  # noqa: S308 (escaped above)  # nosec B308 B703
            others = {other: values for other, values in given.items() if other != facet}
            yield sentence(wording, facet=LABELS[facet], name=name), replace(request, **{kind: others})
    if request.date_from or request.date_to:
        ends = [date_words(end) for end in dict.fromkeys((request.date_from, request.date_to)) if end]
        yield "–".join(ends), replace(request, date_from="", date_to="")
    if request.lang:
        yield str(LANGUAGES.get(request.lang.lower(), request.lang)), replace(request, lang="")


def _blame(request: SearchRequest, tree: Node) -> Explanation:
    """Why the words themselves find nothing. What follows stays within the limits where that finds anything."""
    parts = list(_parts(tree))
    unlimited = without_limits(request)
    alone = {part: _count(replace(unlimited, q=written(part, request.op))) for part in parts if _is_wanted(part)}
    missing = [part for part, count in alone.items() if not count]
    lacking = [leaf for part in missing for leaf in _any_of(part)][:MOST_BLAMED]
    blamed = [found for part in lacking for found in _blamed(request, parts, part)]
    ways = _fewer(request, parts, missing) if missing else _each_left_out(request, parts, alone)
    if request.op == "all" and len(parts) - len(missing) > 1:
        ways = [*ways, *_try(_("Any of the words instead of all"), replace(request, op="any"))]
    together = not missing and len(alone) > 1
    return Explanation(blamed, together, False, list(ways), _names(request.q, lacking))


def _parts(tree: Node) -> Iterator[Node]:
    """What must all be there: the words of the query, those of unspaced Chinese text one by one."""
    if isinstance(tree, Every):
        for child in tree.children:
            yield from _parts(child)
    elif isinstance(tree, Word) and tree.parts and not tree.any_part:
        yield from (Word(part, tree.position, tree.field) for part in tree.parts)
    else:
        yield tree


def _any_of(part: Node) -> Iterator[Node]:
    """What would each do for a part: where it is missing, all of them are."""
    if isinstance(part, Either):
        for child in part.children:
            yield from _any_of(child)
    else:
        yield part


def _is_wanted(part: Node) -> bool:
    return not isinstance(part, Not)


def _blamed(request: SearchRequest, parts: list[Node], part: Node) -> Iterator[Missing]:
    """A missing part and, of a phrase, those of its words that are nowhere."""
    yield Missing(written(part), list(_instead(request, parts, part)))
    apart = _apart(part) if isinstance(part, Phrase) else None
    words = [*_parts(apart)][:MOST_LEFT_OUT] if apart else []
    for word in words if len(words) > 1 else ():
        if not _count(replace(without_limits(request), q=written(word))):
            yield Missing(written(word), [])


def _instead(request: SearchRequest, parts: list[Node], part: Node) -> Iterator[Way]:
    """What a missing part may be exchanged for: the nearest word, its words apart, the same in any field."""
    for label, other in _alternatives(part):
        rest = [other if each is part else each for each in parts]
        found = list(_try(label, replace(request, q=written(_joined(rest), request.op))))
        yield from found or _try(label, replace(request, q=written(other, request.op)))


def _alternatives(part: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(part, Word) and (near := nearest_word(part.text)):
        yield _("Did you mean “%(text)s”?") % {"text": near}, replace(part, text=near)
    if isinstance(part, Phrase) and (near := _corrected(part.text)) != part.text:
        yield _("Did you mean “%(text)s”?") % {"text": near}, replace(part, text=near)
    if isinstance(part, Phrase) and (apart := _apart(part)):
        yield _("The words of the phrase anywhere in an article"), apart
    if not isinstance(part, Dates | Not) and getattr(part, "field", ""):
        yield _("“%(text)s” in any field") % {"text": written(replace(part, field=""))}, replace(part, field="")  # type: ignore[type-var]


def _corrected(text: str) -> str:
    """A phrase with misspelt words exchanged for the nearest."""
    words = re.findall(r"\w+", text)[:MOST_BLAMED]
    return re.sub(r"\w+", lambda word: (word[0] in words and nearest_word(word[0])) or word[0], text)


def _apart(phrase: Phrase) -> Node | None:
    """The words of a phrase, in any place."""
    words = [word.lower() if word in _OPERATORS else word for word in re.findall(r"\w+", phrase.text)]
    if phrase.field:
        words = [f"{phrase.field}:{word}" for word in words]
    try:
        return parse(" ".join(words)) if words else None
    except QueryError:  # letters that are none to the analyser
        return None


def _fewer(request: SearchRequest, parts: list[Node], missing: list[Node]) -> Iterator[Way]:
    """The way without all that is missing."""
    rest = [part for part in parts if part not in missing]
    if any(map(_is_wanted, rest)):
        text = listed(f"“{written(part)}”" for part in missing)
        yield from _try(_("Without %(text)s") % {"text": text}, replace(request, q=written(_joined(rest), request.op)))


def _each_left_out(request: SearchRequest, parts: list[Node], alone: dict[Node, int]) -> Iterator[Way]:
    """The ways without one part each, the rarest parts first, as they exclude most."""
    for part in sorted(parts, key=lambda part: alone.get(part, 0))[:MOST_LEFT_OUT]:
        rest = [each for each in parts if each is not part]
        if any(map(_is_wanted, rest)):
            label = _("Without “%(text)s”") % {"text": written(part)}
            yield from _try(label, replace(request, q=written(_joined(rest), request.op)))


def _joined(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def _try(label: str, request: SearchRequest) -> Iterator[Way]:
    """The way to this search, within its limits or else without them, if it finds anything."""
    if len(request.q) > LONGEST_QUERY:
        return
    unlimited = without_limits(request)
    if count := _count(request):
        yield _way(label, request, count)
    elif unlimited != request and (count := _count(unlimited)):
        yield _way(_("%(way)s (without the limits)") % {"way": label}, unlimited, count)


def _way(label: str, request: SearchRequest, count: int) -> Way:
    return Way(label, f"?{write(request)}", count)


def _count(request: SearchRequest) -> int:
    try:
        return counts(request).count
    except QueryError:
        return 0


_KINDS = {
    "topic": gettext_lazy("%(name)s (topic)"),
    "region": gettext_lazy("%(name)s (region)"),
    "institution": gettext_lazy("%(name)s (institution)"),
    "author": gettext_lazy("%(name)s (author)"),
}


def _names(q: str, missing: list[Node]) -> list[Way]:
    """Subjects with a name that has the words of the query, or that begins like one that is missing."""
    words = [part.text for part in missing if isinstance(part, Word)]
    typed = [q, *words, *(word[:_BEGINNING] for word in words if len(word) > _BEGINNING)]
    found = {entry: None for text in typed[: 1 + 2 * MOST_BLAMED] for entry in directory().find(text, MOST_NAMES)}
    called = names()
    return [
        Way(
            sentence(_KINDS[entry.kind], name=with_language(called[entry.kind].get(entry.key, entry.key))),
            reverse(entry.kind, args=[entry.key]),
            entry.count,
        )
        for entry in found
        if entry.kind in _SUBJECTS
    ][:MOST_NAMES]
