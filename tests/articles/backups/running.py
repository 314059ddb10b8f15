"""Runs commands on archives in folders, and tampers with what they write."""

import hashlib
import json
import subprocess
import sys

from tests.served import ROOT, environment, shell

SECONDS = 120


def start(data, *arguments, **more):
    """A started `manage.py` on the archive in the data folder."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment(data, **more), stdout=pipe, stderr=pipe, text=True)


def manage(data, *arguments, **more):
    """The exit code of `manage.py` on the archive, and all that it printed."""
    process = start(data, *arguments, **more)
    printed, complained = process.communicate(timeout=SECONDS)
    return process.returncode, printed + complained


def backed_up(data, folder, *options):
    """Makes a copy within the folder; gives its path."""
    code, printed = manage(data, "backup", folder, *options)
    assert code == 0, printed
    return sorted(folder.glob("archive-*"))[-1]


def restored(bag, data):
    """Restores the copy into the data folder, which may not be there yet; gives what was printed."""
    code, printed = manage(data, "restore", bag)
    assert code == 0, printed
    return printed


def standing(data, function):
    """What a function of tests.articles.backups.standing returns in the archive on the data folder."""
    printed = shell(data, f"from tests.articles.backups.standing import {function}; print({function}())")
    return json.loads(printed.splitlines()[-1])


def seal(bag):
    """Makes all checksums of a bag right, whatever is in it now: the work of somebody who knows what a bag is."""
    info = bag / "bag-info.txt"
    payload = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    oxum = f"{sum(path.stat().st_size for path in payload)}.{len(payload)}"
    lines = [line for line in info.read_text().splitlines() if not line.startswith("Payload-Oxum")]
    info.write_text("\n".join([*lines, f"Payload-Oxum: {oxum}"]) + "\n")
    _list(bag, bag / "manifest-sha256.txt", payload)
    _list(bag, bag / "tagmanifest-sha256.txt", [bag / "bagit.txt", info, bag / "manifest-sha256.txt"])


def _list(bag, manifest, paths):
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bag)}\n" for path in paths]
    manifest.write_text("".join(lines))
