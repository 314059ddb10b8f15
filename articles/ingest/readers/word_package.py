"""Opens a Word file: refuses what is locked, damaged or built to fill the memory before anything in it is parsed."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from lxml.etree import LxmlError

from articles.ingest.records import Refused

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
_CONTENT_TYPES = "[Content_Types].xml"
_WORD_PART = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.\w+\.macroEnabled[\w.]*main\+xml"
)
_DOCUMENT_PART = b"wordprocessingml.document.main+xml"
_STRICT = b"purl.oclc.org/ooxml"
_LOCKED_FLAG = 0x1

_MOST_ENTRIES = 1_000
_MOST_BYTES = 64 * 1024 * 1024
"""Unpacked, pictures and all: the file itself may have 20 MB, and pictures do not shrink when packed."""
_MOST_XML = 24 * 1024 * 1024
_MOST_TAGS = 600_000
"""Opening and closing ones: room for some 20,000 paragraphs as Word saves them."""
_MOST_TYPES = 1024 * 1024

_UNPARSED = (".svg", ".htm", ".html", ".xhtml")
_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError, ValueError)

_REASONS = {
    "damaged": "The Word file is damaged and cannot be opened. Open it in Word, save it anew and upload it again.",
    "encrypted": "The Office file is locked with a password. Take the password off in Word and upload it again.",
    "too-large": "The Word file unpacks to more than the text of an issue ever has. Copy the text into a new document "
    "and upload that.",
    "entities": "The Word file declares entities, which Word never writes. Open it in Word, save it anew and upload it "
    "again.",
    "kind": "The file is a Word template, holds macros or is in the strict form. Save it as a plain .docx and upload "
    "it again.",
}


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word file by what they hold: a zip whose list of content types names a Word text, or an
    Office file that a password locks."""
    if data.startswith(_OLE):
        return _LOCKED_STREAM in data
    if not data.startswith(_ZIP):
        return False
    if data.count(_ENTRY) > _MOST_ENTRIES:
        return _looks_like_word(data)
    try:
        with ZipFile(BytesIO(data)) as package:
            if package.getinfo(_CONTENT_TYPES).flag_bits & _LOCKED_FLAG:
                return _looks_like_word(data)
            with package.open(_CONTENT_TYPES) as types:
                return _WORD_PART.search(_ascii(types.read(_MOST_TYPES))) is not None
    except KeyError:
        return False  # a sound zip of something else
    except _FAULTS:
        return _looks_like_word(data)


def open_word(data: bytes) -> WordDocument:
    """The document, parsed. Raises Refused with code `encrypted`, `too-large`, `unsupported` or `damaged`."""
    if data.startswith(_OLE):
        raise _refusal("encrypted")
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise _refusal("too-large")
    try:
        with ZipFile(BytesIO(data)) as package:
            _check_directory(package)
            _check_parts(package)
        return docx.Document(BytesIO(data))
    except (*_FAULTS, LxmlError, OpcError, InvalidXmlError, AttributeError, TypeError) as error:
        # python-docx takes a sound package for granted, and meets an unsound one with whatever comes up
        raise _refusal("damaged") from error


def _looks_like_word(data: bytes) -> bool:
    """Whether a zip that cannot be read begins as Word files do."""
    return _CONTENT_TYPES.encode() in data[:64] and b"word/" in data


def _check_directory(package: ZipFile) -> None:
    """Sizes as the directory states them; nothing more than those is ever unpacked."""
    entries = package.infolist()
    if any(entry.flag_bits & _LOCKED_FLAG for entry in entries):
        raise _refusal("encrypted")
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise _refusal("too-large")


def _check_parts(package: ZipFile) -> None:
    """What the XML in the package holds, before it is parsed."""
    size = tags = 0
    for entry in package.infolist():
        part = _ascii(package.read(entry))
        if entry.filename == _CONTENT_TYPES and _DOCUMENT_PART not in part:
            raise _refusal("kind")
        if not part[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
            continue
        size += len(part)
        tags += part.count(b"<")
        if size > _MOST_XML or tags > _MOST_TAGS:
            raise _refusal("too-large")
        if b"<!DOCTYPE" in part and not entry.filename.lower().endswith(_UNPARSED):
            raise _refusal("entities")
        if entry.filename == "_rels/.rels" and _STRICT in part:
            raise _refusal("kind")


def _refusal(reason: str) -> Refused:
    return Refused("unsupported" if reason in ("entities", "kind") else reason, _REASONS[reason])


def _ascii(part: bytes) -> bytes:
    """A part's ASCII, whichever width its characters have."""
    return part.replace(b"\x00", b"") if b"\x00" in part[:64] else part
