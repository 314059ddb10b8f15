from django.db.models import F
from django.http import QueryDict

from articles.models import Article
from search.parameters import read
from search.results import matching_ids
from tests.builders import make_article, make_issue


def dated(*dates):
    for date in dates:
        make_article(make_issue(date=date), title=date or "undated", body="power")


def test_newest_first_and_the_undated_last(find):
    dated("2021-01-01", None, "2023-01-01", "2022-01-01")
    assert find("power", "sort=newest") == ["2023-01-01", "2022-01-01", "2021-01-01", "undated"]


def test_oldest_first_and_the_undated_last(find):
    dated("2021-01-01", None, "2023-01-01", "2022-01-01")
    assert find("power", "sort=oldest") == ["2021-01-01", "2022-01-01", "2023-01-01", "undated"]


def test_titles_sort_without_regard_to_case_and_accents(find):
    for title in ["zebra", "École", "“Apple”", "Dam"]:
        make_article(title=title)
    assert find("", "sort=title") == ["“Apple”", "Dam", "École", "zebra"]


def test_an_empty_search_lists_everything_newest_first(find):
    dated("2021-01-01", "2023-01-01", "2022-01-01")
    assert find() == ["2023-01-01", "2022-01-01", "2021-01-01"]


def test_equally_relevant_articles_come_newest_first(find):
    dated("2021-01-01", "2023-01-01", "2022-01-01")
    assert find("power") == ["2023-01-01", "2022-01-01", "2021-01-01"]


def test_dates_narrow_to_the_end_of_their_month_or_year(find):
    dated("2022-12-31", "2023-01-01", "2023-06-30", "2023-07-01")
    assert find("", "from=2023&to=2023-06") == ["2023-06-30", "2023-01-01"]


def test_a_language_narrows(find):
    make_article(title="x", language="zh")
    make_article(title="y")
    assert find("", "lang=zh") == ["x"]


def test_matching_ids_are_all_of_them_in_order(find):
    dated(*(f"20{year}-01-01" for year in range(10, 60)))
    find()
    newest = Article.objects.annotate(day=F("issue__date")).order_by("-day").values_list("pk", flat=True)
    assert matching_ids(read(QueryDict("size=3"))).tolist() == list(newest)


def test_drafts_are_never_found(find):
    make_article(title="x", state="draft")
    make_article(make_issue(state="draft"), title="y")
    assert find() == []
