"""Local stand-ins for the carriers: HTTP requests come in, stateful answers and signed callbacks go out."""
