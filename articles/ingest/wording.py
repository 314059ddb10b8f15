"""The wording around articles: section labels, furniture, credits, compiled from `wording.toml`."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from wordfreq import get_frequency_dict, zipf_frequency

from articles.ingest.records import ITEM_MARKS
from articles.ingest.remembering import remembered

_RULES = tomllib.loads((Path(__file__).parent / "wording.toml").read_text("utf-8"))
_TRADITIONAL = dict(zip(_RULES["scripts"]["simplified"], _RULES["scripts"]["traditional"], strict=True))
_TO_TRADITIONAL = str.maketrans(_TRADITIONAL)
_SIMPLIFIED = str.maketrans({traditional: simplified for simplified, traditional in _TRADITIONAL.items()})


def _labels(text: str) -> frozenset[str]:
    return frozenset(" ".join(label.split()) for label in text.split(",") if label.strip())


def in_both_scripts(form: str) -> str:
    """A regular expression written in simplified Chinese that fits traditional characters too."""
    pieces, in_class = [], False
    for place, character in enumerate(form):
        escaped = form[place - 1 : place] == "\\"
        if not escaped and character in "[]":
            in_class = character == "["
        other = _TRADITIONAL.get(character)
        pieces.append(character if other is None else f"{character}{other}" if in_class else f"[{character}{other}]")
    return "".join(pieces)


def _compile(forms: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(in_both_scripts(form), re.IGNORECASE) for form in forms)


class Sought(NamedTuple):
    """A form that may stand anywhere in a line, and words, in small letters, of which each line that it fits has one.
    To look for these first is many times as fast as to try the form at each letter."""

    words: tuple[str, ...]
    form: re.Pattern[str]


def _sought(words: str, form: str) -> Sought:
    spelled = f"{words}|{words.translate(_TO_TRADITIONAL)}".split("|")
    return Sought(tuple(dict.fromkeys(spelled)), re.compile(in_both_scripts(form), re.IGNORECASE))


def find_forms(forms: Iterable[Sought], text: str) -> Iterator[re.Match[str]]:
    """Where each of the forms stands in a line, as far as they do."""
    small = text.lower()
    for words, form in forms:
        if any(word in small for word in words) and (match := form.search(text)):
            yield match


def _any_of(forms: list[str]) -> re.Pattern[str]:
    """One pattern that fits where one of the forms does; faster than one after the other."""
    return re.compile(in_both_scripts("|".join(f"(?:{form})" for form in forms)), re.IGNORECASE)


DEPARTMENTS = _labels(_RULES["kickers"]["departments"])
KICKERS = _labels(_RULES["kickers"]["english"]) | _labels(_RULES["kickers"]["chinese"]) | DEPARTMENTS
SINGLE = _labels(_RULES["kickers"]["single"])
FURNITURE = {kind: _any_of(forms) for kind, forms in _RULES["furniture"].items()}
"""By kind, what `match` is to hold against a line."""
FURNITURE_ANYWHERE = {kind: tuple(starmap(_sought, entries)) for kind, entries in _RULES["furniture_anywhere"].items()}
FURNITURE_HEADINGS = {
    kind: _any_of([rf"\W*(?:{form})\W*$" for form in forms]) for kind, forms in _RULES["furniture_headings"].items()
}
SOURCE_NOTES = _compile([rf"^[\s（(【\[*_—–-]*{form}$" for form in _RULES["source_note"]["forms"]])
CREDITS = tuple(starmap(_sought, _RULES["credit"]["forms"]))
CAPTION_LEAD = _any_of([rf"\W*(?:{form})" for form in _RULES["credit"]["caption_lead"]])
HEADLINE_VERBS = frozenset(_RULES["words"]["headline_verbs"].split())
OPENERS = frozenset(_RULES["words"]["openers"].split())
SURNAMES = tuple(_RULES["words"]["surnames"].split())
LEADING = frozenset(_RULES["words"]["leading"].split())

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
LEADERS = re.compile(r"(?:\.{3,}|…{2,}|·{3,}|(?:\. ){3,})\s*(?:p\.?\s?)?[A-D]?\d{1,3}\s*$", re.I)
ISSUE_NUMBER = re.compile(
    r"\b(?:issue|number|no|nr|iss)\b\.?\s*(?:no\.?\s*)?[:#]?\s*(?P<number>\d{1,5})|第\s*(?P<number_zh>\d{1,5})\s*[期号]",
    re.I,
)
RELEASE = re.compile(
    r"\b(?:press|news|media) (?:release|statement|information)\b|\bimmediate release\b|\bcommuniqu[ée]\b|\bembargo|"
    r"新[闻聞](?:稿|公[报報]|[发發]布|通稿)|通稿|即[时時][发發]布",
    re.I,
)
SALUTATION = re.compile(
    r"\W*(?:(?:dear|esteemed) (?:\w+ ){0,2}?(?:readers?|friends?|colleagues?|subscribers?|partners?|members?|all)"
    r"(?: and \w+)?|"
    r"(?:亲爱的|尊敬的|各位)\S{0,8}(?:读者|朋友|同仁|同事|会员)\S{0,4})\W*",
    re.I,
)
STREET = re.compile(
    r"\b\d{1,4}(?:[-–]\d{1,4})?,?\s+(?:[\w’'.-]+\s){0,3}(?:street|road|avenue|lane|square|drive|quai|rue|boulevard|place)\b|"
    r"\b(?:rue|avenue|av\.|quai|via|viale|calle|rua|ul\.|\w*(?:strasse|straße|str\.|platz|gatan|straat|weg))\b[^.]{0,30}\d|"
    r"[路街道]\d+号",
    re.I,
)
WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?|(?:星期|周)[一二三四五六日天]", re.I
)
CLOCK = re.compile(r"\b\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*(?:am|pm)\b)?|\d{1,2}[时時点點](?:\d{1,2}分|整)?", re.I)
MASTHEAD_WORD = re.compile(
    r"\b(?:newsletter|daily|weekly|monthly|quarterly|gazette|bulletin|journal|times|herald|tribune|chronicle|courier|"
    r"post|observer|digest|magazine|newspaper|notes|letter|monitor|brief|briefing|review)s?$"
    r"|(?:通讯|简报|快报|日报|周报|周刊|月刊|学报|导报|早报|晚报|时报|专报|通报|报)$",
    re.I,
)
_LANGUAGES = re.compile(r"\s*[/|｜]\s+|\s+[/|｜]\s*|(?<=[\u4e00-\u9fff])\s+(?=[a-z])")
_LINK = re.compile(r"(?<!!)\[([^\[\]]*(?:\[[^\[\]]*)?)\]\([^)\[]*\)")
_MARKED = re.compile(r"[*_`\[]")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`")
_ENGLISH_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_SPACED_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_WORD = re.compile(r"[^\W_]+(?:['’.&/-]+[^\W_]+)*")
_IN_BRACKETS = re.compile(r"【[^【】]+】|〔[^〔〕]+〕|\[[^\[\]]+\]|■[^■]+■")
_LABEL_EDGES = f" :：|·•-—–#[]【】<>《》〈〉{ITEM_MARKS}"
_LONGEST_LABEL = 60
_LONGEST_ENDING = 300
"""Characters at a text's end that show whether it ends a sentence: the full stop, quotation marks, a note's mark."""
_NOTE_MARK = re.compile(r"(?:<sup>[^<]*</sup>|\[\d{1,2}\])\s*$")
_TERMINAL = re.compile(r"[.!?。！？…:：;；][\"'”’」』)）\]】*_\s]*$|[。！？][^\w。！？]*$")


@lru_cache(maxsize=20_000)
def is_everyday_word(word: str) -> bool:
    """Whether an English word, inflected or not, is among the 30,000 or so most used (wordfreq, Zipf value 3)."""
    return zipf_frequency(word, "en", wordlist="small") > 0


@lru_cache(maxsize=4096)
def is_chinese_word(word: str) -> bool:
    """Whether Chinese characters are one of the 39,000 most used words (wordfreq), in either script."""
    return word.translate(_SIMPLIFIED) in get_frequency_dict("zh", "small")


@remembered(most=4096)
def plain(text: str) -> str:
    """A line as a reader sees it: without Markdown's emphasis and with a link's words instead of the link."""
    if not _MARKED.search(text):  # as most lines
        return text.strip()
    return _EMPHASIS.sub("", _LINK.sub(r"\1", text)).strip()


def is_only_links(text: str) -> bool:
    """Whether a line consists of links and what parts them."""
    return bool(_LINK.search(text)) and not re.search(r"\w", _LINK.sub("", text))


def is_kicker(text: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a line is one of the section labels that periodicals use, in one language or two, or one of the
    publication's `own`, casefolded."""
    if len(text) > _LONGEST_LABEL:
        return False
    parts = _LANGUAGES.split(plain(text).casefold().replace("’", "'"))
    keys = [_label_key(part) for part in parts]
    return any(keys) and all(key.translate(_SIMPLIFIED) in KICKERS or key in own for key in keys if key)


