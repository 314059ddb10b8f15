import pytest

from articles.ingest.bylines import (
    chinese_names,
    read_bare_names,
    read_byline,
    read_dateline_reporter,
    read_signature,
    reads_as_dateline,
    split_glued,
)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By CHEN Chunyou", ("CHEN Chunyou",)),
        ("**By LIU Heng & Ana Reis**", ("LIU Heng", "Ana Reis")),
        ("By LIU Heng, Ana Reis and WU Tong", ("LIU Heng", "Ana Reis", "WU Tong")),
        ("by Dr. Ana de Reis", ("Ana de Reis",)),
        ("By LIU Heng in Tianjin", ("LIU Heng",)),
        ("Text by LIU Heng", ("LIU Heng",)),
        ("By [LIU Heng](/authors/liu)", ("LIU Heng",)),
        ("By LIU Heng | Harbour Report", ("LIU Heng",)),
        ("LIU Heng, WU Tong", ("LIU Heng", "WU Tong")),
        ("本报记者 白鹭", ("白鹭",)),
        ("记者 白 鹭 通讯员 木兰", ("白鹭", "木兰")),
        ("文/白鹭、木兰", ("白鹭", "木兰")),
        ("（作者：白鹭）", ("白鹭",)),
    ],
)
def test_a_byline_names_its_authors(line, authors):
    assert read_byline(line).authors == authors


@pytest.mark.parametrize(
    "line", ["By Staff Reporters", "By Xinhua", "From our correspondent", "By the Editorial Board"]
)
def test_staff_reporters_are_nobody(line):
    byline = read_byline(line)
    assert byline is None or byline.authors == ()


def test_the_byline_is_kept_as_printed():
    assert read_byline("**By LIU Heng,  Xinhua**") == ("By LIU Heng, Xinhua", ("LIU Heng",))


@pytest.mark.parametrize(
    "line",
    [
        "By the sea",
        "By 2030, gauges report",
        "By then the storm had passed",
        "Written by hand",
        "记者们来了",
        "",
        "By " + "A" * 300,
    ],
)
def test_a_line_that_begins_like_a_byline_may_be_none(line):
    assert read_byline(line) is None


def test_a_name_is_a_byline_where_one_is_expected():
    assert read_bare_names("Zuzana Hrubá").authors == ("Zuzana Hrubá",)
    assert read_bare_names("白 鹭").authors == ("白鹭",)


@pytest.mark.parametrize("line", ["Green Development", "Forty gauges report", "Tides"])
def test_everyday_words_are_no_name(line):
    assert read_bare_names(line) is None


def test_a_byline_glued_to_a_headline_is_parted():
    headline, byline = split_glued("Ferries Learn to Wait By LIU Heng")
    assert (headline, byline.authors) == ("Ferries Learn to Wait", ("LIU Heng",))


def test_a_headline_with_the_word_by_in_it_stays_whole():
    assert split_glued("Stations Powered by Tides") == ("Stations Powered by Tides", None)


def test_the_reporter_in_a_chinese_dateline_is_its_author():
    assert read_dateline_reporter("本报讯（记者 白鹭）渔港的验潮站").authors == ("白鹭",)


@pytest.mark.parametrize(
    "text", ["LANZHOU (Xinhua) — Forty", "COLOGNE, 4 June 2024 -- Forty", "新华社北京3月10日电 渔港", "本报讯 渔港"]
)
def test_a_dateline_is_recognised(text):
    assert reads_as_dateline(text)


def test_a_city_and_a_colon_are_a_dateline():
    assert reads_as_dateline("NEW DELHI: Gauges report by satellite.")
    assert not reads_as_dateline("NOTE: Gauges report by satellite.")


def test_a_sentence_is_no_dateline():
    assert not reads_as_dateline("The gauges — forty of them — report.")


def test_a_list_that_holds_more_than_names_names_nobody():
    assert chinese_names("白鹭、木兰") == ("白鹭", "木兰")
    assert chinese_names("白鹭、渔港的验潮站") == ()


@pytest.mark.parametrize("label", ["记者手记", "记者观察", "作者简介", "记者们来了"])
def test_a_chinese_label_that_speaks_of_reporters_names_nobody(label):
    assert read_byline(label) is None


def test_a_sign_before_a_chinese_name_makes_a_byline():
    assert read_byline("□ 欧阳青").authors == ("欧阳青",)
    assert read_byline("□ 海上风电") is None


@pytest.mark.parametrize("text", ["Staff Writer", "Our Science Correspondent", "□本报评论员", "Agencies"])
def test_a_byline_may_name_nobody(text):
    assert read_byline(text).authors == ()


@pytest.mark.parametrize("text", ["Joan Wetherill in Leeds", "Joan Wetherill, Leeds", "Joan Wetherill | Leeds"])
def test_bare_names_may_have_the_place_behind_them(text):
    assert read_bare_names(text).authors == ("Joan Wetherill",)


def test_after_the_last_of_several_authors_a_comma_leads_to_the_place():
    assert read_byline("By Ana Reis and Jo Lind, Can Tho").authors == ("Ana Reis", "Jo Lind")


@pytest.mark.parametrize(
    ("text", "author"), [("(林晓)", "林晓"), ("*R. Iyengar*, Pune", "R. Iyengar"), ("— Ana Reisz", "Ana Reisz")]
)
def test_a_text_is_signed_at_its_end(text, author):
    assert read_signature(text).authors == (author,)


@pytest.mark.parametrize("line", ["Press Trust of the South", "Harbour News Agency", "Prepared by the Secretariat"])
def test_an_agency_or_an_office_may_sign(line):
    assert read_byline(line).authors == ()


def test_a_headline_that_begins_as_a_byline_does_is_none():
    assert read_byline("By the Numbers") is None
