"""What is kept in English is shown in the language of the page."""

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from articles.furniture_kinds import FURNITURE_KINDS
from articles.kept_sentences import REFUSALS, WARNINGS
from articles.rearranging import KINDS
from articles.sentences import said, told

CODE = Path(__file__).parents[2] / "articles"


def raised() -> set[str]:
    """The messages of refusals and warnings that stand in the code in one piece, what varies left out."""
    messages = set()
    for path in [*(CODE / "ingest").rglob("*.py"), CODE / "archives.py", CODE / "batch_reading.py"]:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"Refused", "Warning"}:
                messages.add(shape(call.args[1]))
    return messages - {""}


def shape(message: ast.expr) -> str:
    match message:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=pieces):
            return "".join(piece.value if isinstance(piece, ast.Constant) else "…" for piece in pieces)
    return ""  # a name, which this test cannot follow


def fits(message: str, sentence: str) -> bool:
    return bool(re.fullmatch(re.escape(message).replace("…", ".+"), sentence))


def test_refusals_and_warnings_are_known_to_the_translators():
    known = [re.sub(r"%\(\w+\)s", "…", sentence) for sentence in (*WARNINGS, *REFUSALS)]
    assert [message for message in raised() if not any(fits(message, sentence) for sentence in known)] == []


def test_every_kind_of_furniture_has_a_name():
    assert set(KINDS) <= set(FURNITURE_KINDS)


@override("zh-hans")
@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("The file is empty. Check that it was saved before it was uploaded, and try again.", "文件是空的。"),
        ("The file is a RAR archive. Upload the issue as text, Markdown, HTML, Word (.docx) or PDF.", "RAR 压缩包"),
        ("The archive holds more than 5000 files. Split it into several archives.", "5000"),
        ("Changed title and body of “New gauges”", "更改“New gauges”的标题、正文"),
        ("Undid: Deleted article 2, “Tide gauges”", "撤销：删除文章 2“Tide gauges”"),
        ("Moved lines 3 to 9 to the page’s furniture (running head)", "页眉"),
        ("Published the issue; deleted 3 articles", "发布本期；删除3 篇文章"),
        ("a.md and 12 more", "a.md 及另外 12 个"),
    ],
)
def test_a_known_sentence_is_shown_in_chinese(kept, shown):
    assert shown in said(kept)


@override("zh-hans")
def test_an_unknown_sentence_is_marked_as_english():
    assert told("Something <else>") == '<span lang="en">Something &lt;else&gt;</span>'


def test_in_english_a_sentence_stays_as_it_was_written():
    assert told("Changed title of “Tide gauges”") == "Changed title of “Tide gauges”"
