"""The demo: a running stack goes in; a campaign is played through its public API, and every promise is checked."""

from local.demo.api import DemoFailed
from local.demo.play import Outcome, play

__all__ = ["DemoFailed", "Outcome", "play"]
