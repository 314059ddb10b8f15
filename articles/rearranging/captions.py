"""The captions of articles whose lines go elsewhere."""

from collections.abc import Collection

from articles.models import Article, Caption
from articles.rearranging.sources import SourceText, numbers_of

_LAST = 1_000_000_000


def hand_over(captions: Collection[Caption], article: Article) -> None:
    """Gives captions to an article, which then has all its captions in the order of their lines."""
    for caption in captions:
        caption.article = article
        caption.save()
    number_captions(article)


def number_captions(article: Article) -> None:
    """Puts an article's captions in the order of their lines; those without lines stay last."""
    captions = Caption.objects.filter(article=article)
    for position, caption in enumerate(sorted(captions, key=lambda caption: caption.first_line or _LAST), 1):
        if caption.position != position:
            caption.position = position
            caption.save()


def lines_of(caption: Caption) -> set[int]:
    """The lines that a caption was read from; none if an editor added it."""
    return numbers_of([(caption.first_line, caption.last_line)]) if caption.first_line and caption.last_line else set()


def take_captions(text: SourceText, numbers: Collection[int]) -> set[int]:
    """Takes these lines out of the captions of a source, and saves. Returns the primary keys of their articles.

    What is left of a caption stays, in two if need be; one of which nothing is left is deleted.
    """
    losers = set()
    for caption in Caption.objects.filter(article__source=text.source).select_related("article"):
        own = lines_of(caption)
        if own.isdisjoint(numbers):
            continue
        losers.add(caption.article_id)
        runs = text.runs(own.difference(numbers))
        if not runs:
            caption.delete()
            continue
        texts = _texts(text, own, caption.text, runs)
        for run, words in zip(runs[1:], texts[1:], strict=True):
            Caption.objects.create(
                article=caption.article, text=words, first_line=run[0], last_line=run[-1], anchor=caption.anchor
            )
        caption.text, caption.first_line, caption.last_line = texts[0], runs[0][0], runs[0][-1]
        caption.save()
        number_captions(caption.article)
    return losers


def _texts(text: SourceText, own: Collection[int], caption: str, runs: list[list[int]]) -> list[str]:
    """What a caption says in each of these runs of its lines, corrected perhaps; as printed where that is not found."""
    alignment = text.align(own, caption)
    pieces = [" ".join(caption[start:end].strip() for start, end in alignment.ranges(run)) for run in runs]
    return [piece or text.words(run) for piece, run in zip(pieces, runs, strict=True)]
