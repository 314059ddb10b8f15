"""Archives for the tests of them, made in memory."""

import io
import stat
import zipfile


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    """The bytes of an archive; `members` are (name or ZipInfo, content) pairs."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def locked(data):
    """The archive with its first member marked as encrypted."""
    marked = bytearray(data)
    marked[6] |= 1  # in the member's own head
    marked[data.index(b"PK\x01\x02") + 8] |= 1  # in the archive's list
    return bytes(marked)


def link(name):
    """The head of a member that is a symbolic link."""
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member
