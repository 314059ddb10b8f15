import pytest

from articles.ingest.records import Kind
from tests.articles.ingest.reading import blocks_of

WIDE = "Forty gauges along the coast send their readings by satellite to"


def kinds(text):
    return [(block.kind, block.text) for block in blocks_of(text)]


@pytest.mark.parametrize(
    ("text", "level", "headline"),
    [
        ("# Tides", 1, "Tides"),
        ("##Tides", 2, "Tides"),
        ("### Tides ###", 3, "Tides"),
        ("## A Compiler for C#", 2, "A Compiler for C#"),
    ],
)
def test_a_heading_is_read_with_or_without_space_and_closing_marks(text, level, headline):
    (block,) = blocks_of(text)
    assert (block.kind, block.level, block.text) == (Kind.HEADING, level, headline)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---", Kind.RULE),
        ("* * *", Kind.RULE),
        ("![](tide.png)", Kind.PICTURE),
        ("| a | b |\n|---|---|\n| 1 | 2 |", Kind.TABLE),
        ("> Nobody waits.\n> Not even I.", Kind.QUOTE),
        ("- a point", Kind.LIST_ITEM),
        ("**“Nobody waits for a ferry.”**", Kind.QUOTE),
    ],
)
def test_marks_tell_what_a_block_is(text, kind):
    assert [block.kind for block in blocks_of(text)] == [kind]


@pytest.mark.parametrize("text", ["#", "# #", "** **", "_ _", "####"])
def test_marks_without_any_text_are_no_heading_and_no_emphasis(text):
    (block,) = blocks_of(text)
    assert (block.level, block.bold, block.italic) == (0, False, False)


def test_emphasis_on_all_of_a_line_is_noted_and_taken_off():
    bold, italic = blocks_of("**A line**\n\n*A line*")
    assert (bold.text, bold.bold, bold.italic) == ("A line", True, False)
    assert (italic.text, italic.bold, italic.italic) == ("A line", False, True)


@pytest.mark.parametrize(
    ("text", "mark", "rest"),
    [
        ("♦ Tides rise", "♦", "Tides rise"),
        ("**♦** **Tides rise**", "♦", "Tides rise"),
        ("## 3. Tides rise", "3.", "Tides rise"),
        ("一、渔港改造", "一、", "渔港改造"),
        ("（二）渔港改造", "（二）", "渔港改造"),
        ("3.5 metres of water", "", "3.5 metres of water"),
    ],
)
def test_an_items_mark_is_parted_from_its_text(text, mark, rest):
    (block,) = blocks_of(text)
    assert (block.mark, block.text) == (mark, rest)


def test_blocks_say_which_lines_they_take():
    assert [(block.first, block.last) for block in blocks_of("# Tides\n\n\n| a |\n| b |")] == [(1, 1), (4, 5)]


def test_the_room_above_a_block_is_counted_in_blank_lines():
    assert [block.blank_before for block in blocks_of("one\n\ntwo\n\n\n\nthree")] == [0, 1, 3]


def test_lines_wrapped_to_one_width_are_one_paragraph():
    (block,) = blocks_of("\n".join([WIDE] * 5 + ["the harbour."]))
    assert len(block.lines) == 6


def test_lines_that_are_each_a_paragraph_stay_apart():
    sentence = f"{WIDE} the harbour office, where nobody has read them by hand since the winter storms."
    assert len(blocks_of("\n".join([sentence] * 5))) == 5


def test_an_indent_opens_a_paragraph_in_wrapped_text():
    assert len(blocks_of("\n".join([WIDE, WIDE, WIDE, "    " + WIDE, WIDE]))) == 2


def test_a_page_number_in_wrapped_text_is_a_block_of_its_own():
    assert kinds("\n".join([WIDE, WIDE, WIDE, "Page 12", WIDE, WIDE]))[1] == (Kind.PARAGRAPH, "Page 12")


def test_a_running_head_that_repeats_with_other_numbers_is_a_block_of_its_own():
    heads = ["Harbour Report 3 May 2024", "Harbour Report 4 May 2024"]
    text = "\n".join([WIDE, WIDE, heads[0], WIDE, WIDE, heads[1], WIDE, WIDE])
    assert [text for _, text in kinds(text) if text in heads] == heads


def test_a_general_section_label_is_recognised():
    assert [block.is_label for block in blocks_of("## OPINION\n\n**Case Study**\n\n## Tides")] == [True, True, False]


def test_a_publications_own_section_label_is_recognised():
    (block,) = blocks_of("## Pier Talk", "pier talk")
    assert block.is_label


def test_an_underlined_line_is_a_heading():
    first, _, text = blocks_of("TIDES\n=====\n\nForty gauges send their readings.")
    assert (first.level, text.level) == (1, 0)


def test_lines_around_one_axis_are_one_block():
    first, *_ = blocks_of("          Forty Harbours Share a Table\n            of Tides From Next May\n\nThey agreed.")
    assert first.text == "Forty Harbours Share a Table of Tides From Next May"


def test_bare_numbers_that_count_are_marks():
    page = "\n\n".join(f"{number}  Tides of the {name}" for number, name in enumerate(("North", "South", "West"), 1))
    assert [block.mark for block in blocks_of(page)] == ["1.", "2.", "3."]


def test_a_line_between_dashes_is_a_deck():
    assert blocks_of("- Forty gauges at 12 ports -")[0].text == "Forty gauges at 12 ports"


def test_the_sign_before_a_section_label_is_an_ornament():
    assert (blocks_of("■评论")[0].is_label, blocks_of("■评论")[0].mark) == (True, "")
