"""Where an article is set or whom it concerns: the regions that it names, or names a city of."""

from collections.abc import Iterator
from functools import cache

from articles import vocabularies
from articles.ingest.annotate.lexicon import Lexicon
from articles.ingest.annotate.naming import Names, Sense, named, rules_for, spelled
from articles.ingest.annotate.passages import ArticleText
from articles.ingest.records import Tag
from articles.vocabularies import RegionEntry

# How clearly a region's own name, one of its cities, and its people's name or adjective speak for it.
NAME, PLACE, DEMONYM = 1.0, 0.8, 0.4


def annotate(text: ArticleText) -> tuple[Tag, ...]:
    """Every region named, the most prominent first, each with the sentence that names it most clearly."""
    return named(text, _names())


@cache
def _names() -> Names:
    vocabulary = vocabularies.regions()
    joint = {name for name, _ in vocabulary.joint}
    phrases: list[tuple[str, Sense | None]] = [(phrase, None) for phrase in vocabulary.ignore]
    for entry in vocabulary.entries:
        phrases += (
            spelling for name, sense in _senses(entry) if name not in joint for spelling in spelled(name, sense)
        )
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
