"""Reads who wrote an article from the line that says so, English and Chinese."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from articles.ingest.records import Block
from articles.ingest.whereabouts import without_place
from articles.ingest.wording import HAN, SURNAMES, in_both_scripts, is_everyday_word, plain

NAMES = "{names}"
"""Stands for the names in a publication's own form of a byline."""
_LONGEST = 200
"""A byline has fewer characters than this, links in it included."""

# Words that stand in a byline for nobody in particular, and agencies that follow a name.
_NOBODY = re.compile(
    r"\b(?:staff|correspondents?|reporters?|writers?|editors?|editorial|desk|agenc(?:y|ies)|xinhua|cgtn|cctv|reuters|"
    r"afp|ap|china daily|people's daily|news|newsroom|team|bureau|special to|contributors?|daily|committee|"
    r"department|office|ministry|secretariat|university|institute|academy)\b",
    re.I,
)
_LONGEST_OFFICE = 6
_ENGLISH = re.compile(
    r"^\W*(?:(?:story|text|words|article|report|reporting|written|reported|prepared|compiled|interview(?:ed)?|comment|analysis|"
    r"opinion|essay|review)\s+(?:and\s+photos?\s+|n(?:o|r)\.?\s*[\d/-]+\s+)?)?by[:\s]\s*(?P<names>\S.*?)\W*$",
    re.I,
)
_NOBODY_LINE = re.compile(
    r"^\W*(?:from (?:our|a|the) )?(?:our |own |staff |special |senior |chief |guest |science |health |business |"
    r"political |diplomatic |environment |education |city |web |news |foreign |agency ){1,4}"
    r"(?:correspondents?|reporters?|writers?|bureau|desk|contributors?)(?: in [A-Z]\w+)?\W*$|"
    r"^\W*(?:news )?agencies\W*$|"
    r"^\W*(?:\w+ ){1,5}(?:press (?:trust|association|agency|bureau|service)|(?:news|wire) (?:agency|service))\W*$|"
    r"^\W*(?:the )?(?:(?:press trust|press association|news agency) of (?:the )?\w+|associated press)\W*$",
    re.I,
)
_NOBODY_LINE_CHINESE = re.compile(
    in_both_scripts(
        r"[\s□■◎●○◆（(【]*(?:本报|本刊|本网|本社|新华社|特约)(?:特约)?"
        r"(?:评论员|记者|编辑部|观察员|综合报道|编辑)[\s）)】]*"
    )
)
_SIGNED_BELOW = re.compile(r"[（(]\s*(?P<name>[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3})\s*[)）]")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*", re.UNICODE)
_PARTICLES = frozenset(
    {
        "and",
        "of",
        "from",
        "with",
        "in",
        "de",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "la",
        "le",
        "al",
        "bin",
        "ibn",
    }
)
_CHINESE_ROLE = (
    r"(?:(?:本[报報]|本刊|本网|本社|新华社|中新社|人民日报|光明日报|科技日报|经济日报|中国科学报)\s*)?"
    r"(?:(?:见习|实习|首席|特约|特派|驻\w{1,8}?|全媒体)\s*)*"
    r"(?:[记記]者|实习生|通[讯訊][员員]|评论员|撰稿人?|作者|撰文|文字?|编译|采写)(?:组)?"
)
_CHINESE_ROLE = in_both_scripts(_CHINESE_ROLE)
_SIGN_AND_NAMES = re.compile(r"[□■◎●○◆☐▲✍✎]\s*(?P<names>[\u4e00-\u9fff·]{2,8}(?:[\s、][\u4e00-\u9fff·]{1,8}){0,4})")
_CHINESE = re.compile(
    rf"^[\s□■◎●○◆（(【\[文/]*(?P<body>{_CHINESE_ROLE}[\s:：/／|丨]*\S.*?)(?:\s*[报報][道導])?[\s）)】\]]*$"
)
# What follows the word for a reporter or author without being a name: a reporter's notebook, a note on the author.
_CHINESE_NO_NAME = "手记|观察|调查|札记|见闻|述评|问答|简介|单位|整理|们"
_CHINESE_NAME = re.compile(rf"(?!{_CHINESE_NO_NAME})[\u4e00-\u9fff]{{2,4}}(?:·[\u4e00-\u9fff]{{2,8}})*")
_CAPITAL_NAME = r"[A-Z][A-Z'’-]+ [A-Z][a-z'’]+(?:-?[A-Za-z]+)?"
_CAPITAL_FAMILY = re.compile(
    rf"^{_CAPITAL_NAME}(?:\s*(?:,|&|and)\s*(?:{_CAPITAL_NAME}|[A-Z][a-z'’]+ [A-Z][a-z'’-]+))*(?:\s*,\s*[A-Z]\w+)?$"
)
_CITY = re.compile(r",\s*[A-Z][\w'’-]+$")
_AGENCY = re.compile(r"[A-Z]{2,5}(?:[/-][A-Z]{2,5})?")
"""An agency's letters where a byline is to be expected."""
_PLACE_BEHIND = re.compile(
    r"(?P<names>[^,|/•·]+?)(?P<mark>\s*,\s+(?:in\s+)?|\s[|/•·–—-]\s|\s+in\s+|\s*\((?=[^()]+\)$))"
    r"(?P<place>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\)?$"
)
# A list of people ends with its `and`: what follows a comma after that is where they write from.
_AND_THEN_PLACE = re.compile(r"(?P<names>.+\s(?:and|&)\s[^,&]+?)\s*,\s*[^,&]+")
_DATELINE_REPORTER = re.compile(
    r"^.{0,24}[（(](?P<byline>(?:本[报報]|新华社)?(?:[记記]者|通[讯訊][员員])\s*[^）)]{2,30})[）)]"
)
_AFFILIATION = re.compile(r"\([^()]{3,80}\)")
_GLUED = re.compile(r"^(?P<before>.*?\S)\s+(?P<byline>By:?\s+[A-Z].*)$")


