"""Labelled replies go in; the weights by which the domain recognises opt-outs come out."""
