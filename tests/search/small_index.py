"""An index of a few documents, without a database."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from whoosh.fields import Schema

from search.codec.writer import IndexWriter, create
from search.documents import Document
from search.retrieval.snapshot import Snapshot
from search.schema import DateField, TextField, TitleField, ValueField

SCHEMA = Schema(
    text=TextField(), title=TextField(boost=3.0), topic_exact=ValueField(), date=DateField(), sort_title=TitleField()
)


def document(
    pk: int,
    text: str = "",
    title: str = "",
    topics: Sequence[str] = (),
    date: datetime.date | None = None,
) -> Document:
    return Document(pk, {"text": [text], "title": [title]}, {"topic_exact": list(topics)}, date, title)


def index_of(folder: Path, *commits: Sequence[Document]) -> Snapshot:
    """The index in `folder` after each of the commits has added its documents."""
    create(folder, SCHEMA)
    for documents in commits:
        writer = IndexWriter(folder, SCHEMA)
        for each in documents:
            writer.add(each)
        writer.commit()
    return Snapshot(folder, SCHEMA)