def is_department(text: str) -> bool:
    """Whether a label heads a text of its own wherever it stands: `In Brief`, `简讯`."""
    parts = _LANGUAGES.split(plain(text).casefold().replace("’", "'"))
    return any(_label_key(part).translate(_SIMPLIFIED) in DEPARTMENTS for part in parts)


def is_single(text: str) -> bool:
    """Whether a label names one article wherever it stands: a column's name in brackets, `Editorial`, `Top story`."""
    label = plain(text)
    parts = _LANGUAGES.split(label.casefold().replace("’", "'"))
    in_brackets = _IN_BRACKETS.fullmatch(label) is not None
    return in_brackets or any(_label_key(part).translate(_SIMPLIFIED) in SINGLE for part in parts)


def _label_key(text: str) -> str:
    return _SPACED_HAN.sub("", " ".join(text.strip(_LABEL_EDGES).split()))


def contents_key(line: str) -> str:
    """A line of a table of contents, or the headline it stands for, without numbers, leaders and punctuation."""
    return re.sub(r"^[（(]?[一二三四五六七八九十]{1,3}[)）、]|[\W\d_]+", "", line).casefold()


@remembered(most=4096)
def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence, a quotation or the announcement of a list does."""
    return bool(_TERMINAL.search(_NOTE_MARK.sub("", text[-_LONGEST_ENDING:])))


@remembered(most=4096)
def word_length(text: str) -> float:
    """The length of a text in words; two Chinese characters count as one."""
    han = len(HAN.findall(text))
    return han / 2 + len(_WORD.findall(HAN.sub(" ", text) if han else text))


def longer_words(text: str) -> tuple[int, int]:
    """How many English words of more than three letters a text has, and how many of them begin with a capital."""
    words = [word for word in _ENGLISH_WORD.findall(text) if len(word) > 3]
    return len(words), sum(word[0].isupper() for word in words)


def is_chinese(text: str) -> bool:
    """Whether a text is mainly in Chinese: more Chinese characters than Latin words."""
    han = len(HAN.findall(text))
    return han > 0 and han > len(re.findall(r"[A-Za-z]{2,}", text))
