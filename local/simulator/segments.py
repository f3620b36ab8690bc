"""How many segments a text takes: body in, count out (GSM-7 or UCS-2)."""

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_ESCAPED = frozenset("^{}\\[~]|€\f")
GSM_7_ALL = GSM_7 | GSM_7_ESCAPED


def count_segments(body: str) -> int:
    """160 GSM-7 characters or 70 UTF-16 units in a single segment, 153 or 67 in each of several."""
    if GSM_7_ALL.issuperset(body):
        return _split([2 if letter in GSM_7_ESCAPED else 1 for letter in body], single=160, each=153)
    return _split([2 if ord(letter) > 0xFFFF else 1 for letter in body], single=70, each=67)


def _split(widths: list[int], *, single: int, each: int) -> int:
    if sum(widths) <= single:
        return 1
    segments, room = 1, each
    for width in widths:  # a character of width 2 never straddles two segments
        if width > room:
            segments, room = segments + 1, each
        room -= width
    return segments
