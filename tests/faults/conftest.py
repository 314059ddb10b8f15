"""An archive in a real folder, for several processes."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.faults.archives import Archive
from tests.faults.extent import EXTENT, IS_FULL


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
    return Archive(shutil.copytree(standing, tmp_path / "data"))


@pytest.fixture(scope="module")
def fresh_archive(standing, tmp_path_factory) -> Archive:
    """The same for all tests of a module."""
    return Archive(shutil.copytree(standing, tmp_path_factory.mktemp("archive") / "data"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what the tests of this package have measured."""
    if IS_FULL:
        for outcome in ("passed", "failed"):
            for report in terminalreporter.getreports(outcome):
                for name, figures in report.user_properties:
                    terminalreporter.write_line(f"{name}: {figures}")
