"""Commits: what goes in, what comes out, and that segments merge without loss."""

import datetime

import numpy as np
import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search.codec import inversion
from search.codec.columns import day_number
from search.codec.terms import Damaged
from search.codec.writer import INDEX_NAME, IndexWriter, create
from search.retrieval.snapshot import Snapshot
from tests.search import small_index
from tests.search.small_index import SCHEMA

DAY = datetime.date(2024, 5, 1)


@pytest.fixture
def folder(tmp_path):
    create(tmp_path, SCHEMA)
    return tmp_path


def document(pk, text="carbon", topics=("energy",)):
    return small_index.document(pk, text, f"No {pk}", topics, DAY)


def commit(folder, *documents, removed=(), whole=False):
    writer = IndexWriter(folder, SCHEMA)
    for given in documents:
        writer.add(given)
    writer.remove(removed)
    writer.commit(whole=whole)


def segments(folder):
    return TOC.read(FileStorage(str(folder)), INDEX_NAME, schema=SCHEMA).segments


def holding(folder, term, field="text"):
    """The ids of the articles that have a term."""
    snapshot = Snapshot(folder, SCHEMA)
    documents, _ = snapshot.postings(field, term.encode())
    alive = documents if snapshot.alive is None else documents[snapshot.alive[documents]]
    return snapshot.ids[alive].tolist()


def contents(folder):
    """All that the index says, by article."""
    snapshot = Snapshot(folder, SCHEMA)
    said = {pk: [] for pk in snapshot.ids.tolist()}
    for reader, base in snapshot.readers:
        for field, terms in reader.fields.items():
            for number, key in enumerate(terms.keys):
                row = terms.row(number)
                documents, frequencies = reader.documents(row)
                places = [[]] * len(documents)
                if row.positions:
                    places = np.split(reader.positions(row, frequencies), np.cumsum(frequencies)[:-1])
                for place, positions in zip(documents, places, strict=True):
                    said[int(snapshot.ids[place + base])].append((field, key, list(positions)))
    return {pk: sorted(entries) for pk, entries in said.items()}


@pytest.mark.parametrize("at", ["search.codec.writer.write_sums", "pathlib.Path.rename"])
def test_a_writer_that_ended_before_its_table_of_contents_was_in_force_holds_up_no_other(folder, monkeypatch, at):
    commit(folder, document(1))
    with monkeypatch.context() as ending:
        ending.setattr(at, end)
        with pytest.raises(KeyboardInterrupt):
            commit(folder, document(2))
    assert holding(folder, "carbon") == [1]
    commit(folder, document(3))
    assert holding(folder, "carbon") == [1, 3]
    assert not list(folder.glob("_NEXT_*"))


def end(*_):
    raise KeyboardInterrupt


def test_a_document_is_found_by_its_terms_and_values(folder):
    commit(folder, document(1, "carbon tax"), document(2, "solar", ["energy", "space"]))
    assert holding(folder, "carbon") == [1]
    assert holding(folder, "=solar") == [2]
    assert holding(folder, "energy", "topic_exact") == [1, 2]
    assert Snapshot(folder, SCHEMA).dates.tolist() == [day_number(DAY)] * 2


def test_a_document_added_again_takes_the_place_of_the_old_one(folder):
    commit(folder, document(1, "solar"))
    commit(folder, document(1, "wind"))
    assert (holding(folder, "solar"), holding(folder, "wind")) == ([], [1])
    assert Snapshot(folder, SCHEMA).living == 1


def test_what_is_removed_is_gone_and_what_is_unknown_is_passed_over(folder):
    commit(folder, document(1), document(2))
    commit(folder, removed=[1, 99])
    assert holding(folder, "carbon") == [2]


def test_a_segment_without_documents_is_dropped(folder):
    commit(folder, document(1))
    commit(folder, document(2), removed=[1])
    assert [segment.doc_count() for segment in segments(folder)] == [1]


def test_files_of_dropped_segments_are_deleted(folder):
    commit(folder, document(1))
    commit(folder, removed=[1])
    assert sorted(file.name for file in folder.iterdir()) == ["_MAIN_2.sums", "_MAIN_2.toc"]


def test_many_small_commits_leave_few_segments(folder):
    for pk in range(1, 70):
        commit(folder, document(pk))
    assert len(segments(folder)) < 15
    assert sorted(holding(folder, "carbon")) == list(range(1, 70))


TEXTS = ["carbon tax on carbon", "sci-tech 新质生产力", "", "solar and wind", "wind and solar and wind", "1,000 chips"]


@pytest.fixture
def at_once(tmp_path_factory):
    """The texts, but for the second, in an index that was written in one go."""
    folder = tmp_path_factory.mktemp("at_once")
    create(folder, SCHEMA)
    commit(folder, *(document(pk, text) for pk, text in enumerate(TEXTS) if pk != 1))
    return folder


def test_merged_segments_say_the_same_as_one_written_at_once(folder, at_once):
    for pk, text in enumerate(TEXTS):
        commit(folder, document(pk, text))
    commit(folder, removed=[1])
    assert len(segments(folder)) > 1
    commit(folder, whole=True)
    assert len(segments(folder)) == 1
    assert contents(folder) == contents(at_once)


def test_batches_that_fill_up_become_one_index(folder, at_once, monkeypatch):
    monkeypatch.setattr(inversion, "MOST_CHUNKS", 3)
    commit(folder, *(document(pk, text) for pk, text in enumerate(TEXTS) if pk != 1), whole=True)
    assert len(segments(folder)) == 1
    assert contents(folder) == contents(at_once)


def test_a_reader_keeps_what_it_has_open(folder):
    commit(folder, document(1))
    before = Snapshot(folder, SCHEMA)
    commit(folder, document(2), removed=[1], whole=True)
    assert before.ids.tolist() == [1]
    assert before.postings("text", b"carbon")[0].tolist() == [0]


def test_a_byte_that_has_changed_is_noticed(folder):
    commit(folder, document(1, "carbon solar wind"))
    (file,) = folder.glob("*.postings")
    data = bytearray(file.read_bytes())
    for place in range(len(data)):
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises(Damaged):
            Snapshot(folder, SCHEMA).check()


def test_a_document_that_cannot_be_read_leaves_the_others(folder):
    writer = IndexWriter(folder, SCHEMA)
    writer.add(document(1))
    with pytest.raises(TypeError):
        writer.add(document(2, text=None))
    writer.add(document(3))
    writer.commit()
    assert holding(folder, "carbon") == [1, 3]
