"""Cuts Chinese, which is written without spaces, into words, so that those of a query may stand apart in a text.

Of all ways to cut a run of characters the most probable one is taken, as if each word were drawn by itself by its
frequency (a unigram model, solved by Viterbi's algorithm). The frequencies are wordfreq's; names and terms of the
archive's field, which a general list lacks, come from its vocabularies.
"""

import re
import threading
from collections.abc import Iterator
from functools import cache
from math import log

from wordfreq import get_frequency_dict

from articles import vocabularies
from search.analysis import fold

LONGEST_RUN = 64
"""How many characters are looked at: what is longer is a sentence, and nobody's query."""

_LONGEST_WORD = 24  # the longest name of an institution has 21
_LONGEST_CUE = 6  # longer ones are made of others
_HEADS = (
    *("政策", "规划", "计划", "办法", "措施", "意见", "方案", "项目", "体系", "机制", "平台", "中心"),
    *("企业", "产业", "市场", "集群", "建设", "保护", "改革", "治理", "转化", "引进", "评价", "审查", "协同"),
)
"""Words that follow any term: a cue that ends in one is no word of its own, 创新政策 is 创新 and 政策."""
_CATCHWORDS = ("十二五", "十三五", "十四五", "十五五", "二十大", "双一流", "科创板")
"""Terms that are often searched for and belong to no topic, so that the vocabularies do not have them."""

_TERM = -log(6e-6)  # what 人工智能 has in general texts: less than a cut into two words costs
_UNKNOWN = -log(1e-9)  # of a character that is no word; wordfreq's list ends at 1e-6

_CHINESE = re.compile(r"[\u3400-\u9fff]{2,}")

_loading = threading.Lock()


def words(run: str) -> list[str]:
    """The words of `run`, an unbroken run of Chinese characters; put together they are `run`.

    Characters that are in no word stand alone. A run of more than LONGEST_RUN characters is given back whole.
    """
    if len(run) > LONGEST_RUN:
        return [run]
    ends = _best_ends([_key(character) for character in run], _costs())
    found, start = [], 0
    while start < len(run):
        found.append(run[start : ends[start]])
        start = ends[start]
    return found


def _key(text: str) -> str:
    """`text` as words are looked up: folded, and in simplified characters where the vocabularies know them."""
    return fold(text).translate(vocabularies.simplified())


def _best_ends(keys: list[str], costs: dict[str, float]) -> list[int]:
    """For each place in a run, where the word that begins there ends in the best cut of what follows.

    `keys` are the characters as the words of `costs` are written. Of equally good cuts the one whose first word
    is longest is taken.
    """
    best, ends = [0.0] * (len(keys) + 1), [0] * len(keys)
    for start in reversed(range(len(keys))):
        alone = costs.get(keys[start], _UNKNOWN)
        best[start], ends[start] = alone + best[start + 1], start + 1
        word = keys[start]
        for end in range(start + 2, min(start + _LONGEST_WORD, len(keys)) + 1):
            word += keys[end - 1]
            if word in costs and costs[word] + best[end] <= best[start]:
                best[start], ends[start] = costs[word] + best[end], end
    return ends


def _costs() -> dict[str, float]:
    """The words, each with the negative logarithm of its frequency. Read when first asked for, once in a process."""
    with _loading:
        return _read()


@cache
def _read() -> dict[str, float]:
    terms = {_key(term): _TERM for term in _terms() if _CHINESE.fullmatch(term)}
    return terms | {word: -log(share) for word, share in get_frequency_dict("zh", "small").items()}


def _terms() -> Iterator[str]:
    """Names of regions, institutions and topics, the short ones among the topics' cues, and the catchwords."""
    yield from _CATCHWORDS
    for region in vocabularies.regions().entries:
        yield from (region.name_zh, *region.names, *region.places)
    for institution in vocabularies.institutions().entries:
        yield from (institution.name_zh, *institution.names)
    for topic in vocabularies.topics().entries:
        cues = (*topic.name_zh.split("与"), *topic.strong, *topic.clear, *topic.weak)
        yield from (cue for cue in cues if len(cue) <= _LONGEST_CUE and not cue.endswith(_HEADS))
