"""What an article is about: the topics whose cues it holds, weighed by where they stand and how often."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import sqrt

from articles import vocabularies
from articles.ingest.annotate.bodies import bodies_named
from articles.ingest.annotate.evidence import quote
from articles.ingest.annotate.lexicon import Lexicon, Match, plain_word
from articles.ingest.annotate.passages import ArticleText, Passage, Zone
from articles.ingest.annotate.regions import countries_named
from articles.ingest.records import Tag
from articles.vocabularies import TopicEntry

MOST_TOPICS = 3
TIER_WEIGHTS = {"strong": 3.0, "pair": 2.0, "clear": 1.0, "weak": 0.4}
ZONE_WEIGHTS = {
    Zone.TITLE: 4.0,
    Zone.STANDFIRST: 2.4,
    Zone.LEAD: 1.5,
    Zone.SUBHEAD: 1.2,
    Zone.BODY: 0.5,
    Zone.CAPTION: 0.4,
}
# A topic is given when its score reaches the base plus the slope for each hundred words, and a share of
# the best topic's score: a long text touches on much that it is not about. No more than ENOUGH is asked
# for beside a better topic. Cues that are not strong add up to what the strong ones do, plus UNAIDED. A
# topic that every passage speaks of counts SPREAD more than one that a single passage does, and one that
# headline, standfirst and first paragraph are silent of counts HIDDEN as much.
# docs/vocabularies.md says how the figures were found.
BASE, SLOPE, SHARE, ENOUGH, UNAIDED, SPREAD, HIDDEN = 3.0, 0.3, 0.3, 6.0, 4.0, 0.5, 0.5
HEAD = frozenset({Zone.TITLE, Zone.STANDFIRST, Zone.LEAD})
# What a cue counts that is part of an institution's name, and how many characters may lie between a pair.
IN_NAME, NEAR = 0.1, 90

# The first ending that fits is replaced; those that look like a plural and are none come first.
_PLURALS = (("ss", "ss"), ("us", "us"), ("is", "is"), ("sses", "ss"), ("ies", "y"), ("s", ""))
_SPELLINGS = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"))
_UNCOUNTED = frozenset({"news", "series", "species"})
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_PER_WORD = 1.7


@dataclass(frozen=True, slots=True)
class _Cue:
    slug: str
    tier: str


@dataclass(slots=True)
class _Finding:
    """A cue in its place; a pair stands for both its words. `share` is what of its weight it counts."""

    cue: _Cue
    phrase: str
    passage: Passage
    start: int
    end: int
    share: float = 1.0


@dataclass(slots=True)
class _Score:
    """What speaks for a topic: each cue with its weighted count, and the best sentence to quote."""

    cues: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    passages: int = 0
    in_head: bool = False
    latest: Passage | None = None
    worth: float = 0.0
    evidence: tuple[str, int, int] = ("", 0, 0)

    def add(self, found: _Finding) -> None:
        zone, tier = found.passage.zone, found.cue.tier
        if found.passage is not self.latest:
            self.latest = found.passage
            self.passages += 1
            self.in_head = self.in_head or zone in HEAD
        self.cues[found.phrase, tier] += ZONE_WEIGHTS[zone] * found.share**2
        worth = TIER_WEIGHTS[tier] * found.share * (1.0 if zone is Zone.TITLE else 2.0)
        if worth > self.worth:
            self.worth, self.evidence = worth, (found.passage.text, found.start, found.end)

    def total(self, passages: int) -> float:
        """The cues' weights summed, a cue that comes n times counting the square root of n, and spread rewarded."""
        sums = dict.fromkeys(TIER_WEIGHTS, 0.0)
        for (_, tier), count in self.cues.items():
            sums[tier] += TIER_WEIGHTS[tier] * sqrt(count)
        firm = sums["strong"] + sums["pair"]
        spread = (self.passages - 1) / max(passages - 1, 1)
        seen = 1.0 if self.in_head else HIDDEN
        return (firm + min(sums["clear"] + sums["weak"], firm + UNAIDED)) * (1 + SPREAD * spread) * seen


def annotate(text: ArticleText) -> tuple[Tag, ...]:
    """At most MOST_TOPICS topics, the most certain first, each with the sentence that shows it best."""
    scores: dict[str, _Score] = defaultdict(_Score)
    passages = text.passages()
    abroad = frozenset(countries_named(text.title))
    for passage in passages:
        for found in _findings(passage, abroad):
            scores[found.cue.slug].add(found)
    totals = {slug: score.total(len(passages)) for slug, score in scores.items()}
    share = min(SHARE * max(totals.values(), default=0.0), ENOUGH)
    needed = max(BASE + SLOPE * length(passages) / 100, share)
    chosen = sorted((slug for slug in totals if totals[slug] >= needed), key=lambda slug: -totals[slug])
    return tuple(_tag(slug, scores[slug]) for slug in chosen[:MOST_TOPICS])


def length(passages: tuple[Passage, ...]) -> float:
    """Words between spaces, and Chinese ones at so many characters each."""
    texts = [passage.text for passage in passages]
    chinese = sum(len(_HAN.findall(text)) for text in texts if not text.isascii())
    return sum(text.count(" ") + 1 for text in texts) + chinese / _HAN_PER_WORD


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


def _findings(passage: Passage, in_title: frozenset[str]) -> Iterator[_Finding]:
    """The cues of a passage, and the pairs that are near each other in it."""
    if passage.zone is Zone.TITLE and len(in_title) > 1:
        for slug in _abroad():
            yield _Finding(_Cue(slug, "pair"), "", passage, 0, len(passage.text))
    matches = _lexicon().find(passage.text.lower() if passage.capitals else passage.text)
    if not matches:
        return
    bodies = bodies_named(passage.text)
    parties = in_title
    if any(cue.tier == "abroad" for match in matches for cue in match.values):
        parties = in_title.union(countries_named(passage.text))
    last: dict[tuple[str, str], Match[_Cue]] = {}
    for match in matches:
        inside = any(start <= match.start and match.end <= end for start, end in bodies)
        for cue in match.values:
            if cue.tier in TIER_WEIGHTS:
                yield _Finding(cue, match.phrase, passage, match.start, match.end, IN_NAME if inside else 1.0)
            elif cue.tier == "abroad":
                if len(parties) > 1 and not inside:
                    yield _Finding(_Cue(cue.slug, "pair"), match.phrase, passage, match.start, match.end)
            elif not inside:
                last[cue.slug, cue.tier] = match
                other = last.get((cue.slug, "beside" if cue.tier == "these" else "these"))
                if other and match.start - other.end <= NEAR:
                    span = min(match.start, other.start), max(match.end, other.end)
                    yield _Finding(_Cue(cue.slug, "pair"), match.phrase, passage, *span)


def _tag(slug: str, score: _Score) -> Tag:
    return Tag(slug, _entries()[slug].name, quote(*score.evidence))


@cache
def _entries() -> dict[str, TopicEntry]:
    return {entry.slug: entry for entry in vocabularies.topics().entries}


@cache
def _abroad() -> tuple[str, ...]:
    """The topics that a headline with two countries in it speaks for."""
    return tuple(slug for slug, entry in _entries().items() if entry.abroad)


@cache
def _lexicon() -> Lexicon[_Cue]:
    cues = [
        (phrase, _Cue(entry.slug, tier))
        for entry in vocabularies.topics().entries
        for tier, phrases in entry.cues()
        for phrase in phrases
    ]
    return Lexicon([*((phrase, None) for phrase in vocabularies.topics().ignore), *cues], fold)
