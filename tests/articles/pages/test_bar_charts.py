from django.template import Context, Template

from articles.pages.charts import Count, bar_chart


def drawn(*counts):
    template = Template("{% load charts %}{% bars counts 'by-year' 'Articles by year' 'Year' %}")
    return template.render(Context({"counts": counts}))


def ticks(first, last):
    return [bar.tick for bar in bar_chart([Count(str(year), 1) for year in range(first, last + 1)]).bars if bar.tick]


def test_the_table_has_the_same_figures_as_the_bars():
    text = drawn(Count("2020", 4000), Count("2021", 0))
    assert "<desc>2020: 4,000, 2021: 0</desc>" in text
    assert '<th scope="row">2020</th><td class="figure">4,000</td>' in text


def test_a_bar_leads_where_its_figure_does():
    text = drawn(Count("2020", 1, "?q=a&year=2020"))
    assert '<a href="?q=a&amp;year=2020" aria-label="2020: 1 article">' in text
    assert '<th scope="row"><a href="?q=a&amp;year=2020">2020</a></th>' in text


def test_nothing_leads_to_where_there_is_nothing():
    assert "<a" not in drawn(Count("2020", 0, "?year=2020"))


def test_what_is_chosen_is_marked_and_can_be_left_even_if_empty():
    text = drawn(Count("2020", 3, "?year=2020"), Count("2021", 0, "?", chosen=True))
    assert 'class="bars bars-some"' in text
    assert text.count('aria-current="true"') == 2  # the bar, and its row in the table


def test_labels_are_text_and_no_markup():
    assert "<script>" not in drawn(Count("<script>", 1, '?"><script>'))


def test_a_few_bars_have_all_their_labels():
    assert ticks(2018, 2021) == ["2018", "2019", "2020", "2021"]


def test_a_hundred_years_are_labelled_by_round_ones():
    assert ticks(1925, 2024) == ["1940", "1960", "1980", "2000", "2020"]
