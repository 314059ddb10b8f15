"""Where an article is set or whom it concerns: the regions that it names, or names a city of."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from articles import vocabularies
from articles.ingest.annotate.institutions import senses
from articles.ingest.annotate.lexicon import Lexicon
from articles.ingest.annotate.naming import Names, Sense, mentions_in, named, rules_for, spelled
from articles.ingest.annotate.passages import ArticleText, Zone
from articles.ingest.records import Tag
from articles.ingest.remembering import remembered
from articles.vocabularies import RegionEntry

# How clearly a region's own name, one of its cities, its people's name or adjective, and an institution that is
# at home there speak for it.
NAME, PLACE, DEMONYM, INSTITUTION = 1.0, 0.8, 0.4, 0.4
# A region named once, far down, is mentioned in passing. The fewer paragraphs there are, the more one mention is.
PASSING, PER_PARAGRAPH = 1.8, 0.2
# A country is meant where so many of its parts are named.
MANY_PARTS = 3
_PARTS = {"CN": "CN-"}


def annotate(text: ArticleText) -> tuple[Tag, ...]:
    """Every region named, the most prominent first, each with the sentence that names it most clearly."""
    mentions = mentions_in(text, _names(), vocabularies.regions().asides)
    for parent, parts in _PARTS.items():
        found = dict.fromkeys(mentions[code].evidence for code in mentions if code.startswith(parts))
        if len(found) >= MANY_PARTS:
            mentions[parent].add(NAME, next(iter(found)), Zone.LEAD)
    return named(mentions, _names(), min(PASSING, PER_PARAGRAPH * len(text.paragraphs)))


@cache
def _names() -> Names:
    vocabulary = vocabularies.regions()
    joint = {name for name, _ in vocabulary.joint}
    phrases: list[tuple[str, Sense | None]] = [(phrase, None) for phrase in vocabulary.ignore]
    for entry in vocabulary.entries:
        phrases += (
            spelling for name, sense in _senses(entry) if name not in joint for spelling in spelled(name, sense)
        )
    for body in vocabularies.institutions().entries:
        if body.region:
            phrases += ((name, replace(sense, key=body.region, clearness=INSTITUTION)) for name, sense in senses(body))
    for name, codes in vocabulary.joint:
        phrases += (spelling for code in codes for spelling in spelled(name, Sense(code, NAME)))
    printed = {entry.code: entry.name for entry in vocabulary.entries}
    return Names(Lexicon(phrases), printed, vocabulary.surnames)


def _senses(entry: RegionEntry) -> Iterator[tuple[str, Sense]]:
    kinds = (((entry.name, entry.name_zh, *entry.names), NAME), (entry.places, PLACE), (entry.demonyms, DEMONYM))
    for names, clearness in kinds:
        for name in names:
            rules = rules_for(name, entry.code, vocabularies.regions().rules)
            yield name, Sense(entry.code, clearness, rules, abbreviation=name.isupper())


@remembered(most=256)
def countries_named(text: str) -> frozenset[str]:
    """Codes of the countries that a passage names, or names a province or a city of; Europe's Union is one."""
    codes = {sense.key for match in _names().lexicon.find(text) for sense in match.values}
    return frozenset(code.split("-")[0] for code in codes if not code.startswith("X-"))
