"""A copy that is not exactly what `backup` wrote is refused before anything is changed."""

import json
import os
import shutil

import pytest

from articles.backups.checking import Damaged, NoCopy, checked, chosen
from tests.articles.backups.running import manage, seal

ARTICLES = "data/tables/articles.article.ndjson"


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def source(bag):
    return next(path for path in (bag / "data" / "media" / "sources").rglob("*") if path.is_file())


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def link(bag):
    path = source(bag)
    shutil.move(path, bag.parent / "elsewhere")
    path.symlink_to(bag.parent / "elsewhere")


def link_folder(bag):
    shutil.move(bag / "data" / "media", bag.parent / "media")
    (bag / "data" / "media").symlink_to(bag.parent / "media")


def name_in_manifest(bag, name):
    line = (bag / "manifest-sha256.txt").read_text().splitlines()[0]
    replace(bag / "manifest-sha256.txt", line, f"{line[:64]}  {name}")


def lengthen(bag, name, size):
    with (bag / name).open("ab") as file:
        file.truncate(size)


DAMAGE = {
    "a row flipped": lambda bag: flip(bag / ARTICLES),
    "a source flipped": lambda bag: flip(source(bag)),
    "a source cut short": lambda bag: source(bag).write_bytes(source(bag).read_bytes()[:-1]),
    "a table cut short": lambda bag: (bag / ARTICLES).write_bytes((bag / ARTICLES).read_bytes()[:-200]),
    "a source gone": lambda bag: source(bag).unlink(),
    "a table gone": lambda bag: (bag / ARTICLES).unlink(),
    "one file more": lambda bag: (source(bag).parent / "more.md").write_text("more"),
    "an index": lambda bag: (bag / "data" / "index.pickle").write_bytes(b"cos\nsystem\n(S'true'\ntR."),
    "a file beside": lambda bag: (bag / "notes.txt").write_text("beside"),
    "a manifest cut short": lambda bag: (bag / "manifest-sha256.txt").write_bytes(
        (bag / "manifest-sha256.txt").read_bytes()[:-30]
    ),
    "a manifest without its last line": lambda bag: (bag / "manifest-sha256.txt").write_text(
        "".join((bag / "manifest-sha256.txt").read_text().splitlines(True)[:-1])
    ),
    "an empty manifest": lambda bag: (bag / "manifest-sha256.txt").write_text(""),
    "no manifest": lambda bag: (bag / "manifest-sha256.txt").unlink(),
    "no manifest of tags": lambda bag: (bag / "tagmanifest-sha256.txt").unlink(),
    "no bagit.txt": lambda bag: (bag / "bagit.txt").unlink(),
    "another bagit.txt": lambda bag: flip(bag / "bagit.txt"),
    "no bag-info.txt": lambda bag: (bag / "bag-info.txt").unlink(),
    "other figures": lambda bag: replace(
        bag / "bag-info.txt", "Archive-Rows: auth.user 1", "Archive-Rows: auth.user 2"
    ),
    "a way out": lambda bag: name_in_manifest(bag, "data/media/sources/../../../../secret-key"),
    "a foreign file": lambda bag: name_in_manifest(bag, "/etc/passwd"),
    "a home": lambda bag: name_in_manifest(bag, "~/.bashrc"),
    "a link": link,
    "a linked folder": link_folder,
    "a pipe": lambda bag: os.mkfifo(bag / "data" / "pipe"),
    "a huge manifest": lambda bag: lengthen(bag, "manifest-sha256.txt", 10**10),
    "a huge bag-info.txt": lambda bag: lengthen(bag, "bag-info.txt", 10**10),
    "a fetch.txt": lambda bag: (bag / "fetch.txt").write_text("http://127.0.0.1/x 10 data/media/sources/x.md\n"),
}


def test_a_copy_is_found_whole(bag):
    assert checked(bag).rows["articles.article"] > 3


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_copy_is_refused_with(damage, bag):
    DAMAGE[damage](bag)
    with pytest.raises(Damaged):
        checked(bag)


