"""The secret key of one installation: made on first use, kept in its data folder, never in the code."""

import os
import secrets
from pathlib import Path


def installation_key(folder: Path) -> str:
    """The secret key kept in `folder`, made there first if there is none.

    The file is readable by its owner alone. Two processes that start together agree on one key:
    the key is written aside and linked into place, which fails for whoever comes second.
    """
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret-key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
