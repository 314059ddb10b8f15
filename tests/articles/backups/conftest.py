"""An archive to copy, and a copy of it."""

import shutil

import pytest

from tests.articles.backups.running import backed_up
from tests.databases import copy_archive
from tests.served import shell


@pytest.fixture(scope="session")
def standing_archive(tmp_path_factory):
    """The data folder of an archive, to be read or copied, never changed."""
    data = tmp_path_factory.mktemp("standing") / "data"
    data.mkdir()
    shell(data, "from tests.articles.backups.standing import make; make()")
    return data


@pytest.fixture(scope="session")
def standing_bag(standing_archive, tmp_path_factory):
    """A copy of it, likewise."""
    return backed_up(standing_archive, tmp_path_factory.mktemp("bags"))


@pytest.fixture
def archive(standing_archive, tmp_path):
    """The same archive, to be changed."""
    return copy_archive(standing_archive, tmp_path / "data")


@pytest.fixture
def bag(standing_bag, tmp_path):
    """The same copy, to be damaged."""
    return shutil.copytree(standing_bag, tmp_path / "bags" / standing_bag.name)
