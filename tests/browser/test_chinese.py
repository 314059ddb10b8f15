"""The interface in Chinese: no word of ours is left in English."""

import pytest

from tests.pages.fetching import CHINESE, ENGLISH, NAMES
from tests.pages.wording import untranslated


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_in_english(site, name):
    page = site.page(name, CHINESE)
    assert '<html lang="zh-Hans"' in page.html
    left = untranslated(page.html, page.path, CHINESE)
    assert not left, f"{name} ({page.path}):\n" + "\n".join(dict.fromkeys(" ".join(text.split()) for text in left))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_that_it_is_in_english(site, name):
    assert '<html lang="en"' in site.page(name, ENGLISH).html


def test_a_text_is_judged_by_its_language():
    page = """<html lang="zh-Hans"><title>About tides · 档案</title><body><h1 lang="en">About tides</h1>
    <p>共 3 篇 <code>solar OR wind</code> CSV</p><p title="More">打开 <b>Read on</b></p></body></html>"""
    assert sorted(untranslated(page, "/", CHINESE)) == ["More", "Read on"]


def test_what_was_searched_for_may_be_repeated():
    page = '<html lang="zh-Hans"><title>tide – 检索</title><body><p>没有“tide”的结果</p><p>tide pool</p></body></html>'
    assert untranslated(page, "/search/?q=tide", CHINESE) == ["tide pool"]
