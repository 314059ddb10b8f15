"""An index that is missing, damaged or of another version."""

import gc

import pytest
from haystack import connections

from articles.models import Article
from articles.signals import articles_changed
from search.index import apply_pending, ensure_index, index_is_current, rebuild
from search.storage import SearchUnavailable
from tests.builders import make_article


def build_of(folder):
    return folder / (folder / "current").read_text().split("\n")[0]


@pytest.fixture
def collected():
    """Whoosh leaves a file open that it fails to read: it is closed here, where the warning can be ignored."""
    yield
    gc.collect()


def leaky(test):
    ignored = pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning", "ignore:unclosed file:ResourceWarning"
    )
    return pytest.mark.usefixtures("collected")(ignored(test))


def break_existence(folder):
    (folder / "current").unlink()


def break_version(folder):
    (folder / "current").write_text(f"{build_of(folder).name}\n0/old")


def break_pointer(folder):
    (folder / "current").write_text("")


def break_build(folder):
    for file in build_of(folder).iterdir():
        file.unlink()


def cut(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def break_terms(folder):
    cut(next(build_of(folder).glob("*.terms")))


def break_columns(folder):
    cut(next(build_of(folder).glob("*.columns")))


def break_postings(folder):
    cut(next(build_of(folder).glob("*.postings")))


def break_contents(folder):
    toc = next(build_of(folder).glob("*.toc"))
    toc.write_bytes(toc.read_bytes()[:20])


BREAKAGES = [
    break_existence,
    break_version,
    break_pointer,
    break_build,
    break_terms,
    break_columns,
    break_postings,
    break_contents,
]


@leaky
@pytest.mark.parametrize("damage", BREAKAGES)
def test_an_index_that_cannot_be_read_is_no_empty_result_and_is_built_again(ask, search_index, damage):
    make_article(title="x")
    rebuild()
    connections["default"].get_backend().close()
    damage(search_index)
    with pytest.raises(SearchUnavailable):
        ask("x")
    assert not index_is_current()
    lines = []
    ensure_index(lines.append)
    assert lines == ["Building the search index.", "The search index holds 1 articles."]
    assert [hit.article.title for hit in ask().hits] == ["x"]


@leaky
@pytest.mark.parametrize("damage", BREAKAGES)
def test_changes_are_applied_to_a_damaged_index_by_building_it_anew(ask, search_index, damage):
    make_article(title="x")
    rebuild()
    damage(search_index)
    articles_changed.send(Article, ids={make_article(title="y").pk})
    apply_pending()
    assert sorted([hit.article.title for hit in ask().hits]) == ["x", "y"]


def test_damage_that_only_a_search_meets_is_repaired_with_the_next_change(ask, search_index):
    make_article(title="x", body="solar")
    rebuild()
    connections["default"].get_backend().close()
    (postings,) = build_of(search_index).glob("*.postings")
    postings.write_bytes(b"\xff" * postings.stat().st_size)
    with pytest.raises(SearchUnavailable):
        ask("solar")
    articles_changed.send(Article, ids={make_article(title="y").pk})
    apply_pending()
    assert [hit.article.title for hit in ask("solar").hits] == ["x"]
