import pytest

from articles.exports import EXPORTERS
from articles.exports.rows import article_row
from articles.models import Topic
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


def lines(*articles):
    rows = [article_row(article, "https://archive.example/") for article in articles]
    return b"".join(EXPORTERS["ris"].encode(rows)).decode().split("\r\n")


def test_a_record_says_what_appeared_where_and_when():
    issue = make_issue(make_publication("Harbour Science Daily"), number="12", date="2023-03-10")
    found = lines(make_article(issue, title="Tides", standfirst="A plan."))
    assert {"TI  - Tides", "T2  - Harbour Science Daily", "IS  - 12", "PY  - 2023", "DA  - 2023/03/10/"} <= set(found)
    assert "AB  - A plan." in found


def test_each_record_begins_with_its_type_and_ends_with_its_end():
    found = lines(make_article(), make_article())
    assert found[0] == "TY  - NEWS"
    assert found.count("TY  - NEWS") == found.count("ER  -") == 2


def test_each_author_and_each_topic_has_a_line():
    Topic.objects.create(slug="x-piers", name="Piers")
    found = lines(make_article(authors=("CHEN Chunyou", "欧阳明", "艾伦·图灵"), topics=("x-piers",)))
    assert [line for line in found if line[:2] in ("AU", "KW")] == [
        "AU  - Chen, Chunyou", "AU  - 欧阳, 明", "AU  - 艾伦·图灵", "KW  - Piers",
    ]  # fmt: skip


@pytest.mark.parametrize(("precision", "written"), [("month", "2022/12//"), ("year", "2022///")])
def test_a_date_is_as_precise_as_it_is_printed(precision, written):
    date = "2022-12-01" if precision == "month" else "2022-01-01"
    assert f"DA  - {written}" in lines(make_article(date=date, date_precision=precision))


def test_a_line_break_in_a_title_starts_no_new_field():
    assert "TI  - Tides ER - x" in lines(make_article(title="Tides\nER  - x"))


def test_an_article_has_its_record_at_an_address_of_its_own(client):
    article = make_article(title="Tides")
    response = client.get(f"/articles/{article.pk}.ris")
    assert response["Content-Type"].startswith("application/x-research-info-systems")
    assert b"TI  - Tides\r\n" in response.content
