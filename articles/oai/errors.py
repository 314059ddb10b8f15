"""What the protocol answers in the place of what was asked."""


class ProtocolError(Exception):
    """A request that cannot be met: one of the codes of section 3.6, `badArgument`, and a sentence that says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
