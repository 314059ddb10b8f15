from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article, PublicRecord
from articles.publishing import publish_article
from articles.records import date_changes
from articles.stuck_work import LEFT_SECONDS, StuckWork, call_in
from articles.tasks import PAUSE, read_batch
from tests.articles.batch_files import batch_of
from tests.articles.desk import PAGE
from tests.builders import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

AHEAD = timezone.now() + timedelta(days=1)


def ready():
    return DBTaskResult.objects.ready().filter(task_path=read_batch.module_path).count()


def put_off(by):
    DBTaskResult.objects.all().delete()
    read_batch.using(run_after=timezone.now() + by).enqueue(1)


def test_work_that_a_clock_set_back_has_put_off_for_a_day_is_called_in():
    put_off(timedelta(days=1))
    assert ready() == 0
    assert call_in() == 1
    assert ready() == 1


def test_work_that_waits_for_its_minute_waits_on():
    put_off(PAUSE)
    assert call_in() == 0
    assert ready() == 0


def test_a_batch_that_nobody_reads_is_queued_again():
    batch_of(("page.md", PAGE))
    DBTaskResult.objects.all().delete()
    work = StuckWork()
    work.release(0)
    work.release(LEFT_SECONDS - 1)
    assert ready() == 0
    work.release(LEFT_SECONDS + 1)
    assert ready() == 1


def test_a_batch_that_is_queued_is_not_queued_twice():
    batch_of(("page.md", PAGE))
    work = StuckWork()
    for now in (0, LEFT_SECONDS, 3 * LEFT_SECONDS):
        work.release(now)
    assert ready() == 1


def test_harvesters_are_given_no_date_before_the_last_one_when_the_clock_is_set_back():
    first, second = make_article(state="published"), make_article(state="draft")
    date_changes()
    ahead = timezone.now() + timedelta(days=1)
    PublicRecord.objects.filter(pk=first.pk).update(changed_at=ahead)
    publish_article(Article.objects.get(pk=second.pk))
    date_changes()
    assert PublicRecord.objects.get(pk=second.pk).changed_at > ahead


def test_nor_is_one_when_what_had_the_last_date_has_changed_since(monkeypatch):
    article = make_article(state="published")
    monkeypatch.setattr("articles.records.timezone.now", lambda: AHEAD)
    date_changes()
    monkeypatch.undo()
    publish_article(article)
    date_changes()
    assert PublicRecord.objects.get(pk=article.pk).changed_at > AHEAD
