"""The programs that check pages: axe and the Nu validator, which `make` fetches by npm into .venv/checkers."""

import os
import shutil

import pytest

from tests.served import ROOT

FETCHED = ROOT / ".venv" / "checkers" / "node_modules"
AXE = FETCHED / "axe-core" / "axe.min.js"
VALIDATOR = FETCHED / "vnu-jar" / "build" / "dist" / "vnu.jar"


def need(file):
    """Skips the test where make could not fetch that file."""
    if not file.exists():
        _do_without(f"{file.name} is missing: make fetches it where npm is installed")


def need_java():
    """Skips the test where there is no Java to run the validator with."""
    if shutil.which("java") is None:
        _do_without("there is no Java here for the Nu validator: `java` is not in PATH")


def _do_without(reason):
    """Skips the test or, where all has to be checked (CHECK_ALL), has it fail."""
    (pytest.fail if os.environ.get("CHECK_ALL") else pytest.skip)(reason)
