"""Tags for things that a text calls by name: which are named, in what order, and on what evidence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from articles.ingest.annotate.context import allowed, beside_surname
from articles.ingest.annotate.evidence import quote, sentence
from articles.ingest.annotate.lexicon import Lexicon, Match
from articles.ingest.annotate.passages import ArticleText, Passage, Zone
from articles.ingest.records import Tag
from articles.vocabularies import Rule

# How much a mention counts for the order of the tags, by where it stands.
ZONE_WEIGHTS = {
    Zone.TITLE: 4.0,
    Zone.STANDFIRST: 3.0,
    Zone.LEAD: 2.0,
    Zone.SUBHEAD: 1.5,
    Zone.BODY: 1.0,
    Zone.CAPTION: 0.7,
}
ASIDE = 0.5


@dataclass(frozen=True, slots=True)
class Sense:
    """What a name may stand for, how clearly it does (0 to 1), and under which rules.

    An `abbreviation` is no evidence in a line that is all capitals. `foreign` are the words that show,
    for names that many countries use, that another country's is meant.
    """

    key: str
    clearness: float
    rules: tuple[Rule, ...] = ()
    abbreviation: bool = False
    foreign: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one vocabulary: to find them, and to print each thing's own name by its key."""

    lexicon: Lexicon[Sense]
    printed: Mapping[str, str]
    surnames: frozenset[str] = frozenset()


@dataclass(slots=True)
class Mentions:
    """How prominent the mentions of one thing are together, and the clearest of them: passage, start, end."""

    prominence: float = 0.0
    clearest: float = 0.0
    evidence: tuple[str, int, int] = field(default=("", 0, 0))

    def add(self, clearness: float, evidence: tuple[str, int, int], zone: Zone) -> None:
        """Counts one more mention."""
        self.prominence += clearness * ZONE_WEIGHTS[zone]
        if clearness > self.clearest:
            self.clearest, self.evidence = clearness, evidence


def mentions_in(text: ArticleText, names: Names, asides: tuple[str, ...] = ()) -> dict[str, Mentions]:
    """By key, all that the text names. In a sentence of the body that holds an aside, a mention counts for less."""
    mentions: dict[str, Mentions] = defaultdict(Mentions)
    present = {passage.text: _present(asides, passage) for passage in text.passages() if passage.zone is Zone.BODY}
    for passage, match, sense in _senses(text, names):
        evidence = passage.text, match.start, match.end
        near = present.get(passage.text)
        share = ASIDE if near and any(aside in sentence(*evidence) for aside in near) else 1.0
        mentions[sense.key].add(sense.clearness * share, evidence, passage.zone)
    return mentions


def _present(asides: tuple[str, ...], passage: Passage) -> tuple[str, ...]:
    return tuple(aside for aside in asides if aside in passage.text)


def named(mentions: Mapping[str, Mentions], names: Names, passing: float = 0.0) -> tuple[Tag, ...]:
    """What is mentioned, the most prominent first, each with the first sentence that names it clearest.

    What is less prominent than `passing` is left out, unless nothing is more prominent.
    """
    order = sorted(mentions, key=lambda key: -mentions[key].prominence)
    order = [key for key in order if mentions[key].prominence >= passing] or order[:1]
    return tuple(Tag(key, names.printed[key], quote(*mentions[key].evidence)) for key in order)


def spelled(name: str, sense: Sense) -> Iterator[tuple[str, Sense]]:
    """The name as written and, for headlines and datelines, in capitals."""
    yield name, sense
    if not name.isupper() and name.upper() != name:
        yield name.upper(), sense


def rules_for(name: str, key: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Those of a vocabulary's rules that govern this name of the thing with this key."""
    return tuple(rule for rule in rules if name in rule.names and rule.region in (None, key))


def _senses(text: ArticleText, names: Names) -> Iterator[tuple[Passage, Match[Sense], Sense]]:
    passages = text.passages()
    whole = "\n".join(passage.text for passage in passages)
    for passage in passages:
        for match in names.lexicon.find(passage.text):
            if beside_surname(match, names.surnames):
                continue
            for sense in match.values:
                in_capitals = sense.abbreviation and passage.capitals
                if not in_capitals and all(allowed(rule, match, whole, sense.foreign) for rule in sense.rules):
                    yield passage, match, sense
