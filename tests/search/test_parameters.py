import pytest
from django.http import QueryDict

from search.parameters import FacetAddress, ParameterError, read, write
from search.records import SearchRequest


def test_an_empty_address_asks_for_everything():
    assert read(QueryDict("")) == SearchRequest()


def test_every_parameter_is_read():
    request = read(QueryDict("q=+ai+&op=any&from=2023-03&to=2024&lang=en&sort=title&page=2&size=50"))
    assert request == SearchRequest(
        q="ai", op="any", date_from="2023-03", date_to="2024", lang="en", sort="title", page=2, size=50
    )


def test_a_facet_may_repeat_and_exclude():
    request = read(QueryDict("topic=energy&topic=space&topic=-tax&year=-2021"))
    assert request.chosen == {"topic": ("energy", "space")}
    assert request.excluded == {"topic": ("tax",), "year": ("2021",)}


def test_empty_and_unknown_parameters_are_passed_over():
    assert read(QueryDict("topic=&from=&page=&utm_source=x")) == SearchRequest()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("page=abc", "“page” cannot be “abc”"),
        ("page=0", "from 1 to"),
        ("page=" + "9" * 5000, "from 1 to"),
        ("size=9999", "from 1 to 100"),
        ("size=-1", "from 1 to 100"),
        ("from=2023-13", "no such date"),
        ("to=soon", "“to” cannot be read"),
        ("from=2024&to=2023", "Exchange them"),
        ("year=abc", "four digits"),
        ("year=-20", "four digits"),
        ("sort=random", "relevance, newest, oldest, title"),
        ("op=none", "all, any"),
        ("lang=%3Cscript%3E", "language code"),
        ("topic=-", "minus alone"),
        ("&".join(f"topic={n}" for n in range(51)), "at most 50"),
    ],
)
def test_what_cannot_be_read_is_explained(address, words):
    with pytest.raises(ParameterError) as caught:
        read(QueryDict(address))
    assert words in str(caught.value)


def test_from_may_lie_within_the_span_of_to():
    assert read(QueryDict("from=2023-06&to=2023")).date_to == "2023"


def test_an_address_leads_back_to_its_request():
    request = read(QueryDict("q=碳&op=any&topic=a&topic=-b&year=2023&from=2023&sort=oldest&size=5&page=3&lang=zh"))
    assert read(QueryDict(write(request))) == request


def test_an_address_leaves_out_what_goes_without_saying():
    assert write(SearchRequest(q="ai")) == "q=ai"


def test_choosing_a_value_twice_drops_it_and_returns_to_the_first_page():
    assert FacetAddress(SearchRequest(q="ai", page=4), "topic").toggled("energy") == "q=ai&topic=energy"
    chosen = SearchRequest(q="ai", chosen={"topic": ("energy",)})
    assert FacetAddress(chosen, "topic").toggled("energy") == "q=ai"


def test_excluding_a_value_takes_the_place_of_choosing_it():
    request = SearchRequest(q="ai", chosen={"topic": ("energy", "space")}, page=4)
    assert FacetAddress(request, "topic").excluding("energy") == "q=ai&topic=space&topic=-energy"


def test_an_excluded_value_can_be_let_in_again():
    request = SearchRequest(excluded={"topic": ("energy",), "region": ("DE",)})
    assert FacetAddress(request, "topic").toggled("energy") == "region=-DE"


@pytest.mark.parametrize("value", ["C++ & more", "天津", "a=b", "100%"])
def test_any_value_survives_the_address(value):
    request = SearchRequest(q=value, chosen={"author": ("x",)}, excluded={"section": (value,)})
    chosen = read(QueryDict(FacetAddress(request, "author").toggled(value)))
    assert chosen == SearchRequest(q=value, chosen={"author": ("x", value)}, excluded={"section": (value,)})
