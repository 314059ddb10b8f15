"""A pytest plugin, loaded before the settings: tests keep their data in a folder of their own."""

import os
import tempfile

_DATA = tempfile.TemporaryDirectory(prefix="archive-tests-")
os.environ["ARCHIVE_DATA"] = _DATA.name
