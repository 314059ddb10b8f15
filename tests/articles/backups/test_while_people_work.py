"""Copies that are made while three people upload, edit, publish and delete: each is one moment of the archive."""

import os
import subprocess
import sys

from tests.articles.backups.running import manage, start
from tests.databases import ask
from tests.served import ROOT, environment

ROUNDS = int(os.environ.get("BACKUP_ROUNDS", "3"))
PEOPLE = 3


def test_every_copy_is_one_moment_and_can_be_restored(archive, tmp_path):
    stop = tmp_path / "stop"
    people = [person(archive, number, stop) for number in range(PEOPLE)]
    bags = tmp_path / "bags"
    try:
        for number in range(ROUNDS):
            code, printed = manage(archive, "backup", bags)
            assert code == 0, printed
            data = tmp_path / f"round-{number}"
            code, printed = manage(data, "restore", bags)
            assert code == 0, printed
            assert torn(data) == []
    finally:
        stop.touch()
    done = [process.communicate(timeout=60)[0] for process in people]
    assert all(int(each.split()[-1]) > ROUNDS for each in done), done


def person(data, number, stop):
    """A process that works in the archive until the file `stop` is there, then prints how much it has done."""
    command = [sys.executable, "-m", "tests.articles.backups.working", str(number), str(stop)]
    settings = {"DJANGO_SETTINGS_MODULE": "archive.settings"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment(data, **settings), stdout=pipe, text=True)


def torn(data):
    """What in a restored archive belongs to no single moment: articles whose parts are of different states."""
    query = """
        SELECT a.id, a.title, (SELECT COUNT(*) FROM articles_authorship s WHERE s.article_id = a.id),
               (SELECT COUNT(*) FROM articles_articletopic t WHERE t.article_id = a.id),
               (SELECT COUNT(*) FROM articles_caption c WHERE c.article_id = a.id)
        FROM articles_article a WHERE a.title LIKE 'State %'
    """
    return [row for row in ask(data, query) if {str(count) for count in row[2:]} != {row[1].split()[1]}]


def test_a_copy_that_is_killed_leaves_no_copy_and_the_next_run_clears_up(archive, tmp_path):
    left = 0
    for seconds in (0.5, 1, 1.5, 2, 2.5, 3):
        process = start(archive, "backup", tmp_path)
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        left += len(list(tmp_path.glob(".part-*")))
    for path in tmp_path.glob("archive-*"):
        assert (path / "tagmanifest-sha256.txt").exists()
    assert manage(archive, "backup", tmp_path)[0] == 0
    assert not list(tmp_path.glob(".part-*"))
    assert manage(tmp_path / "new", "restore", tmp_path)[0] == 0
