"""Runs one function of this package in an archive of its own: python -m tests.faults.child MODULE FUNCTION JSON.

The archive is the one in the data folder ARCHIVE_DATA. What the function returns is printed as JSON, in the last line.
"""

import json
import sys
from importlib import import_module

import django

from archive.children import end_with_parent

if __name__ == "__main__":
    end_with_parent()
    django.setup()
    module, function, given = sys.argv[1:]
    value = getattr(import_module(f"tests.faults.{module}"), function)(**json.loads(given))
    print(f"\n{json.dumps(value)}")
