"""What an article is about: the topics whose cues it holds, weighed by where they stand and how often."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import sqrt

from articles import vocabularies
from articles.ingest.annotate.evidence import quote
from articles.ingest.annotate.lexicon import Lexicon, Match, plain_word
from articles.ingest.annotate.passages import ArticleText, Passage, Zone
from articles.ingest.records import Tag
from articles.vocabularies import TopicEntry

MOST_TOPICS = 5
TIER_WEIGHTS = {"strong": 3.0, "clear": 1.0, "weak": 0.4}
ZONE_WEIGHTS = {
    Zone.TITLE: 3.0,
    Zone.STANDFIRST: 2.0,
    Zone.LEAD: 1.5,
    Zone.SUBHEAD: 1.5,
    Zone.BODY: 1.0,
    Zone.CAPTION: 0.7,
}
# A topic is given when its score reaches the base plus the slope for each hundred words, and a share of
# the best topic's score: a long text touches on much that it is not about. No more than ENOUGH is asked
# for beside a better topic. Cues that are not strong add up to what the strong ones do, plus UNAIDED.
# docs/vocabularies.md says how the figures were found.
BASE, SLOPE, SHARE, ENOUGH, UNAIDED = 2.0, 0.5, 0.35, 8.0, 4.0

# The first ending that fits is replaced; those that look like a plural and are none come first.
_PLURALS = (("ss", "ss"), ("us", "us"), ("is", "is"), ("sses", "ss"), ("ies", "y"), ("s", ""))
_SPELLINGS = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"))
_UNCOUNTED = frozenset({"news", "series", "species"})
_WORDS = re.compile(r"[^\W\d_\u2e80-\U0010ffff]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_PER_WORD = 1.7


@dataclass(frozen=True, slots=True)
class _Cue:
    slug: str
    tier: str


@dataclass(slots=True)
class _Score:
    """What speaks for a topic: each cue with its weighted count, and the best sentence to quote."""

    cues: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    worth: float = 0.0
    evidence: tuple[str, int, int] = ("", 0, 0)

    def add(self, cue: _Cue, match: Match[_Cue], passage: Passage) -> None:
        self.cues[match.phrase, cue.tier] += ZONE_WEIGHTS[passage.zone]
        worth = TIER_WEIGHTS[cue.tier] * (1.0 if passage.zone is Zone.TITLE else 2.0)
        if worth > self.worth:
            self.worth, self.evidence = worth, (passage.text, match.start, match.end)

    def total(self) -> float:
        """The cues' weights summed, a cue that comes n times counting the square root of n."""
        sums = dict.fromkeys(TIER_WEIGHTS, 0.0)
        for (_, tier), count in self.cues.items():
            sums[tier] += TIER_WEIGHTS[tier] * sqrt(count)
        return sums["strong"] + min(sums["clear"] + sums["weak"], sums["strong"] + UNAIDED)


def annotate(text: ArticleText) -> tuple[Tag, ...]:
    """At most MOST_TOPICS topics, the most certain first, each with the sentence that shows it best."""
    scores: dict[str, _Score] = defaultdict(_Score)
    passages = text.passages()
    for passage in passages:
        for match in _lexicon().find(passage.text.lower() if passage.capitals else passage.text):
            for cue in match.values:
                scores[cue.slug].add(cue, match, passage)
    totals = {slug: score.total() for slug, score in scores.items()}
    share = min(SHARE * max(totals.values(), default=0.0), ENOUGH)
    needed = max(BASE + SLOPE * length(passages) / 100, share)
    chosen = sorted((slug for slug in totals if totals[slug] >= needed), key=lambda slug: -totals[slug])
    return tuple(_tag(slug, scores[slug]) for slug in chosen[:MOST_TOPICS])


def length(passages: tuple[Passage, ...]) -> float:
    """Words of Latin script, and of Chinese at so many characters a word."""
    return sum(
        len(_WORDS.findall(passage.text)) + len(_HAN.findall(passage.text)) / _HAN_PER_WORD for passage in passages
    )


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without case, plural and British spelling. Short abbreviations stay as written: AI, EV, SME."""
    word = plain_word(word)
    bare = word[:-1] if word.endswith("s") else word
    if 2 <= len(bare) <= 4 and bare.isupper():
        return bare
    word = word.casefold()
    if len(word) > 2 and word not in _UNCOUNTED:
        word = next((word[: -len(ending)] + kept for ending, kept in _PLURALS if word.endswith(ending)), word)
    return next((word[: -len(ending)] + kept for ending, kept in _SPELLINGS if word.endswith(ending)), word)


def _tag(slug: str, score: _Score) -> Tag:
    return Tag(slug, _entries()[slug].name, quote(*score.evidence))


@cache
def _entries() -> dict[str, TopicEntry]:
    return {entry.slug: entry for entry in vocabularies.topics().entries}


@cache
def _lexicon() -> Lexicon[_Cue]:
    cues = [
        (phrase, _Cue(entry.slug, tier))
        for entry in vocabularies.topics().entries
        for tier in TIER_WEIGHTS
        for phrase in getattr(entry, tier)
    ]
    return Lexicon([*((phrase, None) for phrase in vocabularies.topics().ignore), *cues], fold)
