"""Thousands of opt-outs, each forced against the claim of the same recipient at a moment of its own."""
