"""Reads back what the export wrote: lines checked first, all of them, and then stored."""
