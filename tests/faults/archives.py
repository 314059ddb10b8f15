"""An archive on a data folder, and the process that tests have work on it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.served import ROOT, environment

SECONDS = 3600
LOG_CHARACTERS = 4000


@dataclass(frozen=True)
class Archive:
    """The archive in the data folder `data`."""

    data: Path

    def run(self, module: str, function: str, **given: Any) -> Any:
        """What a function of this package returns in a process of its own: run("corpus", "make", count=20).

        Fails with the end of the process's log if it does not return.
        """
        process = subprocess.run(
            [sys.executable, "-m", "tests.faults.child", module, function, json.dumps(given)],
            cwd=ROOT,
            env=environment(self.data, DJANGO_SETTINGS_MODULE="tests.faults.settings"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        code, log = process.returncode, process.stderr[-LOG_CHARACTERS:]
        assert code == 0, f"{module}.{function} ended with exit code {code}:\n{log}"
        return json.loads(process.stdout.splitlines()[-1])
