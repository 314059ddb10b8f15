import pytest

from articles.exports.fields import ARTICLE_FIELDS, read_fields, with_fields


def test_fields_come_in_the_order_of_the_row_and_once():
    assert read_fields("title, id,title", ARTICLE_FIELDS) == ("id", "title")


@pytest.mark.parametrize("text", ["", "  "])
def test_no_names_mean_all_fields(text):
    assert read_fields(text, ARTICLE_FIELDS) is None
    assert with_fields({"id": 1, "title": "Tides"}, None) == {"id": 1, "title": "Tides"}


@pytest.mark.parametrize("text", ["id,titel", "id,", ",", "ID", "id title"])
def test_an_unknown_field_is_answered_with_those_there_are(text):
    with pytest.raises(ValueError, match=r"^There is no field “.*” here\. There are: id, title\.$"):
        read_fields(text, ("id", "title"))
