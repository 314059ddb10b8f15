"""What is done to queries and parameters to break the search."""

import random
from collections.abc import Callable
from urllib.parse import quote_plus

FACETS = ("topic", "region", "institution", "section", "publication", "author", "year")
SIGNS = "\"()*~:-'\\/&|!?.,;[]{}<>^%$#@+=`“”„«»（）：＂～＊－、。《》"
ODD = (
    "\x00", "\x01", "\x1b[31m", "\x7f", "\u00ad", "\u200b", "\u200d", "\u200f", "\u202e", "\u2028", "\ufeff",
    "\ufffe", "\ud800", "\udfff\ud83d", "\U0010ffff", "😀", "👩‍👩‍👧", "🇨🇳", "e" + "\u0301" * 300, "ﷺ", "ﬃ", "İ", "ß",
    "ǅ", "Ⅷ", "²", "①", "㍿", "𝔘𝔫𝔦", "ก็็็็็", "ᄒ" * 20, "\t\r\n", "\u3000",
)  # fmt: skip
WHOLE = (
    "technology~9", " ".join(["*e*"] * 10), "(" * 980, ")" * 980, "(" * 490 + ")" * 490, '"' * 981, "a" * 10_000,
    "a " * 5_000, "*", "?", "***", "~", "~~~~", ":", "::", "-", "--", "-" * 400, "NOT " * 120, "NOT", "OR", "AND",
    "AND OR NOT", "(((", ")))", "()", "(-)", '""', '"" OR ""', '"~', '""~5', '"a"~', '"solar wind"~999999999999',
    '"solar"~' + "9" * 480, "title:", "title:title:", "title:body:solar", "title:()", "nothing:solar", "year:",
    "year:abcd", "year:²⁰²¹", "year:２０２１", "year:0000", "year:9999..", "year:2024..2021", "year:20210",
    "date:2023-02-30", "date:0001-01-01", "date:2023-13", "date:2023-1-1", "date:....", "year:2021...2022", "year:..",
    "date:9999-12-31", "'; DROP TABLE articles_article; --", "1' OR '1'='1", '<script>alert("x")</script>',
    "{{ 7 * 7 }}", "{% debug %}", "${jndi:ldap://x}", "../../etc/passwd", "%00", "%s%n", "\\", "\\\\", "*:*",
    "_exists_:text", "[2021 TO *]", "/solar.*/", "text:*", "id:1", "django_ct:articles.article", "solar^1000",
    "a" * 100 + "*", "的" * 512, "科" * 250 + "*", "solar~ " * 32, "sol* " * 32, "e* OR a*", "pre* " * 31 + "-pre*",
    "𠀀" * 300, "..", "…", "—" * 200, " ", "\u3000", "%", "&", "+", "a&b=c", "\u0301" * 500, "ＡＩ" * 200,
    "NOT NOT NOT NOT solar", "-(-(-(-solar)))",
)  # fmt: skip
"""Queries that are hostile as they are."""

VALUES = (
    "", " ", "0", "-1", "1e99", "101", "99999999999999999999", "1.5", "x", "abc", "NaN", "null", "٣", "１", "1_0", "+1",
    "0x10", "2024-13", "2024-02-30", "2024-00", "0000", "9999-12-31", "0001-01-01", "20240101", "2024-1-1", "-", "--",
    "-x", "a,b", 'a"b', "a'b", "a\nb", "a\x00b", "a" * 3000, "energy", "-energy", "CN", "2020", "-2020", "zh",
    "2", "7", "57", "zh-Hant", "en'; --", "<b>", "科技", "%", "*", "newest", "NEWEST", "any", "all",
    "title,newest", "2021..2022",
)  # fmt: skip
NAMES = (*FACETS, "q", "op", "sort", "page", "size", "from", "to", "lang", "language", "date", "q[]", "format", "", "ü")


def mangled(rng: random.Random, query: str) -> str:
    """The query with a few things done to it, or another that is hostile as it is."""
    if rng.random() < 0.25:
        return rng.choice(WHOLE)
    for _ in range(rng.randint(1, 4)):
        query = rng.choice(CHANGES)(rng, query)
    return query


def parameters(rng: random.Random) -> list[str]:
    """The parts of a query string, encoded."""
    form = rng.choices(["values", "many", "raw"], [12, 3, 1])[0]
    if form == "values":
        return [f"{quote_plus(rng.choice(NAMES))}={quote_plus(rng.choice(VALUES))}" for _ in range(rng.randint(1, 5))]
    if form == "many":
        name = rng.choice(NAMES)
        return [f"{quote_plus(name)}={rng.choice(['', '-'])}value-{n}" for n in range(rng.choice([2, 49, 60, 300]))]
    return [
        rng.choice(["&&&==&", "=", "q", "q=%", "q=%FF%FE%00", "q=%C0%AF", "q=%ED%A0%80", "q=%u0041", "q=a;b=c", "?q=?"])
    ]


def _place(rng: random.Random, query: str) -> int:
    return rng.randint(0, len(query))


def drop(rng: random.Random, query: str) -> str:
    at = _place(rng, query)
    return query[:at] + query[at + rng.randint(1, 3) :]


def double(rng: random.Random, query: str) -> str:
    at = _place(rng, query)
    return query[:at] + query[at : at + 1] * rng.choice([2, 3, 50]) + query[at + 1 :]


def swap(rng: random.Random, query: str) -> str:
    at = _place(rng, query)
    return query[:at] + query[at : at + 2][::-1] + query[at + 2 :]


def insert_sign(rng: random.Random, query: str) -> str:
    at = _place(rng, query)
    return query[:at] + rng.choice(SIGNS) * rng.choice([1, 1, 2, 9]) + query[at:]


def insert_odd(rng: random.Random, query: str) -> str:
    at = _place(rng, query)
    return query[:at] + rng.choice(ODD) + query[at:]


def widen(rng: random.Random, query: str) -> str:
    """Full-width signs for plain ones."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" and rng.random() < 0.5 else sign for sign in query)


def cut(rng: random.Random, query: str) -> str:
    start, end = sorted((_place(rng, query), _place(rng, query)))
    return query[start:end]


def repeat(rng: random.Random, query: str) -> str:
    return rng.choice([" ", "", " OR ", " -", ":"]).join([query] * rng.choice([2, 3, 20]))


def wrap(rng: random.Random, query: str) -> str:
    before, after = rng.choice(
        [("(", ""), ("", ")"), ('"', '"'), ("-(", ")"), ("title:(", ")"), ("year:", ""), ("", "*~")]
    )
    return f"{before}{query}{after}"


CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    drop, double, swap, insert_sign, insert_odd, widen, cut, repeat, wrap,
)  # fmt: skip
