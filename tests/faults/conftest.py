"""An archive in a real folder, for several processes."""

import fcntl
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.databases import copy_archive
from tests.faults.archives import Archive
from tests.faults.extent import EXTENT, IS_FULL
from tests.faults.rows import ROW, Row, keep, table


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Callable[[int], Path]:
    """Gives the data folder of an archive with so many articles, indexed. To be read or copied, never changed."""

    @cache
    def folder(articles: int) -> Path:
        data = tmp_path_factory.mktemp("faults") / "data"
        Archive(data).run("corpus", "make", count=articles)
        return data

    return folder


@pytest.fixture(scope="session")
def standing(made) -> Path:
    """The archive whose articles are to be found whatever happens beside them."""
    return made(EXTENT.articles)


@pytest.fixture(scope="session")
def searched(made) -> Path:
    """The archive that is searched in every way."""
    return made(EXTENT.searched)


@pytest.fixture
def archive(standing, tmp_path) -> Archive:
    """A copy of that archive, to be changed."""
    return Archive(copy_archive(standing, tmp_path / "data"))


@pytest.fixture(scope="module")
def fresh_archive(standing, tmp_path_factory) -> Archive:
    """The same for all tests of a module."""
    return Archive(copy_archive(standing, tmp_path_factory.mktemp("archive") / "data"))


@pytest.fixture(scope="session")
def ready(standing, tmp_path_factory) -> Path:
    """The same archive with all style sheets gathered, which takes a start longest, for whoever serves a copy: made
    once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    data = folder / "ready"
    with open(folder / "ready.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready.done").exists():
            copy_archive(standing, data)
            Archive(data).run("corpus", "gather")
            (folder / "ready.done").touch()
    return data


@pytest.fixture
def site(ready, tmp_path) -> Archive:
    """A copy of that, to be served and changed."""
    return Archive(copy_archive(ready, tmp_path / "site"))


@pytest.fixture(scope="module")
def shared_site(ready, tmp_path_factory) -> Archive:
    """The same for all tests of a module."""
    return Archive(copy_archive(ready, tmp_path_factory.mktemp("site") / "data"))


@pytest.fixture
def row(request) -> Row:
    """The row of the table that the test is about: row(situation), then row.did(what was done, how often)."""
    return Row(request.node.user_properties)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what the tests of this package have measured, and the table of what held. All of it is kept in the
    docs if all of it was tried."""
    if not IS_FULL:
        return
    reports = [report for outcome in ("passed", "failed", "skipped") for report in terminalreporter.getreports(outcome)]
    for report in reports:
        for name, figures in report.user_properties:
            if name != ROW:
                terminalreporter.write_line(f"{name}: {figures}")
    lines = table(reports)
    terminalreporter.write_line("\n".join(lines))
    config = terminalreporter.config
    if config.args == ["tests/faults"] and not config.option.keyword:
        keep(lines)
