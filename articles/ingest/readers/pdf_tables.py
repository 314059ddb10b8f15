"""Finds the tables of a PDF page: lines whose cells stand below each other."""

from collections.abc import Iterator

from articles.ingest.readers.pdf_lines import BULLET, TextLine, Word, escape, join_words

_NARROW_TABLE_ROWS = 3
"""Rows that a table of two columns has at least; justified lines may look like fewer."""


def table_end(lines: list[TextLine], start: int) -> int:
    """Where the table that begins at a line ends: lines of two cells or more, below each other; else the line."""
    end = start
    while end < len(lines) and len(lines[end].cells) > 1:
        if end > start and not _is_next_row(lines[end - 1], lines[end]):
            break
        end += 1
    wide = any(len(line.cells) > 2 for line in lines[start:end])
    return end if end - start >= (2 if wide else _NARROW_TABLE_ROWS) else start


def _is_next_row(one: TextLine, other: TextLine) -> bool:
    """Whether the cells of two lines stand below each other, by their left or right edges or their middles."""
    if not 0 < other.base - one.base < 4 * one.size or BULLET.fullmatch(one.words[0].text):
        return False
    near = 0.4 * one.size
    places = [_places(cell) for cell in one.cells]
    aligned = [
        any(abs(a - b) < near for place in places for a, b in zip(place, _places(cell), strict=True))
        for cell in other.cells
    ]
    return sum(aligned) >= 2 and sum(aligned) >= 0.6 * min(len(one.cells), len(other.cells))


def _places(cell: tuple[Word, ...]) -> tuple[float, float, float]:
    return cell[0].x0, cell[-1].x1, (cell[0].x0 + cell[-1].x1) / 2


def table_rows(lines: list[TextLine]) -> Iterator[str]:
    """The rows of a table, a rule below the first."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((cell[0].x0, cell[-1].x1) for line in lines for cell in line.cells):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(x1, columns[-1][1]))
        else:
            columns.append((x0, x1))
    for number, line in enumerate(lines):
        texts = [""] * len(columns)
        for cell in line.cells:
            place = next(place for place, (_, x1) in enumerate(columns) if cell[0].x0 <= x1)
            texts[place] = f"{texts[place]} {escape(join_words(cell))}".strip().replace("|", "\\|")
        yield f"| {' | '.join(texts)} |"
        if number == 0:
            yield f"|{' --- |' * len(columns)}"
