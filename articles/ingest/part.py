"""Reads some lines of a source as one article, or as text of one, because an editor says that they are.

The steps are the pipeline's. What it guesses and an editor knows is not guessed again: where articles begin and end,
and what of these lines is a caption or furniture.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from articles.ingest.blocks import group
from articles.ingest.clean import clean
from articles.ingest.display import has_marks
from articles.ingest.pipeline import article_record
from articles.ingest.readers import read
from articles.ingest.records import GAP, SIZE_LIMIT, ArticleRecord, Block, Kind, Profile, Refused
from articles.ingest.repair import Vocabulary
from articles.ingest.segment import as_article, as_text

_WORDLESS = (Kind.PICTURE, Kind.RULE)


def read_part(
    data: bytes,
    name: str,
    spans: Sequence[tuple[int, int]],
    profile: Profile,
    *,
    opens: bool,
    size_limit: int = SIZE_LIMIT,
) -> ArticleRecord:
    """Reads the lines in `spans` (first and last of each run, from 1) as one article, at position 1.

    If it `opens` there, headline, byline and all that goes with them are read at its top; else all the lines are text
    of an article that opens elsewhere, and the record has a body and nothing above it. The rest of the source settles
    how cut words are written. The other arguments are those of `pipeline.read_issue`. Raises Refused when the file
    cannot be read, and with code `empty` when there is nothing in the lines.
    """
    document = read(data, name, size_limit)
    blocks = group(clean(document.lines), profile, document.labels)
    wanted = {number for first, last in spans for number in range(first, last + 1)}
    part = [piece for block in blocks for piece in _within(block, wanted)]
    if not part:
        raise Refused("empty", "There is no text in these lines.")
    text = tuple(block for block in part if block.kind not in _WORDLESS)
    marked = has_marks(blocks)
    draft = as_article(text, marked) if opens else as_text(text, marked)
    draft.blocks = part
    vocabulary = Vocabulary(line for block in blocks for line in block.lines)
    record = article_record(1, draft, [], vocabulary, escape=document.media_type == "text/plain")
    return record if opens else _to_be_continued(record)


def _within(block: Block, wanted: Collection[int]) -> Iterator[Block]:
    """The parts of a block that consist of `wanted` lines. A mark stays with the first line."""
    start: int | None = None
    for number in range(block.first, block.last + 2):
        if number in wanted and number <= block.last:
            start = start or number
        elif start:
            lines = block.lines[start - block.first : number - block.first]
            yield (
                block
                if lines == block.lines
                else replace(block, first=start, lines=lines, mark=block.mark if start == block.first else "")
            )
            start = None


def _to_be_continued(record: ArticleRecord) -> ArticleRecord:
    """The text of an article that opens elsewhere and may go on elsewhere: that it lacks a headline is nothing to warn
    of, and its end is no gap."""
    warnings = tuple(warning for warning in record.warnings if warning.code != "title")
    if not record.body.endswith(GAP):
        return replace(record, warnings=warnings)
    return replace(record, body=record.body.removesuffix(GAP).rstrip(), warnings=warnings[:-1])
