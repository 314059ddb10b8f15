"""The demo issues enter through the real pipeline."""

import pytest

from articles import demo
from articles.models import Article, Issue, Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    """Uploads, and the record of what was loaded, go into a folder of the test's own."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


def load():
    """What is said while the demo is loaded."""
    lines = []
    demo.load_demo(lines.append)
    return lines


def test_every_demo_source_is_published_with_its_publication():
    assert len(load()) == len(demo.demo_sources())
    assert Issue.objects.published().count() == len(demo.demo_sources())
    assert Article.objects.published().count() == Article.objects.count() > 20
    assert set(Publication.objects.values_list("slug", flat=True)) == {
        source.publication["slug"] for source in demo.demo_sources()
    }


def test_loading_the_demo_twice_changes_nothing():
    load()
    before = list(Article.objects.values_list("pk", "updated_at"))
    assert load() == []
    assert list(Article.objects.values_list("pk", "updated_at")) == before


def test_a_deleted_demo_issue_stays_deleted_until_the_demo_is_forgotten():
    load()
    Issue.objects.first().delete()
    assert load() == []
    demo.forget_demo()
    assert len(load()) == len(demo.demo_sources())
    assert Issue.objects.count() == len(demo.demo_sources())
