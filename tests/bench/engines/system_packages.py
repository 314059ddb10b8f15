"""Packages that come with the system's Python alone, as Xapian's binding does: no package index has it."""

import subprocess
import sys
from importlib.util import find_spec
from os import defpath
from pathlib import Path
from shutil import which

_WHERE = "import sys, {0}; print(*sys.version_info[:2]); print({0}.__path__[0])"


def reach(package: str) -> None:
    """Makes `package` importable if the system's Python has it and is of our version; else leaves all as it is."""
    python = which("python3", path=defpath)
    if find_spec(package) or python is None:
        return
    asked = subprocess.run([python, "-c", _WHERE.format(package)], capture_output=True, text=True, check=False)
    version, _, folder = asked.stdout.strip().partition("\n")
    if version.split() == [str(number) for number in sys.version_info[:2]]:
        sys.path.append(str(Path(folder).parent))
