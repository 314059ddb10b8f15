"""Whatever goes in, every line that is not blank is in exactly one article, caption or piece of furniture."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest.pipeline import read_issue
from articles.ingest.records import Refused

# Lines as sources have them, to be mixed in any order, beside lines of any characters at all.
TYPICAL = (
    "# Harbour Report",
    "## **FOCUS**",
    "### Ferries Learn to Wait By LIU Heng",
    "**Half a Headline**",
    "#### By Ana Reis & WU Tong",
    "♦ A marked item about tides",
    "1. A numbered item",
    "一、渔港改造",
    "本报记者 白鹭",
    "（来源：海港报）",
    "Date:2024-02-30 Source:Harbour Post",
    "The pilot scheme covers nine harbours and a lighthouse that nobody has lit since 1988, when it clos-",
    "ed for good, and the keepers moved inland.",
    "A crane lifts a container at dawn. (PHOTO: VCG)",
    "![](picture.jpeg)",
    "| a | b |",
    "|---|---|",
    "> “Nobody waits for a ferry.”",
    "- a point of a list",
    "Page 3 of 9",
    "Related links",
    "Contents",
    "Ferries Learn to Wait ........ 3",
    "- ENDS -",
    "Tel: +86 10 5555 0101",
    "---",
    "   ",
    "",
    "",
)
LINES = st.lists(st.sampled_from(TYPICAL) | st.text(max_size=80), max_size=40)


def accounted(record):
    """How often each line number is in a span."""
    spans = [span for article in record.articles for span in article.spans]
    spans += [caption.lines for article in record.articles for caption in article.captions]
    spans += [piece.lines for piece in record.furniture]
    return Counter(number for first, last in spans for number in range(first, last + 1))


def is_visible(line):
    """Whether there is anything in a line but spaces and control characters."""
    return any(not character.isspace() and unicodedata.category(character)[0] != "C" for character in line)


@given(LINES, st.sampled_from(["page.md", "page.txt"]), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=300, deadline=None)
def test_every_line_is_in_exactly_one_place(lines, name, line_end):
    data = line_end.join(lines).encode("utf-8", "surrogatepass")
    try:
        record = read_issue(data, name)
    except Refused:
        return
    assert set(accounted(record).values()) <= {1}
    assert record.line_count == max([*accounted(record), record.line_count])
    placed = accounted(record)
    for number, line in enumerate(data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if is_visible(line):
            assert number in placed, f"line {number} is nowhere: {line!r}"


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(data):
    try:
        read_issue(data, "upload.md")
    except Refused as refusal:
        assert refusal.message.endswith(".")


@pytest.mark.parametrize("marks", ["#" * 20_000, "> " * 99, "*" * 20_000, "(" * 20_000, "a- " * 5_000])
def test_hostile_repetition_is_read_in_reasonable_time(marks):
    record = read_issue((marks + " tide" * 500).encode(), "page.md")
    assert accounted(record) == {1: 1}
