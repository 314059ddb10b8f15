"""What our query language can ask for and Haystack has no input type of its own for."""

from haystack.backends import BaseSearchQuery
from haystack.inputs import Exact


class Phrase(Exact):
    """Words side by side or, with a `slop` above 1, all within that many words.

    To engines that take a query string it is written as they all write it: "basic research"~5.
    """

    def __init__(self, query_string: str, slop: int = 1) -> None:
        super().__init__(query_string, clean=True)
        self.slop = slop

    def prepare(self, query_obj: BaseSearchQuery) -> str:
        phrase = super().prepare(query_obj)
        return f"{phrase}~{self.slop}" if self.slop > 1 else phrase
