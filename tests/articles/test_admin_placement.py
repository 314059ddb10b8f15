"""Where the review says that each line of a source went."""

import pytest

from articles.admin.placement import runs
from articles.ingest.records import Line
from articles.models import Caption
from tests.builders import make_article, make_issue, make_source

pytestmark = pytest.mark.django_db


def lines(*texts):
    return [Line(number, text) for number, text in enumerate(texts, 1)]


def labels(placed):
    return [(run.place.label, [line.number for line in run.lines]) for run in placed]


def test_lines_are_grouped_by_the_article_they_went_to():
    source = make_source(make_issue())
    first = make_article(source.issue, source=source, spans=[[1, 2]])
    second = make_article(source.issue, source=source, spans=[[3, 3]])
    placed = runs(lines("Headline", "Text", "Another"), source, [first, second])
    assert labels(placed) == [("Article 1", [1, 2]), ("Article 2", [3])]


def test_furniture_is_labelled_by_its_kind():
    furniture = [{"lines": [1, 1], "kind": "page number", "text": "3"}]
    source = make_source(make_issue(), furniture=furniture)
    assert labels(runs(lines("3"), source, [])) == [("Page number", [1])]


def test_a_caption_inside_an_article_stands_out():
    source = make_source(make_issue())
    article = make_article(source.issue, source=source, spans=[[1, 3]])
    Caption.objects.create(article=article, text="A reactor", first_line=2, last_line=2)
    placed = runs(lines("Text", "A reactor", "Text"), source, [article])
    assert labels(placed) == [("Article 1", [1]), ("Caption of article 1", [2]), ("Article 1", [3])]


def test_blank_lines_go_with_the_line_before_them():
    source = make_source(make_issue())
    article = make_article(source.issue, source=source, spans=[[2, 2]])
    placed = runs(lines("", "Text", "", ""), source, [article])
    assert labels(placed) == [("Blank", [1]), ("Article 1", [2, 3, 4])]


def test_a_line_that_went_nowhere_says_so():
    source = make_source(make_issue())
    assert labels(runs(lines("Lost"), source, [])) == [("Not placed", [1])]


def test_a_gap_is_marked_at_its_line():
    source = make_source(make_issue())
    warning = {"code": "gap", "message": "The paragraph breaks off.", "line": 2}
    article = make_article(source.issue, source=source, spans=[[1, 2]], warnings=[warning])
    [run] = runs(lines("One", "Two"), source, [article])
    assert [line.gap for line in run.lines] == [False, True]
    assert run.lines[1].notes == ("The paragraph breaks off.",)


def test_neighbouring_articles_have_different_tints():
    source = make_source(make_issue())
    articles = [make_article(source.issue, source=source, spans=[[number, number]]) for number in (1, 2)]
    first, second = runs(lines("One", "Two"), source, articles)
    assert first.place.tint != second.place.tint
