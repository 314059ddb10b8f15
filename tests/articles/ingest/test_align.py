"""Where the lines of a source stand in the text that was made from them, and that an editor may have corrected."""

import time
from random import Random

import pytest

from articles.ingest.align import Alignment
from articles.ingest.records import GAP
from tests.articles.ingest.reading import article, lines_of

LINES = """The pilot scheme covers nine harbours
and a lighthouse that nobody has lit since 1988.
Its keepers moved inland when it clos-
ed for good, and took the lamp along.
Ferries wait for the tide, as they always did."""


def standing(body, *numbers, lines=LINES):
    """What a body has of these lines."""
    return [body[start:end] for start, end in Alignment(lines_of(lines), body).ranges(numbers)]


BODY = """The pilot scheme covers nine harbours and a lighthouse that nobody has lit since 1988.

Its keepers moved inland when it closed for good, and took the lamp along.

Ferries wait for the tide, as they always did."""


def test_a_line_is_found_within_a_paragraph():
    assert standing(BODY, 2) == [" and a lighthouse that nobody has lit since 1988."]


def test_neighbouring_lines_are_one_range():
    assert [text.split() for text in standing(BODY, 2, 3, 4)] == [
        BODY.partition("harbours")[2].partition("Ferries")[0].split()
    ]


def test_all_lines_together_are_the_whole_body():
    assert standing(BODY, 1, 2, 3, 4, 5) == [BODY]


def test_lines_that_are_no_neighbours_are_ranges_of_their_own():
    assert len(standing(BODY, 1, 5)) == 2


def test_a_cut_word_goes_with_the_line_that_it_begins_in():
    assert standing(BODY, 3) == ["\n\nIts keepers moved inland when it closed"]


def test_a_word_that_an_editor_changed_stays_with_its_line():
    body = BODY.replace("Ferries wait", "Ships will linger")
    assert standing(body, 5) == ["\n\nShips will linger for the tide, as they always did."]
    assert standing(body, 4) == [" for good, and took the lamp along."]


def test_what_an_editor_added_goes_with_the_line_above():
    body = BODY.replace("lamp along.", "lamp along. It shines still.")
    assert standing(body, 4) == [" for good, and took the lamp along. It shines still."]


def test_a_line_that_an_editor_deleted_is_missing():
    body = BODY.replace("Ferries wait for the tide, as they always did.", "")
    alignment = Alignment(lines_of(LINES), body)
    assert (alignment.missing([1, 5]), alignment.ranges([5]), alignment.share([1, 5])) == ([5], [], 6 / 15)


def test_another_text_has_none_of_the_lines():
    assert Alignment(lines_of(LINES), "Potatoes like a loose soil.").missing([1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5]


def test_marks_and_capitals_make_no_difference():
    assert standing("### *THE PILOT* Scheme covers nine harbours", 1) == ["### *THE PILOT* Scheme covers nine harbours"]


def test_marks_of_a_subhead_go_with_its_line():
    lines = "Nine harbours take part in it.\nFerries wait\nThey did so last year."
    body = "Nine harbours take part in it.\n\n### Ferries wait\n\nThey did so last year."
    assert standing(body, 2, lines=lines) == ["\n\n### Ferries wait"]


def test_a_gap_goes_with_the_line_that_breaks_off():
    lines = "The keepers moved inland in a hur-\nFerries wait for the tide."
    body = f"The keepers moved inland in a hur- {GAP}\n\nFerries wait for the tide."
    assert standing(body, 1, lines=lines) == [f"The keepers moved inland in a hur- {GAP}"]


def test_rows_of_a_table_are_lines():
    table = "| harbour | gauges |\n|---|---|\n| Old Town | 4 |\n| New Town | 5 |"
    assert standing(table, 3, lines=table) == ["\n|---|---|\n| Old Town | 4 |"]


def test_chinese_lines_are_told_apart_by_their_characters():
    lines = "渔港改造工程昨日启动，\n九个码头将装上新的潮位仪。\n灯塔也会重新点亮。"
    assert standing(lines.replace("\n", ""), 2, lines=lines) == ["九个码头将装上新的潮位仪。"]


def test_text_that_stands_in_another_order_is_found():
    first, second, third = BODY.split("\n\n")
    body = "\n\n".join([third, first, second])
    assert [text.strip() for text in standing(body, 2, 5)] == [
        "and a lighthouse that nobody has lit since 1988.",
        third,
    ]


def test_a_line_that_is_not_there_belongs_between_its_neighbours():
    body = BODY.replace(" and a lighthouse that nobody has lit since 1988.", "")
    alignment = Alignment([line for line in lines_of(LINES) if line.number != 2], body)
    assert body[: alignment.place(2)].endswith("nine harbours")


@pytest.mark.parametrize("number", [0, 99])
def test_a_line_beyond_the_others_belongs_to_the_end_next_to_it(number):
    assert Alignment(lines_of(LINES), BODY).place(number) == (0 if number == 0 else len(BODY))


def test_lines_of_an_article_share_its_body_among_them():
    text = "# Tide gauges report by satellite\n\nBy LIU Heng\n\n" + "\n\n".join(BODY.split("\n\n") * 2)
    body = article(text).body
    pieces = [piece for number in range(1, len(text.split("\n")) + 1) for piece in standing(body, number, lines=text)]
    assert "".join(pieces) == body


def test_a_long_article_with_many_corrections_is_aligned_at_once():
    draw = Random(1)
    words = [f"word{draw.randrange(1500)}" if draw.random() < 0.7 else "the" for _ in range(6000)]
    lines = "\n".join(" ".join(words[start : start + 12]) for start in range(0, 6000, 12))
    body = " ".join("new" if number % 17 == 0 else word for number, word in enumerate(words))
    start = time.perf_counter()
    alignment = Alignment(lines_of(lines), body)
    assert alignment.missing(range(1, 501)) == []
    assert time.perf_counter() - start < 1
