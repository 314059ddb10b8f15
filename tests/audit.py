"""`python -m tests.audit`: looks for weaknesses in the code, and asks whether any are known of its libraries.

The service that knows of libraries is on the network. Where it cannot be asked, that is said and is no failure: nothing
was found, and nothing was looked for either. What it reports is one.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PACKAGES = ("archive", "articles", "search")
_SECONDS = 300


def code_is_sound():
    """Whether bandit finds nothing of medium weight or more; what it finds is printed."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--configfile", "pyproject.toml", "-ll", "-r", *PACKAGES]
    ran = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    # Of a line with several findings it says that some of them were passed over in vain.
    print(ran.stdout + "\n".join(line for line in ran.stderr.splitlines() if "nosec encountered" not in line), end="")
    return ran.returncode == 0


def asked():
    """What pip-audit says of each library in the lock file, and the reason if it could not be run."""
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json"]
    command += ["--progress-spinner", "off", "-r", str(LOCK)]
    try:
        ran = subprocess.run(command, text=True, capture_output=True, timeout=_SECONDS, check=False)
        return json.loads(ran.stdout)["dependencies"], ""
    except subprocess.TimeoutExpired:
        return [], f"it did not answer within {_SECONDS} seconds"
    except (ValueError, KeyError):
        return [], (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]


def told(libraries, reason):
    """What to print, a line each, and the exit code."""
    known = [one for one in libraries if "skip_reason" not in one]
    if not known:
        why = reason or "it knew none of them"
        return [f"The libraries could not be looked up for known weaknesses here: {why}."], 0
    lines = [f"{len(known)} of {len(libraries)} libraries were looked up for known weaknesses."]
    found = [(one, weakness) for one in known for weakness in one["vulns"]]
    for one, weakness in found:
        mended = ", ".join(weakness["fix_versions"]) or "no release yet"
        lines.append(f"{one['name']} {one['version']}: {weakness['id']}, mended in {mended}")
    return lines, int(bool(found))


if __name__ == "__main__":
    sound = code_is_sound()
    sentences, code = told(*asked())
    print("\n".join(sentences))
    sys.exit(code or not sound)
