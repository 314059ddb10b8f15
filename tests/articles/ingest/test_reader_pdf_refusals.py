import time

import pytest

from articles.ingest.readers import read
from articles.ingest.readers.pdf import PAGE_LIMIT, UNPACKED_LIMIT
from articles.ingest.records import Refused
from tests.articles.ingest.pdf_files import FILLER, assemble, column, pdf, stream, text_at

PAGE = column(FILLER, 50, 700, 60)
LOCKED = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<{0}> <{0}>]".format("41" * 32)


def refusal(data):
    start = time.monotonic()
    with pytest.raises(Refused) as refused:
        read(data, "issue.pdf")
    assert time.monotonic() - start < 5
    assert refused.value.message.endswith(".")
    return refused.value


def test_a_file_without_text_needs_ocr_first():
    refused = refusal(pdf(["0 0 595 842 re f"], ["0 0 595 842 re f"]))
    assert refused.code == "needs-ocr"
    assert "OCR first" in refused.message


def test_a_scanner_s_stamp_is_no_text():
    assert refusal(pdf([text_at(50, 20, "Scanned today")])).code == "needs-ocr"


def test_a_file_with_a_password_is_refused():
    assert refusal(pdf(PAGE, trailer=LOCKED)).code == "encrypted"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(share):
    data = pdf(PAGE, PAGE)
    assert refusal(data[: int(len(data) * share)]).code == "damaged"


def test_a_file_of_noise_after_the_signature_is_damaged():
    assert refusal(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF").code == "damaged"


def test_pages_that_contain_themselves_are_refused():
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    assert refusal(assemble({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: loop})).code in ("damaged", "needs-ocr")


def test_a_table_of_places_that_loops_is_refused():
    data = pdf(PAGE)
    place = data.rindex(b"xref\n0")
    looped = data.replace(b"/Root 1 0 R ", b"/Root 99 0 R /Prev %d " % place)
    assert refusal(looped).code == "damaged"


def test_a_page_of_absurd_size_is_refused():
    assert refusal(pdf(PAGE, size=(10**9, 10**9))).code == "damaged"


def test_a_file_of_too_many_pages_is_refused():
    assert refusal(pdf(*[PAGE] * (PAGE_LIMIT + 1))).code == "too-large"


def test_pages_that_are_only_promised_are_not_waited_for():
    data = pdf(PAGE).replace(b"/Count 1 ", b"/Count 999999999 ")
    assert [line.text for line in read(data, "issue.pdf").lines] == [FILLER.strip()]


def test_a_stream_that_unpacks_to_far_too_much_is_refused():
    bomb = stream(b" " * (UNPACKED_LIMIT + 1), packed=True)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 3: page, 4: bomb}
    assert refusal(assemble(objects)).code == "too-large"


def test_a_stream_that_is_packed_twice_is_refused():
    data = pdf(PAGE, packed=True).replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")
    assert refusal(data).code == "too-large"


def test_packed_pages_are_read():
    assert len(read(pdf(PAGE, PAGE, packed=True), "issue.pdf").lines) == 3


def test_a_page_packed_with_letters_is_refused():
    assert refusal(pdf([text_at(0, 800 - 2 * line, "a b " * 75, 1) for line in range(400)])).code == "too-large"


def test_a_page_of_thousands_of_scattered_words_is_read_in_time():
    start = time.monotonic()
    scattered = [text_at(n * 37 % 590, n * 53 % 840, "ab", 2) for n in range(10_000)]
    assert len(read(pdf(scattered), "issue.pdf").lines) > 1
    assert time.monotonic() - start < 8
