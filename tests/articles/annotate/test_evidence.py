import pytest

from articles.ingest.annotate import annotate
from articles.ingest.annotate.evidence import EVIDENCE_LIMIT, quote
from articles.ingest.records import GAP, ArticleRecord, Caption


def quoted(text: str, word: str) -> str:
    return quote(text, text.index(word), text.index(word) + len(word))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One ended. Then X came! Three?", "Then X came!"),
        ("He met Dr. X in the U.S. House. Bye.", "He met Dr. X in the U.S. House."),
        ("It rose 3.5 percent in X towns. Bye.", "It rose 3.5 percent in X towns."),
        ("第一句。第二句有X。第三句。", "第二句有X。"),
    ],
)
def test_the_sentence_around_the_match_is_quoted(text, sentence):
    assert quoted(text, "X") == sentence


def test_a_long_sentence_is_cut_at_words_around_the_match():
    text = "before " * 60 + "Tallinn " + "behind " * 60
    quotation = quoted(text, "Tallinn")
    assert len(quotation) <= EVIDENCE_LIMIT
    assert quotation.startswith("…before ") and quotation.endswith(" behind…") and "Tallinn" in quotation


def test_a_long_chinese_sentence_is_cut_around_the_match():
    quotation = quoted("前" * 300 + "上海" + "后" * 300, "上海")
    assert len(quotation) <= EVIDENCE_LIMIT and "前上海后" in quotation


def test_nothing_is_quoted_across_a_gap():
    body = f"The mill in Tartu was {GAP} and the river froze."
    (tag,) = annotate(ArticleRecord(1, "Notes", body, "en", (1, 2))).regions
    assert tag.evidence == "The mill in Tartu was"


def test_marks_of_markdown_stay_out_of_the_evidence():
    body = "## Results\n\n- See [the **register**](https://example.org/a_b) of _Tartu_ <sup>2</sup>."
    (tag,) = annotate(ArticleRecord(1, "Notes", body, "en", (1, 2))).regions
    assert tag.evidence == "See the register of Tartu 2."


def test_captions_and_table_cells_are_read():
    body = "| Town | Ships |\n|---|---|\n| Gdansk | 4 |"
    captions = (Caption("A crane in Rotterdam.", None, (3, 3)),)
    tagged = annotate(ArticleRecord(1, "Notes", body, "en", (1, 2), captions=captions))
    assert {tag.key for tag in tagged.regions} == {"PL", "NL"}


def test_annotating_changes_nothing_but_the_tags():
    record = ArticleRecord(1, "Notes", "From Tartu.", "en", (1, 2), byline="By A. Tamm")
    tagged = annotate(record)
    assert tagged.regions and tagged.byline == record.byline and annotate(tagged) == tagged
