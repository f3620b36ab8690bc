"""Codes as an authenticator makes them (RFC 6238: HMAC-SHA1, 30 seconds, 6 digits)."""

import base64
import hashlib
import hmac
import struct
import time


def totp(secret: str, at: float | None = None) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    moment = int((time.time() if at is None else at) // 30)
    mac = hmac.new(key, struct.pack(">Q", moment), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def is_totp(secret: str, code: str) -> bool:
    """As Cognito takes it: this code, the one before or the one after."""
    return code in {totp(secret, time.time() + 30 * step) for step in (-1, 0, 1)}


def wrong_totp(secret: str) -> str:
    """Six digits that are no code of the last or the next minute."""
    near = {totp(secret, time.time() + 30 * step) for step in range(-3, 4)}
    return next(code for code in ("000000", "111111", *map(str, range(222222, 222230))) if code not in near)
