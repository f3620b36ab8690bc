"""Twilio's part of the simulator: REST calls come in, answers, callbacks and inbound texts go out."""
