"""The benchmarks run, on a small corpus and with the engines that every installation has."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("bench")
    options = ["--data", folder, "--report", folder / "report.md", "--sizes", "200", "--quick"]
    command = [sys.executable, "-m", "tests.bench", *options, "--engines", "ours", "haystack", "fts5"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return (folder / "report.md").read_text("utf-8")


def test_all_engines_are_in_the_table(report):
    assert all(f"| {name} |" in report for name in ("ours, engine only", "ours, behind Haystack", "SQLite FTS5, tuned"))


def test_all_engines_find_the_same(report):
    assert report.count("47 of 47 counts are equal, and with 47 of these all facets.") == 2


def test_the_report_says_when_and_on_what_it_was_taken(report):
    assert report.startswith("Taken on ")
    assert "cores" in report.splitlines()[0]
