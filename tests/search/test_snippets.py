from hypothesis import given
from hypothesis import strategies as st

from search.language import parse
from search.marking import Marker
from search.snippets import LENGTH, excerpt, marked, snippet

FILLER = "This sentence says nothing to the point, and is only here to fill the page with words. "


def shown(text, query):
    return snippet([text], parse(query))


def test_the_sentence_with_the_words_is_shown():
    text = FILLER * 5 + "Solar power grew in Tianjin. " + FILLER * 5
    assert shown(text, "tianjin").startswith("Solar power grew in <mark>Tianjin</mark>. This sentence")


def test_the_sentence_with_the_most_of_the_words_wins():
    text = "Solar solar solar. " + FILLER * 5 + "Solar power meets wind. " + FILLER * 5
    assert "<mark>Solar</mark> power meets <mark>wind</mark>." in shown(text, "solar wind")


def test_inflected_words_are_marked():
    assert shown("New policies came.", "policy") == "New <mark>policies</mark> came."


def test_a_phrase_is_one_mark_and_its_words_elsewhere_are_none():
    text = "Basic research pays. Research is basic."
    assert shown(text, '"basic research"') == "<mark>Basic research</mark> pays. Research is basic."


def test_the_words_of_a_loose_phrase_are_marked():
    assert shown("Basic and applied research.", '"basic research"~3') == (
        "<mark>Basic</mark> and applied <mark>research</mark>."
    )


def test_prefixes_and_slips_are_marked():
    assert shown("Makers manufactured in Zhongguancun.", "manufact* Zhonguancun~") == (
        "Makers <mark>manufactured</mark> in <mark>Zhongguancun</mark>."
    )


def test_chinese_is_marked_as_asked():
    assert shown("因地制宜发展新质生产力。", "质生产") == "因地制宜发展新<mark>质生产</mark>力。"


def test_a_compound_is_marked_as_a_whole():
    assert shown("The sci-tech plan.", "scitech") == "The <mark>sci-tech</mark> plan."


def test_excluded_words_are_not_marked():
    assert shown("Solar and tax.", "solar OR -tax") == "<mark>Solar</mark> and tax."


def test_words_wanted_in_the_title_alone_are_not_marked():
    assert shown("Solar power.", "title:solar") == "Solar power."


def test_without_a_match_the_text_is_shown_from_its_start():
    assert shown("First. " + FILLER * 9, "elsewhere").startswith("First. This sentence")


def test_html_is_escaped():
    assert shown('A <script>alert("x")</script> & co', "script") == (
        "A &lt;<mark>script</mark>&gt;alert(&quot;x&quot;)&lt;/<mark>script</mark>&gt; &amp; co"
    )


def test_a_sentence_that_is_too_long_is_cut_between_words_around_the_match():
    text = "word " * 200 + "needle " + "word " * 200
    result = shown(text, "needle")
    assert result.startswith("… word")
    assert "<mark>needle</mark>" in result
    assert result.endswith("word …")
    assert len(result) < LENGTH + 40


def test_a_snippet_stays_within_its_part():
    assert snippet(["Standfirst.", "Body with solar."], parse("solar")) == "Body with <mark>solar</mark>."


def test_an_empty_text_has_no_snippet():
    assert snippet([], parse("solar")) == ""


def test_words_that_overlap_are_one_mark():
    assert shown("发展新质生产力", '"新质" "质生" "生产"') == "发展<mark>新质生产</mark>力"


def test_one_marker_serves_all_hits():
    marker = Marker(parse("solar"))
    assert excerpt(["Solar power."], marker) == "<mark>Solar</mark> power."
    assert excerpt(["No match."], marker) == "No match."


def test_a_match_far_into_a_book_is_shown():
    text = "Some words. " * 10_000 + "The needle is here. " + "Some words. " * 100_000
    assert "The <mark>needle</mark> is here." in shown(text, "needle")


def test_a_book_is_not_searched_to_its_end():
    text = "Some words. " * 100_000 + "The needle is here."
    assert shown(text, "needle").startswith("Some words.")


def test_the_words_of_a_headline_are_marked():
    tree = parse("solar title:power body:wind")
    assert marked("Solar power & wind", tree, "title") == "<mark>Solar</mark> <mark>power</mark> &amp; wind"


@given(st.text(max_size=400), st.sampled_from(["a", '"a b"~3', "碳", "a*", "abc* OR xyz~"]))
def test_any_text_gives_balanced_html(text, query):
    try:
        tree = parse(query)
    except ValueError:
        tree = None
    html = snippet([text], tree)
    assert html.count("<mark>") == html.count("</mark>") == html.count("<") / 2
