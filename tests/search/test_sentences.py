from hypothesis import given
from hypothesis import strategies as st

from search.sentences import end_after, next_sentence, sentence_at, sentence_before

PIECES = [
    "Solar",
    "power",
    "No",
    "U.S",
    "碳中和",
    "3.5",
    " ",
    " ",
    ". ",
    "? ",
    ".” ",
    "... ",
    "。",
    "！”",
    "\n",
    "\n \n",
    "\f",
]


def split(text):
    """The sentences of a text, from its start."""
    found = []
    while sentence := next_sentence(text, found[-1].end if found else 0):
        found.append(sentence)
    return found


def printed(text):
    return [text[start:end] for start, end in split(text)]


def test_a_sentence_ends_before_a_space_and_a_capital():
    assert printed("It grew. We saw 3.5 percent vs. four e.g. here! Why?") == [
        "It grew.",
        "We saw 3.5 percent vs. four e.g. here!",
        "Why?",
    ]


def test_abbreviations_and_initials_end_no_sentence():
    assert printed("Mr. Li of the U.S. Office met J. Smith. He left.") == [
        "Mr. Li of the U.S. Office met J. Smith.",
        "He left.",
    ]


def test_closing_quotes_belong_to_the_sentence():
    assert printed("“We wait.” He left. “好。”他说。") == ["“We wait.”", "He left.", "“好。”", "他说。"]


def test_chinese_sentences_end_without_a_space():
    assert printed("第一句。第二句！") == ["第一句。", "第二句！"]


def test_paragraphs_and_parts_end_sentences():
    assert printed("A heading\n\nA line\nand its next\fA caption") == ["A heading", "A line\nand its next", "A caption"]


def test_a_sentence_is_found_from_a_word_in_it():
    text = "First. The second one. Third."
    assert sentence_at(text, text.index("one")) == (7, 22)


def test_the_sentence_before_is_found():
    text = "First. \n\n Second."
    assert sentence_before(text, text.index("Second")) == (0, 6)
    assert sentence_before(text, 0) is None


def test_what_follows_no_full_stop_ends_with_the_text():
    assert end_after("no end in sight", 3) == 15


def test_a_hundred_thousand_dots_take_no_time():
    text = "word " + "." * 100_000 + "word"
    assert sentence_at(text, 0) == (0, len(text))


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_a_sentence_is_the_same_from_wherever_it_is_reached(text):
    found = split(text)
    assert [sentence_before(text, after.start) for after in found[1:]] == found[:-1]
    for sentence in found:
        letters = (place for place in range(*sentence) if text[place].isalnum())
        assert {sentence_at(text, place) for place in letters} <= {sentence}
