"""Names in another language than the page say so, and are never markup."""

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override

from articles.name_markup import language_of, sentence, with_language


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        ("zh-hans", "Science Courier", '<span lang="en">Science Courier</span>'),
        ("zh-hans", "中国科学报", "中国科学报"),
        ("en", "Science Courier", "Science Courier"),
        ("en", "中国科学报", '<span lang="zh">中国科学报</span>'),
        ("zh-hans", "2024", "2024"),
    ],
)
def test_a_name_says_its_language_where_it_is_not_the_pages(language, name, shown):
    with override(language):
        assert with_language(name) == shown


@pytest.mark.parametrize(
    ("name", "language"),
    [("第 12 期 A", "zh"), ("Letters of the Academy (科学院)", "en"), ("Nature 中文版", "zh"), ("Ångström", "en")],
)
def test_the_language_of_a_name_is_that_of_most_of_its_words(name, language):
    assert language_of(name) == language


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_name_is_never_markup(language):
    with override(language):
        assert "<b>" not in with_language(mark_safe("<b>Bay</b> Letters"))


def test_a_sentence_keeps_the_markup_of_its_names_and_escapes_the_rest():
    with override("zh-hans"):
        said = sentence("%(name)s & %(other)s", name=with_language("Bay"), other="<i>")
    assert said == '<span lang="en">Bay</span> &amp; &lt;i&gt;'
