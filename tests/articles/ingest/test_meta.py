import pytest

from articles.ingest.meta import read_dateline_date, read_meta, read_source_note


def said(text):
    """Date, source and authors of a line."""
    meta = read_meta(text)
    return meta.date, meta.source, meta.byline.authors if meta.byline else ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Date:2024-02-28 Source:Harbour Post", ("2024-02-28", "Harbour Post", ())),
        ("日期：2024-02-28 来源：海港报 作者：白鹭", ("2024-02-28", "海港报", ("白鹭",))),
        ("发布时间：2024年2月28日 10:30 | 来源：海港报", ("2024-02-28", "海港报", ())),
        ("By LIU Heng | 28 February 2024", ("2024-02-28", None, ("LIU Heng",))),
        ("Published on 28 February 2024 · 4 min read", ("2024-02-28", None, ())),
        ("Tianjin, 28 February 2024", ("2024-02-28", None, ())),
        ("February 2024", ("2024-02", None, ())),
    ],
)
def test_a_line_under_a_headline_gives_date_source_and_author(line, expected):
    assert said(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The gauges were built on 28 February 2024 in Tianjin",
        "Tide gauges report",
        "Source of all tides",
        "",
        "Date: 2024-02-28 " * 40,
    ],
)
def test_a_sentence_with_a_date_is_no_such_line(line):
    assert read_meta(line) is None


def test_a_day_that_does_not_exist_is_kept_as_printed():
    meta = read_meta("Date: 2024-02-30")
    assert (meta.date, meta.impossible) == (None, "2024-02-30")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("（来源：海港报）", "海港报"),
        ("Source: Harbour Post", "Harbour Post"),
        ("(Adapted from the Harbour Post)", "the Harbour Post"),
        ("转自：海港报", "海港报"),
    ],
)
def test_a_source_note_names_the_source(line, source):
    assert read_source_note(line) == source


def test_a_sentence_about_a_source_is_no_source_note():
    assert read_source_note("The source: a spring in the hills above the old harbour " + "and its town " * 10) is None


def test_the_full_date_of_a_dateline_is_read():
    assert read_dateline_date("COLOGNE, 4 June 2024 — Forty gauges") == "2024-06-04"


def test_a_date_in_the_first_sentence_is_no_dateline():
    assert read_dateline_date("On 4 June 2024 forty gauges were built — in Cologne.") is None


def test_text_and_pictures_may_be_credited_on_one_line():
    assert read_meta("Text: Ana Reis Photographs: Jo Lind").byline.authors == ("Ana Reis",)


def test_who_wrote_and_who_checked_stand_in_brackets():
    assert read_meta("（撰稿：林晓　审核：孟青）").byline.authors == ("林晓",)


@pytest.mark.parametrize("text", ["(dpa)", "(Agência Lusa, 3 May)", "（省科技厅供稿）", "(供稿:滨海市科技局)"])
def test_an_agency_or_office_in_brackets_is_a_source(text):
    assert read_source_note(text)
