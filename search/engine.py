"""placeholder until the search engine lands"""

from haystack.backends.whoosh_backend import WhooshEngine


class ArchiveEngine(WhooshEngine):
    pass
