"""Works in an archive as an editor: python -m tests.articles.backups.working NUMBER STOP-FILE.

An article of its own has as many authors, topics and captions as its title says, in one transaction. Issues come,
with files of their own, are published, deleted, and some of them deleted for good.
"""

import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import transaction  # noqa: E402

from articles.erasing import erase  # noqa: E402
from articles.ingest.pipeline import read_issue  # noqa: E402
from articles.ingest.records import Profile  # noqa: E402
from articles.models import Article, ArticleTopic, Author, Authorship, Caption, Issue, Topic  # noqa: E402
from articles.publishing import publish_issue  # noqa: E402
from articles.removing import remove  # noqa: E402
from articles.store import save_issue  # noqa: E402
from tests.articles.desk import PAGE  # noqa: E402

MOST = 5
PAUSE = 0.2  # seconds: without, whoever waits for SQLite's one lock beside two who never rest may wait for ever


def change(article: Article, state: int) -> None:
    """Lets the article have that many of everything."""
    with transaction.atomic():
        for parts in (article.authorships, article.captions, ArticleTopic.objects.filter(article=article)):
            parts.all().delete()
        for place in range(1, state + 1):
            author = Author.objects.get_or_create(slug=f"author-{place}", defaults={"name": f"Author {place}"})[0]
            Authorship.objects.create(article=article, author=author, position=place)
            Caption.objects.create(article=article, position=place, text=f"Caption {place}")
        for topic in Topic.objects.order_by("pk")[:state]:
            ArticleTopic.objects.create(article=article, topic=topic)
        article.title = f"State {state}"
        article.save()


def upload(number: int, turn: int) -> Issue:
    """Uploads an issue that nobody else has."""
    data = PAGE.replace("No. 12", f"No. {number}{turn:04}").encode()
    return save_issue(read_issue(data, "page.md", Profile()), data).issue


def work(number: int, turn: int, article: Article) -> None:
    """One turn: an edit, an upload that is published, and the end of an issue."""
    change(article, turn % MOST)
    issue = upload(number, turn)
    publish_issue(issue)
    if turn % 2:
        removal = remove(issue, None)
        if turn % 4 == 1:
            erase([removal])


def main(number: int, stop: Path) -> int:
    """Works until the file is there; returns the number of turns."""
    article = Article.objects.order_by("pk")[number]
    turn = 0
    while not stop.exists():
        work(number + 1, turn, article)
        turn += 1
        time.sleep(PAUSE)
    return turn


if __name__ == "__main__":
    print(main(int(sys.argv[1]), Path(sys.argv[2])))