def test_a_flipped_bit_anywhere_is_found(bag):
    for path in sorted(path for path in bag.rglob("*") if path.is_file() and path.stat().st_size):
        whole = path.read_bytes()
        flip(path)
        with pytest.raises(Damaged):
            checked(bag)
        path.write_bytes(whole)
    assert checked(bag)


SEALED = {
    "an index": lambda bag: (bag / "data" / "index.toc").write_text("index"),
    "a pickle among the sources": lambda bag: (source(bag).parent / ".current.pickle").write_text("pickle"),
    "a pickle among the tables": lambda bag: (bag / "data" / "tables" / "index.pickle").write_text("pickle"),
    "another format": lambda bag: replace(bag / "bag-info.txt", "Archive-Format: 1", "Archive-Format: 2"),
    "no format": lambda bag: replace(bag / "bag-info.txt", "Archive-Format: 1", "Anything: 1"),
    "figures that are none": lambda bag: replace(bag / "bag-info.txt", "auth.user 1", "auth.user many"),
    "a table that nobody knows": lambda bag: (bag / "data" / "tables" / "articles.spy.ndjson").write_text("[]\n"),
}


@pytest.mark.parametrize("damage", SEALED)
def test_a_copy_whose_checksums_were_made_right_is_refused_with(damage, bag):
    SEALED[damage](bag)
    seal(bag)
    with pytest.raises(Damaged):
        checked(bag)


def rewritten(bag, change):
    """Changes the first row of the articles."""
    path = bag / ARTICLES
    names, first, *others = path.read_text().splitlines()
    row = dict(zip(json.loads(names), json.loads(first), strict=True))
    change(row)
    path.write_text("\n".join([names, json.dumps(list(row.values())), *others]) + "\n")


def giant(bag):
    with (bag / ARTICLES).open("ab") as file:
        file.seek(300_000_000, os.SEEK_CUR)
        file.write(b"\n")


INSIDE = {
    "a row too few": lambda bag: (bag / ARTICLES).write_text(
        "".join((bag / ARTICLES).read_text().splitlines(True)[:-1])
    ),
    "rows that are none": lambda bag: (bag / ARTICLES).write_text("[1,2,3]\n{}\n"),
    "other columns": lambda bag: replace(bag / ARTICLES, '"title"', '"titel"'),
    "a date that is none": lambda bag: rewritten(bag, lambda row: row.update(date="yesterday")),
    "a state that is none": lambda bag: rewritten(bag, lambda row: row.update(state="secret")),
    "an issue that is not there": lambda bag: rewritten(bag, lambda row: row.update(issue_id=4711)),
    "a line without end": giant,
    "a source that no row names": lambda bag: (source(bag).parent / "planted.md").write_text("planted"),
    "migrations of a newer release": lambda bag: replace(bag / "bag-info.txt", "0007_groups", "0007_groups 0999_new"),
}


@pytest.mark.parametrize("damage", INSIDE)
def test_nothing_is_restored_from_a_copy_with(damage, bag, tmp_path):
    INSIDE[damage](bag)
    seal(bag)
    code, printed = manage(tmp_path / "data", "restore", bag)
    assert code == 1
    assert f"The copy {bag} is refused" in printed
    assert "Traceback" not in printed
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"secret-key", "serve.lock"}


def test_a_refusal_says_what_is_wrong_and_what_to_do(bag, tmp_path):
    flip(source(bag))
    code, printed = manage(tmp_path / "data", "restore", bag)
    assert code == 1
    assert f"data/media/sources/{source(bag).parent.name}/{source(bag).name}: changed since" in printed
    assert "Take another copy" in printed


def test_a_newest_copy_that_is_damaged_is_refused_and_no_older_one_taken_instead(bag):
    newer = shutil.copytree(bag, bag.with_name("archive-29991231T000000Z"))
    (newer / "tagmanifest-sha256.txt").unlink()
    assert chosen(bag.parent) == newer
    with pytest.raises(Damaged):
        checked(newer)


def test_where_there_is_no_copy_it_is_said(tmp_path):
    with pytest.raises(NoCopy):
        chosen(tmp_path)
    with pytest.raises(NoCopy):
        chosen(tmp_path / "nowhere")
