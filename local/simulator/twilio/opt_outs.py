"""Twilio's own opt-out handling: a keyword comes in, a block and the automatic answer go out."""

from local.simulator.twilio.records import Mark, Number
from local.simulator.twilio.state import TwilioState

STOP = frozenset({"STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"})
START = frozenset({"START", "UNSTOP", "YES"})
HELP = frozenset({"HELP", "INFO"})
ANSWERS = {
    "STOP": "You are unsubscribed and get no more messages from this number. Reply START to resubscribe.",
    "START": "You are subscribed again and may get messages from this number. Reply STOP to unsubscribe.",
    "HELP": "Reply STOP to unsubscribe. Message and data rates may apply.",
}


class OptOuts:
    """A block holds for a pair of numbers, and for the whole pool where the number is in a service."""

    def __init__(self, state: TwilioState) -> None:
        self._state = state

    def keyword(self, body: str, sender: str, number: Number) -> str:
        """STOP, START, HELP or nothing; only a text of that single word counts."""
        word = body.strip().upper()
        if word in STOP:
            return "STOP"
        if word in HELP:
            return "HELP"
        # a bare YES means START only to somebody who had said STOP
        if word in START and (word != "YES" or self.blocked(sender, number.phone, number.service)):
            return "START"
        return ""

    def apply(self, keyword: str, sender: str, number: Number) -> str:
        """Set or lift the block; Twilio's automatic answer."""
        for place in filter(None, (number.phone, number.service)):
            if keyword == "STOP":
                self._state.blocks.put(f"{place}:{sender}", Mark(value="STOP"))
            elif keyword == "START":
                self._state.blocks.remove(f"{place}:{sender}")
        return ANSWERS[keyword]

    def blocked(self, recipient: str, sender: str, service: str) -> bool:
        """Whether a text of this sender (or of its service) to the recipient is refused."""
        number = self._state.number_of(sender)
        places = {sender, service, number.service if number else ""} - {""}
        return any(f"{place}:{recipient}" in self._state.blocks for place in places)
