"""A refresh token goes in and is good for nothing afterwards."""

from groundswell import sign_in


def end_session(refresh_token: str | None) -> None:
    """Ending a session that there is not, or no longer, is fine."""
    if refresh_token:
        sign_in.sign_out(refresh_token)
