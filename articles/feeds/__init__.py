"""Feeds of what comes into the archive: all of it, what is on one subject, and, from the search, any search.

`entries` says what a feed and an entry are, `formats` how they are written. Names of feeds are English in every
language of the interface.
"""
