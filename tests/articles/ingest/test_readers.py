import pytest

from articles.ingest.readers import read
from articles.ingest.records import Refused

ENGLISH = "Tide gauges report by satellite, says the Académie."
CHINESE = "渔港的验潮站每十分钟通过卫星发回一次读数，这在以前是不可能的。我们在这里看到了科学的力量。"
TRADITIONAL = "漁港的驗潮站每十分鐘透過衛星發回一次讀數，這在以前是不可能的。我們在這裡看到了科學的力量。"


def texts(data, name="page.txt"):
    return [line.text for line in read(data, name).lines]


def refusal(data, **options):
    with pytest.raises(Refused) as refused:
        read(data, "upload.md", **options)
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_a_byte_order_mark(encoding):
    assert texts(ENGLISH.encode(encoding)) == [ENGLISH]


@pytest.mark.parametrize(("text", "encoding"), [(CHINESE, "gb18030"), (TRADITIONAL, "big5")])
def test_chinese_encodings_are_told_apart(text, encoding):
    document = read(text.encode(encoding), "page.txt")
    assert [line.text for line in document.lines] == [text]
    assert document.encoding == encoding


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_western_european_text_keeps_its_accents(encoding):
    assert texts(ENGLISH.encode(encoding)) == [ENGLISH]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_one_line(line_end):
    assert texts(line_end.join(["one", "", "three", ""]).encode()) == ["one", "", "three"]


def test_lines_are_numbered_from_one():
    assert [line.number for line in read(b"one\ntwo\n", "page.txt").lines] == [1, 2]


def test_stray_control_characters_are_dropped():
    assert texts(("tide\x0c gauge" + "s" * 200 + "\x07").encode()) == ["tide\x0c gauge" + "s" * 200]


@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("page.md", "tide gauges", "text/markdown"),
        ("page.txt", "tide gauges", "text/plain"),
        ("page.txt", "# Tide gauges", "text/markdown"),
        ("page.txt", "tide # gauges", "text/plain"),
    ],
)
def test_markdown_is_told_by_its_name_or_its_headings(name, text, media_type):
    assert read(text.encode(), name).media_type == media_type


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
def test_a_file_without_text_is_refused_as_empty(data):
    assert refusal(data).code == "empty"


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00\x01\x02\x03" * 100])
def test_binary_data_is_refused(data):
    assert refusal(data).code == "not-text"


def test_a_damaged_file_is_refused_with_the_place_of_the_damage():
    refused = refusal(b"\xef\xbb\xbfTide gauges \xff\xff report")
    assert (refused.code, "byte 12" in refused.message) == ("not-text", True)


@pytest.mark.parametrize(
    ("start", "what"),
    [(b"\x89PNG\r\n", "a PNG picture"), (b"PK\x03\x04", "a zip archive")],
)
def test_a_known_format_that_is_not_read_is_named_in_the_refusal(start, what):
    refused = refusal(start + b"\x00" * 20)
    assert refused.code == "unsupported"
    assert what in refused.message


def test_a_file_beyond_the_limit_is_refused_with_the_limit():
    refused = refusal(b"tide " * 500_000, size_limit=2 * 1024 * 1024)
    assert (refused.code, "larger than 2 MB" in refused.message) == ("too-large", True)
