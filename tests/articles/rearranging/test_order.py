"""The order of the articles in an issue."""

import pytest

from articles.rearranging import Impossible, move
from tests.articles.rearranging.page import (
    titles,
)
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "places", "order"),
    [(0, 1, "bacd"), (3, -2, "adbc"), (1, 2, "acdb"), (1, -9, "bacd"), (2, 9, "abdc")],
)
def test_an_article_moves_earlier_and_later(number, places, order):
    issue = make_issue()
    articles = [make_article(issue, title=letter) for letter in "abcd"]
    move(articles[number], places)
    assert ("".join(titles(issue)), articles[number].position) == (order, order.index("abcd"[number]) + 1)


@pytest.mark.parametrize(("number", "places", "where"), [(0, -1, "beginning"), (1, 1, "end")])
def test_an_article_that_cannot_move_is_told(number, places, where):
    issue = make_issue()
    articles = [make_article(issue) for _ in range(2)]
    with pytest.raises(Impossible, match=where):
        move(articles[number], places)
