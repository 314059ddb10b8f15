"""Rearranges the articles of an issue: what an editor does when the pipeline parted them wrongly.

Each operation takes place inside the caller's transaction, keeps every line of a source in exactly one article, caption
or piece of furniture, and raises Impossible, with a sentence for the editor, when it cannot be done.
"""

from articles.rearranging.filling import fill_gap
from articles.rearranging.furniture import KINDS
from articles.rearranging.impossible import Impossible
from articles.rearranging.merging import merge
from articles.rearranging.moving import move_lines
from articles.rearranging.order import move
from articles.rearranging.splitting import split

__all__ = ["KINDS", "Impossible", "fill_gap", "merge", "move", "move_lines", "split"]
