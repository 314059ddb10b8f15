import pytest

from articles.printed_pages import printed_page
from tests.builders import make_article, make_issue, make_source

pytestmark = pytest.mark.django_db


def page(*numbers, spans=((12, 20),)):
    """The page of an article in these lines of a source with page numbers, each a line and a text."""
    issue = make_issue()
    furniture = [{"kind": "page number", "lines": [line, line], "text": text} for line, text in numbers]
    source = make_source(issue, furniture=[{"kind": "masthead", "lines": [1, 1], "text": "DAILY 7"}, *furniture])
    return printed_page(make_article(issue, source=source, spans=[list(span) for span in spans]))


@pytest.mark.parametrize(
    ("text", "number"), [("3", "3"), ("Page 3 of 8", "3"), ("第3版", "3"), ("A4版", "A4"), ("- 12 -", "12")]
)
def test_the_one_number_at_the_head_of_a_file_is_the_page(text, number):
    assert page((5, text)) == number


def test_of_several_numbers_none_is_taken_for_the_page():
    assert page((2, "1"), (40, "2")) == ""


def test_a_number_further_down_may_belong_to_another_page():
    assert page((37, "2"), spans=((40, 50),)) == ""


def test_a_number_below_the_beginning_of_an_article_is_not_above_it():
    assert page((9, "2"), spans=((3, 5), (12, 20))) == ""


def test_an_article_without_a_source_or_number_has_no_page():
    assert page() == ""
    assert printed_page(make_article()) == ""