_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’/-]{2,30}(?:,\s*[\w .,]{3,30})?(?:\s*\([\w /]{2,20}\))?\s*(?:—|–|-{1,2})\s*(?=\S)"
    r"|^(?!(?:NOTE|WARNING|CORRECTION|UPDATE|SOURCE|PHOTO|QUESTION|ANSWER)\b)"
    r"[A-Z][A-Z .'’/-]{2,30}(?:\s*\([\w /]{2,20}\))?:\s+(?=[\"“]?[A-Z][a-z])"
    r"|^.{0,4}(?:本[报報]|新华社|中新社|新华网|人民网).{0,16}(?:[讯訊]|[电電])(?!子|话|池|力)"
)


class Byline(NamedTuple):
    """A byline as printed, and the people in it."""

    printed: str
    authors: tuple[str, ...]


def byline_of(block: Block) -> Byline | None:
    """The byline that a block consists of, in a form of its publication's own or in one that newspapers use."""
    return _named(block.text, block.names) if block.names else read_byline(block.text)


def own_form(form: str) -> re.Pattern[str]:
    """The lines that are a byline in a publication's own form: `Words: {names}`. Their group `names` has the names.

    Capitals, the width of a colon, and what surrounds the line make no difference.
    """
    before, _, after = form.partition(NAMES)
    return re.compile(
        rf"^\W*{_loosely(before)}(?:\s+|(?<![a-z]))(?P<names>\S.*?)(?:\s+|(?![a-z])){_loosely(after)}\W*$", re.I
    )


def names_in(text: str, forms: Iterable[re.Pattern[str]]) -> str:
    """The names in a line that is a byline in one of these forms; empty if it is none."""
    if len(text) > _LONGEST:
        return ""
    text = plain(text)
    found = (match["names"] for form in forms if (match := form.match(text)))
    return next((names for names in found if _named(text, names)), "")


def read_byline(text: str) -> Byline | None:
    """The byline that a line consists of, or None when it is something else."""
    return _read_byline(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)  # each step asks the same of the same lines
def _read_byline(text: str) -> Byline | None:
    text = " ".join(plain(text).split())
    if not text:
        return None
    if _NOBODY_LINE.match(text) or _NOBODY_LINE_CHINESE.fullmatch(text):
        return Byline(text, ())
    if match := _ENGLISH.match(text):
        return _english(text, match["names"])
    if (match := _CHINESE.match(text)) and (authors := chinese_names(match["body"])):
        return Byline(text, authors)
    if (match := _SIGN_AND_NAMES.fullmatch(text)) and (authors := chinese_names(match["names"])):
        return Byline(text, authors) if all(name.startswith(SURNAMES) for name in authors) else None
    if _CAPITAL_FAMILY.match(text):
        return Byline(text, _split_english(_CITY.sub("", text)))
    return None


def read_bare_names(text: str) -> Byline | None:
    """A line of nothing but names, where a byline is to be expected: two or three capitalised words each, at least
    one of them no everyday word. Where the author writes from may stand behind the last: `Ada Ode, Lima`."""
    if len(text) > _LONGEST:
        return None
    text = " ".join(plain(text).split())
    if (match := _PLACE_BEHIND.match(text)) and (named := read_bare_names(match["names"])):
        is_name = match["mark"].strip() != "in" or (has_rare_surnames(named) and len(match["names"].split()) == 2)
        return Byline(text, named.authors) if is_name else None
    if (signed := without_place(text)) != text and (named := read_bare_names(signed)):
        return Byline(text, named.authors)
    if re.fullmatch(r"[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,2}", text) or _is_double_surname(text):
        return Byline(text, (text.replace(" ", ""),))
    if _AGENCY.fullmatch(text) and not is_everyday_word(text.lower()):
        return Byline(text, ())
    words = text.split()
    if not 2 <= len(words) <= 8 or any(not _NAME_WORD.fullmatch(word.strip(",&")) for word in words if word != "&"):
        return None
    names = _split_english(text)
    if not names or any(not 2 <= len(name.split()) <= 3 for name in names):
        return None
    if any(all(is_everyday_word(word) for word in name.split()) for name in names):
        return None
    return Byline(text, names) if all(word[0].isupper() for name in names for word in name.split()) else None


