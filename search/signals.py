"""What the search tells the rest of the archive."""

from django.dispatch import Signal

searched = Signal()
"""Sent after each search of the index, with the `seconds` that it took."""
