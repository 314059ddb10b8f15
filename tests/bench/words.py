"""The words and phrases that the corpus is written in, and how often each occurs."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import wordfreq

from articles import vocabularies

PHRASES = {
    "science and technology": 0.22,
    "sci-tech innovation": 0.12,
    "artificial intelligence": 0.09,
    "research and development": 0.08,
    "international cooperation": 0.07,
    "high-quality development": 0.06,
    "economic growth": 0.06,
    "intellectual property": 0.05,
    "digital economy": 0.05,
    "basic research": 0.05,
    "climate change": 0.04,
    "carbon neutrality": 0.03,
    "national laboratory": 0.02,
    "rural revitalization": 0.02,
    "Belt and Road Initiative": 0.02,
    "new quality productive forces": 0.01,
    "Beijing-Tianjin-Hebei": 0.008,
    "quantum key distribution": 0.003,
    "deep space exploration": 0.002,
}
"""Phrases of science policy, each with the share of articles that mention it whatever their topic."""

CHINESE_PHRASES = ("科技创新", "碳中和", "人工智能", "数字经济", "基础研究", "高质量发展", "国际合作", "知识产权")

FAMILY_NAMES = (
    "CHEN", "LI", "WANG", "ZHANG", "LIU", "YANG", "ZHAO", "HUANG", "ZHOU", "WU",
    "XU", "SUN", "HU", "ZHU", "GAO", "LIN", "HE", "GUO", "MA", "LUO",
)  # fmt: skip
SYLLABLES = (
    "chun", "you", "xin", "hai", "ming", "wei", "jie", "hong", "bo", "tao",
    "yan", "qing", "rui", "lan", "feng", "yu", "jun", "fang", "lei", "ning",
)  # fmt: skip
GIVEN_NAMES = (
    "Anna", "Marc", "Sofia", "David", "Elena", "Peter", "Maria", "Jonas", "Laura", "Paul",
    "Emma", "Luis", "Nina", "Omar", "Julia", "Karl",
)  # fmt: skip
SURNAMES = (
    "Keller", "Novak", "Santos", "Okafor", "Lindberg", "Rossi", "Dubois", "Meyer", "Haddad", "Tanaka",
    "Brown", "Silva", "Moreau", "Weber",
)  # fmt: skip

PUBLICATIONS = (
    "Harbour Science Daily", "Policy Courier", "Innovation Weekly", "The Research Gazette",
    "Northern Technology Review",
    "Science Council Letter", "Laboratory and Industry", "Energy Policy Bulletin", "The Delta Observer",
    "Cooperation Newsletter", "Journal of the Academies", "Digital Government Monitor",
)  # fmt: skip
SECTIONS = ("Policy", "Case Study", "Opinion", "International", "Research", "Industry", "People", "In Brief")


@dataclass(frozen=True)
class Lexicon:
    """Words, with the running sum of their shares of a text; the most frequent word stands first."""

    words: np.ndarray
    upto: np.ndarray

    def draw(self, random: np.ndarray) -> np.ndarray:
        """The places of words drawn by numbers from 0 to 1, each as often as the language uses it."""
        return np.searchsorted(self.upto, random, side="right")


@cache
def english() -> Lexicon:
    """Some 300,000 English words as wordfreq counts them: a common few, and a long tail as in a large archive."""
    return _lexicon("en", lambda word: word.isascii() and word.replace("'", "").isalpha())


@cache
def chinese() -> Lexicon:
    """Chinese words of Han characters."""
    return _lexicon("zh", lambda word: all("\u4e00" <= character <= "\u9fff" for character in word))


def _lexicon(language: str, is_wanted) -> Lexicon:
    counted = wordfreq.get_frequency_dict(language, "large")
    words = sorted((word for word in counted if is_wanted(word)), key=lambda word: (-counted[word], word))
    shares = np.array([counted[word] for word in words])
    return Lexicon(np.array(words, dtype=object), np.cumsum(shares / shares.sum()))


@cache
def topic_phrases() -> dict[str, tuple[str, ...]]:
    """The English phrases that name each topic that articles may carry, by its slug."""
    found = {
        entry.slug: tuple(cue for cue in entry.strong + entry.clear if cue.isascii())
        for entry in vocabularies.topics().entries
        if entry.parent
    }
    return {slug: phrases for slug, phrases in found.items() if phrases}
