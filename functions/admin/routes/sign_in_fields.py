"""Fields that several bodies about signing in share."""

from typing import Annotated

from pydantic import Field

Email = Annotated[
    str, Field(min_length=3, max_length=128, pattern=r"^[^@\s]+@[^@\s]+$", examples=["ada@example.org"])
]
"""Cognito takes at most 128 characters."""
Password = Annotated[str, Field(min_length=1, max_length=256, examples=["correct-Horse-7-battery"])]
Code = Annotated[str, Field(pattern=r"^[0-9]{6}$", examples=["123456"])]
