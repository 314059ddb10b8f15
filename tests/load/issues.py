"""Issues for the load test: invented, each unlike any other, of the words that the corpus has."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

ARTICLES, PARAGRAPHS, WORDS = 4, 5, 70
_FIRST_DAY = date(2026, 1, 1)


def issue(words: Sequence[str], publication: str, number: int) -> bytes:
    """An issue in Markdown of four articles with some 350 words each; `number` alone decides what is in it."""
    rng = random.Random(number)
    day = _FIRST_DAY + timedelta(days=number % 300)
    parts = [f"# {publication}", f"No. {10_000 + number}, {day.day} {day:%B %Y}"]
    for _ in range(ARTICLES):
        parts.append(f"## {sentence(rng, words, 7)[:-1]}")
        parts.append(f"By {rng.choice(['CHEN', 'LIN', 'SUN', 'ZHAO'])} {rng.choice(words).capitalize()}")
        parts += [" ".join(sentence(rng, words, WORDS // 5) for _ in range(5)) for _ in range(PARAGRAPHS)]
    return "\n\n".join(parts).encode()


def sentence(rng: random.Random, words: Sequence[str], length: int) -> str:
    """Some words with a capital and a full stop."""
    return " ".join(rng.choice(words) for _ in range(length)).capitalize() + "."
