"""Articles to search in, the same on every run, each with a word that no other text has."""

import random
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from archive.assets import collect_assets
from articles.models import Institution, Issue, Region, Topic
from search.index import rebuild
from tests.builders import make_article, make_issue, make_publication

STANDING = "Standing Review"
"""The publication of the articles that no test changes."""

KEEPER = "zkeeperx"
"""A word that is in all of those, and nowhere else."""

_WORDS = (
    "carbon neutrality solar wind energy policy research laboratory technology innovation funding university basic "
    "applied quantum satellite ocean harbour climate market industry patent cooperation regional digital economy "
    "manufacturing semiconductor biology vaccine health agriculture seed water river railway battery hydrogen storage "
    "grid reform pilot zone talent scholar exchange standard ethics data computing network security space lunar "
    "Zhongguancun café naïve sci-tech high-quality Beijing-Tianjin-Hebei COVID-19 R&D G20 5G"
)
_CHINESE = "科技创新 碳中和 人工智能 数字经济 基础研究 高质量发展 国际合作 知识产权 航天 量子"
WORDS, CHINESE = tuple(_WORDS.split()), tuple(_CHINESE.split())
SECTIONS, AUTHORS = ("Policy", "Research", "Opinion"), ("CHEN Chunyou", "LIN Yue", "Anna Keller", "José Álvarez")
FIRST_YEAR, YEARS, ISSUE_SIZE = 2018, 8, 25
_LETTERS = "bcdfghjkmpqt"


def coined(number: int) -> str:
    """The word with this number: no word of any language, not stemmed, and no beginning of another one."""
    letters = []
    while number or not letters:
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return f"z{''.join(letters)}x"


def make(count: int) -> None:
    """Makes an archive where there is nothing yet: publishes `count` articles and indexes them."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        publication = make_publication(STANDING)
        issue = None
        for number in range(count):
            if number % ISSUE_SIZE == 0:
                year = FIRST_YEAR + number // ISSUE_SIZE % YEARS
                issue = make_issue(publication, date=f"{year}-{1 + number % 12:02}-10")
            make_standing(issue, number)
    rebuild()


def gather() -> int:
    """Gathers the style sheets as a start does, but uncompressed, which is a hundred times quicker."""
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": manifest}):
        return collect_assets()


def make_standing(issue: Issue, number: int) -> None:
    """Article `number`, which holds `coined(number)` and KEEPER."""
    rng = random.Random(f"article {number}")
    words = CHINESE if rng.random() < 0.1 else WORDS
    make_article(
        issue,
        title=" ".join(rng.choices(words, k=6)).capitalize(),
        standfirst=" ".join(rng.choices(words, k=12)),
        body=f"{KEEPER} {coined(number)}. " + "\n\n".join(paragraphs(rng, words)),
        language="zh" if words is CHINESE else "en",
        section=rng.choice(SECTIONS),
        authors=tuple(rng.sample(AUTHORS, rng.randint(0, 2))),
        topics=some(rng, Topic, "slug"),
        regions=some(rng, Region, "code"),
        institutions=some(rng, Institution, "slug"),
    )


def paragraphs(rng: random.Random, words: tuple[str, ...]) -> Iterator[str]:
    """A few paragraphs in which the first words are the most frequent."""
    weights = [1 / (place + 1) for place in range(len(words))]
    for _ in range(rng.randint(2, 5)):
        yield " ".join(rng.choices(words, weights, k=rng.randint(20, 60))) + "."


def some(rng: random.Random, model: type, key: str) -> tuple[str, ...]:
    """Up to three of the vocabulary's first twenty entries."""
    keys = list(model.objects.order_by("pk").values_list(key, flat=True)[:20])
    return tuple(rng.sample(keys, rng.randint(0, min(3, len(keys)))))
