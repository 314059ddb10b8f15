"""What no issue ever is, is refused before anything reads it."""

import pytest

from articles.ingest.readers import read
from articles.ingest.records import Refused

SENTENCE = "Tide gauges report by satellite. "


def refusal(text, name="page.md"):
    with pytest.raises(Refused) as refused:
        read(text.encode(), name)
    return refused.value.code, refused.value.message


@pytest.mark.parametrize("marks", ["#", "#\n" * 50, "* * *", "> > >", "---\n\n|  |  |", "（）。。。"])
def test_a_file_of_nothing_but_marks_holds_no_words(marks):
    code, message = refusal(marks)
    assert (code, "no words" in message) == ("empty", True)


def test_a_word_among_thousands_of_marks_is_hardly_any():
    code, message = refusal("#" * 5_000 + " tide")
    assert (code, "hardly any words" in message) == ("empty", True)


@pytest.mark.parametrize("marks", [">" * 101, "> " * 101])
def test_quotations_a_hundred_deep_are_refused_as_such(marks):
    code, message = refusal(f"{SENTENCE}\n\n{marks}{SENTENCE}")
    assert (code, "more than 100 nested quotations" in message) == ("too-large", True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("tide\n" * 100_001, "more than 100,000 lines"),
        ("tide\r" * 100_001, "more than 100,000 lines"),
        ("# Tides\n" * 3_001, "more than 3,000 headings"),
        ("tide " * 100_001, "a line of more than 500,000 characters"),
        (f"{'tide ' * 99_000}\n" * 7, "more than 3,000,000 characters"),
        ("Tides rise.\n" * 15_001, "more than 15,000 paragraphs"),
        ("tide\n\n" * 15_001, "more than 15,000 paragraphs"),
    ],
    ids=["lines", "old line ends", "headings", "one line", "all text", "sentences", "paragraphs"],
)
def test_more_than_an_issue_of_a_hundred_pages_has_is_refused(text, what):
    code, message = refusal(text)
    assert (code, what in message) == ("too-large", True)


def test_text_in_which_marks_abound_is_read():
    text = "\n\n".join(["***", "> > " + SENTENCE, "| 1 | 2 |", "---", f"# {SENTENCE}"])
    assert len(read(text.encode(), "page.md").lines) == 9


@pytest.mark.parametrize(
    "page", ["<html><body><p>***</p></body></html>", "<html><body><hr><p>&mdash;</p></body></html>"]
)
def test_a_page_without_a_word_is_refused(page):
    assert refusal(page, "page.html")[0] == "empty"


def test_an_rtf_file_is_named_in_the_refusal():
    code, message = refusal(r"{\rtf1\ansi Tide gauges report}", "page.txt")
    assert (code, "an RTF file" in message) == ("unsupported", True)
