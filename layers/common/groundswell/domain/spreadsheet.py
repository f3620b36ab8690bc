"""Cells for files that people open in a spreadsheet: nothing that was typed by others runs there."""

_STARTS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def safe_cell(value: str) -> str:
    """The value as text: what a spreadsheet would take for a formula gets an apostrophe in front."""
    return "'" + value if value[:1] in _STARTS_A_FORMULA else value
