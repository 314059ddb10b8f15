"""The background worker, which applies to the index what changed."""

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from tests.builders import make_article
from tests.databases import committed

pytestmark = committed


def found(ask, query=""):
    return [hit.article.title for hit in ask(query).hits]


def test_the_worker_applies_what_waits(ask):
    make_article(title="Lighthouses lend their lamps")
    call_command("db_worker", "--batch", "--no-startup-delay", interval=0, verbosity=0)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert found(ask, "lighthouses") == ["Lighthouses lend their lamps"]


def test_a_worker_applies_what_a_killed_one_left_undone(ask):
    make_article(title="Lighthouses lend their lamps")
    DBTaskResult.objects.update(status="RUNNING")
    call_command("worker", batch=True, verbosity=0)
    assert found(ask, "lighthouses") == ["Lighthouses lend their lamps"]
