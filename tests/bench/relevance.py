"""How relevant our answers are to people's judgements: a collection of documents, questions and judgements.

The folder holds docs.jsonl.gz (`id`, `title`, `text`), queries.tsv (number, question) and qrels.txt as TREC has it
(question, 0, document, grade).
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Issue, Publication, State
from search.index import rebuild
from search.records import SearchRequest
from search.results import matching_ids
from tests.bench.trec import average_precision, ndcg, recall

DEPTH = 1000
"""How much of each ranking is judged."""

_SIGNS = re.compile(r'[":()*~“”„‟«»：（）＊～＂]|(?<!\S)[-－]')
_OPERATORS = re.compile(r"(?<!\S)(?:AND|OR|NOT)(?!\S)")


class Collection:
    """A collection as the articles of an archive whose data folder is empty, indexed as any archive is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        call_command("migrate", interactive=False, verbosity=0)
        self.names = _write_articles(folder)
        rebuild()

    def scores(self) -> dict[str, float]:
        """The mean of each measure over all questions that have a judgement."""
        grades = self._grades()
        rankings = {number: self._ranking(question) for number, question in self._questions() if number in grades}
        pairs = [(ranking, grades[number]) for number, ranking in rankings.items()]
        return {
            "nDCG@10": mean(ndcg(*pair, 10) for pair in pairs),
            "MAP": mean(average_precision(*pair) for pair in pairs),
            "recall@100": mean(recall(*pair, 100) for pair in pairs),
        }

    def _ranking(self, question: str) -> list[str]:
        request = SearchRequest(q=without_signs(question), op="any")
        return [self.names[number - 1] for number in matching_ids(request, DEPTH).tolist()]

    def _questions(self) -> Iterator[tuple[str, str]]:
        for line in (self.folder / "queries.tsv").read_text("utf-8").splitlines():
            number, _, question = line.partition("\t")
            yield number, question

    def _grades(self) -> dict[str, dict[str, int]]:
        grades: dict[str, dict[str, int]] = defaultdict(dict)
        for line in (self.folder / "qrels.txt").read_text("utf-8").splitlines():
            number, _, name, grade = line.split()
            grades[number][name] = int(grade)
        return grades


def without_signs(question: str) -> str:
    """A plain sentence with nothing in it that means something in the query language."""
    return _OPERATORS.sub(lambda word: word.group().lower(), _SIGNS.sub(" ", question))


@transaction.atomic
def _write_articles(folder: Path) -> list[str]:
    """Writes the documents as published articles, numbered from 1. Returns their names in this order."""
    publication = Publication.objects.create(slug="collection", name="Collection")
    issue = Issue.objects.create(publication=publication, slug="collection", state=State.PUBLISHED)
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    Article.objects.bulk_create(
        (
            Article(
                pk=number,
                issue=issue,
                position=number,
                title=row["title"] or "Untitled",
                text=row["text"],
                state=State.PUBLISHED,
                published_at=timezone.now(),
            )
            for number, row in enumerate(rows, 1)
        ),
        batch_size=500,
    )
    return [row["id"] for row in rows]
