"""Filling a gap with words that an editor knows."""

import pytest

from articles.ingest.records import GAP
from articles.rearranging import Impossible, fill_gap
from tests.articles.rearranging.page import (
    again,
)
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def gappy(body):
    warnings = [{"code": "gap", "message": "Text lost.", "line": number} for number in range(1, body.count(GAP) + 1)]
    return make_article(body=body, warnings=warnings)


@pytest.mark.parametrize(
    ("body", "text", "filled"),
    [
        (f"The keepers moved {GAP}\n\nNext.", "inland.", "The keepers moved inland.\n\nNext."),
        (f"They sell servic- {GAP}", "es and goods.", "They sell services and goods."),
        (f"The enterprise- {GAP}", "led plan.", "The enterprise-led plan."),
        (f"The keepers {GAP} inland.", "moved", "The keepers moved inland."),
        (f"The keepers {GAP}, it is said.", "left", "The keepers left, it is said."),
        (f"九个码头将{GAP}潮位仪。", "装上新的", "九个码头将装上新的潮位仪。"),
        (f"One.\n\n{GAP}\n\nThree.", "Two.", "One.\n\nTwo.\n\nThree."),
    ],
)
def test_the_words_of_a_gap_fit_into_the_text(body, text, filled):
    article = gappy(body)
    fill_gap(article, 1, f" {text}\r\n")
    assert again(article).body == filled


def test_filling_a_gap_turns_its_warning_into_a_note():
    article = gappy(f"One {GAP}\n\nTwo {GAP}")
    fill_gap(article, 2, "words.")
    assert again(article).body == f"One {GAP}\n\nTwo words."
    assert [(warning["code"], warning["line"]) for warning in again(article).warnings] == [("gap", 1), ("filled", 2)]


@pytest.mark.parametrize(("number", "text"), [(0, "words"), (2, "words"), (1, " \n")])
def test_a_gap_that_is_not_there_or_no_words_are_refused(number, text):
    with pytest.raises(Impossible, match=r"\.$"):
        fill_gap(gappy(f"One {GAP}"), number, text)