def has_rare_surnames(byline: Byline) -> bool:
    """Whether no surname in a byline is an everyday word, so that it is no headline."""
    return bool(byline.authors) and not any(is_everyday_word(name.split()[-1]) for name in byline.authors)


def _is_double_surname(text: str) -> bool:
    return len(text) == 4 and text[:2] in SURNAMES and bool(_CHINESE_NAME.fullmatch(text))


def split_glued(headline: str) -> tuple[str, Byline | None]:
    """A headline whose line ends in a byline, parted: the headline, and the byline if there is one."""
    if (match := _GLUED.match(headline)) and (byline := read_byline(match["byline"])):
        return match["before"], byline
    return headline, None


def read_signature(text: str) -> Byline | None:
    """The signature under a text: a name, after a dash perhaps, and where its owner lives, `Aurelia Pinto, Xi'an`;
    a Chinese name in brackets."""
    if (match := _SIGNED_BELOW.fullmatch(text.strip())) and (names := chinese_names(match["name"])):
        return Byline(text, names) if all(name.startswith(SURNAMES) for name in names) else None
    signed = read_bare_names(text.lstrip("—–- "))
    return signed if signed and len(signed.authors) <= 2 and not HAN.search(text) else None


def read_dateline_reporter(text: str) -> Byline | None:
    """The reporter named in brackets where a Chinese report begins: `本报讯（记者 白鹭）`."""
    match = _DATELINE_REPORTER.match(text)
    return Byline(match["byline"], chinese_names(match["byline"])) if match else None


def reads_as_affiliation(text: str) -> bool:
    """Whether a line stands in brackets, as what says where an author works does."""
    return bool(_AFFILIATION.fullmatch(text))


def reads_as_dateline(text: str) -> bool:
    """Whether a paragraph begins as a report does, with its place and date: `LANZHOU (Xinhua) —`, `本报讯`."""
    return bool(_DATELINE.match(plain(text[:_LONGEST])))


def chinese_names(text: str) -> tuple[str, ...]:
    """The names in a text that lists people, `柳承泽、木兰` or `记者 张 三 李四`; none if it says anything else."""
    text = re.sub(rf"{_CHINESE_ROLE}[\s:：/／]*", "、", text)
    text = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    parts = [part for part in re.split(r"[\s、，,;；/／|丨]+", text) if part]
    names = tuple(dict.fromkeys(part for part in parts if _CHINESE_NAME.fullmatch(part)))
    return names if len(names) == len(parts) else ()


def _loosely(printed: str) -> str:
    """A pattern for a part of a form, whatever the width of its colons and spaces."""
    return re.sub(r"[:：]", "[:：]", re.sub(r"(?:\\\s)+", r"\\s+", re.escape(printed.strip())))


def _named(printed: str, names: str) -> Byline | None:
    """The byline with these names in it, Chinese or Latin; None if they do not read as names."""
    printed = " ".join(plain(printed).split())
    chinese = chinese_names(names)
    return Byline(printed, chinese) if chinese else _english(printed, names)


def _english(printed: str, names: str) -> Byline | None:
    if re.search(r"\d", names) or len(names.split()) > 16:
        return None
    head = re.split(r",\s+(?=[a-z])|\s+\||\s+-\s+|\s+[–—]\s+", names)[0]
    if re.match(r"the\b", head, re.I) and _NOBODY.search(head) and len(head.split()) <= _LONGEST_OFFICE:
        return Byline(printed, ())
    if re.search(r"\b(?:the|an?)\b", head, re.I):
        return None
    for word in re.findall(r"[^\s,;&/()]+", head):
        if not word[0].isupper() and word.lower() not in _PARTICLES and not re.match(r"[\u4e00-\u9fff]", word):
            return None
    if match := _AND_THEN_PLACE.fullmatch(head):
        head = match["names"]
    head = without_place(head)
    authors = _split_english(head)
    if authors and all(len(name.split()) == 1 and is_everyday_word(name) for name in authors):
        return None  # by satellite, by train
    return Byline(printed, authors)


def _split_english(names: str) -> tuple[str, ...]:
    """The people in `LI Ming, WANG Fang & Marta Kowalczyk in Berlin`, agencies and desks left out."""
    names = re.sub(r"\([^)]*\)?|\b(?:in|from)\s+[A-Z][\w-]*(?:\s[A-Z][\w-]*)?(?=\s*(?:,|&|and\b|$))", " ", names)
    parts = re.split(r"\s*(?:,|;|&|/|、|\band\b|\bwith\b)\s*", names)
    people = []
    for part in parts:
        name = re.sub(r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.?\s+", "", part.strip(" .·"))
        if name and not _NOBODY.search(name):
            people.append(name)
    return tuple(dict.fromkeys(people))
