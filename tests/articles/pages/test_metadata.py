"""What the pages say of themselves to machines: as extruct, a reader that is not ours, finds it, and name by name."""

import re

import extruct
import pytest
from django.utils.html import strip_tags
from hypothesis import given

from articles.models import Access, Topic
from articles.pages.metadata import metadata
from articles.pages.metadata_linked import as_script, news_article
from tests.articles.citable import TEXT, row_of, spaced
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture
def article():
    Topic.objects.get_or_create(slug="x-piers", defaults={"name": "Piers"})
    issue = make_issue(make_publication("Harbour Science Daily", rights="CC BY"), number="12", date="2023-03-10")
    source = make_source(issue, furniture=[{"kind": "page number", "lines": [2, 2], "text": "3"}])
    fields = {"title": 'Tides & "ebbs"', "standfirst": "A plan.", "section": "Policy", "topics": ("x-piers",)}
    return make_article(issue, source=source, spans=[[5, 9]], authors=("CHEN Chunyou", "Staff Writer"), **fields)


@pytest.fixture
def found(client, settings):
    """What extruct reads in a page, by syntax."""

    def found(path, *syntaxes):
        page = client.get(path).content.decode()
        return extruct.extract(page, base_url=HOST + path, syntaxes=list(syntaxes), uniform=False)

    return found


def test_zotero_and_scholars_engines_find_each_field_by_its_highwire_name(client, article):
    page = client.get(article.get_absolute_url()).content.decode()
    names = re.findall(r'<meta name="citation_(\w+)" content="([^"]*)">', page)
    assert names == [
        ("title", "Tides &amp; &quot;ebbs&quot;"),
        ("author", "Chen, Chunyou"),
        ("author", "Staff Writer,"),
        ("publication_date", "2023-03-10"),
        ("issue", "12"),
        ("firstpage", "3"),
        ("language", "en"),
        ("abstract", "A plan."),
        ("keywords", "Piers"),
        ("public_url", f"{HOST}{article.get_absolute_url()}"),
    ]


def test_dublin_core_is_there_with_its_schemas(found, article):
    core = found(article.get_absolute_url(), "dublincore")["dublincore"][0]
    assert core["namespaces"] == {
        "DC": "http://purl.org/dc/elements/1.1/",
        "DCTERMS": "http://purl.org/dc/terms/",
    }
    elements = {element["name"]: element["content"] for element in core["elements"]}
    assert (elements["DC.title"], elements["DC.source"]) == (article.title, "Harbour Science Daily")
    assert (elements["DC.date"], elements["DC.language"], elements["DC.rights"]) == ("2023-03-10", "en", "CC BY")
    terms = {term["name"]: term["content"] for term in core["terms"]}
    assert terms["DCTERMS.bibliographicCitation"] == "Harbour Science Daily, No. 12, 2023-03-10, p. 3"


def test_the_names_that_make_it_a_newspaper_article_for_zotero_are_there(article, client):
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<meta name="DC.type" content="newspaperArticle">' in page
    assert '<meta name="prism.publicationName" content="Harbour Science Daily">' in page
    assert "citation_journal_title" not in page
    assert "Z3988" not in page
    assert 'class="byline"' not in page  # out of which Zotero would make authors where there are none


def test_an_article_is_linked_data_in_its_issue_of_its_periodical(found, article):
    (news,) = found(article.get_absolute_url(), "json-ld")["json-ld"]
    assert (news["@type"], news["headline"], news["pagination"]) == ("NewsArticle", article.title, "3")
    assert news["author"] == [
        {"@type": "Person", "name": "CHEN Chunyou", "familyName": "Chen", "givenName": "Chunyou"},
        {"@type": "Organization", "name": "Staff Writer"},
    ]
    assert news["articleBody"] == "A body of one sentence."
    assert news["@id"] == f"{HOST}/articles/{article.pk}/"
    assert news["isPartOf"] == {
        "@type": "PublicationIssue",
        "@id": f"{HOST}{article.issue.get_absolute_url()}",
        "url": f"{HOST}{article.issue.get_absolute_url()}",
        "issueNumber": "12",
        "datePublished": "2023-03-10",
        "isPartOf": {"@type": "Periodical", "name": "Harbour Science Daily"},
    }


def test_an_issue_is_linked_data_with_its_articles(found):
    issue = make_issue(number="12")
    titles = [make_article(issue, title=title, authors=("LI Na",)).title for title in ("Tides", "Ebb")]
    (linked,) = found(issue.get_absolute_url(), "json-ld")["json-ld"]
    assert (linked["@type"], linked["issueNumber"]) == ("PublicationIssue", "12")
    assert [part["headline"] for part in linked["hasPart"]] == titles
    assert linked["hasPart"][0]["author"][0]["familyName"] == "Li"


def test_what_may_not_be_shown_is_nowhere(client):
    shut = make_publication("Shut Gazette", access=Access.SUMMARY)
    article = make_article(make_issue(shut), standfirst="In short.", body="Secret tides.")
    page = client.get(article.get_absolute_url()).content.decode()
    head = page.partition("</head>")[0]
    assert '"isAccessibleForFree":false' in head
    assert "Secret" not in head and "articleBody" not in head


def test_open_graph_and_the_linked_data_agree(found, article):
    graph = dict(found(article.get_absolute_url(), "opengraph")["opengraph"][0]["properties"])
    assert (graph["og:type"], graph["og:title"]) == ("article", article.title)
    assert graph["article:section"] == "Policy"


@given(title=TEXT)
def test_no_title_ends_the_linked_data_early(title):
    page = f'<script type="application/ld+json">{as_script(news_article(row_of(title=title), HOST))}</script>'
    (news,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert news["headline"] == title
    assert strip_tags(page).count("<") == 0


@given(title=TEXT)
def test_a_title_is_on_one_line_in_the_head(title):
    assert dict(metadata(row_of(title=title)))["citation_title"] == spaced(title)


def test_two_names_with_spaces_in_both_parts_are_not_taken_for_two_authors():
    authors = [{"slug": "x", "name": "Juan Manuel de la Cruz"}]
    assert ("citation_author", "de la Cruz, Juan Manuel;") in metadata(row_of(authors=authors))


def test_an_undated_article_without_authors_has_no_empty_names():
    row = row_of()
    metas = dict(metadata(row_of(issue=row["issue"] | {"date": None, "number": None})))
    assert not {
        "citation_publication_date",
        "citation_author",
        "citation_issue",
        "DC.date",
        "citation_firstpage",
    } & set(metas)
