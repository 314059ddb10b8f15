"""Haystack's other name for reading everything again; the archive has one way of doing that."""

from search.management.commands.rebuild_index import Command as Rebuild


class Command(Rebuild):
    help = "Reads all published articles into a new search index and switches to it, as rebuild_index does."
