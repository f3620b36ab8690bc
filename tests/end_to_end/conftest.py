"""The running stack, for the tests of this folder."""

from tests.support.stack import stack

__all__ = ["stack"]
