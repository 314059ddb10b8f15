import shutil

import pytest

from tests.bench import export
from tests.bench.remote import Remote


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="needs the command sqlite3")
def test_the_export_is_timed_beside_sqlite3(tmp_path):
    with Remote(tmp_path / "20", "tests.bench.corpus:Corpus", 20):
        pass
    measured = export.measure(tmp_path / "20", rounds=1)
    ours = measured["export, ndjson"]
    assert ours.written > 0.05
    assert ours.memory < export.MOST_MEMORY
    assert export.table(measured).count("times as long") == len(measured) - 1
