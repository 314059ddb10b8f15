"""Which institutions an article names: in full, in another usual form, or by abbreviation."""

from collections.abc import Iterator
from functools import cache

from articles import vocabularies
from articles.ingest.annotate.lexicon import Lexicon
from articles.ingest.annotate.naming import Names, Sense, mentions_in, named, rules_for, spelled
from articles.ingest.annotate.passages import ArticleText
from articles.ingest.records import Tag
from articles.vocabularies import InstitutionEntry

# How clearly a full name and an abbreviation speak for an institution.
NAME, ABBREVIATION = 1.0, 0.8


def annotate(text: ArticleText) -> tuple[Tag, ...]:
    """Every institution named, the most prominent first, each with the sentence that names it most fully."""
    return named(mentions_in(text, _names()), _names())


@cache
def _names() -> Names:
    vocabulary = vocabularies.institutions()
    phrases: list[tuple[str, Sense | None]] = [(phrase, None) for phrase in vocabulary.ignore]
    for entry in vocabulary.entries:
        phrases += (spelling for name, sense in senses(entry) for spelling in spelled(name, sense))
    return Names(Lexicon(phrases), {entry.slug: entry.name for entry in vocabulary.entries})


def senses(entry: InstitutionEntry) -> Iterator[tuple[str, Sense]]:
    """The names of an institution, each with what it stands for."""
    for name in filter(None, (entry.name, entry.name_zh, entry.abbreviation, *entry.names)):
        short = name.isupper()
        rules = rules_for(name, entry.slug, vocabularies.institutions().rules)
        foreign = _foreign_to(entry.region) if any(rule.at_home for rule in rules) else frozenset()
        yield name, Sense(entry.slug, ABBREVIATION if short else NAME, rules, short, foreign)


@cache
def _foreign_to(home: str | None) -> frozenset[str]:
    """Words that name a country other than `home`, of names in several words the last."""
    words: dict[bool, set[str]] = {True: set(), False: set()}
    for entry in vocabularies.regions().entries:
        if entry.kind == "country":
            names = (entry.name, entry.name_zh, *entry.names, *entry.demonyms)
            words[entry.code == home].update(name.split()[-1] for name in names)
    return frozenset(words[False] - words[True])
