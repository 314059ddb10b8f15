import pytest

from search.analysis import PART_BREAK, PART_GAP, fold, phrase_terms, plain_word, spellings, tokens


def terms(text):
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Policy", "POLICIES"),
        ("Café", "cafe"),
        ("Cafe\u0301", "café"),
        ("ＡＩ", "ai"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("U.S.", "US"),
        ("1,000", "1000"),
        ("China's", "China"),
        ("China’s", "china"),
        ("inno\u00advation", "innovation"),
    ],
)
def test_spelling_differences_make_no_difference(one, other):
    assert terms(one) == terms(other)


def test_a_hyphenated_compound_gives_its_parts_and_the_whole():
    assert terms("sci-tech") == ["sci", "scitech", "tech"]


def test_an_en_dash_joins_a_compound_too():
    assert "beijingtianjinhebei" in terms("Beijing–Tianjin–Hebei")


def test_a_span_of_years_is_no_compound():
    assert terms("2021–2024") == ["2021", "2024"]


def test_chinese_gives_pairs_and_single_characters():
    assert terms("碳中和") == ["碳中", "碳", "中和", "中", "和"]


def test_a_line_end_does_not_part_chinese():
    assert "技创" in terms("科技\n创新")


def test_little_words_are_kept():
    assert terms("the rule of law") == ["the", "rule", "of", "law"]


def test_a_decimal_number_is_one_term():
    assert terms("growth of 5.2 percent") == ["growth", "of", "5.2", "percent"]


def test_a_part_break_sets_words_far_apart():
    first, second = tokens(f"end{PART_BREAK}start")
    assert second.position - first.position > PART_GAP


def test_tokens_name_the_characters_they_were_read_from():
    text = "La Ｃafé, 北京"
    assert [text[token.start : token.end] for token in tokens(text)] == ["La", "Ｃafé", "北京", "北", "京"]


def test_positions_count_words_and_chinese_characters():
    assert [(token.term, token.position) for token in tokens("AI芯片 now")][-1] == ("now", 3)


def test_a_phrase_of_chinese_and_english_has_a_term_for_each_step():
    assert phrase_terms("芯片制造 plan") == ["芯片", "片制", "制造", "造", "plan"]


def test_a_compound_may_be_printed_as_one_word():
    assert spellings("sci-tech") == [["sci", "tech"], ["scitech"]]


@pytest.mark.parametrize(("text", "word"), [("Policies", "policies"), ("e-mail", "email"), ("a b", ""), ("碳中", "")])
def test_plain_word_is_one_word_in_letters(text, word):
    assert plain_word(text) == word


def test_fold_keeps_the_order_of_titles():
    assert fold("École Ⅳ") == "ecole iv"
