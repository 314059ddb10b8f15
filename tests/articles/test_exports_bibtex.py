"""BibTeX as bibtexparser, a reader that is not ours, understands it."""

import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from hypothesis import given

from articles.exports import EXPORTERS
from articles.exports.rows import article_row
from articles.models import Topic
from tests.articles.citable import TEXT, row_of, spaced
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


def written(*articles):
    rows = [article_row(article, "https://archive.example/") for article in articles]
    return b"".join(EXPORTERS["bib"].encode(rows)).decode()


def parsed(*articles):
    """The entries by their keys, each with its fields by their names."""
    middleware = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    library = bibtexparser.parse_string(written(*articles), append_middleware=middleware)
    assert not library.failed_blocks
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def read(*rows):
    """The fields of each entry without LaTeX's spelling, as Zotero and biblatex take them from braces."""
    library = bibtexparser.parse_string(b"".join(EXPORTERS["bib"].encode(rows)).decode())
    assert not library.failed_blocks
    return [{field.key: field.value for field in entry.fields} for entry in library.entries]


def fields_of(article):
    (fields,) = parsed(article).values()
    return fields


def test_an_entry_says_where_and_when_an_article_appeared():
    issue = make_issue(make_publication("Harbour Science Daily"), number="12", date="2023-03-10")
    fields = fields_of(make_article(issue, title="Tides"))
    assert (fields["title"], fields["journal"], fields["number"]) == ("Tides", "Harbour Science Daily", "12")
    assert (fields["year"], fields["month"], fields["date"]) == ("2023", "mar", "2023-03-10")


def test_the_date_printed_with_the_article_comes_before_that_of_its_issue():
    article = make_article(make_issue(date="2023-03-10"), date="2022-12-01", date_precision="month")
    assert fields_of(article)["date"] == "2022-12"


def test_a_year_alone_is_given_no_month():
    fields = fields_of(make_article(date="2022-01-01", date_precision="year"))
    assert fields["year"] == "2022"
    assert "month" not in fields


def test_an_article_without_a_date_has_none_in_its_fields_of():
    fields = fields_of(make_article(make_issue(date=None)))
    assert not {"year", "month", "date"} & set(fields)


def test_names_come_as_family_and_given_name_in_their_order():
    people = fields_of(make_article(authors=("CHEN Chunyou", "欧阳明", "Ludwig van Beethoven")))["author"]
    parts = [(" ".join(person.von + person.last), " ".join(person.first)) for person in people]
    assert parts == [("Chen", "Chunyou"), ("欧阳", "明"), ("van Beethoven", "Ludwig")]


def test_a_name_that_cannot_be_parted_is_one_author():
    (person,) = fields_of(make_article(authors=("艾伦·图灵",)))["author"]
    assert (person.last, person.first) == (["{艾伦·图灵}"], [])


@pytest.mark.parametrize(
    "title",
    [
        "Costs & benefits: 50% of $10 for #1 in a_b",
        'He said "wait", then ‘go’',
        "A {set} of braces",
        "Back\\slash and ~tilde",
        "Müller’s étude in São Paulo",
        "加快发展新质生产力",
        "Trailing backslash\\",
        "@article{trap, title = {x}}",
    ],
)
def test_titles_come_back_as_they_were(title):
    assert fields_of(make_article(title=title))["title"] == title


@given(title=TEXT, name=TEXT)
def test_no_title_and_no_name_spoils_what_stands_around_it(title, name):
    odd = row_of(title=title, authors=[{"slug": "x", "name": name}, {"slug": "y", "name": "Jan Roe"}])
    first, second = read(odd, row_of(id=8, title="Ebb"))
    assert first["author"].endswith(" and Roe, Jan")
    assert (first["journal"], second["title"]) == ("Harbour Science Daily", "{Ebb}")


@given(title=TEXT.filter(lambda title: not set(title) & set("{}\\^~<>")))
def test_any_title_in_signs_that_tex_can_spell_comes_back(title):
    entry = b"".join(EXPORTERS["bib"].encode([row_of(title=title)])).decode()
    library = bibtexparser.parse_string(entry, append_middleware=[LatexDecodingMiddleware()])
    assert library.entries[0]["title"] == spaced(title)


@pytest.mark.parametrize(
    ("name", "last", "first", "suffix"),
    [
        ("欧阳明远", "欧阳", "明远", ""),
        ("Martin Luther King Jr.", "King", "Martin Luther", "Jr."),
        ("Juan Manuel DE LA CRUZ", "de la Cruz", "Juan Manuel", ""),
        ("Staff Reporters", "{Staff Reporters}", "", ""),
        ("Bureau of Tides and Piers", "{Bureau of Tides and Piers}", "", ""),
    ],
)
def test_a_name_is_read_as_it_was_parted(name, last, first, suffix):
    (person,) = fields_of(make_article(authors=(name,)))["author"]
    assert " ".join(person.von + person.last) == last
    assert (" ".join(person.first), " ".join(person.jr)) == (first, suffix)


@pytest.mark.parametrize("title", ["An open { brace", "A closing } brace", "The } wrong { way", "A ^caret"])
def test_what_only_tex_itself_can_spell_spoils_no_entry(title):
    first, second = make_article(title=title), make_article(title="Tides")
    assert parsed(first, second)[f"stpa-{second.pk}"]["title"] == "Tides"


def test_the_capitals_of_a_title_are_kept():
    assert "title = {{Tides of China}}" in written(make_article(title="Tides of China"))


def test_topics_become_keywords_and_the_standfirst_the_abstract():
    Topic.objects.create(slug="x-piers", name="Piers & quays")
    fields = fields_of(make_article(topics=("x-piers",), standfirst="A pier\nis built."))
    assert fields["keywords"] == "Piers & quays"
    assert fields["abstract"] == "A pier is built."


def test_the_address_of_an_article_in_chinese_survives():
    article = make_article(title="潮汐")
    assert fields_of(article)["url"] == f"https://archive.example/articles/{article.pk}/潮汐/"


def test_an_article_has_its_entry_at_an_address_of_its_own(client):
    article = make_article(title="Tides")
    response = client.get(f"/articles/{article.pk}.bib")
    assert response["Content-Type"].startswith("application/x-bibtex")
    assert f"article-{article.pk}.bib" in response["Content-Disposition"]
    assert b"{{Tides}}" in response.content


def test_a_draft_has_no_fields_of(client):
    response = client.get(f"/articles/{make_article(state='draft').pk}.bib")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not-found"
