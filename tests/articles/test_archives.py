import io
import time
import zipfile

import pytest

from articles.archives import ArchiveLimits, source_count, sources
from articles.ingest.records import Refused
from tests.articles.zips import link, locked, zipped

MEGABYTE = 1024 * 1024


def taken(data, size_limit=2 * MEGABYTE, **limits):
    """The sources in some bytes: label and content, or the code of the refusal."""
    found = sources(io.BytesIO(data), "box.zip", "box.zip", size_limit, ArchiveLimits(**limits))
    return {
        source.label: source.content.code if isinstance(source.content, Refused) else source.content for source in found
    }


def name_of(member):
    [source] = sources(io.BytesIO(zipped((member, b"tide"))), "box.zip", "box.zip", MEGABYTE)
    return source.name


def test_each_file_in_an_archive_is_a_source():
    data = zipped(("march/page.md", b"tide"), ("april/", b""), ("april/page.md", b"gauge"))
    assert taken(data) == {"box.zip: march/page.md": b"tide", "box.zip: april/page.md": b"gauge"}


def test_a_file_that_is_no_archive_is_itself_a_source():
    assert taken(b"tide") == {"box.zip": b"tide"}


def test_the_sources_are_counted_before_they_are_read():
    assert source_count(io.BytesIO(zipped(("1.md", b"tide"), ("2.md", b"gauge")))) == 2
    assert source_count(io.BytesIO(b"tide")) == 1


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype"])
def test_a_document_that_is_a_zip_by_its_build_is_no_archive(mark):
    data = zipped((mark, b"x"), ("content.xml", b"x"))
    assert taken(data) == {"box.zip": data}
    assert set(taken(zipped(("page.docx", data))).values()) == {data}


@pytest.mark.parametrize("name", ["__MACOSX/._page.md", "a/.DS_Store", "Thumbs.db", "._page.md"])
def test_what_systems_add_to_archives_is_left_out(name):
    assert list(taken(zipped((name, b"junk"), ("page.md", b"tide")))) == ["box.zip: page.md"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("../../etc/page.md", "page.md"),
        ("/etc/page.md", "page.md"),
        ("..\\..\\page.md", "page.md"),
        ("pa\u202ege\x07.md", "page.md"),
        ("..", "unnamed"),
    ],
)
def test_a_name_is_only_a_name(written, name):
    assert name_of(written) == name


def test_an_over_long_name_keeps_its_ending():
    name = name_of("n" * 300 + ".md")
    assert (len(name), name[-3:]) == (200, ".md")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_names_are_read_as_chinese_systems_write_them(encoding):
    stand_in = b"n" * len("潮汐".encode(encoding))
    data = zipped((stand_in.decode() + ".md", b"tide")).replace(stand_in, "潮汐".encode(encoding))
    assert list(taken(data)) == ["box.zip: 潮汐.md"]


def test_an_archive_within_an_archive_is_refused_and_the_others_are_read():
    data = zipped(("inner.zip", zipped(("page.md", b"tide"))), ("page.md", b"tide"))
    assert taken(data) == {"box.zip: inner.zip": "unsupported", "box.zip: page.md": b"tide"}


def test_a_file_locked_with_a_password_is_refused():
    assert taken(locked(zipped(("page.md", b"tide")))) == {"box.zip: page.md": "encrypted"}


def test_a_link_is_refused_and_never_followed():
    assert taken(zipped((link("page.md"), b"/etc/passwd"))) == {"box.zip: page.md": "unsupported"}


def test_a_rare_compression_is_refused():
    assert taken(zipped(("page.md", b"tide"), method=zipfile.ZIP_LZMA)) == {"box.zip: page.md": "unsupported"}


def test_a_damaged_file_is_refused_and_the_others_are_read():
    data = zipped(("1.md", b"tide"), ("2.md", b"gauge"), method=zipfile.ZIP_STORED).replace(b"tide", b"ride")
    assert taken(data) == {"box.zip: 1.md": "damaged", "box.zip: 2.md": b"gauge"}


def test_a_truncated_archive_is_left_to_the_readers():
    data = zipped(("page.md", b"tide"))[:-30]
    assert taken(data) == {"box.zip": data}


def test_an_archive_of_nothing_is_refused():
    assert taken(zipped()) == {"box.zip": "empty"}


def test_too_many_files_are_refused():
    data = zipped(*((f"{number}.md", b"tide") for number in range(4)))
    assert taken(data, members=3) == {"box.zip": "too-large"}


def test_files_that_are_too_large_together_are_refused_before_any_is_unpacked():
    data = zipped(*((f"{number}.md", b"tide" * 1000) for number in range(4)))
    assert taken(data, unpacked=15_999) == {"box.zip": "too-large"}


def test_a_file_over_the_limit_is_refused():
    assert taken(zipped(("page.md", b"tide" * 10)), size_limit=39) == {"box.zip: page.md": "too-large"}


def test_a_file_that_unpacks_to_far_more_than_text_does_is_refused():
    assert taken(zipped(("page.md", bytes(2 * MEGABYTE)))) == {"box.zip: page.md": "too-large"}


def test_a_file_that_is_larger_than_it_says_is_cut_off_and_refused():
    data = zipped(("page.md", b"tide" * 100_000))
    smaller = data.replace((400_000).to_bytes(4, "little"), (400).to_bytes(4, "little"))
    assert taken(smaller) == {"box.zip: page.md": "damaged"}


def test_an_endless_list_of_files_is_refused_quickly():
    data = zipped(*((f"{number:050}.md", b"") for number in range(25_000)))
    start = time.monotonic()
    assert taken(data) == {"box.zip": "too-large"}
    assert time.monotonic() - start < 1


def test_a_file_without_a_name_is_a_source_all_the_same():
    data = zipped(("nn", b"tide")).replace(b"nn", b"\0\0")
    assert taken(data) == {"box.zip: unnamed": b"tide"}
