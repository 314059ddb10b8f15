"""The programs that check pages: axe and the Nu validator, which `make` fetches by npm into .venv/checkers."""

import shutil

import pytest

from tests.served import ROOT

FETCHED = ROOT / ".venv" / "checkers" / "node_modules"
AXE = FETCHED / "axe-core" / "axe.min.js"
VALIDATOR = FETCHED / "vnu-jar" / "build" / "dist" / "vnu.jar"


def need(file):
    """Skips the test where make could not fetch that file."""
    if not file.exists():
        pytest.skip(f"{file.name} is missing: it is fetched by make where npm is installed")


def need_java():
    """Skips the test where there is no Java to run the validator with."""
    if shutil.which("java") is None:
        pytest.skip("there is no Java here for the Nu validator: `java` is not in PATH")
