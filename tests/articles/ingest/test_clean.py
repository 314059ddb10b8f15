import pytest

from articles.ingest.clean import clean, clean_text
from articles.ingest.records import Line
from tests.articles.ingest.reading import lines_of


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Research &amp; Development", "Research & Development"),
        ("caf&#233; and t&eacute;l&#xe9;", "café and télé"),
        ("a &lt;sup&gt; tag", "a &lt;sup&gt; tag"),
        ("first<br/>second", "first second"),
        ("<b>bold</b> and <em>slanted</em>", "**bold** and *slanted*"),
        ('<span style="color:red">red</span> <a id="p3"></a>text', "red text"),
        ("10<sup>9</sup> and CO<sub>2</sub>", "10<sup>9</sup> and CO<sub>2</sub>"),
        ("before <!-- page 3 --> after", "before after"),
        ("e\ufb03cient \ufb02ow", "efficient flow"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\u00a0b\u2003c\t d", "a b c d"),
        ("co\u00adoperate", "cooperate"),
        ("co\u00ad", "co-"),
    ],
)
def test_a_line_is_cleared_of_what_the_conversion_left(printed, read):
    assert clean_text(printed) == read


@pytest.mark.parametrize(("printed", "read"), [("\tA", "    A"), ("\u3000\u3000渔港", "    渔港"), ("  A  b", "  A b")])
def test_an_indent_is_kept_because_it_tells_paragraphs(printed, read):
    assert clean_text(printed) == read


def test_lines_keep_their_numbers():
    assert [line.number for line in clean(lines_of("a\n<!-- gone -->\nb"))] == [1, 2, 3]


@pytest.mark.parametrize("text", ["<!--" * 25_000, "<span " * 15_000, "\t" * 50_000 + "a"])
def test_unclosed_tags_and_endless_indents_are_no_trap(text):
    assert len(clean_text(text)) <= len(text)


def test_a_date_in_figures_is_settled_by_another_that_leaves_no_doubt():
    lines = [Line(number, text) for number, text in enumerate(("22/11/2023", "09/11/2023", "on 09/11/2023"), 1)]
    assert [line.text for line in clean(tuple(lines))] == ["2023-11-22", "2023-11-09", "on 09/11/2023"]


def test_a_date_in_figures_that_nothing_settles_stays_as_it_is():
    assert clean((Line(1, "09/11/2023"),))[0].text == "09/11/2023"
