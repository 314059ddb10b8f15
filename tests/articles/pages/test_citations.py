import pytest
from django.utils.html import strip_tags

from articles.pages.citations import citations
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db
ADDRESS = "https://archive.example/articles/7/"


def cited(article, key="chicago"):
    """The citation in a style, as it is copied."""
    (found,) = [citation for citation in citations(article, ADDRESS) if citation.key == key]
    return strip_tags(found.html)


def test_chicago_names_authors_title_issue_archive_and_address():
    article = make_article(make_issue(number="12", date="2024-05-05"), title="Tides", authors=("CHEN Yu",))
    assert cited(article) == (
        f"CHEN Yu. “Tides.” Harbour Science Daily, No. 12, 5 May 2024. Sci-Tech Policy Archive. {ADDRESS}"
    )


@pytest.mark.parametrize(
    ("authors", "people"),
    [
        ((), ""),
        (("CHEN Yu", "LI Na"), "CHEN Yu and LI Na. "),
        (("CHEN Yu", "LI Na", "MA Bo"), "CHEN Yu, LI Na, and MA Bo. "),
        (("John Roe Jr.",), "John Roe Jr. "),
    ],
)
def test_authors_stand_in_their_order(authors, people):
    assert cited(make_article(title="Tides", authors=authors)).startswith(f"{people}“Tides.”")


def test_a_title_that_ends_by_itself_gets_no_full_stop():
    assert cited(make_article(title="What next?")).startswith("“What next?” ")


def test_its_own_date_goes_before_the_issues_and_no_date_is_made_up():
    assert ", May 2024." in cited(make_article(date="2024-05-01", date_precision="month"))
    assert "Harbour Science Daily. Sci-Tech" in cited(make_article(make_issue(date=None)))


def test_a_chinese_article_is_cited_as_the_chinese_standard_has_it_first():
    paper = make_publication("渤海科技报", slug="bohai", language="zh")
    article = make_article(
        make_issue(paper, date="2024-05-05"), title="新办法", language="zh", authors=("张三", "李四")
    )
    assert citations(article, ADDRESS)[0].style == "GB/T 7714"
    assert cited(article, "gbt") == f"张三, 李四. 新办法[N/OL]. 渤海科技报, 2024-05-05. {ADDRESS}"


def test_of_many_authors_the_chinese_standard_names_three():
    article = make_article(title="新办法", language="zh", authors=("张三", "李四", "王五", "赵六"))
    assert cited(article, "gbt").startswith("张三, 李四, 王五, 等. 新办法")
    english = make_article(title="Tides", authors=("LI An", "WU Bo", "XU Ci", "YU Di"))
    assert cited(english, "gbt").startswith("LI An, WU Bo, XU Ci, et al. Tides")


def test_a_citation_is_in_its_own_language_whatever_the_page_is_in(settings):
    settings.LANGUAGE_CODE = "zh-hans"
    assert "10 March 2023" in cited(make_article())


def test_no_field_of_an_article_is_markup_in_a_citation():
    article = make_article(title="<b>Tides", authors=("<i>Li",))
    assert all("<b>" not in citation.html and "<i>" not in citation.html for citation in citations(article, ADDRESS))
