from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from articles.ingest.readers import read
from articles.ingest.records import Refused
from tests.articles.ingest.word_files import STORY, part, picture, repacked, saved, story

MEGABYTE = 1024 * 1024


def refusal(data):
    with pytest.raises(Refused) as refused:
        read(data, "issue.docx")
    return refused.value.code


def entity_bomb():
    names = ['<!ENTITY e{} "{}">'.format(number, f"&e{number - 1};" * 10) for number in range(1, 9)]
    start = '<!DOCTYPE d [<!ENTITY e0 "gauge">' + "".join(names) + "]>"
    document = part("word/document.xml").replace("?>", "?>" + start, 1).replace(STORY, "&e8;")
    return {"word/document.xml": document}


def test_a_locked_office_file_is_refused_as_encrypted():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512
    assert refusal(data) == "encrypted"


def test_an_old_office_file_is_named_in_the_refusal():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512) == "unsupported"


def test_another_zip_is_refused_as_before():
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("word/readme.txt", "gauges")
    assert refusal(stream.getvalue()) == "unsupported"


def test_a_zip_that_holds_a_word_file_is_not_taken_for_one():
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("issue.docx", saved(story()))
    assert refusal(stream.getvalue()) == "unsupported"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_truncated_file_is_refused_as_damaged(share):
    data = saved(story())
    assert refusal(data[: int(share * len(data))]) == "damaged"


def test_a_file_with_damaged_bytes_in_its_text_is_refused():
    assert refusal(repacked({"word/document.xml": part("word/document.xml")[:-40]})) == "damaged"


def test_a_file_without_its_text_is_refused_as_damaged():
    data = repacked({"word/_rels/document.xml.rels": part("word/_rels/document.xml.rels").replace("styles.xml", "no")})
    assert refusal(data) == "damaged"


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    assert refusal(repacked({"word/media/image1.png": bytes(65 * MEGABYTE)})) == "too-large"


def test_a_text_that_unpacks_to_too_much_xml_is_refused():
    long = part("word/document.xml").replace(STORY, "gauge " * (5 * MEGABYTE))
    assert refusal(repacked({"word/document.xml": long})) == "too-large"


def test_a_file_of_thousands_of_entries_is_refused():
    assert refusal(repacked({f"word/media/image{number}.png": b"" for number in range(1_500)})) == "too-large"


def test_a_text_of_far_too_many_tags_is_refused():
    many = part("word/document.xml").replace("<w:p>", "<w:p/>" * 700_000 + "<w:p>", 1)
    assert refusal(repacked({"word/document.xml": many})) == "too-large"


def test_xml_nested_beyond_measure_is_refused():
    deep = part("word/document.xml").replace("<w:p>", "<w:sdt>" * 9_000 + "<w:p>").replace(
        "</w:p>", "</w:p>" + "</w:sdt>" * 9_000
    )  # fmt: skip
    assert refusal(repacked({"word/document.xml": deep})) == "damaged"


def test_entities_are_refused():
    assert refusal(repacked(entity_bomb())) == "unsupported"


def test_entities_are_refused_in_utf_16():
    document = entity_bomb()["word/document.xml"].replace("UTF-8", "UTF-16").encode("utf-16")
    assert refusal(repacked({"word/document.xml": document})) == "unsupported"


def test_an_external_entity_is_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("password")
    start = f'?><!DOCTYPE d [<!ENTITY e SYSTEM "file://{secret}">]>'
    document = part("word/document.xml").replace("?>", start, 1).replace(STORY, "&e;")
    assert refusal(repacked({"word/document.xml": document})) == "unsupported"


def test_a_relationship_to_another_server_is_not_followed():
    relations = part("word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rId99" TargetMode="External" Target="http://server.invalid/gauge" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/></Relationships>',
    )
    document = read(repacked({"word/_rels/document.xml.rels": relations}), "issue.docx")
    assert [line.text for line in document.lines] == [STORY]


def test_a_template_is_refused_with_the_form_to_save_it_in():
    types = part("[Content_Types].xml").replace("document.main+xml", "template.main+xml")
    assert refusal(repacked({"[Content_Types].xml": types})) == "unsupported"


def test_a_file_locked_within_the_zip_is_refused_as_encrypted():
    data = bytearray(saved(story()))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_a_file_of_pictures_alone_needs_character_recognition():
    document = docx.Document()
    document.add_paragraph().add_run().add_picture(picture())
    assert refusal(saved(document)) == "needs-ocr"


def test_a_file_without_text_is_refused_as_empty():
    assert refusal(saved(docx.Document())) == "empty"
