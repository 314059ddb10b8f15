"""What an editor is told when an article cannot be rearranged so."""


class Impossible(ValueError):
    """A change that cannot be made. The message tells the editor why, in a sentence. Nothing has been written."""
