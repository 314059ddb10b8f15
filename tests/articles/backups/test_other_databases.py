"""A copy from one kind of database is restored into the other, and one of an older release into this one."""

import pytest

from tests.articles.backups.running import backed_up, manage, restored, standing
from tests.postgres import ROLE, NoPostgres, cluster
from tests.served import shell


@pytest.fixture(scope="module")
def postgres():
    """The DATABASE_URL of an empty database on a server of the tests' own."""
    try:
        with cluster() as made:
            yield made.url(ROLE)
    except NoPostgres as error:
        pytest.skip(str(error))


def test_an_archive_moves_to_postgresql_and_back(standing_archive, standing_bag, postgres, tmp_path, monkeypatch):
    before = standing(standing_archive, "told")
    server, back = tmp_path / "server", tmp_path / "back"
    code, printed = manage(server, "restore", standing_bag, DATABASE_URL=postgres)
    assert code == 0, printed
    code, printed = manage(server, "restore", standing_bag, DATABASE_URL=postgres)
    assert code == 1
    assert "The database holds rows already" in printed
    code, printed = manage(server, "backup", tmp_path / "bags", DATABASE_URL=postgres)
    assert code == 0, printed
    restored(tmp_path / "bags", back)
    after = standing(back, "told")
    assert after["found"] == before["found"]
    assert after["files"] == before["files"]
    assert {label: len(rows) for label, rows in after["rows"].items()} == {
        label: len(rows) for label, rows in before["rows"].items()
    }
    for label, rows in before["rows"].items():
        assert after["rows"][label] == rows, label
    assert standing(back, "used") == {"password": True, "undone": "As it was", "new_id_is_new": True}


OLD = """
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
call_command("migrate", "articles", "0005", verbosity=0)
call_command("migrate", "search", verbosity=0)
call_command("migrate", "admin", verbosity=0)
call_command("migrate", "sessions", verbosity=0)
models = MigrationLoader(connection).project_state([("articles", "0005_index_of_changes")]).apps
publication = models.get_model("articles", "publication").objects.create(slug="old", name="Old")
issue = models.get_model("articles", "issue").objects.create(publication=publication, slug="1", state="published")
models.get_model("articles", "article").objects.create(
    issue=issue, position=1, title="Of an older release", body="Tides.", text="Tides.", state="published",
    published_at="2024-01-01T00:00:00Z",
)
models.get_model("auth", "user").objects.create(username="old")
"""


def test_a_copy_of_an_older_release_is_restored_into_this_one(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    shell(old, OLD)
    bag = backed_up(old, tmp_path / "bags")
    info = (bag / "bag-info.txt").read_text()
    assert "0005_index_of_changes\n" in info
    assert "articles.removal" not in info
    restored(bag, new)
    told = standing(new, "told")
    (article,) = told["rows"]["articles.article"]
    assert (article["title"], article["checksum"]) == ("Of an older release", None)
    assert {group["name"] for group in told["rows"]["auth.group"]} == {"Editors", "Reviewers"}
    assert [user["username"] for user in told["rows"]["auth.user"]] == ["old"]
    assert len(told["rows"]["articles.topic"]) > 10
    assert manage(new, "migrate", "--check")[0] == 0
