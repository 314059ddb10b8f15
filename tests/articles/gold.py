"""What a careful reader finds in a document (`<name>.gold.json`), and whether the pipeline finds it too."""

import json
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from articles.ingest.pipeline import read_issue
from articles.ingest.records import GAP, ArticleRecord, IssueRecord

PARAGRAPH = " ¶ "
_TYPOGRAPHY = str.maketrans("‘’“”–—", "''\"\"--")
_MARKS = re.compile(r"^(?:#{1,6}|>|[-+*])\s+|\*+|\\(?=\W)|</?su[bp]>", re.MULTILINE)
_NOTHING = ArticleRecord(position=0, title="", body="", language="", lines=(0, 0))


def documents(folder: Path) -> list[Path]:
    """The documents in a folder that come with what a careful reader finds in them."""
    return sorted(path.with_name(path.name.removesuffix(".gold.json")) for path in folder.glob("*.gold.json"))


def read(path: Path) -> tuple[IssueRecord, dict]:
    """What the pipeline makes of a document, and what a careful reader does."""
    gold = json.loads(path.with_name(f"{path.name}.gold.json").read_text("utf-8"))
    return read_issue(path.read_bytes(), path.name), gold


def accepted(expected: dict, key: str) -> list:
    """Every answer that is right."""
    return expected.get(f"{key}_any", [expected[key]])


def as_words(text: str | None) -> str:
    """A text without Markdown's marks, gaps and what is a matter of typography."""
    text = unicodedata.normalize("NFKC", (text or "").replace(GAP, "")).translate(_TYPOGRAPHY)
    return " ".join(_MARKS.sub("", text).split())


def running_text(article: ArticleRecord) -> str:
    """The words of the body, with a mark between paragraphs."""
    return PARAGRAPH.join(filter(None, map(as_words, article.body.split("\n\n"))))


def holds(text: str, phrase: str | list[str]) -> bool:
    """Whether the phrase, or one of the phrases, is in a running text."""
    return any(as_words(choice) in text for choice in ([phrase] if isinstance(phrase, str) else phrase))


def misses(path: Path) -> tuple[int, list[str]]:
    """How many things a careful reader notes about a document, and a line for each that the pipeline has otherwise."""
    record, gold = read(path)
    findings = [*_of_articles(record, gold), *_of_page(record, gold)]
    return len(findings), [f"{path.name}: {what}" for right, what in findings if not right]


def _of_articles(record: IssueRecord, gold: dict) -> Iterator[tuple[bool, str]]:
    unclaimed = list(record.articles)
    for expected in gold["articles"]:
        article = max(unclaimed, key=lambda article: _likeness(article, expected), default=_NOTHING)
        if _likeness(article, expected) < 0.6:
            article = _NOTHING
            if expected.get("optional"):
                continue
        else:
            unclaimed.remove(article)
        yield from ((right, f"[{expected['title'][:40]}] {what}") for right, what in _of_article(article, expected))
    for article in unclaimed:
        yield False, f"no article of its own: {article.title!r}"


def _likeness(article: ArticleRecord, expected: dict) -> float:
    starts_within = as_words(expected["body_starts"]) in running_text(article)
    return SequenceMatcher(None, as_words(expected["title"]), as_words(article.title)).ratio() + starts_within


def _of_article(article: ArticleRecord, expected: dict) -> Iterator[tuple[bool, str]]:
    for key in ("title", "section", "date"):
        found = as_words(getattr(article, key))
        yield found in map(as_words, accepted(expected, key)), f"{key} is {found!r}"
    yield list(article.authors) in accepted(expected, "authors"), f"authors are {article.authors}"
    text = running_text(article)
    yield starts(text, expected), f"starts with {text[:60]!r}"
    yield ends(text, expected), f"ends with {text[-60:]!r}"
    for phrase in expected["must_contain"]:
        yield holds(text, phrase), f"lacks {phrase!r}"
    for phrase in expected["must_not_contain"]:
        yield not holds(text, phrase), f"contains {phrase!r}"
    captions = [(as_words(caption.text), as_words(caption.credit)) for caption in article.captions]
    for caption in expected["captions"]:
        credits = map(as_words, accepted(caption, "credit"))
        found = any((as_words(caption["text"]), credit) in captions for credit in credits)
        yield found or caption.get("also_in") == "any", f"lacks the caption {caption['text']!r}"
    gaps = sum(warning.code == "gap" for warning in article.warnings)
    yield gaps in accepted(expected, "gaps"), f"has {gaps} gaps"


def starts(text: str, expected: dict) -> bool:
    """Whether a running text begins as the article does in print."""
    return any(text.startswith(as_words(start)) for start in accepted(expected, "body_starts"))


def ends(text: str, expected: dict) -> bool:
    """Whether a running text ends as the article does in print."""
    return any(text.rstrip(PARAGRAPH).endswith(as_words(end)) for end in accepted(expected, "body_ends"))


def _of_page(record: IssueRecord, gold: dict) -> Iterator[tuple[bool, str]]:
    page = PARAGRAPH.join(
        f"{as_words(article.title)}{PARAGRAPH}{as_words(article.standfirst)}{PARAGRAPH}{running_text(article)}"
        for article in record.articles
    )
    for phrase in gold.get("must_be_somewhere", []):
        yield holds(page, phrase), f"the page lacks {phrase!r}"
    for phrase in gold.get("must_not_be_anywhere", []):
        yield not holds(page, phrase), f"the page contains {phrase!r}"
