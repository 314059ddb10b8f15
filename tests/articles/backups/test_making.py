"""What `backup` writes, and when it cannot."""

import stat
import subprocess

import bagit
import pytest

from articles.backups.checking import checked
from tests.articles.backups.running import SECONDS, backed_up, manage, restored, standing, start
from tests.databases import ask


def source_of(data):
    return next(path for path in (data / "media" / "sources").rglob("*") if path.is_file())


def test_a_copy_is_a_bag_to_others_too(standing_bag):
    assert bagit.Bag(str(standing_bag)).is_valid()


def test_a_copy_holds_what_nobody_can_make_again_and_no_secret(standing_bag):
    tables = {path.stem for path in (standing_bag / "data" / "tables").iterdir()}
    assert {"articles.article", "articles.change", "articles.removal", "auth.user", "search.frozensearch"} <= tables
    assert not [name for name in tables if name.split(".")[0] in ("sessions", "axes", "django_tasks_database")]
    assert {path.name for path in (standing_bag / "data").iterdir()} == {"tables", "media"}


def test_a_copy_can_be_read_by_its_owner_alone(standing_bag):
    assert stat.S_IMODE(standing_bag.stat().st_mode) == 0o700


def test_the_file_of_a_deleted_issue_is_copied_as_it_can_be_brought_back(standing_archive, standing_bag):
    told = standing(standing_archive, "told")
    rows = {row["file"] for row in told["rows"]["articles.sourcefile"]}
    copied = {name.removeprefix("data/media/") for name in checked(standing_bag).sums if "/sources/" in name}
    assert len(copied - rows) == 1
    assert copied - rows <= told["files"].keys()


def test_each_copy_has_a_name_of_its_own_and_the_newest_are_kept(standing_archive, tmp_path):
    made = [backed_up(standing_archive, tmp_path) for _ in range(2)]
    newest = backed_up(standing_archive, tmp_path, "--keep=2")
    assert sorted(tmp_path.glob("archive-*")) == [made[1], newest]


def test_a_damaged_file_is_copied_as_it_is_and_said_and_no_older_copy_removed(archive, tmp_path):
    older = backed_up(archive, tmp_path / "bags")
    path = source_of(archive)
    path.write_bytes(path.read_bytes() + b"more")
    code, printed = manage(archive, "backup", tmp_path / "bags", "--keep=1")
    assert code == 1
    assert f"{path.relative_to(archive / 'media')} is not what was uploaded" in printed
    assert len(list((tmp_path / "bags").glob("archive-*"))) == 2
    assert older.exists()
    newest = sorted((tmp_path / "bags").glob("archive-*"))[-1]
    code, printed = manage(tmp_path / "new", "restore", newest)
    assert code == 1
    assert "The archive was damaged already when the copy was made" in printed
    assert (tmp_path / "new" / path.relative_to(archive)).read_bytes() == path.read_bytes()


def test_a_missing_file_is_said_and_the_rest_is_copied(archive, tmp_path):
    path = source_of(archive)
    path.unlink()
    code, printed = manage(archive, "backup", tmp_path / "bags")
    assert code == 1
    assert f"{path.relative_to(archive / 'media')} is missing" in printed
    code, printed = manage(tmp_path / "new", "restore", tmp_path / "bags")
    assert code == 1
    assert f"{path.relative_to(archive / 'media')} is missing" in printed
    assert ask(tmp_path / "new", "SELECT COUNT(*) FROM articles_article")[0][0] > 3


def test_an_altered_text_is_said_by_whoever_restores_it(archive, tmp_path):
    ((key,),) = ask(archive, "SELECT MIN(id) FROM articles_article")
    alter = f"from articles.models import Article; Article.objects.filter(pk={key}).update(text='altered')"
    assert manage(archive, "shell", "--no-imports", "--command", alter)[0] == 0
    backed_up(archive, tmp_path / "bags")
    code, printed = manage(tmp_path / "new", "restore", tmp_path / "bags")
    assert code == 1
    assert f"article {key} does not say what its checksum stands for" in printed


def test_two_at_once_into_one_folder_do_not_mix(standing_archive, tmp_path):
    both = [start(standing_archive, "backup", tmp_path) for _ in range(2)]
    told = [process.communicate(timeout=SECONDS)[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes == [0, 0] or "Another backup into" in "".join(told)
    for path in tmp_path.glob("archive-*"):
        assert checked(path)


def test_a_folder_that_cannot_be_written_is_said(standing_archive, tmp_path):
    (tmp_path / "file").write_text("no folder")
    code, printed = manage(standing_archive, "backup", tmp_path / "file")
    assert code == 1
    assert "No copy can be made in" in printed
    assert "Traceback" not in printed


def test_a_folder_without_an_archive_has_nothing_to_copy(tmp_path):
    code, printed = manage(tmp_path / "data", "backup", tmp_path / "bags")
    assert code == 1
    assert "Traceback" not in printed
    assert not list((tmp_path / "bags").glob("*archive-*"))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 200 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("Only root may mount a disk that is soon full.")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_said_nothing_is_left_and_with_room_it_works(standing_archive, small_disk, tmp_path):
    code, printed = manage(standing_archive, "backup", small_disk)
    assert code == 1
    assert f"There is no room for a copy in {small_disk}: no space left on device. Nothing was left there." in printed
    assert [path.name for path in small_disk.iterdir()] == [".backup.lock"]
    subprocess.run(["mount", "-o", "remount,size=60m", small_disk], check=True)
    bag = backed_up(standing_archive, small_disk)
    restored(bag, tmp_path / "new")


def test_a_full_disk_of_a_restored_archive_is_said_and_with_room_it_works(standing_archive, standing_bag, small_disk):
    code, printed = manage(small_disk, "restore", standing_bag)
    assert code == 1
    assert "Traceback" not in printed
    assert "run it again" in printed
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    restored(standing_bag, small_disk)
    assert standing(small_disk, "told") == standing(standing_archive, "told")
